import { readToken, type Token } from '../conversation/token.ts'
import type { Message, Prompt, Words } from '../conversation/words.ts'
import type { Account } from '../ports/accounts.ts'
import type { ChannelId, InboundKind } from '../ports/channel.ts'
import type { History, Line, PersonPage, Said } from '../ports/history.ts'
import type { Sender } from '../ports/inbox.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { samePerson } from './same-person.ts'
import type { Seal } from './seal.ts'

/** The talk, read from the inbox and the ledger. What waits to be sent is not said yet and does not show, nor what was emptied. */
export function prismaHistory(db: Db, seal: Seal): History {
  const accountAt: History['accountAt'] = async ({ channel, address }) => {
    const where = { channel_address: { channel, address } }
    const row = await db.channelAccount.findUnique({ where, select: { id: true, lang: true, status: true } })
    return row ? { id: row.id.toString(), lang: row.lang, status: row.status as Account['status'] } : undefined
  }
  return {
    accountAt,
    ofSender: async (sender, page) => {
      const account = await accountAt(sender)
      return (await linesOf(db, seal, { talks: [{ sender, accountId: account ? key(account.id) : null }], page })).map(
        line,
      )
    },
    of: async (accountId, page) => {
      const talk = talkOf(await db.channelAccount.findUniqueOrThrow({ where: { id: key(accountId) } }))
      return (await linesOf(db, seal, { talks: [talk], page })).map(line)
    },
    ofPerson: async (accountId, page) => {
      const where = { id: { in: await samePerson(db, accountId) } }
      const talks = (await db.channelAccount.findMany({ where, orderBy: { id: 'asc' } })).map(talkOf)
      const lines = talks.length === 0 ? [] : await linesOf(db, seal, { talks, page })
      return lines.map(({ line, channel }) => ({ ...line, channel }))
    },
  }
}

function talkOf({ id, channel, address }: { id: bigint; channel: string; address: string }): OneTalk {
  return { sender: { channel, address } as Sender, accountId: id }
}

const line = (read: Read): Line => read.line

/** A message on its way stands last until it is known when it arrived: the last day of the year 9999, in milliseconds. */
const ON_ITS_WAY_MS = 253_402_214_400_000

/** Rows get their moment before they can be seen: what is read on starts that much earlier, and may repeat. */
const OVERLAP_MS = 5_000

/** The talk on one account. */
interface OneTalk {
  sender: Sender
  /** Null where nobody was answered yet. */
  accountId: bigint | null
}

interface Asked {
  /** At least one; several are read as one talk. */
  talks: OneTalk[]
  page: PersonPage
}

interface Read {
  line: Line
  channel: ChannelId
}

// `ms`, `way` (0 what came in, 1 the bot) and `num` sort; together they are the place of a line.
interface Place {
  ms: number
  way: number
  num: bigint
}

interface Row extends Place {
  at: Date
  channel: ChannelId
  account: bigint | null
  said: InboundKind | null
  message: Message | null
  /** What stands sealed in place of `said` or `message`, where it does. */
  sealed: string | null
}

async function linesOf(db: Db, seal: Seal, asked: Asked): Promise<Read[]> {
  const { after } = asked.page
  const kept = after === undefined ? (await newest(db, asked)).reverse() : await later(db, asked)
  const rows = kept.map((row) => opened(row, seal))
  const prompts = await promptsOf(db, seal, { accounts: accountsOf(asked), tokens: rows.flatMap(tokensOf) })
  return rows.map((row) => ({ line: lineOf(row, prompts), channel: row.channel }))
}

function opened(row: Row, seal: Seal): Row {
  if (row.sealed === null) return row
  const words = JSON.parse(seal.open(row.sealed))
  return row.message === null ? { ...row, said: words } : { ...row, message: words }
}

function newest(db: Db, asked: Asked): Promise<Row[]> {
  const before = readPlace(asked.page.before) ?? { ms: Number.MAX_SAFE_INTEGER, way: 0, num: 0n }
  return db.$queryRaw<Row[]>`
    SELECT * FROM (${allRows(asked)}) AS talk
    WHERE ${mayBeRead(asked)} AND (ms, way, num) < (${before.ms}::float8, ${before.way}::int, ${before.num}::bigint)
    ORDER BY ms DESC, way DESC, num DESC LIMIT ${asked.page.limit}`
}

function later(db: Db, asked: Asked): Promise<Row[]> {
  const after = readPlace(asked.page.after)?.ms ?? 0
  return db.$queryRaw<Row[]>`
    SELECT * FROM (${allRows(asked)}) AS talk
    WHERE ${mayBeRead(asked)} AND ms > ${after - OVERLAP_MS}::float8 ORDER BY ms, way, num LIMIT ${asked.page.limit}`
}

function accountsOf({ talks }: Asked): bigint[] {
  return talks.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]))
}

function allRows({ talks }: Asked): Prisma.Sql {
  return Prisma.join(talks.map(talkRows), ' UNION ALL ')
}

