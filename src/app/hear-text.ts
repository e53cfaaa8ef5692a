import { advance, stand } from '../conversation/engine.ts'
import { matchOption } from '../conversation/match.ts'
import type { Given, Json } from '../conversation/question.ts'
import type { Talk } from '../conversation/talk.ts'
import type { Reply } from '../conversation/words.ts'
import { fold } from '../domain/fold.ts'
import { asksWhyMore } from '../domain/interest-period.ts'
import { type PurposeId, purposeFor } from '../flows/check-eligibility/purposes.ts'
import { type FlowId, flowOf } from '../flows/index.ts'
import { chosenCase, myCases } from '../flows/my-cases.ts'
import { type Reading, readChoice, type Sensitive } from '../understanding/index.ts'
import { type Answer, answerQuestion, offerWords, sureEnough } from './answer-question.ts'
import { whyMore } from './explain-interest.ts'
import { householdOf } from './given.ts'
import { handOver } from './hand-over.ts'
import { payingPlace, sessionParts } from './loan-parts.ts'
import { openFlow, proceed, standing } from './proceed.ts'
import { apartParts, sayInCase } from './say-in-case.ts'
import { type Said, type Scene, say } from './scene.ts'

/** What a person typed: the answer to the question that stands, a word for whoever handles their case, or a question of their own. */
export async function hearText(scene: Scene, talk: Talk, text: string): Promise<Said> {
  const chosen = readChoice(text)
  if (chosen) return act(scene, talk, { ...chosen, confidence: 1, alternatives: [] })
  const reply = answerOf(scene, talk, text)
  if (reply && 'tap' in reply && !isApply(reply)) return proceed(scene, talk, reply)
  const reading = scene.understanding.read(text, contextOf(talk))
  if (reading.onlyAsks) return feeAsked(scene, talk, { reading, text })
  if (reply && (!('tap' in reply) || !namesAnother(talk, reading))) return proceed(scene, talk, reply)
  if (reading.sensitive) return comfort(scene, talk, { reading, text })
  if (talk.caseId && !asksForAnswer(talk)) return passOn(scene, talk, { caseId: talk.caseId, text })
  if (isWhyMore(scene, reading, text)) return explain(scene, talk)
  const about = shownCase(talk)
  if (about !== undefined) return passOn(scene, talk, { caseId: about, text })
  if (talk.current && !leadsOn.has(talk.current.flow)) return instead(scene, talk, { reading, text })
  return act(scene, talk, reading, text)
}

/** What only leads on holds no question that an answer could come in between: the answer brings its own next steps. */
const leadsOn: ReadonlySet<string> = new Set(['menu', 'next-step'])

/** What "sao tháng này nhiều hơn" may be read as: the rate, one's own figures, or how to pay. */
const aboutInterest: readonly string[] = ['interest_rate', 'my_balance', 'repayment_schedule', 'how_to_repay']

/** Who names a programme asks about the law, not about their own months; one that was talked about before is not named. */
function isWhyMore({ understanding }: Scene, { intent, confidence }: Reading, text: string): boolean {
  const near = aboutInterest.includes(intent) || confidence < sureEnough
  return near && asksWhyMore(fold(text)) && understanding.read(text).programme === null
}

/** Why interest differs from month to month; a question that stands is put again. */
async function explain(scene: Scene, talk: Talk): Promise<Said> {
  const parts = await whyMore(scene)
  if (talk.current && !leadsOn.has(talk.current.flow)) return standing(scene, talk, parts)
  const next = await openFlow(scene, talk, { flow: 'next-step', given: { offers: ['my_loan', 'person', 'menu'] } })
  return { ...next, parts: [...parts, ...next.parts] }
}

/** The case that the person is looking at: words that are no button below it are meant for it. */
function shownCase({ current }: Talk): string | undefined {
  if (current?.flow !== 'my-cases') return undefined
  const turn = stand(myCases as never, current)
  const which = current.replies.find(({ node }) => node === 'which')?.reply
  const chosen = which && 'tap' in which ? { which: which.tap } : {}
  return turn.kind === 'ask' && turn.prompt.node === 'what' ? chosenCase(current.given, chosen) : undefined
}

function contextOf({ topic, asked }: Talk) {
  return { ...(topic === undefined ? {} : { topic }), ...(asked === undefined ? {} : { intent: asked }) }
}

/** True while a question wants an answer of its own; an offer of next steps does not. */
function asksForAnswer({ current }: Talk): boolean {
  return current !== undefined && current.flow !== 'next-step'
}

