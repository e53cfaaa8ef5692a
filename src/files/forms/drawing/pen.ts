import { createRequire } from 'node:module'
import { type Font, openSync } from 'fontkit'
import PDFDocument from 'pdfkit'
import type { Sheet } from '../sheet.ts'

/** The cuts of the typeface. */
export type Cut = 'plain' | 'bold' | 'italic'

/** What draws: the document, where the next piece begins, and the margins. Lengths are in points, from the upper left corner. */
export interface Pen {
  doc: PDFKit.PDFDocument
  y: number
  left: number
  width: number
  top: number
  /** Nothing but the foot stands below. */
  bottom: number
}

/** Size of type, and height of a line. */
export const size = { text: 11.5, small: 8.5, table: 10.5, title: 14 } as const

/** The distance from one line to the next, for a size of type. */
export function lineHeight(points: number): number {
  return points * 1.28
}

const margin = { left: 57, right: 43, top: 42, bottom: 58 }

/** Opens an empty document of A4 pages with the typeface of official papers. */
export function openPen({ landscape, title, lang }: Sheet, madeAt: Date): Pen {
  const none = { top: 0, bottom: 0, left: 0, right: 0 }
  const layout = landscape ? 'landscape' : 'portrait'
  const info = { Title: title, CreationDate: madeAt, Producer: 'Loa', Creator: 'Loa' }
  const font = faces.plain as unknown as string
  const doc = new PDFDocument({ size: 'A4', layout, margins: none, bufferPages: true, lang, font, info })
  for (const [cut, face] of Object.entries(faces)) doc.registerFont(cut, face as unknown as string)
  const { width, height } = doc.page
  return {
    doc,
    y: margin.top,
    top: margin.top,
    left: margin.left,
    width: width - margin.left - margin.right,
    bottom: height - margin.bottom,
  }
}

/** A new page. */
export function turn(pen: Pen): void {
  pen.doc.addPage()
  pen.y = pen.top
}

/** Turns the page where that much does not fit any more. */
export function need(pen: Pen, height: number): void {
  if (pen.y + height > pen.bottom && pen.y > pen.top) turn(pen)
}

/** How wide a text is. */
export function widthOf(pen: Pen, text: string, { cut, points }: { cut: Cut; points: number }): number {
  return pen.doc.font(cut).fontSize(points).widthOfString(text)
}

/** Writes one line, its upper edge at `y`. */
export function write(pen: Pen, text: string, at: { x: number; y: number; cut: Cut; points: number }): void {
  if (text === '') return
  pen.doc.font(at.cut).fontSize(at.points).fillColor('black').text(text, at.x, at.y, { lineBreak: false })
}

/** A dotted line to write on. */
export function dots(pen: Pen, { from, to, y }: { from: number; to: number; y: number }): void {
  if (to - from < 4) return
  pen.doc.save().lineWidth(0.7).dash(0.7, { space: 2.1 }).strokeColor('#555')
  pen.doc.moveTo(from, y).lineTo(to, y).stroke().undash().restore()
}

const require = createRequire(import.meta.url)

/** Read once: reading a face takes longer than drawing a form with it. The types of PDFKit do not know yet that it takes faces. */
const faces: Record<Cut, Font> = {
  plain: faceOf('400Regular/Tinos_400Regular.ttf'),
  bold: faceOf('700Bold/Tinos_700Bold.ttf'),
  italic: faceOf('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
}

/**
 * A face keeps each glyph as it was first asked for. As a part of another one (the O of an O with a mark) it would not know its letter,
 * and later forms could not be searched or copied: so each is asked for by its letter first, the lowest code where two share a glyph.
 */
function faceOf(file: string): Font {
  const face = openSync(require.resolve(`@expo-google-fonts/tinos/${file}`)) as Font
  for (const code of [...face.characterSet].sort((a, b) => a - b)) face.glyphForCodePoint(code)
  return face
}
