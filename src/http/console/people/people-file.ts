import { readSearch } from '../../../app/search-people.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { PeoplePage, PersonRow } from '../../../ports/people.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'

/** The households that a name finds, as a file. Numbers stay masked. Undefined where no name is asked for: nobody takes all at once. */
export function peopleFile(
  { store }: ConsoleDeps,
  c: Ctx,
): Listed<PersonRow, NonNullable<PeoplePage['next']>> | undefined {
  const ui = c.get('ui')
  const { nameParts } = readSearch((c.req.query('q') ?? '').slice(0, 100))
  if (nameParts === undefined) return undefined
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
