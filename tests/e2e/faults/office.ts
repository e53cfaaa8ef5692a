import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Author, announce } from '../../../src/app/announce.ts'
import { planReminders } from '../../../src/app/plan-reminders.ts'
import { sendAnnouncement } from '../../../src/app/send-announcement.ts'
import { readConfig } from '../../../src/config.ts'
import { makeLog } from '../../../src/log.ts'
import type { ZaloConsent } from '../../../src/ports/zalo-desk.ts'
import { makeChannels } from '../../../src/wire/channels.ts'
import { openData } from '../../../src/wire/open-data.ts'
import { dataKey } from './grounds.ts'
import { today } from './village.ts'

/** The office as its staff use it, over the same database and queue as the processes. What fails because something is away is done again. */
export interface Office {
  /** Announces the nth thing to everybody. Gives how many it was written to. */
  announce(n: number): Promise<number>
  /** Plans the reminders of the day. */
  remind(): Promise<void>
  /** Rows of the database, asked for until it answers. */
  rows<T>(sql: string, values?: unknown[]): Promise<T[]>
  pool: pg.Pool
  /** Connecting the account of Zalo; undefined where there is none. */
  zalo: ZaloConsent | undefined
  close(): Promise<void>
}

/** The words by which the nth announcement is known among what arrived. */
export function markOf(n: number): string {
  return `Thông báo thử số ${n}.`
}

/** Opens it. */
export async function openOffice(env: Record<string, string>): Promise<Office> {
  const [config, log] = [readConfig(env), makeLog('silent')]
  const data = await openData(config, { log, dataKey, beside: true })
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 4 })
  pool.on('error', () => {})
  const { store, clock, queues: jobs } = data
  const deps = { store, clock, jobs, language: data.language }
  return {
    pool,
    zalo: makeChannels(config, data, { log, publicUrl: '', dataKey }).channels.zalo?.consent,
    announce: async (n) => {
      const office = await patiently(() => store.units.mainOffice())
      if (!office) throw new Error('the village has no office')
      const author: Author = { kind: 'system', id: 'test', officeId: office.id, scope: { officeId: office.id } }
      const text = { title: 'Thử', body: markOf(n), sender: office.name, source: '' }
      const drafted = await patiently(() => announce(deps, { author, text, audience: { everybody: true } }))
      if (!drafted.ok) throw new Error(`not drafted: ${JSON.stringify(drafted.problems)}`)
      const sent = await patiently(() => sendAnnouncement(deps, { author, id: drafted.id }))
      // It broke off after it was done, and was done again: then it is no draft any more.
      if (!sent.ok && sent.problem !== 'not_draft') throw new Error(`not sent: ${sent.problem}`)
      const written =
        'SELECT count(*)::int AS count FROM delivery d JOIN announcement a USING (mailing_id) WHERE a.id = $1'
      const { rows } = await patiently(() => pool.query<{ count: number }>(written, [drafted.id]))
      return rows[0]?.count ?? 0
    },
    remind: async () => {
      await patiently(() => planReminders(deps, { day: today }))
    },
    rows: async <T>(sql: string, values: unknown[] = []) =>
      (await patiently(() => pool.query(sql, values))).rows as T[],
    close: async () => {
      await pool.end()
      await data.close()
    },
  }
}

/** How long something may be away before it is a failure of the test. */
const patienceMs = 30_000

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + patienceMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > until) throw error
      await pause(50)
    }
  }
}
