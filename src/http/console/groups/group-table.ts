import { scopeOf } from '../../../domain/staff.ts'
import type { GroupRow } from '../../../ports/leaders.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { type ListedColumn, listed } from '../listed.ts'
import type { Ui } from '../ui.ts'
import { groupWords } from './words.ts'

/** A group with how many come before it: pages of groups are counted off. */
interface Placed extends GroupRow {
  before: number
}

/** The groups of the reader's unit as a file. */
export function groupTable({ store }: ConsoleDeps, c: Ctx): Listed<Placed, number> {
  const scope = scopeOf(c.get('staff'))
  return listed<Placed, number>('groups', columnsOf(c.get('ui')), {
    read: async (limit, after = 0) => {
      const rows = await store.leaders.list({ ...scope, after, limit })
      return rows.map((row, place) => ({ ...row, before: after + place }))
    },
    placeOf: ({ before }) => before + 1,
  })
}

function columnsOf(ui: Ui): ListedColumn<GroupRow>[] {
  const say = groupWords(ui)
  const title = (name: string) => say(`groups:columns.${name}`)
  return [
    { title: say('groups:group.code'), kind: 'text', cell: ({ code }) => code },
    { title: title('name'), kind: 'text', cell: ({ name }) => name },
    { title: say('groups:group.commune'), kind: 'text', cell: ({ commune }) => commune },
    { title: title('leader'), kind: 'text', cell: ({ leaderName }) => leaderName },
    { title: title('members'), kind: 'number', cell: ({ members }) => members },
    { title: title('waiting'), kind: 'number', cell: ({ waiting }) => waiting },
    { title: title('linked'), kind: 'text', cell: ({ linked }) => say(`groups:linked.${linked ? 'yes' : 'no'}`) },
  ]
}
