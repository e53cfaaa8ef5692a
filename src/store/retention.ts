import { applicationStates } from '../domain/application-state.ts'
import { isGivenUp, type KeptKind } from '../domain/retention.ts'
import type { Retention, RetentionRun } from '../ports/retention.ts'
import type { Db } from './db.ts'
import { forgetBench, forgetLosses } from './own-losses.ts'
import type { Seal } from './seal.ts'
import { sealSent } from './sealed-messages.ts'
import { emptyTalk, talkOf } from './talks.ts'

/** What is deleted because its time is over, in PostgreSQL. */
export function prismaRetention(db: Db, seal: Seal): Retention {
  const talks: Forgetting = (of) => emptyTalks(of, seal)
  const of: Record<KeptKind, Forgetting> = { ...forgetting, drafts: talks }
  return {
    forget: (kind, before) => of[kind]({ db, before }),
    note: async (run) => {
      await db.retentionRun.create({ data: run })
    },
    latest: () => db.$queryRaw<RetentionRun[]>`
      SELECT DISTINCT ON (kind) kind, at, before, gone FROM retention_run ORDER BY kind, at DESC, id DESC`,
    sealSent: (before) => sealSent(db, { seal, before }),
  }
}

type Forgetting = (of: { db: Db; before: Date }) => Promise<number>

/** Rows deleted at once: short enough not to be in anybody's way. */
const atOnce = 5_000
/** Where other rows go with each. */
const fewer = 500

const forgetting: Record<Exclude<KeptKind, 'drafts'>, Forgetting> = {
  // Ids grow with time, so the oldest are found from the front of the key, without an index on the time. What is old and has to stay, such
  // as the messages of a mailing that was stopped, is passed over: it does not use the page up.
  messages: async ({ db, before }) => {
    const came = await db.$executeRaw`
      DELETE FROM inbox WHERE id IN (
        SELECT id FROM inbox WHERE received_at < ${before} AND processed_at IS NOT NULL ORDER BY id LIMIT ${atOnce})`
    const went = await db.$executeRaw`
      DELETE FROM delivery WHERE id IN (
        SELECT id FROM delivery
        WHERE created_at < ${before} AND state IN ('sent', 'failed', 'blocked', 'skipped', 'uncertain') ORDER BY id LIMIT ${atOnce})`
    return came + went
  },
  pictures: ({ db, before }) => db.$executeRaw`
    DELETE FROM attachment WHERE id IN (
      SELECT id FROM attachment WHERE application_id IS NULL AND at < ${before} ORDER BY id LIMIT ${fewer})`,
  cases: async ({ db, before }) => {
    const losses = await forgetLosses(db, { before, limit: fewer })
    return losses + (await forgetCases(db, before))
  },
  payments: async ({ db, before }) => {
    const promises = await db.$executeRaw`
      DELETE FROM payment_promise WHERE id IN (
        SELECT id FROM payment_promise WHERE made_at < ${before} ORDER BY id LIMIT ${atOnce})`
    const claims = await db.$executeRaw`
      DELETE FROM payment_claim WHERE id IN (SELECT id FROM payment_claim WHERE at < ${before} ORDER BY id LIMIT ${atOnce})`
    const receipts = await db.$executeRaw`
      DELETE FROM payment_receipt WHERE id IN (
        SELECT id FROM payment_receipt WHERE written_at < ${before} ORDER BY id LIMIT ${atOnce})`
    return promises + claims + receipts
  },
  requests: ({ db, before }) => db.$executeRaw`
    DELETE FROM application WHERE id IN (
      SELECT id FROM application WHERE state = ANY(${applicationStates.filter(isGivenUp)}::text[]) AND state_since < ${before}
      ORDER BY id LIMIT ${fewer})`,
  links: async ({ db, before }) => {
    const tries = await db.$executeRaw`
      DELETE FROM link_attempt WHERE id IN (SELECT id FROM link_attempt WHERE at < ${before} ORDER BY id LIMIT ${atOnce})`
    const codes = await db.$executeRaw`
      DELETE FROM link_code WHERE id IN (SELECT id FROM link_code WHERE expires_at < ${before} LIMIT ${atOnce})`
    const groups = await db.$executeRaw`
      DELETE FROM group_code WHERE id IN (SELECT id FROM group_code WHERE expires_at < ${before} LIMIT ${atOnce})`
    // The history of a request names who confirmed it.
    const chairs = await db.$executeRaw`
      DELETE FROM chair_link WHERE id IN (
        SELECT k.id FROM chair_link k
        WHERE k.expires_at < ${before}
          AND NOT EXISTS (SELECT FROM application_event e WHERE e.actor_kind = 'chair_link' AND e.actor_id = k.id::text)
        LIMIT ${atOnce})`
    const leads = await db.$executeRaw`
      DELETE FROM group_role WHERE id IN (SELECT id FROM group_role WHERE ended_at < ${before} LIMIT ${atOnce})`
    const bench = await forgetBench(db, { before, limit: atOnce })
    return tries + codes + groups + chairs + leads + bench
  },
  consents: ({ db, before }) => db.$executeRaw`
    DELETE FROM consent WHERE id IN (SELECT id FROM consent WHERE withdrawn_at < ${before} ORDER BY id LIMIT ${atOnce})`,
  accounts: ({ db, before }) => db.$executeRaw`
    DELETE FROM channel_account WHERE id IN (
      SELECT a.id FROM channel_account a
      WHERE a.household_id IS NULL AND a.last_seen_at < ${before} AND a.created_at < ${before}
        AND NOT EXISTS (SELECT FROM consent o WHERE o.account_id = a.id)
        AND NOT EXISTS (SELECT FROM delivery o WHERE o.account_id = a.id)
        AND NOT EXISTS (SELECT FROM application o WHERE o.account_id = a.id)
        AND NOT EXISTS (SELECT FROM "case" o WHERE o.account_id = a.id)
        AND NOT EXISTS (SELECT FROM inbox o WHERE o.channel = a.channel AND o.address = a.address)
      ORDER BY a.id LIMIT ${fewer})`,
  tries: ({ db, before }) => db.$executeRaw`DELETE FROM staff_try WHERE since < ${before}`,
  // The database refuses what is younger by its own clock, and a demo may have another.
  audit: ({ db, before }) => db.$executeRaw`
    DELETE FROM audit WHERE id IN (
      SELECT id FROM audit WHERE at < ${before} AND at < now() - interval '5 years' ORDER BY at LIMIT ${atOnce})`,
}