/** The reply that the standing question reads out of the text: an option by number or label, or the typed words. */
function answerOf({ language, account }: Scene, talk: Talk, text: string): Reply | undefined {
  const flow = talk.current ? flowOf(talk.current.flow) : undefined
  if (!flow || !talk.current) return undefined
  const turn = stand(flow, talk.current)
  if (turn.kind !== 'ask') return undefined
  if (turn.prompt.kind === 'choice') {
    // A choice may read words of its own as well, such as a day: they come before the numbers of its buttons.
    const own = advance(flow, talk.current, { reply: { text } })
    if (own.kind === 'done' || !own.problem) return { text }
    const { options } = turn.prompt
    const labels = options.map((o) => language.say(o.label, account.lang))
    const index = matchOption(text, { labels, negations: language.lists('commands:negations') })
    const option = index === undefined ? undefined : options[index]
    return option ? { tap: option.id } : undefined
  }
  const read = advance(flow, talk.current, { reply: { text } })
  return read.kind === 'ask' && read.problem ? undefined : { text }
}

function isApply(reply: Reply): boolean {
  return 'tap' in reply && reply.tap === 'apply'
}

/** "A request for poor households", typed below an answer about clean water, is not the button that stands there. */
function namesAnother({ current }: Talk, { programme }: Reading): boolean {
  return current?.flow === 'next-step' && programme !== null && programme !== current.given.programme
}

/**
 * Not an answer to what was asked. A clear question is answered in between, and the standing one is put again;
 * figures where figures were asked for are a slip, and the question says what it can read.
 */
async function instead(scene: Scene, talk: Talk, { reading, text }: Heard): Promise<Said> {
  const begun = talk.current?.given.caseId
  if (talk.caseId !== undefined && talk.caseId === begun && hardships.has(reading.intent)) {
    const said = await passOn(scene, talk, { caseId: talk.caseId, text })
    return standing(scene, said.talk, said.parts)
  }
  const figures = /\d/.test(text) && standingKind(talk) !== 'choice'
  if (figures || reading.confidence < sureEnough || reading.intent === 'out_of_scope')
    return proceed(scene, talk, { text })
  if (opens(reading)) return act(scene, talk, reading, text)
  const { parts, topic } = await answerTo(scene, reading)
  return standing(scene, remembering(talk, reading, topic), parts)
}

/** What is told of a hardship while the questions about it stand goes into the case that was opened before them. */
const hardships: ReadonlySet<string> = new Set(['complaint_or_difficulty', 'overdue_help', 'extension_request'])

interface Heard {
  reading: Reading
  text: string
}

function standingKind({ current }: Talk): string | undefined {
  const flow = current ? flowOf(current.flow) : undefined
  const turn = flow && current ? stand(flow, current) : undefined
  return turn?.kind === 'ask' ? turn.prompt.kind : undefined
}

/** A word for the person who handles the case; asking Loa again begins with "menu". */
async function passOn(scene: Scene, talk: Talk, { caseId, text }: { caseId: string; text: string }): Promise<Said> {
  const found = await scene.tx.cases.find(caseId)
  const { caseId: _, ...free } = talk
  if (!found || found.state === 'closed') return hearText(scene, free, text)
  const said = await sayInCase(scene, found, text)
  if (said.kind === 'apart') return { talk: { ...free, caseId: said.handed.id }, parts: apartParts(said.handed) }
  return { talk, parts: [say('common:passed_on', { code: found.code })] }
}

/** Intents that a conversation answers better than a sentence. */
const flowsOf: Partial<Record<string, { flow: FlowId; given?: Record<string, string> }>> = {
  repayment_schedule: { flow: 'my-loan' },
  my_balance: { flow: 'my-loan' },
  overdue_help: { flow: 'report-difficulty' },
  extension_request: { flow: 'report-difficulty', given: { kind: 'more_time' } },
  complaint_or_difficulty: { flow: 'report-difficulty' },
  fraud_report: { flow: 'report-difficulty', given: { kind: 'fraud' } },
  talk_to_human: { flow: 'talk-to-staff' },
  language_change: { flow: 'settings', given: { open: 'language' } },
  privacy_request: { flow: 'settings', given: { open: 'my_data' } },
}

/** Intents that need one tap more: what is switched or shown must be meant. */
const offersOf: Partial<Record<string, string[]>> = {
  application_status: ['applications', 'person', 'menu'],
  unsubscribe: ['news_off', 'menu'],
  subscribe: ['news_on', 'menu'],
}

function opens({ intent, programme }: Reading): boolean {
  return flowsOf[intent] !== undefined || (intent === 'eligibility_check' && programme === null)
}

async function act(scene: Scene, talk: Talk, reading: Reading, text?: string): Promise<Said> {
  const { intent, programme, confidence } = reading
  const certain = confidence >= sureEnough
  const offered = certain ? offersOf[intent] : undefined
  if (offered) return openFlow(scene, talk, { flow: 'next-step', given: { offers: offered } })
  const lead = certain ? flowsOf[intent] : undefined
  if (lead?.flow === 'report-difficulty' && text !== undefined) return report(scene, talk, { reading, text })
  if (lead) return openFlow(scene, talk, lead)
  if (certain && intent === 'eligibility_check') {
    const purpose = programme === null ? livedBy(reading) : purposeFor(programme)
    if (programme === null || purpose)
      return openFlow(scene, talk, { flow: 'check-eligibility', given: purpose ? { purpose } : {} })
  }
  return answered(scene, talk, reading)
}

