import type { CaseRoute } from '../domain/case.ts'
import { dayOf, yearOf } from '../domain/day.ts'
import type { CaseLine, Cases, MoreTime, NewCase } from '../ports/cases.ts'
import { caseClock, dueAgain } from './case-clock.ts'
import { caseMoreTime } from './case-more-time.ts'
import { caseOf } from './case-row.ts'
import { firstUnread, noteUnread } from './case-unread.ts'
import type { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { inScope } from './scope.ts'
import type { Seal } from './seal.ts'
import { staffNames } from './staff.ts'

/** Talks with staff, difficulties, complaints and alarms, kept in PostgreSQL. What was said in them is sealed. */
export function prismaCases(db: Db, seal: Seal): Cases {
  return {
    open: (opened) => open(db, seal, opened),
    find: async (id) => {
      const row = await db.case.findUnique({ where: { id: key(id) } })
      return row ? caseOf(row) : undefined
    },
    moreTime: async (id) => {
      const row = await db.case.findUnique({ where: { id: key(id) }, select: { answersSealed: true } })
      return row?.answersSealed ? (JSON.parse(seal.open(row.answersSealed)) as MoreTime) : undefined
    },
    openOf: async (accountId, kind) => {
      const where = { accountId: key(accountId), kind, state: { not: 'closed' } }
      const row = await db.case.findFirst({ where, orderBy: { id: 'desc' } })
      return row ? caseOf(row) : undefined
    },
    openOfAccounts: async (accountIds) => {
      const where = { accountId: { in: accountIds.map(key) }, state: { not: 'closed' } }
      return (await db.case.findMany({ where, orderBy: { id: 'desc' } })).map(caseOf)
    },
    ofHousehold: async (householdId) => {
      const rows = await db.case.findMany({ where: { householdId: key(householdId) }, orderBy: { id: 'desc' } })
      return rows.map(caseOf)
    },
    say: (caseId, line) => say(db, seal, { caseId, ...line }),
    passLeader: async (id) => {
      const where = { id: key(id), routedTo: 'group_leader' }
      return (await db.case.updateMany({ where, data: { routedTo: 'officer' } })).count === 1
    },
    lines: (caseId) => linesOf(db, seal, caseId),
    count: async ({ scope, routes, now }) => {
      const where = { ...inScope(scope), state: 'open', ...handledBy(routes) }
      const open = await db.case.count({ where })
      return { open, overdue: await db.case.count({ where: { ...where, dueAt: { lt: now } } }) }
    },
    ...caseClock(db),
    ...caseMoreTime(db, seal),
  }
}

/** What those routes handle, and what they read besides. */
function handledBy(routes: readonly CaseRoute[]): Prisma.CaseWhereInput {
  const among = { in: [...routes] }
  return { AND: [{ OR: [{ routedTo: among }, { alsoTo: among }] }] }
}

async function open(db: Db, seal: Seal, opened: NewCase): Promise<{ id: string; code: string }> {
  const rows = await db.$queryRaw<{ id: bigint }[]>`SELECT nextval(pg_get_serial_sequence('"case"', 'id')) AS id`
  const id = rows[0]?.id ?? 0n
  const code = `K${String(yearOf(dayOf(opened.at))).slice(2)}-${id.toString().padStart(6, '0')}`
  await db.case.create({
    data: {
      id,
      code,
      kind: opened.kind,
      accountId: opened.accountId === undefined ? null : key(opened.accountId),
      householdId: opened.householdId === undefined ? null : key(opened.householdId),
      loanId: opened.loanId === undefined ? null : key(opened.loanId),
      officeId: opened.officeId,
      communeId: opened.communeId ?? null,
      routedTo: opened.routedTo,
      alsoTo: opened.alsoTo ?? null,
      answersSealed: opened.moreTime ? seal.seal(JSON.stringify(opened.moreTime)) : null,
      openedAt: opened.at,
      dueAt: opened.dueAt,
      unreadSince: firstUnread(opened),
      ...(opened.by === 'agent' ? { state: 'answered' } : {}),
      lines: { create: { by: opened.by ?? 'household', ...sealedText(opened.text, seal), at: opened.at } },
    },
  })
  return { id: id.toString(), code }
}

/** The conditions on the state stand in the statement, so that an answer and a new question at once leave the case open. */
async function say(db: Db, seal: Seal, line: { caseId: string } & Parameters<Cases['say']>[1]): Promise<void> {
  const { caseId, by, staff, text, at } = line
  await db.caseLine.create({ data: { caseId: key(caseId), by, staff: staff ?? null, ...sealedText(text, seal), at } })
  await noteUnread(db, { caseId, by, at })
  if (by === 'household') {
    const data = { ...(await dueAgain(db, caseId, at)), state: 'open', solvedAt: null }
    await db.case.updateMany({ where: { id: key(caseId), state: 'answered' }, data })
  }
  if (by === 'staff' || by === 'agent') {
    const data = { state: 'answered', solvedAt: null, ...(by === 'staff' ? { assignedTo: staff ?? null } : {}) }
    await db.case.updateMany({ where: { id: key(caseId), state: { not: 'closed' } }, data })
  }
}

async function linesOf(db: Db, seal: Seal, caseId: string): Promise<CaseLine[]> {
  const rows = await db.caseLine.findMany({ where: { caseId: key(caseId) }, orderBy: { id: 'asc' } })
  const names = await staffNames(
    db,
    rows.flatMap((r) => r.staff ?? []),
  )
  return rows.map((r) => {
    const staffName = names.get(r.staff ?? '')
    const staff = { ...(r.staff === null ? {} : { staff: r.staff }), ...(staffName === undefined ? {} : { staffName }) }
    return { by: r.by as CaseLine['by'], text: textOf(r, seal), at: r.at, ...staff }
  })
}

/** The words of a line; those of one from before lines were sealed are read as they are. */
export function textOf({ text, textSealed }: { text: string; textSealed: string | null }, seal: Seal): string {
  return textSealed === null ? text : seal.open(textSealed)
}

function sealedText(text: string, seal: Seal): { text: string; textSealed: string } {
  return { text: '', textSealed: seal.seal(text) }
}
