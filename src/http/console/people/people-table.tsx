import type { PersonRow } from '../../../ports/people.ts'
import { Table } from '../parts.tsx'
import type { Ui } from '../ui.ts'

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
