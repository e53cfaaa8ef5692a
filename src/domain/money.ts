/** Whole Vietnamese dong. A JS number holds every amount of the whole bank exactly: 2^53 is 9 thousand million million. */
export type Dong = number

/**
 * Reads an amount as people type it: "20 triệu", "1,5tr", "2tr5", "1 tỷ 2", "hai mươi triệu", "20.000.000đ", "500k", "khoảng 30tr ạ", "không có".
 * Undefined when unsure: a range, a bare fraction, a sum that no number holds.
 */
export function readDong(text: string): Dong | undefined {
  const typed = text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
  const sum = /^(?:khong(?: co)?|chua co|none)$/.test(typed) ? 0 : (readUnits(inFigures(typed)) ?? readPlain(typed))
  return sum !== undefined && Number.isSafeInteger(sum) ? sum : undefined
}

const units: Record<string, number> = { ty: 1e9, ti: 1e9, trieu: 1e6, tr: 1e6, cu: 1e6, nghin: 1e3, ngan: 1e3, k: 1e3 }
const unit = '(?:ty|ti|trieu|tr|cu|nghin|ngan|k)'
/** A figure, its unit, and what is said behind it in parts of that unit: "2tr5", "2tr500", "1 ty 2", "1 ty ruoi". */
const part = new RegExp(
  `(\\d+(?:[.,]\\d+)?)\\s*(${unit})(?![a-z])(?:\\s*(ruoi)\\b|\\s*(\\d{3}|\\d)(?![\\d.,]|\\s*${unit}))?`,
  'g',
)
/** Words around an amount that do not change it. */
const asides = /\b(?:dong|vnd|d|khoang|tam|chung|co|a|nhe|thoi|vay|muon|can|xin|em|toi|chau)\b/g

/** "1,5 trieu", "2tr5" (two and a half million), "1 ty 200 trieu". */
function readUnits(typed: string): Dong | undefined {
  const parts = [...typed.matchAll(part)]
  if (parts.length === 0 || typed.replace(part, ' ').replace(asides, ' ').trim() !== '') return undefined
  const sizes = parts.map(([, , name]) => units[name ?? ''] ?? 0)
  if (sizes.some((size, i) => size >= (sizes[i - 1] ?? Number.POSITIVE_INFINITY))) return undefined
  const sums = parts.map(([, figure = '', , half, behind], i) => {
    const size = sizes[i] ?? 0
    const more = half ? size / 2 : (Number(behind ?? 0) * size) / (behind?.length === 3 ? 1000 : 10)
    return (figureBefore(figure, size) ?? Number.NaN) * size + more
  })
  return Math.round(sums.reduce((total, sum) => total + sum, 0))
}

/** Before a unit a mark is decimal; a point with three digits behind it groups thousands ("20.000k"), and any other such figure is unsure. */
function figureBefore(figure: string, size: number): number | undefined {
  if (!/[.,]\d{3,}$/.test(figure)) return Number(figure.replace(',', '.'))
  return /^\d{1,3}\.\d{3}$/.test(figure) && size < 1e9 ? Number(figure.replace('.', '')) : undefined
}

/** "20.000.000d", "20 000 000", "20000000 dong": without a unit every mark groups thousands. */
function readPlain(typed: string): Dong | undefined {
  const plain = /^(\d{1,3}(?:[., ]\d{3})+|\d+)\s*(?:d|dong|vnd)?$/.exec(typed)
  return plain?.[1] === undefined ? undefined : Number(plain[1].replace(/[., ]/g, ''))
}

/** Spoken digits. Without tone marks "mười" and "mươi" look alike, and so do "tám" and "tầm": what stands behind tells them apart. */
const digits = ['khong', 'mot', 'hai', 'ba', 'bon|tu', 'nam|lam|nham', 'sau', 'bay', 'tam', 'chin']
const digit = `(?:${digits.slice(1).join('|')})`
const tens = `(?:(?:${digit}|\\d) chuc|(?:${digit} )?muoi(?: ${digit})?)`
const spoken = new RegExp(
  `\\b(?:${digit} tram(?: (?:${tens}|(?:linh|le) ${digit}))?|${tens}|${digit})(?= ?${unit}\\b)`,
  'g',
)

/** "hai muoi trieu" as "20 trieu": only what stands before a unit. */
function inFigures(typed: string): string {
  return typed.replace(spoken, (number) => {
    let sum = 0
    let last = 0
    for (const word of number.split(' ')) {
      if (word === 'tram') sum += last * 100
      else if (word === 'muoi' || word === 'chuc') sum += (last || 1) * 10
      const value = /\d/.test(word) ? Number(word) : digits.findIndex((names) => names.split('|').includes(word))
      last = Math.max(value, 0)
    }
    return String(sum + last)
  })
}
