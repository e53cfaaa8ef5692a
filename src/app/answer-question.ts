import type { Words } from '../conversation/words.ts'
import type { Day } from '../domain/day.ts'
import { type ProgrammeId, programmeIds, programmeKey } from '../policy/index.ts'
import {
  aboutProgramme,
  choiceOf,
  type Meaning,
  type Reading,
  readChoice,
  type Sensitive,
} from '../understanding/index.ts'
import { type Answer, text } from './answers/answer.ts'
import { inGeneral } from './answers/in-general.ts'
import { ofProgrammeOn } from './answers/of-programme.ts'

export type { Reading, Understanding } from '../understanding/index.ts'
export type { Answer } from './answers/answer.ts'

/** Below this it is asked what was meant instead of answered. */
export const sureEnough = 0.7
/** More choices than this are harder to read than to type the question again. */
const mostChoices = 3
/** The emergency call of Viet Nam for somebody whose life is in danger, and the police. */
const emergency = { medical: '115', police: '113' }

/** Answers what somebody asked in free words, from the law of that day. Every figure is a filler, and every figure is cited. */
export function answerQuestion({ reading, day }: { reading: Reading; day: Day }): Answer {
  if (reading.onlyAsks) return { ...toSensitive('fee_or_fake_collector'), parts: [text('answers:fee_asked')] }
  if (reading.sensitive) return toSensitive(reading.sensitive)
  if (reading.confidence < sureEnough) return askBack(reading)
  return toMeaning(reading, day)
}

/** The label of an offer: a next step, or a question that may have been meant. */
export function offerWords(offer: string): Words {
  const meaning = readChoice(offer)
  if (meaning === undefined) return { key: `flows/next-step:what.options.${offer}` }
  const id = programmeOf(meaning.programme)
  const ask: Words = { key: `answers:ask.${meaning.intent}` }
  if (id === undefined) return ask
  return {
    key: 'answers:ask_about',
    with: { ask: { words: ask }, programme: { words: { key: programmeKey(id, 'short') } } },
  }
}

function toMeaning({ intent, programme }: Meaning, day: Day): Answer {
  const id = programmeOf(programme)
  if (id !== undefined && aboutProgramme.has(intent)) return ofProgrammeOn(id, { intent, day })
  return { ...inGeneral(intent, day), ...(id === undefined ? {} : { topic: id }) }
}

/** What was meant? The likeliest questions to choose from; what nobody needs to be asked about is left out. */
function askBack({ intent, programme, alternatives }: Reading): Answer {
  const meanings = [{ intent, programme }, ...alternatives].filter((m) => !smallTalk.has(m.intent))
  const choices = meanings.slice(0, mostChoices).map(choiceOf)
  const key = choices.length === 0 ? 'answers:not_understood' : 'answers:unsure'
  return { parts: [text(key)], citations: [], offers: [...choices, 'person', 'menu'] }
}

const smallTalk: ReadonlySet<string> = new Set(['greeting', 'thanks', 'out_of_scope', 'language_change', 'unsubscribe'])

const offersOf: Record<Sensitive, readonly string[]> = {
  despair: ['person'],
  threat: ['person', 'difficulty'],
  third_party_debt: ['my_loan', 'link', 'menu'],
  fee_or_fake_collector: ['difficulty', 'person', 'menu'],
  leader_accused: ['difficulty', 'person', 'menu'],
}

function toSensitive(kind: Sensitive): Answer {
  return { parts: [text(`answers:sensitive.${kind}`, emergency)], citations: [], offers: [...offersOf[kind]] }
}

function programmeOf(programme: string | null): ProgrammeId | undefined {
  return programmeIds.find((id) => id === programme)
}
