import type { ChairLinks, ChairRow } from '../ports/chair-links.ts'
import type { PovertyStatus } from '../ports/households.ts'
import type { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { inScope } from './scope.ts'
import type { Seal } from './seal.ts'

/** What waits for the chairs of communes. */
export function chairWaiting(db: Db, seal: Seal): Pick<ChairLinks, 'waiting' | 'counts'> {
  return {
    waiting: async ({ communeId, officeId, ids, after, limit }) => {
      const rows = await db.application.findMany({
        where: { communeId, officeId, state: 'listed', ...(ids ? { id: { in: ids.map(key) } } : {}) },
        orderBy: [{ household: { hamlet: { name: 'asc' } } }, { household: { group: { name: 'asc' } } }, { id: 'asc' }],
        skip: after,
        take: limit,
        select,
      })
      return rows.map((row) => rowOf(row, seal))
    },
    counts: async (scope) => {
      const where = { ...inScope(scope), state: 'listed', communeId: { not: null, ...equal(scope.communeId) } }
      const rows = await db.application.groupBy({ by: ['communeId'], where, _count: true })
      return new Map(
        rows.flatMap(({ communeId, _count }) => (communeId === null ? [] : [[communeId, _count] as const])),
      )
    },
  }
}

function equal(communeId: number | undefined) {
  return communeId === undefined ? {} : { equals: communeId }
}

const select = {
  id: true,
  code: true,
  programme: true,
  amount: true,
  answersSealed: true,
  reviews: { where: { agreed: true }, orderBy: { id: 'desc' }, take: 1, select: { amount: true } },
  household: {
    select: {
      headName: true,
      birthYear: true,
      povertyStatus: true,
      listYear: true,
      hamlet: { select: { name: true } },
      group: { select: { name: true } },
    },
  },
} as const satisfies Prisma.ApplicationSelect

/** Who is not linked to a household of the list is shown by what they wrote, and of that only these three. */
function rowOf(row: Prisma.ApplicationGetPayload<{ select: typeof select }>, seal: Seal): ChairRow {
  const { household } = row
  const told = JSON.parse(seal.open(row.answersSealed)) as Record<string, unknown>
  // What the group's meeting agreed to is what stands on the list that the chair signs.
  const amount = Number(row.reviews[0]?.amount ?? row.amount)
  const birthYear = household?.birthYear ?? told.birth_year
  const hamlet = household?.hamlet?.name ?? told.hamlet
  return {
    ...{ id: row.id.toString(), code: row.code, programme: row.programme, amount },
    name: household?.headName ?? String(told.full_name ?? ''),
    ...(typeof birthYear === 'number' ? { birthYear } : {}),
    ...(typeof hamlet === 'string' && hamlet !== '' ? { hamlet } : {}),
    ...(household?.group ? { group: household.group.name } : {}),
    ...(household?.povertyStatus ? { status: household.povertyStatus as PovertyStatus } : {}),
    ...(household?.listYear ? { listYear: household.listYear } : {}),
  }
}
