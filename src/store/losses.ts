import type { LossOutcome, LossState } from '../domain/loss-report.ts'
import type { Losses, LossItem, LossMove, LossReport, NewLossReport } from '../ports/losses.ts'
import type { Prisma } from './client/client.ts'
import { columnOf, dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'
import { lossLists, seenOf } from './loss-lists.ts'
import type { Seal } from './seal.ts'

/** What households lost, kept in PostgreSQL. Their words and pictures are sealed. */
export function prismaLosses(db: Db, seal: Seal): Losses {
  const one = async (where: Prisma.LossReportWhereInput) => {
    const row = await db.lossReport.findFirst({ where })
    return row ? reportOf(row, seal) : undefined
  }
  return {
    keep: (report) => keep(db, seal, report),
    find: (id) => one({ id: key(id) }),
    ofHousehold: (disasterId, householdId) => one({ disasterId: key(disasterId), householdId: key(householdId) }),
    ofCase: (caseId) => one({ caseId: key(caseId) }),
    move: (id, move) => moved(db, seal, { id, ...move }),
    moves: async (id) => {
      const rows = await db.lossStep.findMany({ where: { reportId: key(id) }, orderBy: { id: 'asc' } })
      return rows.map(({ state, by, noteSealed, at }) => {
        const note = noteSealed === null ? '' : seal.open(noteSealed)
        return { state: state as LossState, by, note, at }
      })
    },
    photos: async (id) => {
      const select = { id: true, width: true, height: true, at: true } as const
      const rows = await db.lossPhoto.findMany({ where: { reportId: key(id) }, orderBy: { id: 'asc' }, select })
      return rows.map((row) => ({ ...row, id: row.id.toString() }))
    },
    openPhoto: async (id, photoId) => {
      const row = await db.lossPhoto.findFirst({ where: { id: key(photoId), reportId: key(id) } })
      return row ? { mime: row.mime, content: seal.openBytes(row.photoSealed) } : undefined
    },
    ...lossLists(db),
  }
}

/** The part of a report that is sealed. */
interface Told {
  items: LossItem[]
  place: string
}

function reportOf(row: Prisma.LossReportGetPayload<object>, seal: Seal): LossReport {
  const { items, place } = JSON.parse(seal.open(row.reportSealed)) as Told
  const { seenDong, capitalDong, seenOn } = row
  return {
    ...{ id: row.id.toString(), disasterId: row.disasterId.toString(), householdId: row.householdId.toString() },
    ...(row.accountId === null ? {} : { accountId: row.accountId.toString() }),
    ...(row.caseId === null ? {} : { caseId: row.caseId.toString() }),
    ...{ state: row.state as LossState, stateSince: row.stateSince, items, place, hurt: row.hurt },
    ...{ happenedOn: dayFrom(row.happenedOn), reportedAt: row.reportedAt },
    ...seenOf({ seenDong, capitalDong, seenOn }),
    ...(row.outcome === null ? {} : { outcome: row.outcome as LossOutcome }),
  }
}

/** What is told again is added: the first words stay. */
async function keep(db: Db, seal: Seal, report: NewLossReport): Promise<{ id: string; photos: number }> {
  const which = { disasterId: key(report.disasterId), householdId: key(report.householdId) }
  const before = await db.lossReport.findUnique({ where: { disasterId_householdId: which } })
  const told = before ? (JSON.parse(seal.open(before.reportSealed)) as Told) : { items: [], place: '' }
  const items = [...told.items, ...report.items]
  const sealed = {
    reportSealed: seal.seal(JSON.stringify({ items, place: report.place || told.place } satisfies Told)),
    toldDong: BigInt(items.reduce((sum, { amount }) => sum + amount, 0)),
    ...{ accountId: key(report.accountId), caseId: key(report.caseId) },
    hurt: report.hurt || before?.hurt === true,
  }
  const { id } = before
    ? await db.lossReport.update({ where: { id: before.id }, data: sealed })
    : await db.lossReport.create({
        data: {
          ...{ ...which, ...sealed, happenedOn: columnOf(report.happenedOn) },
          ...{ reportedAt: report.at, stateSince: report.at },
        },
      })
  await takePhotos(db, id, report)
  return { id: id.toString(), photos: await db.lossPhoto.count({ where: { reportId: id } }) }
}

/** Pictures move over as they are, sealed: only what this account itself sent, and no request carries. */
async function takePhotos(db: Db, reportId: bigint, { photoIds, accountId }: NewLossReport): Promise<void> {
  if (photoIds.length === 0) return
  await db.$executeRaw`
    WITH sent AS (
      DELETE FROM attachment WHERE id = ANY(${photoIds.map(key)}::bigint[]) AND account_id = ${key(accountId)}
        AND application_id IS NULL
      RETURNING id, mime, width, height, bytes, photo_sealed, at)
    INSERT INTO loss_photo (report_id, mime, width, height, bytes, photo_sealed, at)
    SELECT ${reportId}, mime, width, height, bytes, photo_sealed, at FROM sent ORDER BY id`
}

/** The state stands in the statement: of two at once only one goes on. */
async function moved(db: Db, seal: Seal, { id, ...move }: LossMove & { id: string }): Promise<boolean> {
  const { from, to, by, note, at, seen, outcome } = move
  const saw = seen && {
    seenDong: BigInt(seen.lossDong),
    capitalDong: BigInt(seen.capitalDong),
    seenOn: columnOf(seen.on),
  }
  const data = { state: to, stateSince: at, ...saw, ...(outcome ? { outcome } : {}) }
  const { count } = await db.lossReport.updateMany({ where: { id: key(id), state: from }, data })
  if (count === 0) return false
  const noteSealed = note === '' ? null : seal.seal(note)
  await db.lossStep.create({ data: { reportId: key(id), state: to, by, noteSealed, at } })
  return true
}
