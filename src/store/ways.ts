import type { RegisteredTemplates } from '../domain/template.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { Sending } from '../ports/ledger.ts'
import type { Charged, Ways, WaysOf } from '../ports/ways.ts'
import { columnOf } from './day-column.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'
import { prismaSettings } from './settings.ts'
import { mayTake } from './who-may-take.ts'

/** What choosing a way rests on, kept in PostgreSQL. What is registered and what may be spent are settings of the installation. */
export function prismaWays(db: Db, seal: Seal): Ways {
  const settings = prismaSettings(db)
  const named = (channel: ChannelId, what: string) => `${channel}.${what}`
  const read = async <T>(channel: ChannelId, what: string, without: T) =>
    ((await settings.get(named(channel, what))) as T | undefined) ?? without
  return {
    of: (sendings, now) => waysOf(db, seal, { sendings, now }),
    means: async (channel, month) => {
      const where = { channel_month: { channel, month: columnOf(month) } }
      const [templates, packageLeft, { dong: budget }, spent] = await Promise.all([
        read<RegisteredTemplates>(channel, 'templates', {}),
        read(channel, 'package_left', 0),
        read<{ dong: number | null }>(channel, 'budget', { dong: null }),
        db.spending.findUnique({ where }),
      ])
      return { templates, packageLeft, budget, spent: Number(spent?.dong ?? 0) }
    },
    putAside: async (channel, { month, dong, budget }) => {
      if (dong > budget) return false
      const rows = await db.$executeRaw`
        INSERT INTO spending AS s (channel, month, dong) VALUES (${channel}, ${month}::date, ${dong})
        ON CONFLICT (channel, month) DO UPDATE SET dong = s.dong + excluded.dong WHERE s.dong + excluded.dong <= ${budget}`
      return rows === 1
    },
    giveBack: async (channel, { month, dong }) => {
      await db.$executeRaw`
        INSERT INTO spending AS s (channel, month, dong) VALUES (${channel}, ${month}::date, ${-dong})
        ON CONFLICT (channel, month) DO UPDATE SET dong = s.dong + excluded.dong`
    },
    takeOfPackage: async (channel) => {
      const rows = await db.$executeRaw`
        UPDATE setting SET value = to_jsonb((value #>> '{}')::int - 1)
        WHERE key = ${named(channel, 'package_left')} AND (value #>> '{}')::int > 0`
      return rows === 1
    },
    returnToPackage: async (channel) => {
      await db.$executeRaw`
        UPDATE setting SET value = to_jsonb((value #>> '{}')::int + 1) WHERE key = ${named(channel, 'package_left')}`
    },
    charged: (channel, month) => charged(db, { channel, month }),
    setTemplates: (channel, templates) => settings.set(named(channel, 'templates'), templates),
    setBudget: (channel, dong) => settings.set(named(channel, 'budget'), { dong }),
    setPackageLeft: (channel, messages) => settings.set(named(channel, 'package_left'), messages),
  }
}

interface WayRow {
  id: bigint
  last_seen_at: Date
  shut_at: Date | null
  by_phone: boolean
  phone_sealed: string | null
  chosen: ChannelId[]
  others: ChannelId[]
}

/** Somebody who was on the web page this long ago is likely to look there again; later nobody does. */
const webLookedAtMs = 2 * 86_400_000

async function waysOf(
  db: Db,
  seal: Seal,
  { sendings, now }: { sendings: readonly Sending[]; now: Date },
): Promise<Map<string, WaysOf>> {
  const rows = await db.$queryRaw<WayRow[]>`
    SELECT d.id, a.last_seen_at, a.shut_at, a.by_phone, CASE WHEN a.by_phone THEN h.phone_sealed END AS phone_sealed,
      COALESCE(h.channel_order, '{}') AS chosen,
      ARRAY(
        SELECT b.channel FROM channel_account b
        WHERE ${mayTake} AND b.channel <> a.channel
          AND (b.channel <> 'web' OR b.last_seen_at > ${new Date(now.getTime() - webLookedAtMs)})
        ORDER BY b.last_seen_at DESC, b.id DESC) AS others
    FROM delivery d JOIN channel_account a ON a.id = d.account_id LEFT JOIN household h ON h.id = a.household_id
    LEFT JOIN mailing m ON m.id = d.mailing_id
    WHERE d.id = ANY(${sendings.map((s) => key(s.deliveryId))}::bigint[])`
  return new Map(rows.map((row) => [row.id.toString(), wayOf(row, seal)]))
}

function wayOf({ last_seen_at, shut_at, by_phone, phone_sealed, chosen, others }: WayRow, seal: Seal): WaysOf {
  const open = !by_phone && shut_at === null
  return {
    ...(open ? { lastInboundAt: last_seen_at } : {}),
    accountKnown: !by_phone,
    ...(phone_sealed === null ? {} : { phone: seal.open(phone_sealed) }),
    others: [...new Set(others)],
    order: chosen,
  }
}

async function charged(db: Db, { channel, month }: { channel: string; month: string }): Promise<Charged[]> {
  const rows = await db.$queryRaw<{ way: string; class: string; messages: bigint; dong: bigint }[]>`
    SELECT COALESCE(way, '') AS way, COALESCE(cost_class, '') AS class, count(*) AS messages, sum(cost_dong) AS dong FROM delivery
    WHERE cost_dong > 0 AND channel = ${channel} AND created_at >= ${month}::date - 60 AND tried_at >= ${month}::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
      AND tried_at < (${month}::date + interval '1 month')::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
    GROUP BY 1, 2 ORDER BY 1, 2`
  return rows.map((r) => ({ way: r.way, costClass: r.class, messages: Number(r.messages), dong: Number(r.dong) }))
}