/** By when it was written: an answer in a hidden case may arrive long after. */
function mayBeRead(asked: Asked): Prisma.Sql {
  const { routes } = asked.page
  if (routes === undefined) return Prisma.sql`TRUE`
  return Prisma.sql`NOT EXISTS (
    SELECT FROM "case" c JOIN case_line l ON l.case_id = c.id
    WHERE c.account_id = ANY(${accountsOf(asked)}::bigint[]) AND c.routed_to <> ALL(${[...routes]}::text[])
      AND talk.written BETWEEN l.at - interval '12 hours' AND l.at + interval '1 hour')`
}

function talkRows({ sender, accountId }: OneTalk): Prisma.Sql {
  return Prisma.sql`
    SELECT (extract(epoch FROM received_at) * 1000)::float8 AS ms, 0 AS way, id AS num, received_at AS at, received_at AS written,
           channel, ${accountId}::bigint AS account, body -> 'what' AS said, NULL::jsonb AS message, said_sealed AS sealed
    FROM inbox
    WHERE channel = ${sender.channel} AND address = ${sender.address}
      AND body -> 'what' ->> 'kind' IN ('text', 'tap', 'contact', 'photo', 'unsupported', 'agent')
    UNION ALL
    SELECT CASE WHEN d.state = 'sending' THEN ${ON_ITS_WAY_MS}::float8
                ELSE (extract(epoch FROM coalesce(d.sent_at, d.created_at)) * 1000)::float8 END,
           1, d.id, coalesce(d.sent_at, d.created_at), d.created_at, ${sender.channel}, d.account_id,
           NULL::jsonb, coalesce(d.body, m.body), d.body_sealed
    FROM delivery d LEFT JOIN mailing m ON m.id = d.mailing_id
    WHERE d.account_id = ${accountId}::bigint AND d.state IN ('sending', 'sent', 'uncertain')
      AND coalesce(d.body, m.body) <> '{"parts": []}'::jsonb`
}

/** The questions whose buttons were tapped, however long ago they were put. */
async function promptsOf(db: Db, seal: Seal, of: { accounts: bigint[]; tokens: Token[] }): Promise<Put[]> {
  if (of.accounts.length === 0 || of.tokens.length === 0) return []
  const puts = await db.$queryRaw<(Put & { sealed: string | null })[]>`
    SELECT d.account_id AS account, p.prompt, d.body_sealed AS sealed
    FROM delivery d LEFT JOIN mailing m ON m.id = d.mailing_id,
         LATERAL (SELECT coalesce(d.body, m.body) -> 'prompt' AS prompt) AS p
    WHERE d.account_id = ANY(${of.accounts}::bigint[])
      AND (p.prompt ->> 'flow', p.prompt ->> 'ref', p.prompt ->> 'node') IN
          (SELECT flow, ref, node FROM jsonb_to_recordset(${JSON.stringify(of.tokens)}::jsonb) AS t(flow text, ref text, node text))
    ORDER BY d.id DESC`
  return puts.map(({ account, prompt, sealed }) => ({
    account,
    prompt: sealed === null ? prompt : JSON.parse(seal.open(sealed)).prompt,
  }))
}

/** A question as it was put, and to which account: each counts its runs for itself. */
interface Put {
  account: bigint
  prompt: Prompt
}

function lineOf(row: Row, puts: Put[]): Line {
  const { ms, way, num, at } = row
  const onItsWay = ms === ON_ITS_WAY_MS ? { onItsWay: true as const } : {}
  const where = { id: `${way === 0 ? 'i' : 'o'}${num}`, place: `${ms}-${way}-${num}`, at, ...onItsWay }
  if (row.said?.kind === 'agent') return { ...where, by: 'agent', text: row.said.text }
  const prompts = puts.filter((put) => put.account === row.account).map((put) => put.prompt)
  return row.message
    ? { ...where, by: 'bot', message: row.message }
    : { ...where, by: 'person', said: saidOf(row.said, prompts) }
}

function saidOf(said: InboundKind | null, prompts: Prompt[]): Said {
  if (said?.kind === 'text') return { kind: 'text', text: said.text }
  if (said?.kind === 'contact') return { kind: 'phone', phone: said.phone }
  if (said?.kind === 'photo') return { kind: 'photo' }
  if (said?.kind !== 'tap') return { kind: 'unsupported' }
  const label = labelOf(readToken(said.token), prompts)
  return label ? { kind: 'tap', label } : { kind: 'tap' }
}

function labelOf(token: Token | undefined, prompts: Prompt[]): Words | undefined {
  if (!token) return undefined
  const asked = prompts.filter((p) => p.flow === token.flow && p.ref === token.ref && p.node === token.node)
  const options = asked.flatMap((p) => [...(p.kind === 'choice' ? p.options : []), ...(p.also ?? [])])
  return options.find((option) => option.id === token.option)?.label
}

function tokensOf({ said }: Row): Token[] {
  const token = said?.kind === 'tap' ? readToken(said.token) : undefined
  return token ? [token] : []
}

/** Reads a place back. Undefined for any other text: a page asked for by a wrong place is the first one. */
function readPlace(text: string | undefined): Place | undefined {
  const read = /^(\d{1,15})-([01])-(\d{1,18})$/.exec(text ?? '')
  return read ? { ms: Number(read[1]), way: Number(read[2]), num: BigInt(read[3] ?? 0) } : undefined
}
