import { replaced, withKey } from './edits.ts'
import type { Names } from './names.ts'
import type { Plan } from './scaffold.ts'

/** A channel: the five rooms that each of them has, and the contract that each of them keeps. */
export function newChannel({ kebab, pascal, words }: Names): Plan {
  const title = words.slice(0, 1).toUpperCase() + words.slice(1)
  return {
    files: {
      [`src/channels/${kebab}/can.ts`]: `import type { Can } from '../fit.ts'

/** What ${title} can show. Each limit wants the page of the platform that names it; these are narrow enough for most. */
export const can: Can = {
  buttons: 10,
  buttonLabel: 60,
  tokenBytes: 64,
  listRows: 0,
  text: 2000,
}
`,
      [`src/channels/${kebab}/render.ts`]: renderOf(title),
      [`src/channels/${kebab}/send.ts`]: sendOf(title),
      [`src/channels/${kebab}/receive.ts`]: receiveOf(kebab, title),
      [`src/channels/${kebab}/index.ts`]: `import type { Channel, Say } from '../../ports/channel.ts'
import { type Call, makeSend } from './send.ts'

/** One way to a person: ${title}. \`call\` hands one payload to the platform. */
export function make${pascal}({ call, say }: { call: Call; say: Say }): Channel {
  return { id: '${kebab}', send: makeSend({ call, say }) }
}
`,
      [`tests/channels/${kebab}.test.ts`]: `import { make${pascal} } from '../../src/channels/${kebab}/index.ts'
import { readUpdate } from '../../src/channels/${kebab}/receive.ts'
import type { Payload } from '../../src/channels/${kebab}/render.ts'
import { channelContract } from './contract.ts'

/** The platform, in memory: it keeps what it is handed, and calls back with what the person does. */
channelContract({
  name: '${kebab}',
  make: async (say) => {
    const taken: Payload[] = []
    let updates = 0
    const channel = make${pascal}({
      say,
      call: async (payload, address) =>
        address === 'person' ? { status: 200, id: String(taken.push(payload)) } : { status: 404 },
    })
    const does = async (what: { text: string } | { tap: string }) => {
      updates += 1
      const inbound = readUpdate({ id: String(updates), from: 'person', ...what }, new Date(0))
      return inbound ? [inbound] : []
    }
    const token = (label: string) => taken.flatMap((p) => p.buttons).findLast((b) => b.title === label)?.payload
    return {
      channel,
      address: 'person',
      unknownAddress: 'nobody',
      seen: () => taken.map((p) => ({ text: p.text, labels: p.buttons.map((b) => b.title) })),
      types: (text) => does({ text }),
      taps: (label) => does({ tap: token(label) ?? '' }),
    }
  },
})
`,
    },
    changes: {
      'src/ports/channel.ts': (text) => replaced(text, /(export type ChannelId = [^\n]*)/, `$1 | '${kebab}'`),
      'locales/vi/console.json': (text) => withKey(text, { path: ['channels'], key: kebab, value: title }),
      'locales/en/console.json': (text) => withKey(text, { path: ['channels'], key: kebab, value: title }),
    },
    next: [
      `Put the platform's own limits into src/channels/${kebab}/can.ts, each with its page, and its shapes into render.ts and receive.ts.`,
      'Sort its answers into the dozen names of src/channels/errors.ts, in send.ts.',
      'Open it in src/wire/channels.ts, with its secrets in src/config.ts; a webhook must prove who calls before anything is read.',
    ],
  }
}

