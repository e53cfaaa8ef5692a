import type { LossState } from '../domain/loss-report.ts'
import type { Db } from './db.ts'
import type { Seal } from './seal.ts'

/** Whose: of some accounts, or of a household besides. */
interface Theirs {
  OR: { accountId?: { in: bigint[] }; householdId?: bigint }[]
}

/** Reports of which the bank has made no file that it sent on. What was sent on is the bank's file. */
const notSent: LossState[] = ['received', 'verified', 'drafted']

/** Deletes what people lost, with its pictures, unless the bank has sent it on; and that leaders wrote to them, and their links to sheets. */
export async function eraseLosses(db: Db, { theirs, ids }: { theirs: Theirs; ids: bigint[] }): Promise<void> {
  await db.lossReport.deleteMany({ where: { ...theirs, state: { in: notSent } } })
  await db.leaderNudge.deleteMany({ where: { OR: [{ accountId: { in: ids } }, ...householdsOf(theirs)] } })
  await db.sheetLink.deleteMany({ where: { accountId: { in: ids } } })
}

function householdsOf({ OR }: Theirs): { householdId: bigint }[] {
  return OR.flatMap(({ householdId }) => (householdId === undefined ? [] : [{ householdId }]))
}

/** What people lost, opened, with their pictures as base64. What staff wrote for each other is not handed out. */
export async function exportLosses(db: Db, seal: Seal, theirs: Theirs) {
  const rows = await db.lossReport.findMany({ where: theirs, orderBy: { id: 'asc' }, include: { photos: true } })
  return rows.map(({ reportSealed, photos, ...row }) => ({
    ...row,
    told: JSON.parse(seal.open(reportSealed)),
    photos: photos.map(({ photoSealed, ...photo }) => ({
      ...photo,
      fileBase64: Buffer.from(seal.openBytes(photoSealed)).toString('base64'),
    })),
  }))
}

/** The words of a leader that people wrote or got. To whom else one went, and by which account it was written, belongs to others. */
export async function exportNudges(db: Db, { theirs, ids }: { theirs: Theirs; ids: bigint[] }) {
  const rows = await db.leaderNudge.findMany({ where: theirs, orderBy: { id: 'asc' } })
  return rows.map(({ accountId, householdId: _, ...row }) => ({ ...row, written: ids.includes(accountId) }))
}

/** Deletes reports that were not sent on and have stood still since before a moment, and links whose time is over. Gives how many. */
export async function forgetLosses(db: Db, { before, limit }: { before: Date; limit: number }): Promise<number> {
  return db.$executeRaw`
    DELETE FROM loss_report WHERE id IN (
      SELECT id FROM loss_report WHERE state_since < ${before} AND state = ANY(${notSent}::text[]) ORDER BY id LIMIT ${limit})`
}

/** Deletes links to sheets, and notes that leaders wrote to members, from before a moment. Gives how many. */
export async function forgetBench(db: Db, { before, limit }: { before: Date; limit: number }): Promise<number> {
  const links = await db.$executeRaw`
    DELETE FROM sheet_link WHERE id IN (SELECT id FROM sheet_link WHERE expires_at < ${before} LIMIT ${limit})`
  const nudges = await db.$executeRaw`
    DELETE FROM leader_nudge WHERE id IN (SELECT id FROM leader_nudge WHERE at < ${before} LIMIT ${limit})`
  return links + nudges
}
