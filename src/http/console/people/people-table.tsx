import type { PeoplePage, PersonRow } from '../../../ports/people.ts'
import { link, Table } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { isByNumber } from './typed-number.tsx'

/** Households as a list shows them, numbers masked. */
export function PeopleTable({ ui, rows }: { ui: Ui; rows: readonly PersonRow[] }) {
  return (
    <Table
      columns={['name', 'place', 'phone', 'linked'].map((name) => ui.t(`people.columns.${name}`))}
      rows={rows.map((row) => [
        <>
          <a href={`/console/people/${row.id}`}>{row.headName}</a>
          <small>{row.customerId}</small>
        </>,
        <>
          {[row.hamlet, row.commune].filter(Boolean).join(', ')}
          {row.group ? <small>{row.group}</small> : null}
        </>,
        row.maskedPhone ?? ui.t('none'),
        row.accounts > 0 ? ui.t('people.linked', { count: row.accounts }) : ui.t('people.not_linked'),
      ])}
    />
  )
}

interface MoreProps {
  text: string
  /** Where the next page begins; the first one where it is not said. */
  next?: PeoplePage['next']
  label: string
}

/** On to more people of a search: by a link for a name, by a form for a number. */
export function MorePeople({ text, next, label }: MoreProps) {
  if (!isByNumber(text))
    return (
      <p class="next">
        <a class="press quiet" href={link('/console/people', { q: text, ...next })}>
          {label}
        </a>
      </p>
    )
  return (
    <form class="next" method="post" action="/console/people">
      {Object.entries({ q: text, ...next }).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class="press quiet" type="submit">
        {label}
      </button>
    </form>
  )
}
