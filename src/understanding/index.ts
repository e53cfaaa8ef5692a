import { type Accused, accusedFinder } from './accused.ts'
import { feeQuestionFinder } from './asks-about-fee.ts'
import { readChoice } from './choice.ts'
import { classifier } from './classifier.ts'
import { conceptFinder } from './concepts.ts'
import { aboutProgramme, type Intent, type Sensitive } from './intents.ts'
import type { UnderstandingData } from './lexicon.ts'
import { mask, programmeWord } from './mask.ts'
import { phraseBook } from './phrases.ts'
import { programmeFinder, strongest } from './programmes.ts'
import { foldedWords, readerOf } from './reader.ts'
import { sensitiveFinder } from './sensitive.ts'
import { type Token, tokensOf } from './tokens.ts'

export type { Accused } from './accused.ts'
export { choiceOf, type Meaning, readChoice } from './choice.ts'
export { aboutProgramme, type Intent, intents, type Sensitive, sensitiveKinds } from './intents.ts'
export type { Accusable, LanguageData, Lexicon, SensitiveWords, UnderstandingData, Weights } from './lexicon.ts'

/** What was talked about in the sentence before. */
export interface Context {
  /** The programme. */
  topic?: string
  intent?: string
}

/** What a sentence was understood as. */
export interface Reading {
  intent: Intent
  /** The id of the programme that is meant, named or carried over; null when none is. */
  programme: string | null
  /** How sure, 0 to 1: of all readings with at least 0.7, 97 in 100 are right. */
  confidence: number
  sensitive?: Sensitive
  /** True where a fee is only asked about: nobody is accused, and nothing has to be reported. */
  onlyAsks?: true
  /** True where it names what somebody makes a living by, and no programme. */
  livelihood?: true
  /** What else it may have meant, likeliest first. */
  alternatives: { intent: Intent; programme: string | null }[]
}

/** Reads free sentences: Vietnamese with or without tone marks, English, short forms, slips of the keyboard. Never throws. */
export interface Understanding {
  read(text: string, context?: Context): Reading
  /** Whom the words accuse: who is complained of must not get to read it. */
  accused(text: string): Accused
}

/** Makes the reader from its data. Takes some tens of milliseconds, once. */
export function makeUnderstanding(data: UnderstandingData): Understanding {
  const parts = partsOf(data)
  return { read: (text, context = {}) => read(parts, text, context), accused: (text) => accused(parts, text) }
}

type Parts = ReturnType<typeof partsOf>

function partsOf({ languages, weights }: UnderstandingData) {
  const reader = readerOf(languages, weights.words)
  const phrases = (pick: (l: UnderstandingData['languages'][number]) => readonly string[]) =>
    phraseBook(languages.flatMap((l) => pick(l)).map((p) => [tokensOf(p, reader), true] as const))
  return {
    reader,
    concepts: conceptFinder(languages, reader),
    classify: classifier(weights),
    programmes: programmeFinder(languages, reader),
    sensitive: sensitiveFinder(languages),
    accused: accusedFinder(languages, reader),
    onlyAsks: feeQuestionFinder(languages, reader),
    followUps: phrases((l) => l.lexicon.followUps),
    general: phrases((l) => l.lexicon.general),
    livelihoods: phrases((l) => l.livelihoods),
  }
}

interface Heard {
  tokens: Token[]
  words: string[]
  masked: string[]
  named: ReturnType<typeof strongest>
  ranked: { intent: Intent; probability: number }[]
  sensitive: Sensitive[]
  /** Where it names what somebody makes a living by: what is spoken of besides. */
  besideLiving?: string[]
}

function read(parts: Parts, text: string, context: Context): Reading {
  const chosen = readChoice(text)
  if (chosen) return { ...chosen, confidence: 1, alternatives: [] }
  const heard = hear(parts, text)
  if (heard.words.every((w) => w === '0')) return nothingSaid(context)
  const intent = intentOf(parts, heard, context)
  const programme = programmeOf(parts, heard, { intent: intent.id, context })
  const [sensitive] = heard.sensitive
  return {
    intent: intent.id,
    programme,
    confidence: Math.round(intent.confidence * 1000) / 1000,
    ...(sensitive && { sensitive }),
    ...(onlyAsks(parts, heard) && { onlyAsks: true }),
    ...(programme === null && heard.besideLiving && { livelihood: true }),
    alternatives: heard.ranked
      .filter((r) => r.intent !== intent.id)
      .slice(0, 3)
      .map((r) => ({ intent: r.intent, programme: programmeOf(parts, heard, { intent: r.intent, context }) })),
  }
}

/** A question about a fee, and nothing that a person has to see. */
function onlyAsks(parts: Parts, { sensitive, tokens }: Heard): boolean {
  return sensitive.every((kind) => kind === 'fee_or_fake_collector') && parts.onlyAsks(tokens)
}

/** What is heard as an accused leader in a sentence is one in whatever is reported too. */
function accused(parts: Parts, text: string): Accused {
  const found = parts.accused(text)
  const heard = parts.sensitive(tokensOf(text, parts.reader))
  const of =
    heard.includes('leader_accused') && !found.of.includes('leader') ? [...found.of, 'leader' as const] : found.of
  return { of, everyday: found.everyday && heard.length === 0 }
}

