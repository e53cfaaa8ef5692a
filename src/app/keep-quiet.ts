import type { Talk } from '../conversation/talk.ts'
import type { InboundKind } from '../ports/channel.ts'
import { answerQuestion } from './answer-question.ts'
import { commandOf } from './commands.ts'
import { isQuiet, speakingAgain } from './hear-colleague.ts'
import { apartParts, sayInCase } from './say-in-case.ts'
import { type Said, type Scene, say } from './scene.ts'

/**
 * While a colleague writes by hand: what the person writes or sends goes to the case, and Loa says nothing but once how to reach it again.
 * Undefined where Loa answers as ever: for a command and a press, which are meant for it, and once the case is closed or the time is over.
 */
export async function keepQuiet(scene: Scene, talk: Talk, what: InboundKind): Promise<Said | undefined> {
  const { tx, language, account, now } = scene
  if (!isQuiet(talk, now) || talk.caseId === undefined || !isForColleague(scene, what)) return undefined
  const listening = await tx.cases.find(talk.caseId)
  if (!listening || listening.state === 'closed') return undefined
  const text = what.kind === 'text' ? what.text : language.say({ key: 'common:something_sent' }, account.lang)
  const said = await sayInCase(scene, listening, text)
  if (said.kind === 'apart')
    return { talk: { ...speakingAgain(talk), caseId: said.handed.id }, parts: apartParts(said.handed) }
  const parts = [
    ...(what.kind === 'text' ? feeParts(scene, what.text) : []),
    ...(talk.quiet.told ? [] : [say('common:colleague_writes', { code: listening.code })]),
  ]
  return { talk: { ...talk, quiet: { ...talk.quiet, told: true } }, parts }
}

/** Whether a fee is due is answered even now: it keeps people from paying one, whoever they talk to. */
function feeParts({ understanding, day }: Scene, text: string) {
  const reading = understanding.read(text)
  return reading.onlyAsks ? answerQuestion({ reading, day }).parts : []
}

function isForColleague({ language }: Scene, what: InboundKind): boolean {
  if (what.kind === 'text') return commandOf(language, what.text) === undefined
  return what.kind === 'unsupported' || what.kind === 'photo'
}