function renderOf(title: string): string {
  return `import { tokenOf } from '../../conversation/token.ts'
import type { Message, Option, Prompt, Words } from '../../conversation/words.ts'
import { fit, type Layout, numberLines, split } from '../fit.ts'
import { can } from './can.ts'

/** One message as ${title} takes it, without its address. */
export interface Payload {
  text: string
  buttons: { title: string; payload: string }[]
}

/** Draws a message: as few payloads as hold it, buttons with the last. Undefined when a paragraph is longer than the platform allows. */
export function render(message: Message, say: (words: Words) => string): Payload[] | undefined {
  const { prompt } = message
  const layout = prompt && fit(prompt, can, (o) => say(o.label))
  const paragraphs = [
    ...message.parts.map((part) => say(part.words)),
    ...(prompt && layout ? asking({ prompt, layout, say }) : []),
  ]
  const pages = split(paragraphs, { limit: can.text, length: (p) => p.length })
  return pages?.map((page, i) => ({
    text: page.join('\\n\\n'),
    buttons: prompt && layout && i === pages.length - 1 ? buttonsOf({ prompt, layout, say }) : [],
  }))
}

interface Drawn {
  prompt: Prompt
  layout: Layout
  say: (words: Words) => string
}

/** The question, its options as lines where they are no buttons, and the words that work everywhere where there is no room for them. */
function asking({ prompt, layout, say }: Drawn): string[] {
  const label = (option: Option) => say(option.label)
  const choices = layout.also.options.map(label).join(', ')
  return [
    say(prompt.ask),
    ...(prompt.hint ? [say(prompt.hint)] : []),
    ...(layout.as === 'numbers' || layout.as === 'number_buttons' ? [numberLines(layout.options, label)] : []),
    ...(layout.as === 'numbers' ? [say({ key: 'channels:choose_number' })] : []),
    ...(layout.also.as === 'words' && choices !== '' ? [say({ key: 'channels:or_type', with: { choices } })] : []),
  ]
}

function buttonsOf({ prompt, layout, say }: Drawn): Payload['buttons'] {
  const numbered = layout.as === 'number_buttons'
  const pressed = layout.as === 'buttons' || numbered ? layout.options : []
  const button = (option: Option, title: string) => ({ title, payload: tokenOf(prompt, option.id) })
  return [
    ...pressed.map((o, i) => button(o, numbered ? String(i + 1) : say(o.label))),
    ...(layout.also.as === 'buttons' ? layout.also.options.map((o) => button(o, say(o.label))) : []),
  ]
}
`
}

function sendOf(title: string): string {
  return `import type { Outbound, Say, SendError, SendResult } from '../../ports/channel.ts'
import { sendError } from '../errors.ts'
import { type Payload, render } from './render.ts'

/** Hands one payload to ${title} and tells how it answered: a status as HTTP has them, and the id of the message. Throws when nothing came back. */
export type Call = (payload: Payload, address: string) => Promise<{ status: number; id?: string; detail?: string }>

/** Sends the payloads of a message one after another. What failed after the first was shown is in doubt. */
export function makeSend({ call, say }: { call: Call; say: Say }): (out: Outbound) => Promise<SendResult> {
  return async ({ address, lang, message }) => {
    const payloads = render(message, (words) => say(words, lang))
    if (!payloads || payloads.length === 0) return { ok: false, error: sendError('content') }
    let messageId = ''
    for (const [index, payload] of payloads.entries()) {
      const sent = await sendOne(call, payload, address)
      if ('error' in sent) return { ok: false, error: index === 0 ? sent.error : sendError('uncertain') }
      messageId = sent.id
    }
    return { ok: true, messageId }
  }
}

async function sendOne(call: Call, payload: Payload, address: string): Promise<{ id: string } | { error: SendError }> {
  try {
    const { status, id, detail } = await call(payload, address)
    return status < 300 && id !== undefined ? { id } : { error: errorOf(status, detail) }
  } catch {
    return { error: sendError('uncertain') }
  }
}

function errorOf(status: number, detail?: string): SendError {
  const about = detail === undefined ? {} : { detail }
  if (status === 401) return sendError('unauthorized', about)
  if (status === 403) return sendError('blocked', about)
  if (status === 404) return sendError('not_found', about)
  if (status === 429) return sendError('too_many', about)
  return sendError(status >= 500 ? 'uncertain' : 'refused', about)
}
`
}

function receiveOf(kebab: string, title: string): string {
  return `import { z } from 'zod'
import type { Inbound } from '../../ports/channel.ts'

// Only the fields that are read.
const update = z.object({
  id: z.string().min(1),
  from: z.string().min(1),
  text: z.string().optional(),
  tap: z.string().optional(),
})

/** Reads one update of ${title} in our own terms, or undefined when it is none. \`at\` is the moment at which it came. */
export function readUpdate(raw: unknown, at: Date): Inbound | undefined {
  const parsed = update.safeParse(raw)
  if (!parsed.success) return undefined
  const { id, from, text, tap } = parsed.data
  const about = { channel: '${kebab}', updateId: id, address: from, at } as const
  if (tap !== undefined) return { ...about, what: { kind: 'tap', token: tap } }
  return { ...about, what: text === undefined ? { kind: 'unsupported' } : { kind: 'text', text } }
}
`
}
