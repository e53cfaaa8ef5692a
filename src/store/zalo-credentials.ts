import type { ZaloCredentials, ZaloGrant, ZaloPair } from '../ports/zalo-credentials.ts'
import type { Prisma, ZaloGrant as Row } from './client/client.ts'
import type { Database } from './prisma.ts'
import type { Seal } from './seal.ts'

/**
 * The consent of one app, kept in PostgreSQL. Every change is committed before it resolves. `alone` holds an advisory lock on
 * a connection of its own, which PostgreSQL gives back when the process that holds it dies.
 */
export function zaloCredentials(
  { prisma, pool }: Pick<Database, 'prisma' | 'pool'>,
  { seal, appId }: { seal: Seal; appId: string },
): ZaloCredentials {
  return {
    load: async () => grantOf(await prisma.zaloGrant.findUnique({ where: { appId } }), seal),
    change: (edit) =>
      prisma.$transaction(async (db) => {
        await db.$executeRaw`INSERT INTO zalo_grant (app_id) VALUES (${appId}) ON CONFLICT DO NOTHING`
        await db.$queryRaw`SELECT app_id FROM zalo_grant WHERE app_id = ${appId} FOR UPDATE`
        const grant = edit(grantOf(await db.zaloGrant.findUnique({ where: { appId } }), seal))
        return grantOf(await db.zaloGrant.update({ where: { appId }, data: rowOf(grant, seal) }), seal)
      }, patience),
    alone: (run) => alone(pool, `zalo/${appId}`, run),
    fingerprint: (secret) => seal.index(secret),
  }
}

/** A new pair is worth waiting for a connection: it cannot be had again. */
const patience = { maxWait: 10_000, timeout: 10_000 }

/** Longer than two tries of a refresh take: who waits longer than this is told that it failed. */
const lockWait = '60s'

async function alone<T>(pool: Database['pool'], name: string, run: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const note = (error: Error) => {
    broken = error
  }
  client.on('error', note)
  try {
    await client.query('BEGIN')
    await client.query(`SET LOCAL lock_timeout = '${lockWait}'`)
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name])
    return await run()
  } finally {
    // What the run did stands on record by itself: a connection that broke meanwhile takes nothing away.
    await client.query('ROLLBACK').catch(note)
    client.off('error', note)
    client.release(broken)
  }
}

function grantOf(row: Row | null, seal: Seal): ZaloGrant {
  if (!row) return { state: 'none' }
  const pair = row.pairSealed === null ? undefined : (JSON.parse(seal.open(row.pairSealed)) as Tokens)
  const consent = row.consentSealed === null ? undefined : (JSON.parse(seal.open(row.consentSealed)) as Secrets)
  return {
    state: row.state as ZaloGrant['state'],
    ...(pair && row.accessUntil && row.issuedAt
      ? { pair: { ...pair, accessUntil: row.accessUntil, issuedAt: row.issuedAt, issuedFor: row.issuedFor as Cause } }
      : {}),
    ...(row.oaId === null ? {} : { oaId: row.oaId }),
    ...(row.refreshBegunAt === null ? {} : { refresh: { begunAt: row.refreshBegunAt, tries: row.refreshTries } }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.seedIndex === null ? {} : { seed: row.seedIndex }),
    ...(consent && row.consentBegunAt ? { consent: { ...consent, begunAt: row.consentBegunAt } } : {}),
  }
}

type Cause = ZaloPair['issuedFor']
type Tokens = Pick<ZaloPair, 'accessToken' | 'refreshToken'>
interface Secrets {
  state: string
  verifier?: string
}

function rowOf({ pair, consent, refresh, ...grant }: ZaloGrant, seal: Seal): Prisma.ZaloGrantUpdateInput {
  const sealed = (secrets: Tokens | Secrets) => seal.seal(JSON.stringify(secrets))
  return {
    state: grant.state,
    oaId: grant.oaId ?? null,
    reason: grant.reason ?? null,
    seedIndex: grant.seed ?? null,
    pairSealed: pair ? sealed({ accessToken: pair.accessToken, refreshToken: pair.refreshToken }) : null,
    accessUntil: pair?.accessUntil ?? null,
    issuedAt: pair?.issuedAt ?? null,
    issuedFor: pair?.issuedFor ?? null,
    refreshBegunAt: refresh?.begunAt ?? null,
    refreshTries: refresh?.tries ?? 0,
    consentSealed: consent ? sealed(secretsOf(consent)) : null,
    consentBegunAt: consent?.begunAt ?? null,
  }
}

function secretsOf({ state, verifier }: Secrets): Secrets {
  return { state, ...(verifier === undefined ? {} : { verifier }) }
}
