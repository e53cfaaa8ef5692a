import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import type { Listed, Table, TableCell, TableFormat } from '../ports/table-files.ts'

/** Rows of one file at most. It bounds what is held at once: a list is read whole before its first byte leaves. */
export const mostExported = 50_000

/** Rows that are read at once. */
const pageOfRows = 1_000

/** A list, read to its end or to the bound. */
export interface Exported {
  table: Table
  /** There were more rows than one file takes. */
  cut: boolean
}

/** Reads a list to be taken away as a file, and writes down who took how many rows of it. */
export async function exportList<Row, Place>(
  { store, clock }: { store: Pick<Store, 'audit'>; clock: Clock },
  { staff, listed, format }: { staff: StaffMember; listed: Listed<Row, Place>; format: TableFormat },
): Promise<Exported> {
  const rows: (readonly TableCell[])[] = []
  let after: Place | undefined
  do {
    const limit = Math.min(pageOfRows, mostExported - rows.length)
    const page = await listed.page(limit, after)
    rows.push(...page.rows.map(listed.cells))
    after = page.next
  } while (after !== undefined && rows.length < mostExported)
  const cut = after !== undefined
  const subject = { subjectKind: 'list', subjectId: listed.list }
  const detail = { format, rows: rows.length, ...(cut ? { cut } : {}) }
  const by = { actorKind: 'staff', actorId: staff.id } as const
  await store.audit.write({ at: clock.now(), ...by, action: 'list.export', ...subject, detail })
  return { table: { name: listed.list, columns: listed.columns, rows }, cut }
}
