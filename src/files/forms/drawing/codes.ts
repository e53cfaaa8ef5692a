import type { Codes } from '../sheet.ts'
import { lineHeight, need, type Pen } from './pen.ts'
import { linesOf, type Setting, writeLine } from './texts.ts'

const gap = 24
const words = 15
const small = 10.5
/** A code is read from two steps away at a tenth of that: six centimetres and more. */
const widest = 210

/** QR codes side by side, as large as the page lets them be. They stay on one page. */
export function drawCodes(pen: Pen, { codes }: Codes): void {
  if (codes.length === 0) return
  const column = (pen.width - gap * (codes.length - 1)) / codes.length
  const side = Math.min(column, widest)
  need(pen, side + lineHeight(words) + lineHeight(small) * 2 + 20)
  const top = pen.y
  for (const [i, { title, under, modules }] of codes.entries()) {
    const x = pen.left + i * (column + gap)
    const at = (points: number, cut: Setting['cut']): Setting => ({ x, width: column, points, cut, align: 'center' })
    writeLine(pen, title, { ...at(words, 'bold'), y: top })
    drawModules(pen, modules, { x: x + (column - side) / 2, y: top + lineHeight(words) + 6, side })
    let y = top + lineHeight(words) + side + 12
    for (const line of linesOf(pen, under, at(small, 'plain'))) {
      writeLine(pen, line, { ...at(small, 'plain'), y })
      y += lineHeight(small)
    }
    pen.y = Math.max(pen.y, y)
  }
}

/** Each run of dark modules in a row is one rectangle: no hair lines between them in print. */
function drawModules(
  { doc }: Pen,
  rows: readonly (readonly boolean[])[],
  { x, y, side }: { x: number; y: number; side: number },
): void {
  const size = side / rows.length
  for (const [row, modules] of rows.entries()) {
    let from = 0
    while (from < modules.length) {
      let to = from
      while (modules[to]) to++
      if (to > from) doc.rect(x + from * size, y + row * size, (to - from) * size, size + 0.1)
      from = to + 1
    }
  }
  doc.fill('black')
}
