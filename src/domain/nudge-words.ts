import { fold } from './fold.ts'

/** How a leader may put it: the words themselves stand in the locale file, and threaten nobody. */
export const nudgeVariants = ['session', 'bring', 'talk'] as const

/** One of `nudgeVariants`. */
export type NudgeVariant = (typeof nudgeVariants)[number]

/** What is wrong with a sentence of a leader's own. */
export type NudgeProblem = 'long' | 'several' | 'amount' | 'threat' | 'name' | 'address'

/** Characters of the sentence. */
export const longestNudge = 120

/** Names are folded and whole; each is of a member who is not the one that the sentence goes to. */
export interface NudgeReaders {
  otherNames: readonly string[]
}

/**
 * What is wrong with a sentence that a leader adds in their own words, or undefined: it is one and short, names no sum, nobody else, no
 * address, and threatens with nothing. The lists are ours: they rather refuse a harmless sentence than let a bad one out.
 */
export function nudgeProblem(text: string, { otherNames }: NudgeReaders): NudgeProblem | undefined {
  const typed = text.normalize('NFC').trim()
  const plain = ` ${fold(typed)} `
  if ([...typed].length > longestNudge) return 'long'
  if (address.test(typed)) return 'address'
  if (/[.!?…][^.!?…]*[\p{L}\p{N}]/u.test(typed.replace(/(\d)[.](?=\d)/g, '$1')) || typed.includes('\n'))
    return 'several'
  if (amounts.some((sign) => sign.test(plain))) return 'amount'
  if (threats.test(plain)) return 'threat'
  return names(plain, otherNames) ? 'name' : undefined
}

const address = /https?:|www\.|\w\.(?:com|vn|net|org|me)\b|@\w/i

/** A figure of three signs or more, a figure with a unit of money, and sums that are written out. Hours and days have two. */
const amounts = [
  /\d{3}/,
  /\d ?(?:k|tr|trieu|nghin|ngan|dong|d|ty|cu|chuc|tram|lit|vnd)\b/,
  /\b(?:trieu|nghin|ngan|ty dong|tram ngan|vnd)\b/,
]

/** Police, courts, seizing, shaming, cutting off, bad ends: with nothing of it is anybody reminded. */
const threats =
  /\b(?:cong an|toa an|ra toa|(?<!dieu )kien|khoi kien|bat (?:giam|giu|di|nha|bo)|di tu|tu toi|tich thu|siet|xiet|cuong che|phat|boc phot|beu|neu ten|doc ten|len loa|ca lang biet|lam cho ra|xau mat|xau ho|nhuc|mat mat|duoi khoi|khai tru|cat von|khong cho vay|het duong|hau qua|lieu hon|coi chung|biet tay|danh(?! sach)|den nha (?:lay|thu|bat)|lay (?:xe|bo|trau|nha|dat)|chay tron|quyt|chay i|no xau|con no|khong tra thi|neu khong tra|khong thi)\b/

/** Whole names, the last two parts of one, and a given name behind the word by which people are called. */
function names(plain: string, others: readonly string[]): boolean {
  return others.some((other) => {
    const parts = other.trim().split(/\s+/)
    const given = parts.at(-1) ?? ''
    if (given === '') return false
    const called = new RegExp(`\\b(?:ong|ba|anh|chi|co|chu|bac|em|nha|chau|cau|mo|di) ${escaped(given)}\\b`)
    return called.test(plain) || (parts.length > 1 && plain.includes(` ${parts.slice(-2).join(' ')} `))
  })
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
