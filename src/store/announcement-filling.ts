import type { Message } from '../conversation/words.ts'
import type { Audience } from '../domain/audience.ts'
import type { Filling, Unfilled } from '../ports/announcements.ts'
import { chosenSql } from './announcement-reach.ts'
import type { Looking } from './audience-sql.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'

// Pieces of SQL over `h` household, `g` its group and `k` its commune, each of which may be missing.

/** The household of an account `c.account_id` with all that fills a text. */
export const householdOf = Prisma.sql`
  JOIN channel_account o ON o.id = c.account_id LEFT JOIN household h ON h.id = o.household_id
  LEFT JOIN savings_credit_group g ON g.id = h.group_id LEFT JOIN commune k ON k.id = h.commune_id`

/** Where the household pays: at the point of its group, else at the first one of its commune. */
const pointId = Prisma.sql`coalesce(g.point_id, (SELECT min(p.id) FROM transaction_point p WHERE p.commune_id = h.commune_id))`

/** A message as JSON, filled for one household: each value goes in as it is written inside a JSON string. */
export function filledSql(message: Message, { days, fallbacks }: Filling): Prisma.Sql {
  const day = Prisma.sql`${JSON.stringify(days)}::jsonb ->> (${pointId})::text`
  const values: [string, Prisma.Sql][] = [
    ['name', Prisma.sql`coalesce(h.head_name, ${fallbacks.name})`],
    ['group', Prisma.sql`coalesce(g.name, ${fallbacks.group})`],
    ['commune', Prisma.sql`coalesce(k.name, ${fallbacks.commune})`],
    ['transaction_day', Prisma.sql`coalesce(${day}, ${fallbacks.transaction_day})`],
  ]
  const inside = (value: Prisma.Sql) => Prisma.sql`regexp_replace(to_json((${value})::text)::text, '^"|"$', '', 'g')`
  const filled = values.reduce(
    (text, [name, value]) => Prisma.sql`replace(${text}, ${`{${name}}`}, ${inside(value)})`,
    Prisma.sql`${JSON.stringify(message)}::text`,
  )
  return Prisma.sql`(${filled})::jsonb`
}

/** How many of those who get it lack what a text leaves open. */
export async function unfilled(
  db: Db,
  audience: Audience,
  { days, ...looking }: Looking & Pick<Filling, 'days'>,
): Promise<Unfilled> {
  const [row] = await db.$queryRaw<Record<keyof Unfilled, bigint>[]>`
    SELECT count(*) FILTER (WHERE h.id IS NULL) AS name, count(*) FILTER (WHERE g.id IS NULL) AS group,
      count(*) FILTER (WHERE k.id IS NULL) AS commune,
      count(*) FILTER (WHERE ${JSON.stringify(days)}::jsonb ->> (${pointId})::text IS NULL) AS transaction_day
    FROM (${chosenSql(audience, looking)}) AS c ${householdOf}`
  if (!row) throw new Error('a count without a row')
  const counts = Object.entries(row).map(([name, count]) => [name, Number(count)])
  return Object.fromEntries(counts) as Unfilled
}
