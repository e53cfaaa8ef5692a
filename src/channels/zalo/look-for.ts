import type { SentPart, ZaloSent } from '../../ports/zalo-sent.ts'
import type { AccountApi } from './account-api.ts'
import { conversationPage } from './can.ts'
import { failure, type Outcome } from './failure.ts'
import { textOf, type ZaloMessage } from './message.ts'

/** What looking needs. */
export interface LookDeps {
  account: AccountApi
  sent: ZaloSent
}

/** A part that may have gone out to somebody. */
export interface Wanted extends SentPart {
  address: string
  message: ZaloMessage
  deadline: AbortSignal
}

/**
 * The id of a part that went out although no answer came: from its echo, or from the talk as Zalo shows it. `undefined` says that it is
 * not there. To have seen too little of the talk is a failure, as every other one: it says nothing about the part. Never rejects.
 */
export async function lookFor(deps: LookDeps, part: Wanted, since: Date): Promise<Outcome<string | undefined>> {
  return look(deps, part, since).catch((error) => cannot(String(error)))
}

/** Clocks of two houses may differ by so much. */
const clockSkewMs = 60_000
/** So many pages of a talk are read: whoever got more messages since the try is not looked through. */
const mostPages = 5

async function look({ account, sent }: LookDeps, part: Wanted, since: Date): Promise<Outcome<string | undefined>> {
  const echoed = await sent.messageIdOf(part)
  if (echoed !== undefined) return { ok: true, data: echoed }
  const from = since.getTime() - clockSkewMs
  const talk = await talkSince(account, part, from)
  if (!talk.ok) return talk
  const wanted = evened(textOf(part.message))
  const alike = talk.data.filter((m) => m.fromAccount && m.at.getTime() >= from && evened(m.text) === wanted)
  const known = await sent.known(alike.map((m) => m.messageId))
  const messageId = alike.map((m) => m.messageId).find((id) => !known.includes(id))
  if (messageId !== undefined) await sent.settle(part, messageId)
  // Its echo may have settled this very part meanwhile.
  return { ok: true, data: messageId ?? (await sent.messageIdOf(part)) }
}

type Line = (Awaited<ReturnType<AccountApi['conversation']>> & { ok: true })['data'][number]

/** The talk back to that moment, or all of it. Zalo is believed to show the newest first; in another order nothing is left out. */
async function talkSince(
  account: AccountApi,
  { address: userId, deadline }: Wanted,
  from: number,
): Promise<Outcome<Line[]>> {
  const lines: Line[] = []
  for (let page = 0; page < mostPages; page++) {
    if (deadline.aborted) return cannot('no time is left')
    const about = { userId, offset: page * conversationPage, count: conversationPage }
    const got = await account.conversation(about, deadline)
    if (!got.ok) return got
    lines.push(...got.data)
    if (reaches(got.data, from)) return { ok: true, data: lines }
  }
  return cannot(`more than ${lines.length} messages came since`)
}

function reaches(page: readonly Line[], from: number): boolean {
  const [first, last] = [page[0], page.at(-1)]
  if (!first || !last || page.length < conversationPage) return true
  return first.at >= last.at && last.at.getTime() < from
}

function cannot(detail: string): { ok: false; error: ReturnType<typeof failure> } {
  return { ok: false, error: failure('unreachable', { detail }) }
}

function evened(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
