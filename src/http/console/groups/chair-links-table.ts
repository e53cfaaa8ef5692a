import { scopeOf } from '../../../domain/staff.ts'
import type { ChairLink } from '../../../ports/chair-links.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { Commune } from '../../../ports/units.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { type ListedColumn, listedWhole } from '../listed.ts'
import type { Ui } from '../ui.ts'
import { groupWords } from './words.ts'

/** A commune of the reader's unit with what waits for its chair, and the link that is good now. */
export interface CommuneWaiting {
  commune: Commune
  waiting: number
  link?: ChairLink
}

/** What waits for the chairs of the reader's communes. */
export async function communesWaiting({ store }: ConsoleDeps, c: Ctx): Promise<CommuneWaiting[]> {
  const scope = scopeOf(c.get('staff'))
  const communes = await store.units.communes(scope.officeId)
  const waiting = await store.chairLinks.counts(scope)
  const links = await store.chairLinks.active({ ...scope, at: c.get('ui').now })
  return communes
    .filter(({ id }) => scope.communeId === undefined || scope.communeId === id)
    .map((commune) => {
      const link = links.find(({ communeId }) => communeId === commune.id)
      return { commune, waiting: waiting.get(commune.id) ?? 0, ...(link ? { link } : {}) }
    })
}

/** The same as a file. A link itself is in no file: whoever has it may open it. */
export function chairLinksTable(deps: ConsoleDeps, c: Ctx): Listed<CommuneWaiting, never> {
  return listedWhole('chair-links', columnsOf(c.get('ui')), () => communesWaiting(deps, c))
}

function columnsOf(ui: Ui): ListedColumn<CommuneWaiting>[] {
  const say = groupWords(ui)
  return [
    { title: say('groups:links.columns.commune'), kind: 'text', cell: ({ commune }) => commune.name },
    { title: say('groups:links.columns.waiting'), kind: 'number', cell: ({ waiting }) => waiting },
    { title: say('groups:links.columns.until'), kind: 'moment', cell: ({ link }) => link?.expiresAt },
    { title: say('groups:links.columns.opened_by'), kind: 'text', cell: ({ link }) => link?.name },
    { title: say('groups:links.columns.opened'), kind: 'moment', cell: ({ link }) => link?.openedAt },
  ]
}
