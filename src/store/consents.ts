import type { Consents, Purpose } from '../ports/consents.ts'
import { type Db, key } from './db.ts'
import { shutPhone } from './phone-accounts.ts'
import { holdPerson } from './same-person.ts'

/** The register of consents, kept in PostgreSQL. What was given twice stands once. */
export function prismaConsents(db: Db): Consents {
  const standing = (accountId: string) => ({ accountId: key(accountId), withdrawnAt: null })
  return {
    give: async (consent) => {
      const { accountId, purposes, wording, lang, at } = consent
      const accounts = await holdPerson(db, accountId)
      const have = await db.consent.findMany({ where: standing(accountId), select: { purpose: true } })
      const fresh = purposes.filter((p) => !have.some((h) => h.purpose === p))
      await db.consent.createMany({
        data: fresh.map((purpose) => ({ accountId: key(accountId), purpose, wording, lang, givenAt: at })),
        skipDuplicates: true,
      })
      if (accounts.length < 2) return
      await repeat(db, accounts, consent)
      await share(db, accounts)
    },
    withdraw: async (accountId, purposes, at) => {
      const householdId = await headedBy(db, accountId)
      if (householdId !== undefined) await shutPhone(db, householdId, { purposes, at })
      await db.consent.updateMany({
        where: {
          accountId: { in: await holdPerson(db, accountId) },
          withdrawnAt: null,
          purpose: { in: [...purposes] },
        },
        data: { withdrawnAt: at },
      })
    },
    leave: async (accountId, at) => {
      const ofHousehold: Purpose[] = ['loans', 'reminders']
      await db.consent.updateMany({
        where: { ...standing(accountId), OR: [{ purpose: { in: ofHousehold } }, { originId: { not: null } }] },
        data: { withdrawnAt: at },
      })
    },
    of: async (accountId) => {
      const rows = await db.consent.findMany({ where: standing(accountId), orderBy: { id: 'asc' } })
      return rows.map((r) => r.purpose as Purpose)
    },
  }
}

/** What is allowed now holds on the person's other accounts too, whatever was taken back there before. */
async function repeat(db: Db, accounts: readonly bigint[], given: Parameters<Consents['give']>[0]): Promise<void> {
  const { accountId, purposes, wording, lang, at } = given
  await db.$executeRaw`
    INSERT INTO consent (account_id, purpose, wording, lang, given_at, origin_id)
    SELECT b.id, s.purpose, ${wording}, ${lang}, ${at}, COALESCE(s.origin_id, s.id)
    FROM unnest(${accounts}::bigint[]) AS b(id) JOIN consent s ON s.account_id = ${key(accountId)}
    WHERE s.withdrawn_at IS NULL AND s.purpose = ANY(${[...purposes]}::text[]) AND b.id <> s.account_id
    ON CONFLICT (account_id, purpose) WHERE withdrawn_at IS NULL DO NOTHING`
}

/**
 * What stands on one account of a person stands on all of them, as a row that names the one it repeats and keeps its day. An account on
 * which a consent of its own was taken back after that day is left alone: the later word counts.
 */
async function share(db: Db, accounts: readonly bigint[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO consent (account_id, purpose, wording, lang, given_at, origin_id)
    SELECT b.id, s.purpose, s.wording, s.lang, s.given_at, COALESCE(s.origin_id, s.id)
    FROM unnest(${accounts}::bigint[]) AS b(id) CROSS JOIN (
      SELECT DISTINCT ON (purpose) * FROM consent WHERE account_id = ANY(${accounts}::bigint[]) AND withdrawn_at IS NULL
      ORDER BY purpose, given_at DESC, origin_id NULLS FIRST, id) AS s
    WHERE NOT EXISTS (
      SELECT FROM consent c WHERE c.account_id = b.id AND c.purpose = s.purpose
        AND (c.withdrawn_at IS NULL OR (c.withdrawn_at > s.given_at AND c.origin_id IS NULL)))
    ON CONFLICT (account_id, purpose) WHERE withdrawn_at IS NULL DO NOTHING`
}

/** The household whose head writes from an account: what stands for its phone number is theirs, a "stop" of theirs holds there too. */
async function headedBy(db: Db, accountId: string): Promise<bigint | undefined> {
  const where = { id: key(accountId), person: { role: 'head' } }
  const row = await db.channelAccount.findFirst({ where, select: { householdId: true } })
  return row?.householdId ?? undefined
}
