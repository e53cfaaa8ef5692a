import type { Sheet } from '../sheet.ts'
import { lineHeight, type Pen, size } from './pen.ts'
import { linesOf, type Setting, writeLine } from './texts.ts'

/** Writes the foot of every page, once it is known how many there are. */
export function drawFeet(pen: Pen, { note, name, page }: Sheet['foot']): void {
  const { count } = pen.doc.bufferedPageRange()
  const step = lineHeight(size.small)
  for (let i = 0; i < count; i++) {
    pen.doc.switchToPage(i)
    let y = pen.bottom + 12
    pen.doc
      .lineWidth(0.4)
      .strokeColor('#777')
      .moveTo(pen.left, y)
      .lineTo(pen.left + pen.width, y)
      .stroke()
    y += 3
    const whole = { x: pen.left, width: pen.width, points: size.small, cut: 'italic', align: 'left' } as const
    for (const line of linesOf(pen, note, whole)) {
      writeLine(pen, line, { ...whole, y })
      y += step
    }
    const edge = (align: Setting['align']) => ({ ...whole, y, cut: 'plain' as const, align })
    writeLine(pen, name, edge('left'))
    writeLine(pen, page(i + 1, count), edge('right'))
  }
}
