import type { ApplicationState } from '../domain/application.ts'
import { deadlineAt, deadlineRules, type OfficeTimes, readTimes } from '../domain/application-deadline.ts'
import type { ApplicationReminder, Applications, DueApplication, TimeInState } from '../ports/applications.ts'
import { briefOf } from './application-list.ts'
import { Prisma } from './client/client.ts'
import { dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'

/** What is kept of the time that requests take. */
export function deadlineStore(
  db: Db,
): Pick<Applications, 'setMissingDeadlines' | 'dueBefore' | 'remind' | 'timeInStates' | 'times' | 'setTimes'> {
  return {
    setMissingDeadlines: () => setMissingDeadlines(db),
    dueBefore: (page) => dueBefore(db, page),
    remind: (reminder) => remind(db, reminder),
    timeInStates: (of) => timeInStates(db, of),
    times: (officeId) => timesOf(db, officeId),
    setTimes: async (officeId, { aims, closed }) => {
      const value = { aims, closed: [...closed].sort() }
      const name = settingOf(officeId)
      await db.setting.upsert({ where: { key: name }, create: { key: name, value }, update: { value } })
    },
  }
}

/** What an office has set for itself; where it has set nothing, the house's own. */
export async function timesOf(db: Db, officeId: number): Promise<OfficeTimes> {
  return readTimes((await db.setting.findUnique({ where: { key: settingOf(officeId) } }))?.value)
}

function settingOf(officeId: number): string {
  return `office.${officeId}.times`
}

const atOnce = 500

/** They can only stand there from before deadlines were kept: whatever moves now gets its own. */
async function setMissingDeadlines(db: Db): Promise<number> {
  const state = { in: Object.keys(deadlineRules) }
  const rows = await db.application.findMany({
    where: { state, dueAt: null },
    take: atOnce,
    include: { events: { orderBy: { id: 'desc' }, take: 1, select: { day: true } } },
  })
  for (const row of rows) {
    const day = row.events[0]?.day
    const entry = { enteredAt: row.stateSince, ...(day ? { day: dayFrom(day) } : {}) }
    const dueAt = deadlineAt(row.state as ApplicationState, entry, await timesOf(db, row.officeId)) ?? null
    await db.application.updateMany({ where: { id: row.id, stateSince: row.stateSince }, data: { dueAt } })
  }
  return rows.length < atOnce ? rows.length : rows.length + (await setMissingDeadlines(db))
}

async function dueBefore(db: Db, page: { before: Date; afterId?: string; limit: number }): Promise<DueApplication[]> {
  const { before, afterId, limit } = page
  const rows = await db.application.findMany({
    where: { dueAt: { lt: before }, ...(afterId === undefined ? {} : { id: { gt: key(afterId) } }) },
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.flatMap((row) => {
    if (row.dueAt === null) return []
    const account = row.accountId === null ? {} : { accountId: row.accountId.toString() }
    return [{ ...briefOf(row), dueAt: row.dueAt, officeId: row.officeId, ...account }]
  })
}

async function remind(db: Db, { applicationId, since, ...reminder }: ApplicationReminder): Promise<boolean> {
  const row = { applicationId: key(applicationId), stateSince: since, ...reminder }
  const { count } = await db.applicationReminder.createMany({ data: [row], skipDuplicates: true })
  return count === 1
}

/** A stay ends with the next event of the same request. */
function timeInStates(
  db: Db,
  { scope, from, until }: Parameters<Applications['timeInStates']>[0],
): Promise<TimeInState[]> {
  const office = scope.officeId === undefined ? Prisma.sql`TRUE` : Prisma.sql`a.office_id = ${scope.officeId}`
  const commune = scope.communeId === undefined ? Prisma.sql`TRUE` : Prisma.sql`a.commune_id = ${scope.communeId}`
  return db.$queryRaw<TimeInState[]>`
    SELECT state, count(*)::int AS stays,
           (extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY left_at - came_at)) / 86400)::float8 AS "medianDays"
    FROM (SELECT e.to_state AS state, e.at AS came_at, lead(e.at) OVER (PARTITION BY e.application_id ORDER BY e.id) AS left_at
          FROM application_event e JOIN application a ON a.id = e.application_id
          -- Of a request that nothing has moved since then no stay ended since then.
          WHERE ${office} AND ${commune} AND a.updated_at >= ${from}) AS stay
    WHERE left_at >= ${from} AND left_at < ${until}
    GROUP BY state ORDER BY state`
}
