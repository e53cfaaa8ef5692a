import type { Block } from '../sheet.ts'
import { type Cut, lineHeight, need, type Pen, size, widthOf, write } from './pen.ts'
import { wrap } from './wrap.ts'

type Of<Kind extends Block['as']> = Extract<Block, { as: Kind }>

/** Where text stands, how it looks, and how wide it may be. */
export interface Setting {
  x: number
  width: number
  cut: Cut
  points: number
  align: 'left' | 'center' | 'right'
}

/** The name of the form, with a line or two below. */
export function drawTitle(pen: Pen, { text, under }: Of<'title'>): void {
  const { left: x, width } = pen
  pen.y += 6
  drawParagraph(pen, text, { x, width, cut: 'bold', points: size.title, align: 'center' })
  for (const line of under) drawParagraph(pen, line, { x, width, cut: 'italic', points: size.text, align: 'center' })
  pen.y += 6
}

/** Words to be read from across a room. */
export function drawLarge(pen: Pen, { text, points, bold }: Of<'large'>): void {
  drawParagraph(pen, text, { x: pen.left, width: pen.width, cut: bold ? 'bold' : 'plain', points, align: 'center' })
  pen.y += points * 0.2
}

/** The name of a section, on the page of what follows. */
export function drawHeading(pen: Pen, { text }: Of<'heading'>): void {
  need(pen, lineHeight(size.text) * 3 + 5)
  pen.y += 5
  drawParagraph(pen, text, { x: pen.left, width: pen.width, cut: 'bold', points: size.text, align: 'left' })
}

/** A paragraph over the whole width. */
export function drawText(pen: Pen, { text, style, align }: Of<'text'>): void {
  drawParagraph(pen, text, { x: pen.left, width: pen.width, cut: style, points: size.text, align })
}

/** Writes a paragraph and moves on below it. Its lines may go over to the next page. */
export function drawParagraph(pen: Pen, text: string, setting: Setting): void {
  for (const line of linesOf(pen, text, setting)) {
    need(pen, lineHeight(setting.points))
    writeLine(pen, line, { ...setting, y: pen.y })
    pen.y += lineHeight(setting.points)
  }
}

/** The lines of a text in that setting. */
export function linesOf(pen: Pen, text: string, { width, cut, points }: Setting): string[] {
  return wrap(text, { width, first: width, measure: (part) => widthOf(pen, part, { cut, points }) })
}

/** Writes one line where its setting wants it. */
export function writeLine(pen: Pen, line: string, { x, y, width, align, cut, points }: Setting & { y: number }): void {
  const free = width - widthOf(pen, line, { cut, points })
  const from = align === 'left' ? x : align === 'right' ? x + free : x + free / 2
  write(pen, line, { x: from, y, cut, points })
}
