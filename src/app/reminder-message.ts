import { begin } from '../conversation/engine.ts'
import type { Facts, Filler, Message, Part, Prompt } from '../conversation/words.ts'
import { daysBetween } from '../domain/day.ts'
import type { PlannedReminder, ReminderKind } from '../domain/reminder-plan.ts'
import { monthsMeeting, sessionIn } from '../domain/transaction-day.ts'
import { reminder as reminderFlow } from '../flows/reminder.ts'
import type { Loan } from '../ports/loans.ts'
import type { Office } from '../ports/units.ts'
import { codeWordPart } from './code-word.ts'
import type { PayingPlace } from './loan-parts.ts'
import {
  amountParts,
  type DueAmount,
  dueAmount,
  headPart,
  loanTail,
  programmeFiller,
  sumOf,
} from './reminder-amounts.ts'
import type { Voice } from './reminder-voice.ts'
import { say } from './scene.ts'
import { sessionNotes } from './session-words.ts'

/** One loan that a message reminds of. `id` is that of its reminder. */
export interface ReminderLine {
  id: string
  plan: PlannedReminder
  loan: Loan
}

/** Whom a message goes to, where they pay, and which office answers for it. `name` is that of the head of the household. */
export interface ReminderAbout {
  householdId: string
  name: string
  place: PayingPlace
  office: Office
  /** In whose name it speaks; the office's own where absent. */
  voice?: Voice
  /** The word by which the household knows our messages, where it has chosen one. */
  codeWord?: string
}

/**
 * What the reminders of one household on one day say, in one message: first who, how much and on which day, so that a small screen shows
 * it; then what the amount is made of, where and how it is paid, and who writes. The buttons carry the id of the first of the lines: an
 * answer is about them all.
 */
export function reminderMessage(lines: readonly ReminderLine[], about: ReminderAbout): Message {
  const [first] = lines
  if (!first) throw new Error('a reminder of nothing')
  const amounts = lines.map(dueAmount)
  const parts: Part[] = [
    { as: 'title', words: { key: `reminder:title.${titleOf(first.plan)}`, with: { name: about.name } } },
    headPart(amounts),
    ...amountParts(amounts),
    ...kindParts(first, about),
    ...placeParts(lines, about),
    ...trustParts(about),
    ...signature(about),
    { as: 'source', words: asOf(amounts, first) },
  ]
  const facts = factsOf({ amounts, first, about })
  const prompt = promptOf(first)
  return prompt ? { parts, facts, prompt } : { parts, facts }
}

/** What is due today may be said on the eve, where today is a day off. */
function titleOf({ kind, day, sessionDay }: PlannedReminder): string {
  return kind === 'today' && day < sessionDay ? 'eve' : kind
}

/** What the moment calls for: saving up, asking in time, keeping the receipt. */
function kindParts({ plan, loan }: ReminderLine, { office }: ReminderAbout): Part[] {
  const { kind, askBy } = plan
  if (kind === 'month_before' || kind === 'last_ask') {
    const days = daysBetween(plan.day, plan.sessionDay)
    return [say(`reminder:ask.${kind}${askBy ? '_by' : ''}`, { days, ...(askBy ? { day: { day: askBy } } : {}) })]
  }
  if (kind === 'after') return [say('reminder:after', { as_of: { day: loan.asOf }, phone: office.phone })]
  if (kind === 'interest') return [say('reminder:interest_by_days')]
  return kind === 'promise' ? [say('reminder:promise')] : []
}

/** Where it is paid: once for the leader who collects, once for the session. What is past is not told again. */
function placeParts(lines: readonly ReminderLine[], { place, voice }: ReminderAbout): Part[] {
  const open = lines.filter(({ plan }) => plan.kind !== 'after')
  const leader = voice?.leader
  const atLeader = open.some(({ plan }) => plan.toLeader)
    ? [leader ? say('reminder:to_leader', { leader }) : say('reminder:to_a_leader')]
    : []
  const session = open.find(({ plan }) => !plan.toLeader)
  if (!session) return atLeader
  const { name, address, opensAt, sessions } = place
  const where = say('reminder:where', { at: opensAt, place: name, address })
  const [month] = monthsMeeting(sessions, session.plan.sessionDay)
  return [...atLeader, where, ...(month ? sessionNotes(sessionIn(sessions, month)) : [])]
}

function trustParts({ codeWord }: ReminderAbout): Part[] {
  return [...codeWordPart(codeWord), say('reminder:no_fee')]
}

/** Loa says that it is a machine, and in whose name it writes. */
function signature({ office, voice }: ReminderAbout): Part[] {
  const { name, phone } = office
  const appeal = voice?.appeal ? [say(`reminder:appeal.${voice.appeal}`)] : []
  const sentence = voice?.sentence ? [say('reminder:own', { sentence: voice.sentence })] : []
  const signer = voice?.signer
  const by = signer
    ? say(`reminder:signed.${signer.as}`, { signer: signer.name, office: name, phone })
    : say('reminder:signed.office', { office: name, phone })
  return [...appeal, ...sentence, by]
}

/** The oldest figures count: nothing newer is claimed for any of the loans. */
function asOf(amounts: readonly DueAmount[], { plan }: ReminderLine): Part['words'] {
  const day = amounts.map(({ loan }) => loan.asOf).sort()[0]
  const key = plan.kind === 'after' ? 'reminder:as_of_after' : 'reminder:as_of'
  return { key, with: day ? { day: { day } } : {} }
}

/** What fills a registered text. Of several loans their sum, and how many they are. */
function factsOf(of: { amounts: readonly DueAmount[]; first: ReminderLine; about: ReminderAbout }): Facts {
  const { amounts, first, about } = of
  const { name, place, office } = about
  const [only] = amounts
  const several = amounts.length > 1 || !only
  const count = amounts.length
  const loans: Record<string, Filler> = several
    ? {
        programme: { words: { key: 'reminder:facts.loans', with: { count } } },
        code: { words: { key: 'reminder:facts.count', with: { count } } },
      }
    : { programme: programmeFiller(only.loan), code: loanTail(only.loan) }
  const asOfDay = amounts.map(({ loan }) => loan.asOf).sort()[0] ?? first.loan.asOf
  return {
    form: 'reminder',
    with: {
      name,
      ...loans,
      total: { dong: sumOf(amounts) },
      day: { day: first.plan.sessionDay },
      ...{ at: place.opensAt, place: place.name, address: place.address },
      ...{ phone: office.phone, as_of: { day: asOfDay }, office: office.name },
    },
  }
}

/** The answer that is likeliest wanted stands first where it is not "I will pay": help while asking is in time, "I have paid" afterwards. */
const firstAnswer: Partial<Record<ReminderKind, string>> = { last_ask: 'in_difficulty', after: 'paid' }

function promptOf({ id, plan }: ReminderLine): Prompt | undefined {
  const turn = begin(reminderFlow as never, { ref: refOf(id), given: {} })
  if (turn.kind !== 'ask') return undefined
  const first = firstAnswer[plan.kind]
  if (first === undefined || turn.prompt.kind !== 'choice') return turn.prompt
  const { options } = turn.prompt
  const rest = options.filter((option) => option.id !== first)
  return { ...turn.prompt, options: [...options.filter((option) => option.id === first), ...rest] }
}

/** A reminder's id as the ref of its buttons, and back. */
function refOf(id: string): string {
  return BigInt(id).toString(36)
}

/** The reminder that a button's ref names, or undefined when it names none. */
export function reminderIdOf(ref: string): string | undefined {
  if (!/^[0-9a-z]{1,12}$/.test(ref)) return undefined
  return [...ref].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n).toString()
}
