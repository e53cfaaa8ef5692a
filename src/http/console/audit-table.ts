import type { AuditPage, AuditRow } from '../../ports/audit.ts'
import type { Listed } from '../../ports/table-files.ts'
import type { ConsoleDeps } from './deps.ts'
import { type ListedColumn, listed } from './listed.ts'
import type { Ui } from './ui.ts'

/** How the page says what was done, to whom, and what stands beside it. */
export interface AuditSpeech {
  action(row: AuditRow): string
  subject(row: AuditRow): string
  detail(row: AuditRow): string | undefined
}

/** The log as a file: what the page shows, as it is filtered. */
export function auditTable(
  { store }: ConsoleDeps,
  ui: Ui,
  { wanted, speech }: { wanted: Omit<AuditPage, 'limit' | 'beforeId'>; speech: AuditSpeech },
): Listed<AuditRow, string> {
  return listed('audit', columnsOf(ui, speech), {
    read: (limit, after) => store.audit.list({ ...wanted, limit, ...(after ? { beforeId: after } : {}) }),
    placeOf: ({ id }) => id,
  })
}

function columnsOf(ui: Ui, { action, subject, detail }: AuditSpeech): ListedColumn<AuditRow>[] {
  const title = (name: string) => ui.t(`audit.columns.${name}`)
  return [
    { title: title('when'), kind: 'moment', cell: ({ at }) => at },
    { title: title('who'), kind: 'text', cell: ({ actorName, actorKind }) => actorName ?? ui.t(`actors.${actorKind}`) },
    { title: title('what'), kind: 'text', cell: action },
    { title: title('whom'), kind: 'text', cell: subject },
    { title: title('detail'), kind: 'text', cell: detail },
  ]
}
