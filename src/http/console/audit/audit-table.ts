import type { AuditPage, AuditRow } from '../../../ports/audit.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps } from '../deps.ts'
import { type ListedColumn, listed } from '../listed.ts'
import type { Ui } from '../ui.ts'
import { actionText, detailText, subjectText } from './audit-words.ts'

/** The log as a file: what the page shows, as it is filtered. */
export function auditTable(
  { store }: Pick<ConsoleDeps, 'store'>,
  ui: Ui,
  wanted: Omit<AuditPage, 'limit' | 'beforeId'>,
): Listed<AuditRow, string> {
  return listed('audit', columnsOf(ui), {
    read: (limit, after) => store.audit.list({ ...wanted, limit, ...(after ? { beforeId: after } : {}) }),
    placeOf: ({ id }) => id,
  })
}

function columnsOf(ui: Ui): ListedColumn<AuditRow>[] {
  const title = (name: string) => ui.t(`audit.columns.${name}`)
  return [
    { title: title('when'), kind: 'moment', cell: ({ at }) => at },
    { title: title('who'), kind: 'text', cell: ({ actorName, actorKind }) => actorName ?? ui.t(`actors.${actorKind}`) },
    { title: title('what'), kind: 'text', cell: ({ action }) => actionText(ui, action) },
    { title: title('whom'), kind: 'text', cell: (row) => row.subjectName ?? subjectText(ui, row) },
    { title: title('detail'), kind: 'text', cell: ({ detail }) => (detail ? detailText(detail) : undefined) },
  ]
}
