import { scopeOf } from '../../../domain/staff.ts'
import type { StaffRow } from '../../../ports/staff.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { type ListedColumn, listedWhole } from '../listed.ts'
import type { Ui } from '../ui.ts'

/** The accounts of the unit as a file: for the yearly look at who may still come in. */
export function staffTable({ store }: ConsoleDeps, c: Ctx): Listed<StaffRow, never> {
  return listedWhole('staff', columnsOf(c.get('ui')), () => store.staff.list(scopeOf(c.get('staff'))))
}

/** Where somebody works, in words. */
export function unitText(ui: Ui, { office, commune }: StaffRow): string {
  return [office, commune].filter(Boolean).join(' – ') || ui.t('staff.everywhere')
}

function columnsOf(ui: Ui): ListedColumn<StaffRow>[] {
  const column = (title: string, cell: (row: StaffRow) => string): ListedColumn<StaffRow> => {
    return { title: ui.t(title), kind: 'text', cell }
  }
  return [
    column('staff.columns.name', ({ name }) => name),
    column('sign_in.email', ({ email }) => email),
    column('staff.columns.role', ({ role }) => ui.t(`roles.${role}`)),
    column('staff.columns.unit', (row) => unitText(ui, row)),
    column('staff.columns.second_factor', (row) => ui.t(`second_factor.is_${row.secondFactor ? 'on' : 'off'}`)),
    column('staff.columns.account', ({ disabledAt }) => ui.t(disabledAt ? 'staff.disabled' : 'staff.active')),
  ]
}
