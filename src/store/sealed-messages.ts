import type { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import type { Seal } from './seal.ts'
import { prismaSettings } from './settings.ts'

// Replies repeat names, phone numbers and answers, reminders name debts. While a message is on its way the ledger has its words as they
// are: sealing there would be paid for with every message. Some time after its end they are sealed, and the ledger keeps the question
// that was put only. The words of an announcement are public, and stand once, in its mailing.

/** Rows looked at at once. */
const atOnce = 1_000

/**
 * What has not come to an end by then will not be sent any more without a person's word: what nobody knows whether it arrived is sealed
 * as it is, what still waits or was never heard of again is ended and sealed. Nobody wants to read it after a month.
 */
const waitedForMs = 30 * 86_400_000

/** Up to which id of the ledger there is nothing more to seal. */
const markSetting = 'messages.sealed_to'

/** Seals the words of messages from before a moment that have come to an end, from the mark on. Returns how many. */
export async function sealSent(db: Db, { seal, before }: { seal: Seal; before: Date }): Promise<number> {
  const settings = prismaSettings(db)
  const kept = await settings.get(markSetting)
  let after = typeof kept === 'string' ? BigInt(kept) : 0n
  let held = false
  let sealed = 0
  for (;;) {
    const waited = new Date(before.getTime() - waitedForMs)
    const rows = await rowsAfter(db, { after, before, waited })
    const stale = rows.filter((row) => row.body !== null && !row.ended && row.at <= waited)
    const ended = await endStale(db, { ids: stale.map(({ id }) => id), waited })
    sealed += await sealRows(db, { seal, rows: rows.filter((r) => r.body !== null && (r.ended || ended.has(r.id))) })
    const waits = rows.find((row) => !row.ended && row.at > waited)
    const last = rows.at(-1)
    if (last) after = last.id
    if (!held && last) await settings.set(markSetting, String(waits ? waits.id - 1n : last.id))
    held ||= waits !== undefined
    if (rows.length < atOnce) return sealed
  }
}

interface LedgerRow {
  id: bigint
  at: Date
  ended: boolean
  /** Null where there is nothing to seal. */
  body: { prompt?: { flow?: string; ref?: string; node?: string } } | null
  print: string | null
}

interface Stretch {
  after: bigint
  before: Date
  waited: Date
}

/** Ids grow with time: the first row that is too young ends the page. */
async function rowsAfter(db: Db, { after, before, waited }: Stretch): Promise<LedgerRow[]> {
  return db.$queryRaw<LedgerRow[]>`
    SELECT id, created_at AS at, state IN ('sent', 'failed', 'blocked', 'skipped')
        OR (created_at <= ${waited} AND state NOT IN ('sending', 'pending', 'retry')) AS ended,
      CASE WHEN body_sealed IS NULL AND body <> '{"parts": []}'::jsonb THEN body END AS body, md5(body::text) AS print
    FROM delivery WHERE id > ${after} AND created_at < ${before} ORDER BY id LIMIT ${atOnce}`
}

/** What waits goes to nobody any more; what a sender held that has been gone for as long may have arrived. Gives the ids that were ended. */
async function endStale(db: Db, { ids, waited }: { ids: bigint[]; waited: Date }): Promise<Set<bigint>> {
  if (ids.length === 0) return new Set()
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    UPDATE delivery SET error_code = 'expired', state = CASE WHEN state = 'sending' THEN 'uncertain' ELSE 'skipped' END
    WHERE id = ANY(${ids}::bigint[]) AND (state IN ('pending', 'retry') OR (state = 'sending' AND tried_at <= ${waited}))
    RETURNING id`
  return new Set(rows.map(({ id }) => id))
}

/** Only what still reads as it was read is written: what was erased meanwhile stays erased. */
async function sealRows(db: Db, { seal, rows }: { seal: Seal; rows: LedgerRow[] }): Promise<number> {
  if (rows.length === 0) return 0
  const changed = rows.map(({ id, body, print }) => ({
    id: id.toString(),
    print,
    body: envelopeOf(body),
    sealed: seal.seal(JSON.stringify(body)),
  }))
  return db.$executeRaw`
    UPDATE delivery d SET body = r.body, body_sealed = r.sealed
    FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS r(id bigint, print text, body jsonb, sealed text)
    WHERE d.id = r.id AND d.body_sealed IS NULL AND md5(d.body::text) = r.print`
}

/** What a tap on an old button is matched by: names of ours, nobody's answer. */
function envelopeOf(body: LedgerRow['body']): Prisma.InputJsonObject {
  const { flow, ref, node } = body?.prompt ?? {}
  return { sealed: true, ...(flow && ref && node ? { prompt: { flow, ref, node } } : {}) }
}
