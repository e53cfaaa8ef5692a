/** How wide a text is. */
export type Measure = (text: string) => number

/**
 * Breaks a text into lines that are no wider than `width`; the first one has `first`. A word that is wider than a line is broken
 * between letters. Nothing is left out.
 */
export function wrap(text: string, { width, first, measure }: { width: number; first: number; measure: Measure }) {
  const lines: string[] = []
  const room = () => (lines.length === 0 ? first : width)
  let line = ''
  for (const paragraph of text.normalize('NFC').split(/\r?\n/)) {
    line = ''
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      const longer = line === '' ? word : `${line} ${word}`
      if (measure(longer) <= room()) {
        line = longer
        continue
      }
      if (line !== '' || room() < width) lines.push(line)
      line = word
      while (measure(line) > room()) {
        const fits = lettersThatFit(line, room(), measure)
        lines.push(line.slice(0, fits))
        line = line.slice(fits)
      }
    }
    lines.push(line)
  }
  return lines
}

/** At least one, however narrow the line. */
function lettersThatFit(word: string, room: number, measure: Measure): number {
  const letters = [...word]
  let fits = 1
  while (fits < letters.length && measure(letters.slice(0, fits + 1).join('')) <= room) fits++
  return letters.slice(0, fits).join('').length
}
