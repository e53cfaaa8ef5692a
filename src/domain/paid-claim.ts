import { fold } from './fold.ts'

/** To whom money was paid, by the household's own word. `point`: at a session or the office; `other`: somebody else, by name where one was given. */
export const paidTo = ['point', 'leader', 'transfer', 'other'] as const

/** One of `paidTo`. */
export type PaidTo = (typeof paidTo)[number]

/** Figures come within weeks: who paid longer ago than so many days has a matter for the office, whatever the day was. */
export const earliestPaid = 62

/** What a household says of a payment that our figures do not show. */
export interface Claimed {
  to: PaidTo
  /** Whether there is a receipt; `unsure` where nobody knows at the moment. */
  receipt: 'yes' | 'no' | 'unsure'
}

/** Why a person has to look at it: paid to somebody who may not collect, or nothing on paper. */
export type ClaimDoubt = 'wrong_person' | 'no_receipt'

/**
 * What is doubtful about a claim. Only the session of the bank and the leader of the group collect (facts of the field, section 3), and both give a
 * receipt; money on somebody's account is neither.
 */
export function claimDoubts({ to, receipt }: Claimed): ClaimDoubt[] {
  return [
    ...(to === 'other' || to === 'transfer' ? (['wrong_person'] as const) : []),
    ...(receipt === 'yes' ? [] : (['no_receipt'] as const)),
  ]
}

/** True where a name is that of the leader: all of it, or its last word with a word of address before it ("chị Hoa" for Nguyễn Thị Hoa). */
export function namesLeader(said: string, leaderName: string): boolean {
  const [name, leader] = [fold(said), fold(leaderName)]
  if (name === '' || leader === '') return false
  if (/\bto truong\b/.test(name) || name === leader) return true
  const words = name.split(' ')
  return words.at(-1) === leader.split(' ').at(-1) && words.length <= 3
}

/** Who took the money, by words of one's own: one of the usual ways, or somebody by name. Undefined where nobody is named. */
export function readReceiver(text: string): PaidTo | { name: string } | undefined {
  const said = fold(text)
  if (/\bto truong\b/.test(said)) return 'leader'
  if (/\b(?:can bo|nhan vien|ngan hang|(?:diem|phien|phong) giao dich|uy ban)\b/.test(said)) return 'point'
  if (/\b(?:chuyen khoan|ck|tai khoan|stk|app)\b/.test(said)) return 'transfer'
  const name = receiverNamed(text) ?? namedAtOnce(text)
  return name === undefined ? undefined : { name }
}

/** Who was paid, in the person's own words: what stands behind "cho", "đưa" or "gửi" up to a word of time. */
export function receiverNamed(text: string): string | undefined {
  const { words, folded } = wordsOf(text)
  const from = folded.findIndex((word, i) => opensName.test(word) && startsName.test(folded.slice(i + 1).join(' ')))
  return from < 0 ? undefined : nameFrom(words.slice(from + 1), folded.slice(from + 1))
}

/** "Chị Hoa xóm trên": a name with a word of address, and nothing before it. */
function namedAtOnce(text: string): string | undefined {
  const { words, folded } = wordsOf(text)
  const isName =
    startsName.test(folded.join(' ')) && folded.length > 1 && folded.length <= longestLine && folded[1] !== 'oi'
  return isName ? nameFrom(words, folded) : undefined
}

function wordsOf(text: string): { words: string[]; folded: string[] } {
  const words = text
    .normalize('NFC')
    .split(/[\s,.;!?]+/)
    .filter(Boolean)
  return { words, folded: words.map((word) => fold(word)) }
}

/** Longer than this is a story. */
const longestName = 6
const longestLine = 8

function nameFrom(words: readonly string[], folded: readonly string[]): string | undefined {
  const length = folded.findIndex((word) => endsName.test(word))
  const name = words.slice(0, length < 0 ? undefined : length)
  return name.length === 0 || name.length > longestName ? undefined : name.join(' ')
}

const opensName = /^(?:cho|dua|gui|qua|nop)$/
const startsName = /^(?:chi|anh|co|bac|chu|ba|ong|em|thim|cau|di|mo|to truong|can bo|nhan vien)(?: |$)/
const endsName =
  /^(?:roi|r|hom|ngay|sang|chieu|toi|tuan|thang|luc|xong|het|ma|nhe|a|ah|thu|mung|tien|cai|day|do|nha|nhan|thu)$/
