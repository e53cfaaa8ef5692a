import type { ConsentPage, ConsentRow } from '../../../ports/consent-register.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import type { Ui } from '../ui.ts'

/** The register as a file: what the page shows, as it is filtered. */
export function consentTable(
  { store }: ConsoleDeps,
  c: Ctx,
  asked: Omit<ConsentPage, 'limit' | 'beforeId'>,
): Listed<ConsentRow, string> {
  const ui = c.get('ui')
  return {
    list: 'consents',
    columns: columns.map(({ title, kind }) => ({ title: ui.say({ key: `consents:${title}` }), kind })),
    cells: (row) => columns.map(({ cell }) => cell(row, ui)),
    page: async (limit, after) => {
      const rows = await store.consentRegister.list({ ...asked, limit, ...(after ? { beforeId: after } : {}) })
      const last = rows.length === limit ? rows.at(-1) : undefined
      return { rows, ...(last ? { next: last.id } : {}) }
    },
  }
}

const columns: readonly {
  title: string
  kind: 'text' | 'moment'
  cell: (row: ConsentRow, ui: Ui) => string | Date | undefined
}[] = [
  { title: 'columns.given', kind: 'moment', cell: ({ givenAt }) => givenAt },
  { title: 'columns.who', kind: 'text', cell: ({ name }) => name },
  { title: 'file.customer', kind: 'text', cell: ({ household }) => household?.customerId },
  { title: 'columns.purpose', kind: 'text', cell: ({ purpose }, ui) => ui.say({ key: `common:purposes.${purpose}` }) },
  { title: 'file.wording', kind: 'text', cell: ({ wording }) => wording },
  { title: 'file.lang', kind: 'text', cell: ({ lang }) => lang },
  { title: 'columns.channel', kind: 'text', cell: ({ channel }, ui) => ui.t(`channels.${channel}`) },
  { title: 'columns.withdrawn', kind: 'moment', cell: ({ withdrawnAt }) => withdrawnAt },
]
