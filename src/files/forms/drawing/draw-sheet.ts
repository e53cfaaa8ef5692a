import type { Block, Sheet } from '../sheet.ts'
import { drawCodes } from './codes.ts'
import { drawFields, drawLines } from './fields.ts'
import { drawFeet } from './foot.ts'
import { drawLetterhead } from './letterhead.ts'
import { need, openPen, type Pen, turn } from './pen.ts'
import { drawSignatures } from './signatures.ts'
import { drawTable } from './table.ts'
import { drawHeading, drawLarge, drawText, drawTitle } from './texts.ts'

/** Draws a sheet from its first block to its last, over as many pages as it needs. */
export function drawSheet(sheet: Sheet, madeAt: Date): Promise<Uint8Array> {
  const pen = openPen(sheet, madeAt)
  const written = bytesOf(pen)
  for (const block of sheet.blocks) drawBlock(pen, block)
  drawFeet(pen, sheet.foot)
  pen.doc.end()
  return written
}

function drawBlock(pen: Pen, block: Block): void {
  if (block.as === 'letterhead') drawLetterhead(pen, block)
  else if (block.as === 'title') drawTitle(pen, block)
  else if (block.as === 'heading') drawHeading(pen, block)
  else if (block.as === 'text') drawText(pen, block)
  else if (block.as === 'large') drawLarge(pen, block)
  else if (block.as === 'codes') drawCodes(pen, block)
  else if (block.as === 'fields') drawFields(pen, block)
  else if (block.as === 'lines') drawLines(pen, block.count)
  else if (block.as === 'table') drawTable(pen, block)
  else if (block.as === 'signatures') drawSignatures(pen, block)
  else if (block.as === 'page') turn(pen)
  else if (block.as === 'keep') need(pen, block.height)
  else {
    need(pen, block.height)
    pen.y += block.height
  }
}

function bytesOf({ doc }: Pen): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
}
