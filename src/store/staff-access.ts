import type { StaffRegister, StaffSession, Try } from '../ports/staff.ts'
import type { Db } from './db.ts'
import type { Seal } from './seal.ts'

/** The sessions, second factors and tries of staff. The library of the sign-in writes the first two; here they are listed and ended. */
export function staffAccess(
  db: Db,
  seal: Seal,
): Pick<StaffRegister, 'sessions' | 'endSession' | 'endSessions' | 'dropSecondFactor' | 'countTry'> {
  return {
    sessions: (id) => sessions(db, id),
    endSession: async (userId, id) => (await db.staffSession.deleteMany({ where: { id, userId } })).count > 0,
    endSessions: async (userId, but) => {
      const where = { userId, ...(but === undefined ? {} : { id: { not: but } }) }
      return (await db.staffSession.deleteMany({ where })).count
    },
    dropSecondFactor: async (id) => {
      const { count } = await db.staffTwoFactor.deleteMany({ where: { userId: id } })
      await db.staff.update({ where: { id }, data: { twoFactorEnabled: false } })
      return count > 0
    },
    countTry: (tried) => countTry(db, seal, tried),
  }
}

/** The library goes by the real clock, also where a demo has one of its own. */
async function sessions(db: Db, userId: string): Promise<StaffSession[]> {
  const where = { userId, expiresAt: { gt: new Date() } }
  const rows = await db.staffSession.findMany({ where, orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }] })
  return rows.map(({ id, userAgent, createdAt, updatedAt }) => ({
    ...{ id, userAgent: userAgent ?? '', since: createdAt, lastUsedAt: updatedAt },
  }))
}

/**
 * One statement counts and tells, so that tries at once cannot slip through together. Windows that are over are cleared away by the way.
 * A plain hash of an address or a network is guessed soon: the subject is hashed with the key.
 */
async function countTry(db: Db, seal: Seal, { subject, at, windowMs }: Try): Promise<number> {
  const over = new Date(at.getTime() - windowMs)
  const hash = seal.index(`staff try ${subject}`)
  await db.$executeRaw`DELETE FROM staff_try WHERE subject IN (
    SELECT subject FROM staff_try WHERE since <= ${new Date(at.getTime() - longestWindowMs)} LIMIT 100 FOR UPDATE SKIP LOCKED)`
  const rows = await db.$queryRaw<{ tries: number }[]>`
    INSERT INTO staff_try AS t (subject, tries, since) VALUES (${hash}, 1, ${at})
    ON CONFLICT (subject) DO UPDATE SET
      tries = CASE WHEN t.since <= ${over} THEN 1 ELSE t.tries + 1 END,
      since = CASE WHEN t.since <= ${over} THEN ${at} ELSE t.since END
    RETURNING tries`
  return rows[0]?.tries ?? 1
}

/** No window is longer than this: a row older than that counts for nobody any more. */
const longestWindowMs = 24 * 3_600_000
