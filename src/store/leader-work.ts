import type { ApplicationReason, ApplicationState } from '../domain/application.ts'
import type { Day } from '../domain/day.ts'
import type { GroupReview, GroupRow, LeaderCase, LeaderRequest, Leaders } from '../ports/leaders.ts'
import { textOf } from './cases.ts'
import { Prisma } from './client/client.ts'
import { columnOf, dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'
import { communeInScope } from './scope.ts'
import type { Seal } from './seal.ts'

/** What a leader works on: requests, meetings, difficulties, and the list of groups. */
export function leaderWork(db: Db, seal: Seal): LeaderWork {
  return {
    requests: (groupId, states) => requests(db, seal, { groupId, states }),
    keepReview: async ({ applicationId, accountId, amount, heldOn, termMonths, reason, ...review }) => {
      const ids = { applicationId: key(applicationId), accountId: key(accountId) }
      const agreed = { amount: amount === undefined ? null : BigInt(amount), termMonths: termMonths ?? null }
      const data = { ...review, ...ids, ...agreed, reason: reason ?? null, heldOn: columnOf(heldOn) }
      await db.groupReview.create({ data })
    },
    reviews: async (applicationId) => {
      const where = { applicationId: key(applicationId) }
      return (await db.groupReview.findMany({ where, orderBy: { id: 'asc' } })).map(reviewOf)
    },
    cases: (groupId) => cases(db, seal, groupId),
    answered: (caseId) => answered(db, caseId),
    members: (groupId) => db.household.count({ where: { groupId } }),
    list: (page) => list(db, page),
  }
}

type LeaderWork = Pick<Leaders, 'requests' | 'keepReview' | 'reviews' | 'cases' | 'answered' | 'members' | 'list'>

async function requests(
  db: Db,
  seal: Seal,
  { groupId, states }: { groupId: number; states: readonly ApplicationState[] },
): Promise<LeaderRequest[]> {
  const rows = await db.application.findMany({
    where: { household: { groupId }, state: { in: [...states] } },
    orderBy: { id: 'asc' },
    include: { household: { select: { headName: true, hamlet: { select: { name: true } } } } },
  })
  return rows.map(({ id, code, programme, state, amount, answersSealed, household }) => {
    const { term_months: term, later_papers: papers } = JSON.parse(seal.open(answersSealed)) as Record<string, unknown>
    const hamlet = household?.hamlet?.name
    return {
      ...{ id: id.toString(), code, groupId, programme, state: state as ApplicationState },
      name: household?.headName ?? '',
      ...(hamlet === undefined ? {} : { hamlet }),
      amount: Number(amount),
      ...(typeof term === 'number' ? { termMonths: term } : {}),
      missingPapers: Array.isArray(papers) ? papers.map(String) : [],
    }
  })
}

function reviewOf(row: Prisma.GroupReviewGetPayload<object>): GroupReview {
  return {
    applicationId: row.applicationId.toString(),
    groupId: row.groupId,
    accountId: row.accountId.toString(),
    agreed: row.agreed,
    ...(row.amount === null ? {} : { amount: Number(row.amount) }),
    ...(row.termMonths === null ? {} : { termMonths: row.termMonths }),
    ...(row.reason === null ? {} : { reason: row.reason as ApplicationReason }),
    heldOn: dayFrom(row.heldOn) as Day,
    present: row.present,
    at: row.at,
  }
}

/**
 * What waits for the leader of a group. What staff have taken up, by a word or since it was raised to them, is left out: what the
 * household says next is meant for them, and may be about the leader. A complaint is left out as well, whoever routed it.
 */
const waitsForLeader = {
  routedTo: 'group_leader',
  state: 'open',
  level: 0,
  kind: { notIn: ['complaint', 'fraud'] },
  lines: { none: { by: { in: ['staff', 'agent'] } } },
} satisfies Prisma.CaseWhereInput

async function cases(db: Db, seal: Seal, groupId: number): Promise<LeaderCase[]> {
  const rows = await db.case.findMany({
    where: { household: { groupId }, ...waitsForLeader },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    include: {
      household: { select: { headName: true } },
      lines: { where: { by: 'household' }, orderBy: { id: 'desc' }, take: 1, select: { text: true, textSealed: true } },
    },
  })
  return rows.map((row) => ({
    ...{ id: row.id.toString(), code: row.code, groupId, kind: row.kind as LeaderCase['kind'] },
    ...(row.accountId === null ? {} : { accountId: row.accountId.toString() }),
    name: row.household?.headName ?? '',
    last: row.lines[0] ? textOf(row.lines[0], seal) : '',
    dueAt: row.dueAt,
  }))
}

/** The state stands in the statement: what was taken out of the leader's hands a moment ago is not answered by them. */
async function answered(db: Db, caseId: string): Promise<boolean> {
  const where = { id: key(caseId), ...waitsForLeader }
  return (await db.case.updateMany({ where, data: { state: 'answered' } })).count === 1
}

async function list(db: Db, { after, limit, ...scope }: Parameters<Leaders['list']>[0]): Promise<GroupRow[]> {
  const rows = await db.savingsCreditGroup.findMany({
    where: communeInScope(scope),
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    skip: after,
    take: limit,
    include: {
      commune: { select: { name: true } },
      _count: { select: { households: true, roles: { where: { endedAt: null, role: 'leader' } } } },
    },
  })
  const waiting = await waitingOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, code, name, communeId, leaderName, commune, _count }) => ({
    ...{ id, code, name, communeId, leaderName },
    commune: commune.name,
    members: _count.households,
    waiting: waiting.get(id) ?? 0,
    linked: _count.roles > 0,
  }))
}

async function waitingOf(db: Db, groupIds: readonly number[]): Promise<Map<number, number>> {
  if (groupIds.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: number; waiting: bigint }[]>`
    SELECT h.group_id AS id, count(*) AS waiting FROM application a JOIN household h ON h.id = a.household_id
    WHERE h.group_id IN (${Prisma.join([...groupIds])}) AND a.state = 'with_group' GROUP BY h.group_id`
  return new Map(rows.map(({ id, waiting }) => [id, Number(waiting)]))
}
