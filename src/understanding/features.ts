/** Raised whenever the features change, so that weights of other features are refused by the test that compares fingerprints. */
export const featuresVersion = 2

/** Hashed features of a sentence: bucket and value, together of length 1. */
export interface Features {
  buckets: Int32Array
  values: Float32Array
}

/** A sentence as it is compared: its words, and what they speak of, in order. */
export interface Sentence {
  words: readonly string[]
  concepts: readonly string[]
}

/**
 * Features of a sentence: words, neighbours, runs of 3 to 5 letters, which still look alike after a slip,
 * and the concepts alone and in pairs, which are the same in every language.
 */
export function featuresOf({ words, concepts }: Sentence, size: number): Features {
  const counts = new Map<number, number>()
  const add = (text: string, weight: number) => {
    const bucket = hash(text) & (size - 1)
    counts.set(bucket, (counts.get(bucket) ?? 0) + weight)
  }
  wordFeatures(words, add)
  letterFeatures(words, add)
  conceptFeatures(concepts, add)
  return normal(counts)
}

function wordFeatures(words: readonly string[], add: (text: string, weight: number) => void): void {
  const framed = ['^', ...words, '$']
  framed.forEach((word, i) => {
    if (i > 0 && i < framed.length - 1) add(`w:${word}`, 1)
    const next = framed[i + 1]
    if (next !== undefined) add(`b:${word} ${next}`, 1)
    const third = framed[i + 2]
    if (next !== undefined && third !== undefined) add(`t:${word} ${next} ${third}`, 0.6)
  })
  // What is asked stands at the end of a story.
  if (words.length > 14) for (const word of words.slice(-10)) add(`w:${word}`, 1)
}

function letterFeatures(words: readonly string[], add: (text: string, weight: number) => void): void {
  const text = ` ${words.join(' ')} `
  for (let n = 3; n <= 5; n += 1) {
    for (let at = 0; at + n <= text.length; at += 1) add(`c:${text.slice(at, at + n)}`, 0.35)
  }
}

/** Pairs whatever their order: "where do I hand it in" and "I hand it in where". Of a story, only the end makes pairs. */
function conceptFeatures(concepts: readonly string[], add: (text: string, weight: number) => void): void {
  const end = [...new Set(concepts.slice(-mostPaired))].sort()
  if (concepts.length === 0) add('k:', 2)
  for (const concept of new Set(concepts)) add(`k:${concept}`, 1.5)
  end.forEach((a, i) => {
    for (const b of end.slice(i + 1)) add(`p:${a} ${b}`, 1)
  })
  add(`e:${concepts.at(-1)}`, 1)
}

/** So many concepts at the end of a sentence are paired. */
const mostPaired = 7

/** Dampened counts, scaled to length 1, so that a long story weighs no more than a short question. */
function normal(counts: ReadonlyMap<number, number>): Features {
  const buckets = Int32Array.from(counts.keys())
  const values = Float32Array.from(counts.values(), (v) => Math.log1p(v))
  const length = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0)) || 1
  return { buckets, values: values.map((v) => v / length) }
}

/** FNV-1a over the UTF-16 units, mixed once more at the end: 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h ^= h >>> 15
  h = Math.imul(h, 0x85ebca6b)
  return (h ^ (h >>> 13)) >>> 0
}