/** Cases that were closed, or answered and left. */
function forgetCases(db: Db, before: Date): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "case" WHERE id IN (
      SELECT c.id FROM "case" c
      WHERE (c.state = 'closed' AND c.closed_at < ${before})
        OR (c.state = 'answered' AND c.opened_at < ${before}
          AND NOT EXISTS (SELECT FROM case_line l WHERE l.case_id = c.id AND l.at >= ${before}))
      ORDER BY c.id LIMIT ${fewer})`
}

/** A talk that nobody has touched since then: what was begun in it goes, the count of runs goes on. */
async function emptyTalks({ db, before }: { db: Db; before: Date }, seal: Seal): Promise<number> {
  const rows = await db.$queryRaw<TalkRow[]>`
    SELECT account_id AS "accountId", state, state_sealed AS "stateSealed", updated_at AS "updatedAt" FROM talk
    WHERE updated_at < ${before} AND NOT (state_sealed IS NULL AND state - 'runs' = '{"past": {}}'::jsonb)
    ORDER BY updated_at LIMIT ${fewer}`
  let emptied = 0
  for (const { accountId, updatedAt, ...row } of rows) {
    // Touched in this moment by its person: then it is not that old any more.
    const { count } = await db.talk.updateMany({ where: { accountId, updatedAt }, data: emptyTalk(talkOf(row, seal)) })
    emptied += count
  }
  return emptied
}

interface TalkRow {
  accountId: bigint
  state: unknown
  stateSealed: string | null
  updatedAt: Date
}
