import type { Field, Fields } from '../sheet.ts'
import { dots, lineHeight, need, type Pen, size, widthOf, write } from './pen.ts'
import { wrap } from './wrap.ts'

const between = 10
const plain = { cut: 'plain', points: size.text } as const
const step = lineHeight(size.text) + 1.5
/** From the upper edge of a line to what its letters stand on. */
const base = size.text * 0.98

/** A row of things to fill in. What is known stands on the dotted line, what is not leaves it free. */
export function drawFields(pen: Pen, { fields }: Fields): void {
  const shares = fields.reduce((sum, field) => sum + field.share, 0)
  const usable = pen.width - between * (fields.length - 1)
  const widths = fields.map((field) => (usable * field.share) / shares)
  const laid = fields.map((field, i) => lay(pen, field, widths[i] ?? usable))
  const height = Math.max(...laid.map((lines) => lines.length)) * step
  need(pen, height)
  let x = pen.left
  for (const [i, field] of fields.entries()) {
    drawField(pen, { field, lines: laid[i] ?? [], x, width: widths[i] ?? usable })
    x += (widths[i] ?? 0) + between
  }
  pen.y += height
}

/** Empty lines over the whole width. */
export function drawLines(pen: Pen, count: number): void {
  for (let i = 0; i < count; i++) {
    need(pen, step)
    dots(pen, { from: pen.left, to: pen.left + pen.width, y: pen.y + base + 1.5 })
    pen.y += step
  }
}

function labelWidth(pen: Pen, { label }: Field): number {
  return label === '' ? 0 : widthOf(pen, `${label} `, plain)
}

/** Room for the unit at the end of a line that is still to be written on. A value has it behind itself. */
function unitWidth(pen: Pen, { unit, value }: Field): number {
  return unit === '' || value !== '' ? 0 : widthOf(pen, ` ${unit}`, plain)
}

/** The lines of the value with its unit. The first one stands behind the label. */
function lay(pen: Pen, field: Field, width: number): string[] {
  const { value, unit } = field
  const text = value === '' || unit === '' ? value : `${value}${unit.startsWith('%') ? '' : ' '}${unit}`
  const first = width - labelWidth(pen, field) - unitWidth(pen, field)
  return wrap(text, { width, first, measure: (part) => widthOf(pen, part, plain) })
}

interface Laid {
  field: Field
  lines: readonly string[]
  x: number
  width: number
}

function drawField(pen: Pen, { field, lines, x, width }: Laid): void {
  write(pen, field.label, { x, y: pen.y, ...plain })
  const unit = unitWidth(pen, field)
  const to = x + width - (unit === 0 ? 0 : unit + 2)
  for (const [i, line] of lines.entries()) {
    const from = i === 0 ? x + labelWidth(pen, field) : x
    const y = pen.y + i * step
    write(pen, line, { x: from, y, ...plain })
    dots(pen, { from, to, y: y + base + 1.5 })
  }
  if (unit > 0) write(pen, field.unit, { x: x + width - widthOf(pen, field.unit, plain), y: pen.y, ...plain })
}
