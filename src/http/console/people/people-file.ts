import { readSearch } from '../../../app/search-people.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { PeoplePage, PersonRow } from '../../../ports/people.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'

/** Letters that a name has at least, in all, before its households are a file: fewer find most of a commune. */
const leastLetters = 4

/** True where what was typed is name enough for a file: nobody takes all households at once. */
export function isNameEnough(typed: string): boolean {
  return (readSearch(typed).nameParts ?? []).join('').length >= leastLetters
}

/** The households that a name finds, as a file. Numbers stay masked. Undefined where no name is asked for, or too little of one. */
export function peopleFile(
  { store }: ConsoleDeps,
  c: Ctx,
): Listed<PersonRow, NonNullable<PeoplePage['next']>> | undefined {
  const ui = c.get('ui')
  const typed = (c.req.query('q') ?? '').slice(0, 100)
  const { nameParts } = readSearch(typed)
  if (nameParts === undefined || !isNameEnough(typed)) return undefined
  const scope = scopeOf(c.get('staff'))
  const titles = ['people.columns.name', 'people.customer', 'household.commune', 'people.hamlet', 'household.group']
  return {
    list: 'people',
    columns: [...titles, 'people.columns.phone', 'people.accounts'].map((title) => ({
      title: ui.t(title),
      kind: title === 'people.accounts' ? 'number' : 'text',
    })),
    cells: (row) => [row.headName, row.customerId, row.commune, row.hamlet, row.group, row.maskedPhone, row.accounts],
    page: (limit, after) => store.people.search({ scope, nameParts, limit, ...(after ? { after } : {}) }),
  }
}
