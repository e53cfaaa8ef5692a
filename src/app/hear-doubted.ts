import { stand } from '../conversation/engine.ts'
import type { Talk } from '../conversation/talk.ts'
import { asksIfGenuine } from '../domain/asks-if-genuine.ts'
import { fold } from '../domain/fold.ts'
import { readPasted } from '../domain/pasted.ts'
import { flowOf } from '../flows/index.ts'
import type { Sensitive } from '../understanding/index.ts'
import { lookedUp } from './look-up-doubted.ts'
import { openFlow } from './proceed.ts'
import type { Said, Scene } from './scene.ts'

/** So many words beside the question are a message that was pasted with it. */
const pastedWords = 14

/**
 * "Is this really the bank?", with the message, link or number in it or without, and what was forwarded without a word: a number, or what asks
 * for what swindlers ask for. Undefined for anything else, while a question waits for words of the person's own, and where a person has to see the words first.
 */
export async function hearDoubted(scene: Scene, talk: Talk, text: string): Promise<Said | undefined> {
  if (asksForWords(talk)) return undefined
  const { sensitive } = scene.understanding.read(text)
  if (sensitive !== undefined && first.includes(sensitive)) return undefined
  const asks = asksIfGenuine(text)
  if (!asks && (talk.caseId !== undefined || !looksForwarded(text))) return undefined
  if (asks && !holdsSomething(text)) return openFlow(scene, talk, { flow: 'is-it-us' })
  const { parts, next } = await lookedUp(scene, text)
  if (!next || !('flow' in next)) return undefined
  const then = await openFlow(scene, talk, next)
  return { ...then, parts: [...parts, ...then.parts] }
}

const first: readonly Sensitive[] = ['despair', 'threat', 'leader_accused']

/** True while a question stands that is answered in words or figures of one's own. */
export function asksForWords({ current }: Talk): boolean {
  const flow = current ? flowOf(current.flow) : undefined
  const turn = flow && current ? stand(flow, current) : undefined
  return turn?.kind === 'ask' && turn.prompt.kind !== 'choice'
}

function holdsSomething(text: string): boolean {
  const { phones, numbers, hosts } = readPasted(text)
  return phones.length + numbers.length + hosts.length > 0 || fold(text).split(' ').length > pastedWords
}

/** What was pasted speaks to the reader; who tells of something says who did what. A phone number and nothing else is doubted. */
function looksForwarded(text: string): boolean {
  const { phones, hosts, scams } = readPasted(text)
  if (phones.length > 0 && !/\p{L}/u.test(text)) return true
  return (hosts.length > 0 || scams.length > 1) && !narrates.test(fold(text))
}

const narrates =
  /\b(?:toi|tui|nha toi|co (?:mot )?(?:nguoi|dua|thang|ong|ba|chi|anh|co)|(?:no|ho|nguoi ta) (?:bao|bat|noi|doi|xin|goi|hoi|den)|goi dien|bao la|i|my|they|somebody|someone)\b/
