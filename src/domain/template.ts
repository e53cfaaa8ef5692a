import type { Dong } from './money.ts'

/** The kinds of message that can go out as a registered text, one that the platform has approved: those that nobody asked for. */
export const templateForms = ['reminder', 'announcement'] as const

/** One of `templateForms`. */
export type TemplateForm = (typeof templateForms)[number]

/** What a message of that kind can put into the gaps of a registered text, by name. */
export const templateFacts = {
  reminder: ['name', 'programme', 'code', 'total', 'day', 'at', 'place', 'address', 'phone', 'as_of', 'office'],
  announcement: ['sender', 'title', 'source'],
} as const satisfies Record<TemplateForm, readonly string[]>

/**
 * Facts about somebody's debt. A phone number is not proven to be in the borrower's hands, so none of these ever goes to one:
 * a reminder by phone says only that there is something to do at the session, when and where.
 */
export const debtFacts: readonly string[] = ['programme', 'code', 'total', 'as_of']

/** To whom a registered text goes: a person by their id on the platform, or a phone number. */
export type TemplateVia = 'byUser' | 'byPhone'

/** A text that the bank has registered with the platform. */
export interface RegisteredTemplate {
  id: string
  /** What one costs before tax, as the platform named it when the text was registered here. */
  dong: Dong
  /** Its gaps: which fact fills each, and how many characters it may have. */
  params: readonly { name: string; fact: string; longest: number }[]
}

/** The registered texts that are in use. */
export type RegisteredTemplates = Partial<Record<TemplateForm, Partial<Record<TemplateVia, RegisteredTemplate>>>>

/** The facts that may fill the gaps of a text of that kind, sent that way. */
export function factsFor(form: TemplateForm, via: TemplateVia): readonly string[] {
  const all: readonly string[] = templateFacts[form]
  return via === 'byUser' ? all : all.filter((fact) => !debtFacts.includes(fact))
}
