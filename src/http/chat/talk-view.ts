import type { Message, Words } from '../../conversation/words.ts'
import { addDays, type Day, dayOf } from '../../domain/day.ts'
import type { Line, Said } from '../../ports/history.ts'
import type { PromptView, View } from '../../ports/web-channel.ts'
import type { ChatDeps } from './chat-deps.ts'
import type { Visitor } from './visitor.ts'

/** One thing in the list on the page. `key` is the same as long as the thing is. */
export type Entry =
  | { kind: 'day'; key: string; label: string }
  | { kind: 'person'; key: string; text: string; time: string }
  | { kind: 'bot'; key: string; view: View; time: string; now: boolean }

/** The talk as the page shows it. */
export interface TalkView {
  entries: Entry[]
  /** The place before which there is more. */
  older?: string
  /** The question that stands. */
  prompt?: PromptView
  /** True while the person has had no answer to what they said last. */
  waiting: boolean
}

/** So many lines are shown at once; the older ones are a page away. */
const SHOWN = 40

/** Reads the talk of a visitor, the newest lines or those before a place, in words of a language. */
export async function talkView(
  deps: ChatDeps,
  visitor: Visitor,
  page: { lang: string; before?: string },
): Promise<TalkView> {
  const { lang, before } = page
  const place = before === undefined ? {} : { before }
  const found = await deps.store.history.ofSender(visitor.sender, { limit: SHOWN + 1, ...place })
  const lines = found.slice(-SHOWN)
  const standing = before === undefined ? lines.findLast((line) => line.by === 'bot' && line.message.prompt) : undefined
  const say = (words: Words) => deps.language.say(words, lang)
  const today = dayOf(deps.clock.now())
  const entries = lines.flatMap((line, i): Entry[] => {
    const entry = entryOf(line, { say, draw: (message) => deps.web.draw(message, lang), now: line === standing })
    const day = dayOf(line.at)
    const known = i > 0 && dayOf(lines[i - 1]?.at ?? line.at) === day
    return known ? [entry] : [{ kind: 'day', key: `day-${day}`, label: say(dayLabel(day, today)) }, entry]
  })
  const prompt = entries.find((entry) => entry.kind === 'bot' && entry.now)
  return {
    entries,
    ...(found.length > SHOWN && lines[0] ? { older: lines[0].place } : {}),
    ...(prompt?.kind === 'bot' && prompt.view.prompt ? { prompt: prompt.view.prompt } : {}),
    waiting: before === undefined && lines.at(-1)?.by === 'person',
  }
}

/** What the bank said: its machine, or a colleague by hand, who is named as one. */
export function bankMessage(line: Exclude<Line, { by: 'person' }>): Message {
  if (line.by === 'bot') return line.message
  return { parts: [{ as: 'text', words: { key: 'chat:said.agent', with: { text: line.text } } }] }
}

/** What a person said, as words to show. */
export function saidWords(said: Said): string | Words {
  if (said.kind === 'text') return said.text
  if (said.kind === 'phone') return { key: 'chat:said.phone', with: { phone: said.phone } }
  if (said.kind === 'tap') return said.label ?? { key: 'chat:said.tap' }
  return { key: `chat:said.${said.kind}` }
}

interface Drawing {
  say: (words: Words) => string
  draw: ChatDeps['web']['draw'] extends (message: infer M, lang: string) => View ? (message: M) => View : never
  now: boolean
}

function entryOf(line: Line, { say, draw, now }: Drawing): Entry {
  const about = { key: line.id, time: timeOf(line.at) }
  if (line.by !== 'person') return { ...about, kind: 'bot', view: draw(bankMessage(line)), now }
  const said = saidWords(line.said)
  return { ...about, kind: 'person', text: typeof said === 'string' ? said : say(said) }
}

function dayLabel(day: Day, today: Day): Words {
  if (day === today) return { key: 'chat:today' }
  return day === addDays(today, -1) ? { key: 'chat:yesterday' } : { key: 'chat:day', with: { day: { day } } }
}

/** Hour and minute in Viet Nam. */
function timeOf(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(11, 16)
}
