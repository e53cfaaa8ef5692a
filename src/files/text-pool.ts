/** Many short texts, kept as bytes: a third of the memory that strings take. */
export interface TextPool {
  add(text: string): void
  /** The text that was added at that place, counted from 0; empty where there is none. */
  at(place: number): string
}

/** An empty pool. */
export function textPool(): TextPool {
  let bytes = Buffer.allocUnsafe(64 * 1024)
  let ends = new Uint32Array(4 * 1024)
  let count = 0
  const endOf = (place: number) => (place < 0 ? 0 : (ends[place] ?? 0))
  return {
    add: (text) => {
      const from = endOf(count - 1)
      const length = Buffer.byteLength(text)
      if (from + length > bytes.length) bytes = Buffer.concat([bytes], Math.max(bytes.length * 2, from + length))
      if (count === ends.length) ends = larger(ends)
      bytes.write(text, from)
      ends[count] = from + length
      count += 1
    },
    at: (place) => (place >= 0 && place < count ? bytes.toString('utf8', endOf(place - 1), endOf(place)) : ''),
  }
}

function larger(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(numbers.length * 2)
  more.set(numbers)
  return more
}
