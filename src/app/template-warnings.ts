import type { RegisteredTemplate } from '../domain/template.ts'
import { announcementLimits } from './announce.ts'

/** Something about a text in use that staff should know: a gap too short for what it gets, or one that may stay empty. */
export type TemplateWarning =
  | { gap: string; fact: string; why: 'short'; longest: number; holds: number }
  | { gap: string; fact: string; why: 'may_be_empty' }

/**
 * Characters that a fact takes as a rule, written out in Vietnamese. What people write may be longer; what does not fit is shortened
 * by whole words when it is sent.
 */
export const factHolds: Readonly<Record<string, number>> = {
  name: 30,
  // The longest name of a programme of ours.
  programme: 53,
  // The last four signs of the number of the loan.
  code: 4,
  // "100.000.000 đồng"
  total: 16,
  // "Chủ nhật, 29/11/2026"
  day: 20,
  at: 5,
  place: 40,
  address: 60,
  phone: 12,
  as_of: 20,
  office: 40,
  sender: announcementLimits.sender,
  title: announcementLimits.title,
  source: announcementLimits.source,
}

/** What staff should know about a text in use. */
export function templateWarnings({ params }: RegisteredTemplate): TemplateWarning[] {
  return params.flatMap(({ name: gap, fact, longest }) => {
    const holds = factHolds[fact] ?? 0
    const short: TemplateWarning[] = longest < holds ? [{ gap, fact, why: 'short', longest, holds }] : []
    return fact === 'source' ? [...short, { gap, fact, why: 'may_be_empty' }] : short
  })
}