function hear(parts: Parts, text: string): Heard {
  const tokens = tokensOf(text, parts.reader)
  const words = foldedWords(tokens)
  const found = parts.programmes.find(tokens)
  const masked = mask(words, found)
  const probabilities = parts.classify.probabilities({ words: masked, concepts: parts.concepts(tokens) })
  const ranked = parts.classify.intents
    .map((intent, k) => ({ intent: intent as Intent, probability: probabilities[k] ?? 0 }))
    .sort((a, b) => b.probability - a.probability)
  const sensitive = parts.sensitive(tokens)
  const besideLiving = conceptsBesideLiving(parts, tokens)
  return { tokens, words, masked, named: strongest(found), ranked, sensitive, ...(besideLiving && { besideLiving }) }
}

/** Nothing but pictures, figures or signs. */
function nothingSaid(context: Context): Reading {
  const programme = context.topic ?? null
  return {
    intent: 'out_of_scope',
    programme: null,
    confidence: 0.3,
    alternatives: programme === null ? [] : [{ intent: 'programme_info', programme }],
  }
}

/** What a sensitive case is asked about, whatever else the sentence says. */
const intentsOfSensitive: Record<Sensitive, readonly [Intent, ...Intent[]]> = {
  despair: ['talk_to_human', 'overdue_help'],
  threat: ['complaint_or_difficulty', 'fraud_report', 'overdue_help', 'talk_to_human'],
  leader_accused: ['complaint_or_difficulty', 'fraud_report'],
  fee_or_fake_collector: ['fraud_report'],
  third_party_debt: ['my_balance', 'repayment_schedule'],
}

function intentOf(parts: Parts, heard: Heard, context: Context): { id: Intent; confidence: number } {
  const [sensitive] = heard.sensitive
  if (sensitive) {
    const [usual, ...others] = intentsOfSensitive[sensitive]
    const also = heard.sensitive.includes('fee_or_fake_collector') ? 'fraud_report' : undefined
    const heardAs = heard.ranked.find((r) => r.probability >= 0.4 && [usual, ...others].includes(r.intent))?.intent
    return { id: also ?? heardAs ?? usual, confidence: 0.9 }
  }
  const first = heard.ranked[0] ?? { intent: 'out_of_scope', probability: 0 }
  if (saysWhatFor(heard) && (asksWhoMay.has(first.intent) || first.probability < 0.5))
    return { id: 'eligibility_check', confidence: 0.85 }
  if (carriesOn(parts, heard, context)) return { id: context.intent as Intent, confidence: 0.85 }
  return { id: first.intent, confidence: first.probability * familiar(parts, heard.words) }
}

/** "Vay mua bò": what somebody wants to live by, and nothing else is asked or told. */
function saysWhatFor({ besideLiving = [], named }: Heard): boolean {
  const borrows = named === undefined && besideLiving.includes('borrow')
  return borrows && besideLiving.every((concept) => besideBorrowing.has(concept))
}

/** What such a sentence is taken for by its words alone; another question that is plainly heard stays one. */
const asksWhoMay: ReadonlySet<Intent> = new Set<Intent>(['eligibility_check', 'out_of_scope'])

const besideBorrowing: ReadonlySet<string> = new Set(
  'borrow wish livestock hello family allowed eligible group'.split(' '),
)

function conceptsBesideLiving({ livelihoods, concepts }: Parts, tokens: readonly Token[]): string[] | undefined {
  const found = livelihoods.find(tokens)
  if (found.length === 0) return undefined
  return concepts(tokens.filter((_, place) => !found.some(({ at, length }) => at <= place && place < at + length)))
}

/** "Thế hộ cận nghèo thì sao?": only a programme, and the question is the one before. */
function carriesOn(parts: Parts, heard: Heard, context: Context): boolean {
  if (context.intent === undefined || !aboutProgramme.has(context.intent as Intent) || heard.named === undefined)
    return false
  const left = heard.masked.filter((word) => word !== programmeWord).length
  const covered = parts.followUps.find(heard.tokens).reduce((sum, f) => sum + f.length, 0)
  return left - covered <= 3 && covered > 0 && !['eligibility_check'].includes(heard.ranked[0]?.intent ?? '')
}

/** Less sure where most words were never met: somebody talks about something else, or in another language. */
function familiar(parts: Parts, words: readonly string[]): number {
  const known = words.filter((w) => parts.reader.words.has(w)).length / words.length
  return known >= 0.7 ? 1 : 0.4 + (0.6 * known) / 0.7
}

function programmeOf(parts: Parts, heard: Heard, at: { intent: Intent; context: Context }): string | null {
  if (withoutProgramme.has(at.intent)) return null
  if (heard.named) return heard.named.programme
  const carried = aboutProgramme.has(at.intent) && parts.general.find(heard.tokens).length === 0
  return carried ? (at.context.topic ?? null) : null
}

const withoutProgramme: ReadonlySet<Intent> = new Set<Intent>(['greeting', 'thanks', 'out_of_scope', 'language_change'])
