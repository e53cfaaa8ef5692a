import type { Forms } from '../../ports/forms.ts'
import type { TableFiles } from '../../ports/table-files.ts'
import type { ChairDeps } from '../chair/page.tsx'

/** What the pages of a sheet are built from. */
export interface SheetDeps extends ChairDeps {
  /** Draws the sheet. */
  forms: Forms
  /** Writes it as a table. */
  tableFiles: TableFiles
}
