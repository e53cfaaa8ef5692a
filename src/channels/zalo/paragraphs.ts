import { split } from '../fit.ts'

/**
 * Texts laid into as few messages as hold them, within `limit` characters each. Cut between paragraphs; a paragraph that is longer than
 * a message between lines, then after a sentence, then between words. Never inside a word: undefined where one alone is over the limit.
 *
 * Counted after NFC, which is how the text goes out, in UTF-16 units: never fewer than code points, whichever of them Zalo counts.
 */
export function layOut(texts: readonly string[], limit: number): string[] | undefined {
  const paragraphs = texts.flatMap((text) => paragraphsOf(text)).flatMap((paragraph) => fitting(paragraph, limit))
  return split(paragraphs, { limit, length: (p) => p.length })?.map((page) => page.join('\n\n'))
}

function paragraphsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
}

/** Where a long paragraph may be cut, the best place first, and what stands between two pieces that are put together again. */
const seams: readonly { at: RegExp; glue: string }[] = [
  { at: /\n/, glue: '\n' },
  { at: /(?<=[.!?\u2026;:]["')\]\u201d\u2019]*)\s+/u, glue: ' ' },
  { at: /\s+/u, glue: ' ' },
]

function fitting(paragraph: string, limit: number, [seam, ...finer]: typeof seams = seams): string[] {
  if (paragraph.length <= limit || !seam) return [paragraph]
  const pieces = paragraph.split(seam.at).flatMap((piece) => fitting(piece.trim(), limit, finer))
  return joined(pieces, { limit, glue: seam.glue })
}

/** Neighbours put together again as long as they fit, so that no more messages go out than need be. */
function joined(pieces: readonly string[], { limit, glue }: { limit: number; glue: string }): string[] {
  const lines: string[] = []
  for (const piece of pieces.filter((p) => p !== '')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + glue.length + piece.length <= limit)
      lines[lines.length - 1] = last + glue + piece
    else lines.push(piece)
  }
  return lines
}
