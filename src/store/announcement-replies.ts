import { replyHours } from '../domain/announcement-replies.ts'
import type { Arm } from '../domain/stable-arm.ts'
import type { Announcements, ArmResults, Reply } from '../ports/announcements.ts'
import type { ChannelId } from '../ports/channel.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { inboundOf } from './inbox.ts'
import type { Seal } from './seal.ts'

// Pieces of SQL over `m` mailing, `d` its deliveries, `a` their accounts, `i` what came in from them.

const replied = Prisma.sql`
  i.channel = a.channel AND i.address = a.address AND i.body -> 'what' ->> 'kind' IN ('text', 'photo')
  AND i.received_at >= m.created_at AND i.received_at > d.sent_at
  AND i.received_at <= d.sent_at + ${replyHours} * interval '1 hour'`

/** Which of two texts a delivery is: the same for a household however often it is asked, and drawn anew for each announcement. */
export function isOther(dedupeKey: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(get_byte(decode(md5('text:' || ${dedupeKey}), 'hex'), 0) & 1 = 1)`
}

interface Row {
  account_id: bigint
  household_id: bigint | null
  name: string
  channel: string
  at: Date
  body: unknown
  sealed: string | null
}

/** What people wrote first after an announcement, and how many did. What stands around cases that the reader does not handle is left out. */
export async function replies(
  db: Db,
  seal: Seal,
  { mailingId, scope, routes, afterId, limit }: Parameters<Announcements['replies']>[0],
): Promise<{ count: number; rows: Reply[] }> {
  const within = scope.communeId === undefined ? Prisma.sql`TRUE` : Prisma.sql`h.commune_id = ${scope.communeId}`
  const first = Prisma.sql`
    SELECT DISTINCT ON (a.id) a.id AS account_id, a.household_id, coalesce(h.head_name, a.name) AS name, a.channel,
      i.received_at AS at, i.body, i.said_sealed AS sealed
    FROM mailing m JOIN delivery d ON d.mailing_id = m.id AND d.state = 'sent' JOIN channel_account a ON a.id = d.account_id
    LEFT JOIN household h ON h.id = a.household_id JOIN inbox i ON ${replied}
    WHERE m.id = ${key(mailingId)} AND ${within} AND NOT EXISTS (
      SELECT FROM "case" c JOIN case_line l ON l.case_id = c.id
      WHERE c.account_id = a.id AND c.routed_to <> ALL(${[...routes]}::text[])
        AND i.received_at BETWEEN l.at - interval '12 hours' AND l.at + interval '1 hour')
    ORDER BY a.id, i.id`
  const [{ count } = { count: 0n }] = await db.$queryRaw<
    { count: bigint }[]
  >`SELECT count(*) AS count FROM (${first}) AS r`
  const rows = await db.$queryRaw<Row[]>`
    SELECT * FROM (${first}) AS r WHERE account_id > ${key(afterId ?? '0')} ORDER BY account_id LIMIT ${limit}`
  return { count: Number(count), rows: rows.map((row) => replyOf(row, seal)) }
}

function replyOf({ account_id, household_id, name, channel, at, body, sealed }: Row, seal: Seal): Reply {
  const { what } = inboundOf({ body, saidSealed: sealed }, seal)
  return {
    ...{ accountId: account_id.toString(), name, channel: channel as ChannelId, at },
    ...(household_id === null ? {} : { householdId: household_id.toString() }),
    ...(what.kind === 'text' ? { text: what.text } : {}),
  }
}

/** How each of two texts fared. */
export async function compare(db: Db, mailingId: string): Promise<Record<Arm, ArmResults>> {
  const rows = await db.$queryRaw<({ arm: Arm } & Record<keyof ArmResults, bigint>)[]>`
    SELECT CASE WHEN ${isOther(Prisma.sql`d.dedupe_key`)} THEN 'b' ELSE 'a' END AS arm, count(*) AS sent,
      count(*) FILTER (WHERE EXISTS (SELECT FROM inbox i WHERE ${replied})) AS replied,
      count(*) FILTER (WHERE EXISTS (
        SELECT FROM consent s WHERE s.account_id = a.id AND s.purpose = 'announcements' AND s.withdrawn_at >= d.sent_at
          AND s.withdrawn_at <= d.sent_at + ${replyHours} * interval '1 hour')) AS "optedOut"
    FROM mailing m JOIN delivery d ON d.mailing_id = m.id AND d.state = 'sent' JOIN channel_account a ON a.id = d.account_id
    WHERE m.id = ${key(mailingId)} GROUP BY 1`
  const of = (arm: Arm): ArmResults => {
    const row = rows.find((r) => r.arm === arm)
    return { sent: Number(row?.sent ?? 0), replied: Number(row?.replied ?? 0), optedOut: Number(row?.optedOut ?? 0) }
  }
  return { a: of('a'), b: of('b') }
}
