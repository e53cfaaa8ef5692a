import type { Signatures } from '../sheet.ts'
import { lineHeight, need, type Pen, size } from './pen.ts'
import { drawParagraph, linesOf, type Setting } from './texts.ts'

/** Room for a signature and a seal. */
const room = 58

/** Places to sign, side by side. All of them stay together on one page. */
export function drawSignatures(pen: Pen, { places }: Signatures): void {
  const gap = 8
  const width = (pen.width - gap * (places.length - 1)) / places.length
  const columns = places.map(({ above, title, under, name }, i) => {
    const at = (cut: Setting['cut'], points: number): Setting => ({
      ...{ x: pen.left + i * (width + gap), width, cut, points },
      align: 'center',
    })
    return {
      head: [
        [above, at('italic', size.text - 0.5)],
        [title, at('bold', size.text - 0.5)],
        [under, at('italic', size.text - 1.5)],
      ] as const,
      name: [name, at('bold', size.text - 0.5)] as const,
    }
  })
  const rows = [0, 1, 2].map((row) => Math.max(...columns.map(({ head }) => heightOf(pen, head[row]))))
  const names = Math.max(lineHeight(size.text), ...columns.map((column) => heightOf(pen, column.name)))
  const heads = rows.reduce((sum, height) => sum + height, 0)
  need(pen, heads + room + names + 10)
  pen.y += 8
  const top = pen.y
  for (const { head, name } of columns) {
    let y = top
    for (const [row, piece] of head.entries()) {
      drawAt(pen, piece, y)
      y += rows[row] ?? 0
    }
    drawAt(pen, name, top + heads + room)
  }
  pen.y = top + heads + room + names + 2
}

type Piece = readonly [string, Setting]

function heightOf(pen: Pen, piece: Piece | undefined): number {
  if (!piece || piece[0] === '') return 0
  return linesOf(pen, ...piece).length * lineHeight(piece[1].points)
}

function drawAt(pen: Pen, [text, setting]: Piece, y: number): void {
  if (text === '') return
  pen.y = y
  drawParagraph(pen, text, setting)
}
