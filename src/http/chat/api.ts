import { Hono } from 'hono'
import type { z } from 'zod'
import type { InboundKind } from '../../ports/channel.ts'
import type { Line } from '../../ports/history.ts'
import type { Paragraph } from '../../ports/web-channel.ts'
import { type Ctx, type HttpEnv, networkAddressOf } from '../http-env.ts'
import { sorry } from '../sorry.tsx'
import { type ShownMessage, sentMessage } from './api-schemas.ts'
import type { ChatDeps } from './chat-deps.ts'
import { cleanText, inboundOf } from './inbound.ts'
import { accept } from './say-and-wait.ts'
import { langOf } from './show.tsx'
import { bankMessage, saidWords } from './talk-view.ts'
import { newVisitor, visitorOf } from './visitor.ts'

/** So many lines at most in one answer. */
const PAGE = 100

/** `/chat/api/messages`: the chat for programs. They keep the cookie that the first message gives them. */
export function apiRoutes(deps: ChatDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  routes.post('/messages', (c) => send(c, deps))
  routes.get('/messages', (c) => read(c, deps))
  return routes
}

async function send(c: Ctx, deps: ChatDeps): Promise<Response> {
  // A form of another site cannot send this type without being asked first.
  if (!c.req.header('content-type')?.startsWith('application/json')) {
    return sorry(c, deps, { status: 415, key: 'not_json' })
  }
  const message = sentMessage.safeParse(await c.req.json().catch(() => undefined))
  if (!message.success)
    return sorry(c, deps, {
      status: 400,
      key: 'bad_message',
      field: String(message.error.issues[0]?.path[0] ?? 'body'),
    })
  const { id } = message.data
  const what = saidIn(message.data)
  if (!what) return sorry(c, deps, { status: 400, key: 'bad_message', field: 'text' })
  const network = networkAddressOf(c)
  const known = visitorOf(c, deps)
  const wait = known
    ? await deps.limits.message({ address: known.sender.address, network })
    : await deps.limits.newcomer(network)
  if (wait !== undefined) {
    c.header('Retry-After', String(wait))
    return sorry(c, deps, { status: 429, key: 'too_many', with: { seconds: wait } })
  }
  const visitor = known ?? newVisitor(c, deps)
  const lang = await langOf(c, deps, visitor)
  await accept(deps, inboundOf(visitor, { id, what, lang, at: deps.clock.now() }))
  return c.json({ id }, 202)
}

async function read(c: Ctx, deps: ChatDeps): Promise<Response> {
  const visitor = visitorOf(c, deps)
  if (!visitor) return sorry(c, deps, { status: 401, key: 'cookies' })
  const after = c.req.query('after')
  const page = { limit: PAGE, ...(after === undefined ? {} : { after }) }
  const lines = await deps.store.history.ofSender(visitor.sender, page)
  const lang = await langOf(c, deps, visitor)
  return c.json({ messages: lines.map((line) => messageOf(line, deps, lang)), next: nextOf(lines) ?? after ?? '' })
}

function saidIn({ text, tap, start }: z.infer<typeof sentMessage>): InboundKind | undefined {
  if (tap !== undefined) return { kind: 'tap', token: tap }
  if (start !== undefined) return { kind: 'start', payload: start }
  const clean = cleanText(text ?? '')
  return clean === undefined ? undefined : { kind: 'text', text: clean }
}

function messageOf(line: Line, deps: ChatDeps, lang: string): ShownMessage {
  const about = { id: line.id, at: line.at.toISOString() }
  if (line.by === 'person') {
    const said = saidWords(line.said)
    return { ...about, by: 'person', text: typeof said === 'string' ? said : deps.language.say(said, lang) }
  }
  const { paragraphs, prompt } = deps.web.draw(bankMessage(line), lang)
  const shown = paragraphs.map((p) => ({ as: p.as, text: textOf([p]) }))
  const ask = prompt ? [...prompt.ask, ...prompt.hint] : []
  return {
    ...about,
    by: 'bot',
    text: textOf([...paragraphs, ...ask]),
    paragraphs: shown,
    ...(prompt && {
      prompt: {
        ask: textOf(prompt.ask),
        ...(prompt.hint.length > 0 ? { hint: textOf(prompt.hint) } : {}),
        input: prompt.input,
        answers: prompt.answers,
        also: prompt.also,
      },
    }),
  }
}

function textOf(paragraphs: Paragraph[]): string {
  return paragraphs.map((p) => p.lines.map((runs) => runs.map((run) => run.text).join('')).join('\n')).join('\n\n')
}

// A line on its way stands behind all others for a moment: reading on from it would pass over what comes meanwhile.
function nextOf(lines: Line[]): string | undefined {
  return lines.findLast((line) => !line.onItsWay)?.place
}
