import type { Dong } from './money.ts'

/** The parts that a language says a number with. The first four are lists of words with "|" between, the others have gaps. */
export type NumberPart =
  /** 0 to 9. */
  | 'digits'
  /** 10 to 19. */
  | 'teens'
  /** 20, 30, up to 90. */
  | 'tens'
  /** 1 to 9 behind one of `tens`. A word that begins with a hyphen is tied to the ten. */
  | 'after_tens'
  /** Full hundreds, with ones behind them, and with tens behind them. */
  | 'hundred'
  | 'hundred_ones'
  | 'hundred_tens'
  /** Three figures that begin with 00 or with 0, where a larger number stands before them. */
  | 'no_hundred_ones'
  | 'no_hundred_tens'
  | 'thousand'
  | 'million'
  | 'billion'
  | 'dong'

/** Says one part of a number, with its gaps filled. */
export type SayNumber = (part: NumberPart, gaps?: Record<string, string>) => string

/** An amount written out, as forms ask for it: 21 000 is "hai mươi mốt nghìn đồng" where `say` is Vietnamese. Throws below zero and for fractions. */
export function moneyInWords(amount: Dong, say: SayNumber): string {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError('an amount is whole and not negative')
  return say('dong', { number: amount === 0 ? pick(say, 'digits', 0) : numberOf(amount, { say, padded: false }) })
}

interface Place {
  say: SayNumber
  /** True where a larger number stands before: then zeros in front are said. */
  padded: boolean
}

const scales = [
  ['billion', 1_000_000_000],
  ['million', 1_000_000],
  ['thousand', 1_000],
] as const

/** Above a thousand million the count of those is itself a number: "một nghìn tỷ". */
function numberOf(amount: number, { say, padded }: Place): string {
  const said: string[] = []
  let rest = amount
  for (const [scale, size] of scales) {
    const many = Math.floor(rest / size)
    rest -= many * size
    if (many > 0) said.push(say(scale, { number: numberOf(many, { say, padded: padded || said.length > 0 }) }))
  }
  if (rest > 0) said.push(threeFigures(rest, { say, padded: padded || said.length > 0 }))
  return said.join(' ')
}

function threeFigures(number: number, { say, padded }: Place): string {
  const hundreds = Math.floor(number / 100)
  const rest = number % 100
  const behind = rest < 10 ? 'ones' : 'tens'
  if (hundreds === 0)
    return padded ? say(`no_hundred_${behind}`, { [behind]: belowHundred(rest, say) }) : belowHundred(rest, say)
  const digit = pick(say, 'digits', hundreds)
  return rest === 0 ? say('hundred', { digit }) : say(`hundred_${behind}`, { digit, [behind]: belowHundred(rest, say) })
}

function belowHundred(number: number, say: SayNumber): string {
  if (number < 10) return pick(say, 'digits', number)
  if (number < 20) return pick(say, 'teens', number - 10)
  const ten = pick(say, 'tens', Math.floor(number / 10) - 2)
  const one = number % 10
  return one === 0 ? ten : `${ten} ${pick(say, 'after_tens', one - 1)}`.replace(' -', '-')
}

function pick(say: SayNumber, part: NumberPart, index: number): string {
  return say(part).split('|')[index] ?? ''
}
