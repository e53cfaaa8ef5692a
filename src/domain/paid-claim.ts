import { fold } from './fold.ts'

/** To whom money was paid, by the household's own word. `point`: at a session or the office; `other`: somebody else, by name where one was given. */
export const paidTo = ['point', 'leader', 'transfer', 'other'] as const

/** One of `paidTo`. */
export type PaidTo = (typeof paidTo)[number]

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