/** Who says what they live by need not be asked what the money is for. */
function livedBy({ livelihood }: Reading): PurposeId | undefined {
  return livelihood ? 'production' : undefined
}

/** A report that was begun in free words: they stand in it, and say where it goes as far as they can. */
async function report(scene: Scene, talk: Talk, { reading: { intent }, text }: Heard): Promise<Said> {
  const { of, everyday } = scene.understanding.accused(text)
  const usual: Given = flowsOf[intent]?.given ?? {}
  const called = intent === 'fraud_report' ? usual : (accusations.find(({ who }) => of.includes(who))?.given ?? usual)
  const given: Given = { ...(everyday ? { kind: 'group_matter' } : called), said: text }
  const asked = await openFlow(scene, talk, { flow: 'report-difficulty', given })
  const first = { fraud: 'common:fraud_warning', group_matter: 'flows/report-difficulty:leader_reads' }[
    String(given.kind)
  ]
  return { ...asked, parts: [...(first === undefined ? [] : [say(first)]), ...asked.parts] }
}

/** Whom a complaint in free words is about: of several, the one who sits highest. */
const accusations = [
  { who: 'officer', given: { kind: 'complaint', about: 'officer' } },
  { who: 'leader', given: { kind: 'complaint', about: 'group_leader' } },
  { who: 'commune', given: { kind: 'complaint', about: 'commune' } },
] as const

async function answered(scene: Scene, talk: Talk, reading: Reading): Promise<Said> {
  const { parts, offers, topic } = await answerTo(scene, reading)
  const about = remembering(talk, reading, topic)
  const named = offers.map((id) => ({ id, words: offerWords(id) }))
  const given = { offers: named as unknown as Json, ...(topic === undefined ? {} : { programme: topic }) }
  const next = await openFlow(scene, about, { flow: 'next-step', given })
  return { ...next, parts: [...parts, ...next.parts] }
}

const aboutSessions: readonly string[] = ['transaction_day', 'where_to_apply', 'how_to_repay']

/** The answer from the law; who is linked hears of their own point and day beside it. */
async function answerTo(scene: Scene, reading: Reading): Promise<Answer> {
  const answer = answerQuestion({ reading, day: scene.day })
  const household = aboutSessions.includes(reading.intent) ? await householdOf(scene) : undefined
  if (!household) return answer
  return { ...answer, parts: [...answer.parts, ...sessionParts(scene, await payingPlace(scene, household))] }
}

function remembering(talk: Talk, { intent }: Reading, topic: string | undefined): Talk {
  return { ...talk, asked: intent, ...(topic === undefined ? {} : { topic }) }
}

/** What is reported at once, to whom it may concern: a leader who is accused never reads it. */
const reports: Partial<Record<Sensitive, Record<string, string>>> = {
  fee_or_fake_collector: { kind: 'fraud' },
  leader_accused: { kind: 'complaint', about: 'group_leader' },
}

/** Somebody in danger is not asked to press a button first: a person is told at once, and the talk goes to them. */
async function comfort(scene: Scene, talk: Talk, { reading, text }: Heard): Promise<Said> {
  const reported = reading.sensitive === undefined ? undefined : reports[reading.sensitive]
  if (reported) {
    const { parts } = answerQuestion({ reading, day: scene.day })
    const given = { ...reported, said: text }
    const asked = await openFlow(scene, talk, { flow: 'report-difficulty', given })
    return { ...asked, parts: [...parts, ...asked.parts] }
  }
  const said = await answered(scene, talk, reading)
  if (reading.sensitive === 'third_party_debt') return said
  return { ...said, talk: { ...said.talk, caseId: await toAPerson(scene, text) } }
}

/** Whether a fee is due is answered at once, whoever has the talk, and nothing is reported: who handles the case reads the question too. */
async function feeAsked(scene: Scene, talk: Talk, { reading, text }: Heard): Promise<Said> {
  const { parts } = answerQuestion({ reading, day: scene.day })
  if (talk.current && !leadsOn.has(talk.current.flow)) return standing(scene, talk, parts)
  const listening = talk.caseId === undefined ? undefined : await scene.tx.cases.find(talk.caseId)
  if (!listening || listening.state === 'closed') return answered(scene, talk, reading)
  const passed = await passOn(scene, talk, { caseId: listening.id, text })
  return { ...passed, parts: [...parts, ...passed.parts] }
}

/** One case for one person in need: what is said again goes into the one that is open. */
async function toAPerson(scene: Scene, text: string): Promise<string> {
  const open = await scene.tx.cases.openOf(scene.account.id, 'talk')
  if (!open) return (await handOver(scene, { kind: 'talk', text })).id
  const said = await sayInCase(scene, open, text)
  return said.kind === 'apart' ? said.handed.id : open.id
}
