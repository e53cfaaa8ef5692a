import { fold } from './fold.ts'
import { type Dong, readDong } from './money.ts'

/** A figure that a text names: a sum, per cent a year, or a term in months. `said` is how it stands there. */
export interface TextFigure {
  kind: 'dong' | 'pct' | 'months'
  value: Dong | number
  said: string
  /** Per cent a month: rounded as people write it, so that it agrees with a range of yearly ones. */
  monthly?: true
}

/** A sum with its unit ("20 triệu", "1,5 tỷ", "500k") or its thousands set apart ("20.000.000đ"). */
const sums =
  /\d+(?:[.,]\d+)*\s*(?:tỷ|tỉ|ty|ti|triệu|trieu|tr|nghìn|ngàn|nghin|ngan|million|billion|k)(?![\p{L}])(?:\s*(?:rưỡi|ruoi))?(?:\s*\d{1,3}(?![\d.,%]|\s*(?:tháng|năm|ngày)))?|\d{1,3}(?:[.,]\d{3})+(?:\s*(?:đồng|đ|vnđ|vnd|dong)(?![\p{L}]))?/giu
const rates = /(\d+(?:[.,]\d+)?)\s*%(?:\s*(?:\/|một|mỗi|1|a|per)?\s*(tháng|thang|month|năm|nam|year))?/giu
const terms = /(\d{1,3})\s*(tháng|thang|months?|năm|nam|years?)(?![\p{L}])(?!\s*\d)/giu

/** Only what stands behind one of these words is a term of a loan: everything else that lasts months is none. */
const aboutTerms = /(?:thoi han|ky han|vay|tra (?:dan|trong)|term|loan)[^.!?\n]*$/

/** The figures of a text that the law may have something to say about, in the order in which they stand there. */
export function figuresIn(text: string): TextFigure[] {
  const whole = text.normalize('NFC')
  const found = [
    ...[...whole.matchAll(sums)].flatMap((match) => sumOf(match)),
    ...[...whole.matchAll(rates)].map((match) => rateOf(match)),
    ...[...whole.matchAll(terms)].flatMap((match) => termOf(match, whole)),
  ]
  return found.sort((a, b) => a.at - b.at).map(({ at: _, ...figure }) => figure)
}

type Placed = TextFigure & { at: number }

function sumOf({ 0: said, index }: RegExpExecArray): Placed[] {
  const plain = said.replace(/\s*million$/i, ' trieu').replace(/\s*billion$/i, ' ty')
  const value = readDong(plain.trim())
  return value === undefined ? [] : [{ kind: 'dong', value, said: said.trim(), at: index }]
}

function rateOf({ 0: said, 1: figure = '', 2: unit = '', index }: RegExpExecArray): Placed {
  const value = Number(figure.replace(',', '.'))
  const monthly = /^(?:thang|month)$/.test(fold(unit))
  return {
    ...{ kind: 'pct', value: monthly ? value * 12 : value, said: said.trim(), at: index },
    ...(monthly ? { monthly } : {}),
  }
}

function termOf({ 0: said, 1: figure = '', 2: unit = '', index }: RegExpExecArray, whole: string): Placed[] {
  const before = fold(whole.slice(Math.max(0, index - 60), index))
  if (!aboutTerms.test(before)) return []
  const years = /^(?:nam|years?)$/.test(fold(unit))
  return [{ kind: 'months', value: Number(figure) * (years ? 12 : 1), said: said.trim(), at: index }]
}
