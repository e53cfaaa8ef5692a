/**
 * Corrects words by one letter: dropped, added, changed, or swapped with its neighbour.
 * Only where exactly one known word, or one far more usual than the rest, is that near. `usual` is ordered by how often words are met.
 */
export function correctBy(usual: readonly string[]): (word: string) => string | undefined {
  const rank = new Map(usual.map((word, i) => [word, i]))
  const nearby = new Map<string, string[]>()
  for (const word of usual) for (const form of shortened(word)) add(nearby, form, word)
  return (word) => {
    if (word.length < 4 || word.length > 14) return undefined
    const found = new Set([word, ...shortened(word)].flatMap((form) => candidates(form, { rank, nearby })))
    return [...found].filter((w) => near(word, w)).sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))[0]
  }
}

function candidates(form: string, known: { rank: Map<string, number>; nearby: Map<string, string[]> }): string[] {
  return known.rank.has(form) ? [form, ...(known.nearby.get(form) ?? [])] : (known.nearby.get(form) ?? [])
}

function shortened(word: string): string[] {
  return word.length < 4 ? [] : Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))
}

/** One letter apart, or two neighbours swapped. Words of the same letters less one each are candidates too, so it is checked again. */
function near(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  const at = [...long].findIndex((letter, i) => letter !== short[i])
  if (at < 0) return true
  if (long.length > short.length) return long.slice(at + 1) === short.slice(at)
  if (long.slice(at + 1) === short.slice(at + 1)) return true
  return long[at] === short[at + 1] && long[at + 1] === short[at] && long.slice(at + 2) === short.slice(at + 2)
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
