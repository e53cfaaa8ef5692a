import { back } from '../conversation/engine.ts'
import type { Talk } from '../conversation/talk.ts'
import { fold } from '../domain/fold.ts'
import { flowOf } from '../flows/index.ts'
import type { Language } from '../ports/language.ts'
import { showMyCases } from './my-cases.ts'
import { channelOrderOpening } from './order-channels.ts'
import { ofAllAccounts } from './own-accounts.ts'
import { type Opening, openFlow, proceed, standing } from './proceed.ts'
import { supplyOpening } from './returned-request.ts'
import { type Said, type Scene, say } from './scene.ts'

/** The words that work everywhere. */
const commands = ['back', 'menu', 'person', 'stop', 'where', 'cases', 'genuine', 'code_word', 'papers'] as const

/** One of the words that work everywhere. */
export type Command = (typeof commands)[number]

/** The command that a line is, in any language, with or without tone marks. */
export function commandOf(language: Language, text: string): Command | undefined {
  const typed = fold(text)
  return commands.find((c) => language.lists(`commands:${c}`).some((word) => fold(word) === typed))
}

/** Does what a command says. */
export function obey(scene: Scene, talk: Talk, command: Command): Promise<Said> {
  const { caseId: _, ...free } = talk
  switch (command) {
    case 'back':
      return goBack(scene, talk)
    case 'menu':
      return openFlow(scene, free, { flow: 'menu' })
    case 'person':
      return openFlow(scene, talk, { flow: 'talk-to-staff' })
    case 'stop':
      return stop(scene, free)
    case 'where':
      return where(scene, free)
    case 'cases':
      return cases(scene, free)
    case 'genuine':
      return opened(scene, free, { flow: 'is-it-us' })
    case 'code_word':
      return opened(scene, free, { flow: 'settings', given: { open: 'code_word' } })
    case 'papers':
      return papers(scene, free)
  }
}

function goBack(scene: Scene, talk: Talk): Promise<Said> {
  const flow = talk.current ? flowOf(talk.current.flow) : undefined
  const turn = flow && talk.current ? back(flow, talk.current) : undefined
  return turn ? proceed(scene, talk, turn) : openFlow(scene, talk, { flow: 'menu' })
}

/** Everything that Loa sends by itself ends at once, on every account of the person; what the person asks is answered as before. */
async function stop(scene: Scene, talk: Talk): Promise<Said> {
  if (talk.current?.flow === 'welcome') return standing(scene, talk, [])
  await scene.tx.consents.withdraw(scene.account.id, ['announcements', 'reminders'], scene.now)
  const then = await openFlow(scene, talk, {
    flow: 'next-step',
    given: { offers: ['news_on', 'reminders_on', 'menu'] },
  })
  const everywhere = await ofAllAccounts(scene, 'flows/settings:everywhere')
  return { ...then, parts: [say('common:stopped'), ...everywhere, ...then.parts] }
}

/** A conversation that is called by its name, once the person has met Loa. */
async function opened(scene: Scene, talk: Talk, opening: Opening): Promise<Said> {
  return talk.current?.flow === 'welcome' ? standing(scene, talk, []) : openFlow(scene, talk, opening)
}

/** Where the household gets messages is its own to choose, once it has met Loa. */
async function where(scene: Scene, talk: Talk): Promise<Said> {
  if (talk.current?.flow === 'welcome') return standing(scene, talk, [])
  return openFlow(scene, talk, await channelOrderOpening(scene))
}

/** Papers for a request that was sent back. */
async function papers(scene: Scene, talk: Talk): Promise<Said> {
  if (talk.current?.flow === 'welcome') return standing(scene, talk, [])
  return openFlow(scene, talk, await supplyOpening(scene))
}

/** The cases that a person told us of: what each is about, with whom it is and until when. */
async function cases(scene: Scene, talk: Talk): Promise<Said> {
  if (talk.current?.flow === 'welcome') return standing(scene, talk, [])
  const { parts, next } = await showMyCases(scene)
  const then = await openFlow(scene, talk, next && 'flow' in next ? next : { flow: 'menu' })
  return { ...then, parts: [...parts, ...then.parts] }
}
