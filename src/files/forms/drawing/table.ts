import type { Table } from '../sheet.ts'
import { type Cut, lineHeight, need, type Pen, size, turn } from './pen.ts'
import { linesOf, type Setting, writeLine } from './texts.ts'

const pad = { x: 4, y: 3 }
const step = lineHeight(size.table)

/** A row, broken into the lines of its cells. */
interface Row {
  cells: string[][]
  settings: Setting[]
  height: number
}

/** A table over as many pages as it has rows for, each with the header. */
export function drawTable(pen: Pen, { columns, rows, total, rowHeight }: Table): void {
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => (pen.width * share) / shares)
  const rowOf = (cells: readonly string[], { cut, least }: { cut: Cut; least: number }, centred = false): Row => {
    let x = pen.left
    const settings = columns.map(({ align }, i) => {
      const setting = { x: x + pad.x, width: (widths[i] ?? 0) - 2 * pad.x, cut, points: size.table }
      x += widths[i] ?? 0
      return { ...setting, align: centred ? ('center' as const) : align }
    })
    const lines = settings.map((setting, i) => linesOf(pen, cells[i] ?? '', setting))
    return { cells: lines, settings, height: Math.max(least, heightOf(lines)) }
  }
  const titles = columns.map(({ title }) => title)
  const header = rowOf(titles, { cut: 'bold', least: 0 }, true)
  const body = rows.map((cells) => rowOf(cells, { cut: 'plain', least: rowHeight }))
  const last = total ? [rowOf(total, { cut: 'bold', least: rowHeight })] : []
  pen.y += 3
  need(pen, header.height + (body[0]?.height ?? 0))
  drawRow(pen, header, true)
  for (const row of [...body, ...last]) drawBodyRow(pen, row, header)
  pen.y += 4
}

function heightOf(lines: readonly string[][]): number {
  return Math.max(...lines.map((cell) => cell.length)) * step + 2 * pad.y
}

/** A row stays whole where a page can hold it; a longer one is continued. */
function drawBodyRow(pen: Pen, row: Row, header: Row): void {
  const turned = () => {
    turn(pen)
    drawRow(pen, header, true)
  }
  if (pen.y + row.height > pen.bottom && row.height <= pen.bottom - pen.top - header.height) turned()
  let rest = row
  while (pen.y + rest.height > pen.bottom) {
    const room = Math.floor((pen.bottom - pen.y - 2 * pad.y) / step)
    if (room > 0) drawRow(pen, part(rest, 0, room))
    rest = part(rest, Math.max(room, 0), Number.POSITIVE_INFINITY)
    turned()
  }
  drawRow(pen, rest)
}

function part(row: Row, from: number, to: number): Row {
  const cells = row.cells.map((lines) => lines.slice(from, to))
  return { ...row, cells, height: heightOf(cells) }
}

/** What fills its row less than whole stands in the middle of it; the first lines of all cells stay level, but for the header. */
function drawRow(pen: Pen, { cells, settings, height }: Row, header = false): void {
  pen.doc.lineWidth(0.6).strokeColor('black')
  const most = Math.max(...cells.map((lines) => lines.length))
  for (const [i, setting] of settings.entries()) {
    const lines = cells[i] ?? []
    pen.doc.rect(setting.x - pad.x, pen.y, setting.width + 2 * pad.x, height).stroke()
    const top = pen.y + (height - (header ? lines.length : most) * step) / 2
    for (const [n, line] of lines.entries()) writeLine(pen, line, { ...setting, y: top + n * step })
  }
  pen.y += height
}
