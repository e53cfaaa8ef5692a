import type { Letterhead } from '../sheet.ts'
import { lineHeight, type Pen, size, widthOf, write } from './pen.ts'
import { drawParagraph, type Setting } from './texts.ts'

/** The head of an official paper: who writes, the country and its motto, and the number of the form in the corner. */
export function drawLetterhead(pen: Pen, { from, nation, motto, number, copies }: Letterhead): void {
  const start = pen.y
  drawNumber(pen, { number, copies })
  // The number stands beside the motto where there is room, else above it.
  const wide = pen.width > 600
  if (from.length === 0 || wide) pen.y = start
  const top = pen.y
  const half = pen.width * (wide ? 0.3 : 0.42)
  const right = { x: pen.left + half, width: wide ? pen.width * 0.4 : pen.width - half }
  const place = from.length > 0 ? right : { x: pen.left, width: pen.width }
  drawNation(pen, { nation, motto, ...place })
  const below = pen.y
  pen.y = top
  for (const [i, line] of from.entries())
    drawParagraph(pen, line, {
      ...{ x: pen.left, width: half - 8, points: size.text - 0.5, align: 'center' },
      cut: i === 0 ? 'bold' : 'plain',
    })
  pen.y = Math.max(pen.y, below) + 6
}

function drawNumber(pen: Pen, { number, copies }: Pick<Letterhead, 'number' | 'copies'>): void {
  const right = (points: number, cut: Setting['cut']) =>
    ({ x: pen.left, width: pen.width, align: 'right', points, cut }) as const
  drawParagraph(pen, number, right(size.text - 0.5, 'bold'))
  if (copies) drawParagraph(pen, copies, right(size.small + 0.5, 'italic'))
  pen.y += 3
}

function drawNation(pen: Pen, of: Pick<Letterhead, 'nation' | 'motto'> & { x: number; width: number }): void {
  const { nation, motto, x, width } = of
  drawParagraph(pen, nation, { x, width, cut: 'bold', points: size.text, align: 'center' })
  const bold = { cut: 'bold', points: size.text } as const
  const long = widthOf(pen, motto, bold)
  const from = x + (width - long) / 2
  write(pen, motto, { x: from, y: pen.y, ...bold })
  pen.y += lineHeight(size.text)
  pen.doc
    .lineWidth(0.6)
    .strokeColor('black')
    .moveTo(from, pen.y)
    .lineTo(from + long, pen.y)
    .stroke()
  pen.y += 3
}
