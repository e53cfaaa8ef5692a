/** Whole Vietnamese dong. A JS number holds every amount of the whole bank exactly: 2^53 is 9 thousand million million. */
export type Dong = number

/** Reads an amount as people type it: "20 triệu", "1,5tr", "2tr5", "20.000.000đ", "500k", "nửa triệu" is not read. Undefined when unsure. */
export function readDong(text: string): Dong | undefined {
  const typed = text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
  return readUnits(typed) ?? readPlain(typed)
}

const units: Record<string, number> = { ty: 1e9, ti: 1e9, trieu: 1e6, tr: 1e6, cu: 1e6, nghin: 1e3, ngan: 1e3, k: 1e3 }

/** "1,5 trieu", "2tr5" (two and a half million), "1 ty 200 trieu". With a unit, a comma or point is decimal. */
function readUnits(typed: string): Dong | undefined {
  const part = /(\d+(?:[.,]\d{1,3})?)\s*(ty|ti|trieu|tr|cu|nghin|ngan|k)(?:(\d)(?!\d))?/g
  const rest = typed
    .replace(part, '')
    .replace(/\b(dong|vnd|d|khoang|tam)\b/g, '')
    .trim()
  if (rest !== '') return undefined
  const parts = [...typed.matchAll(part)]
  if (parts.length === 0) return undefined
  const sum = parts.reduce((total, [, figure, unit, tenth]) => {
    const size = units[unit ?? ''] ?? 0
    return total + Number(figure?.replace(',', '.')) * size + Number(tenth ?? 0) * (size / 10)
  }, 0)
  return Math.round(sum)
}

/** "20.000.000d", "20 000 000", "20000000 dong": without a unit every mark groups thousands. */
function readPlain(typed: string): Dong | undefined {
  const plain = /^(\d{1,3}(?:[., ]\d{3})+|\d+)\s*(?:d|dong|vnd)?$/.exec(typed)
  return plain?.[1] === undefined ? undefined : Number(plain[1].replace(/[., ]/g, ''))
}
