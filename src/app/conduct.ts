import { type Talk, tap } from '../conversation/talk.ts'
import { readToken } from '../conversation/token.ts'
import { lanes } from '../domain/delivery.ts'
import { flowOf, flows } from '../flows/index.ts'
import type { InboundKind } from '../ports/channel.ts'
import type { Sensitive } from '../understanding/index.ts'
import { answerReceipt, typedReceiptAnswer } from './answer-receipt.ts'
import { answerReminder } from './answer-reminder.ts'
import { answerSolved } from './answer-solved.ts'
import { commandOf, obey } from './commands.ts'
import { answerDisaster } from './disaster-answer.ts'
import { hearColleague, speakingAgain } from './hear-colleague.ts'
import { asksForWords, hearDoubted } from './hear-doubted.ts'
import { hearPhoto } from './hear-photo.ts'
import { hearText } from './hear-text.ts'
import { keepQuiet } from './keep-quiet.ts'
import { isGroupCode, openingOfCode, typedCode } from './leader-code.ts'
import { openFlow, proceed, standing } from './proceed.ts'
import { type Said, type Scene, say } from './scene.ts'
import { typedByStaff, withoutEndedStaff } from './staff-words.ts'
import type { TakenPhoto } from './take-photo.ts'
import { typedReminderAnswer } from './typed-reminder.ts'
import { typedSolvedAnswer } from './typed-solved.ts'
import { withdrawAccount } from './withdraw-account.ts'

/** Longer than anything a question wants; beyond it nobody is telling a story, something was pasted. */
const longestText = 4000
/** So many characters of a stranger's first words are kept until they may be answered. */
const longestFirst = 500

/** One update of one person, from what came in to what is said. Writes the talk and the answer through the scene's transaction. */
export async function conduct(
  scene: Scene,
  { what, at, updateId, taken }: { what: InboundKind; at: Date; updateId: string; taken?: TakenPhoto },
): Promise<void> {
  const before = await scene.tx.talks.load(scene.account.id)
  if (what.kind === 'blocked') return scene.tx.accounts.setStatus(scene.account.id, 'blocked')
  if (what.kind === 'unblocked') return
  if (what.kind === 'withdrawn') return withdrawAccount(scene)
  const said =
    what.kind === 'agent'
      ? await hearColleague(scene, before, { what, at })
      : await answer(scene, before, { what, ...(taken ? { taken } : {}) })
  const { talk, parts, prompt } = said
  await scene.tx.talks.save(scene.account.id, talk, scene.now)
  if (parts.length === 0 && !prompt) return
  const message = { parts, ...(prompt ? { prompt } : {}) }
  await scene.tx.outbox.write(scene.account, message, { lane: lanes.reply, key: `reply:${updateId}`, at: scene.now })
}

/** What the person themselves may do that is answered. */
type Act = Exclude<InboundKind, { kind: 'blocked' | 'unblocked' | 'agent' | 'withdrawn' }>

/** The same with the picture, where one was sent and fetched. */
interface Acted {
  what: Act
  taken?: TakenPhoto
}

async function answer(scene: Scene, talk: Talk, acted: Acted): Promise<Said> {
  const { what } = acted
  const quiet = stepsAside(scene, what) ? undefined : await keepQuiet(scene, talk, what)
  if (quiet) return quiet
  return heard(scene, await respond(scene, await withoutEndedStaff(scene, speakingAgain(talk)), acted))
}

async function respond(scene: Scene, talk: Talk, { what, taken }: Acted): Promise<Said> {
  if (what.kind === 'start') return started(scene, talk, what.payload)
  if (!talk.past.welcome && talk.current?.flow !== 'welcome') {
    return inDanger(scene, what) ? hearText(scene, talk, what.text) : welcome(scene, talk, what)
  }
  switch (what.kind) {
    case 'tap':
      return tapped(scene, talk, what.token)
    case 'contact':
      return what.own
        ? proceed(scene, talk, { phone: what.phone })
        : standing(scene, talk, [say('common:not_own_number')])
    case 'photo':
      return hearPhoto(scene, talk, { what, ...(taken ? { taken } : {}) })
    case 'unsupported':
      return standing(scene, talk, [say('common:unsupported')])
    case 'text':
      return typed(scene, talk, what.text)
  }
}

