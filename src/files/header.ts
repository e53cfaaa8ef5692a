import type { SheetRow } from '../ports/sheets.ts'

// Offices put titles above their tables: the header is the first row with at least as many cells as the smallest kind of
// file has columns. It is looked for this far down.
const FEWEST_CELLS = 3
const DEEPEST = 30

/** The place of the header among the first rows of a table: the first row that looks like one, else the first that is not empty. */
export function headerPlace(rows: readonly (readonly string[])[]): number | undefined {
  const first = rows.slice(0, DEEPEST)
  const wide = first.findIndex((cells) => cells.filter((cell) => cell !== '').length >= FEWEST_CELLS)
  const any = wide >= 0 ? wide : first.findIndex((cells) => cells.some((cell) => cell !== ''))
  return any >= 0 ? any : undefined
}

/** How many rows `headerPlace` wants to see. */
export const headerDepth = DEEPEST

/** A row by its headers, or undefined for an empty one. `wide` tells of a cell that stands beside the table. */
export function rowUnder(
  headers: readonly string[],
  { line, cells }: { line: number; cells: readonly string[] },
): (SheetRow & { wide: boolean }) | undefined {
  if (cells.every((cell) => cell === '')) return undefined
  const named = headers.flatMap((header, place) => (header === '' ? [] : [[header, cells[place] ?? ''] as const]))
  return { line, cells: Object.fromEntries(named), wide: cells.slice(headers.length).some((cell) => cell !== '') }
}