/** What was asked before the person had agreed to talk is answered now. */
async function heard(scene: Scene, said: Said): Promise<Said> {
  if (said.hear === undefined) return said
  const code = typedCode(said.hear)
  const answer = code ? await started(scene, said.talk, code) : await hearText(scene, said.talk, said.hear)
  return { ...answer, parts: [...said.parts, ...answer.parts] }
}

/** The first words of a stranger are kept: they are answered as soon as the person has agreed to talk. */
function welcome(scene: Scene, talk: Talk, what: InboundKind): Promise<Said> {
  return openFlow(scene, talk, {
    flow: 'welcome',
    given: what.kind === 'text' ? { asked: [...what.text].slice(0, longestFirst).join('') } : {},
  })
}

/** Whoever is in danger is heard before anything is asked of them. */
function inDanger({ understanding }: Scene, what: InboundKind): what is { kind: 'text'; text: string } {
  const sensitive = what.kind === 'text' ? understanding.read(what.text).sensitive : undefined
  return sensitive === 'despair' || sensitive === 'threat'
}

/** What becomes a case of its own, whoever writes by hand: danger, and what is said about a leader or a collector, which is not for everybody. */
const ownMatters: readonly (Sensitive | undefined)[] = ['despair', 'threat', 'leader_accused', 'fee_or_fake_collector']

function stepsAside({ understanding }: Scene, what: InboundKind): boolean {
  if (what.kind !== 'text') return false
  const { sensitive, onlyAsks } = understanding.read(what.text)
  return !onlyAsks && ownMatters.includes(sensitive)
}

/** A start of somebody known leads to the menu, with a code in the link to linking. */
async function started(scene: Scene, talk: Talk, payload: string | undefined): Promise<Said> {
  const code = payload && /^[A-Za-z0-9_-]{4,64}$/.test(payload) ? { code: payload } : {}
  if (!talk.past.welcome?.done) return openFlow(scene, talk, { flow: 'welcome', given: code })
  if (payload && isGroupCode(payload)) return openFlow(scene, talk, openingOfCode(payload))
  if (payload && scene.account.householdId !== undefined) {
    const own = await openFlow(scene, talk, { flow: 'my-loan' })
    return { ...own, parts: [say('flows/link-account:linked_before'), ...own.parts] }
  }
  return openFlow(scene, talk, payload ? { flow: 'link-account', given: code } : { flow: 'menu' })
}

async function typed(scene: Scene, talk: Talk, text: string): Promise<Said> {
  if ([...text].length > longestText) return standing(scene, talk, [say('common:too_long', { max: longestText })])
  const command = commandOf(scene.language, text)
  if (command) return obey(scene, talk, command)
  const notice = await typedByStaff(scene, talk, text)
  if (notice) return notice
  const code = asksForWords(talk) ? undefined : typedCode(text)
  if (code) return started(scene, talk, code)
  const answer = await typedReminderAnswer(scene, talk, text)
  if (answer) return answer
  const receipt = await typedReceiptAnswer(scene, text)
  if (receipt) return answerReceipt(scene, talk, receipt)
  const settled = await typedSolvedAnswer(scene, text)
  if (settled) return answerSolved(scene, talk, settled)
  return (await hearDoubted(scene, talk, text)) ?? hearText(scene, talk, text)
}

async function tapped(scene: Scene, talk: Talk, data: string): Promise<Said> {
  const token = readToken(data)
  if (!token) return standing(scene, talk, [say('common:unknown_button')])
  if (isCommand(token.option)) return obey(scene, talk, token.option)
  if (token.flow === 'reminder') return answerReminder(scene, talk, token)
  if (token.flow === 'receipt') return answerReceipt(scene, talk, token)
  if (token.flow === 'case-solved') return answerSolved(scene, talk, token)
  if (token.flow === 'disaster-notice') return answerDisaster(scene, talk, token)
  const result = tap(flows as never, talk, token)
  if (result.kind === 'stale' || !flowOf(token.flow)) return standing(scene, talk, [say('common:old_button')])
  if (result.kind === 'closed') {
    return standing(scene, talk, [{ as: 'text', words: result.note ?? { key: 'common:done_before' } }])
  }
  return proceed(scene, result.talk, result.turn)
}

function isCommand(option: string): option is 'back' | 'menu' | 'person' | 'stop' {
  return option === 'back' || option === 'menu' || option === 'person' || option === 'stop'
}
