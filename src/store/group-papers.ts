import type { GroupMember, GroupPapers } from '../ports/group-papers.ts'
import type { PovertyStatus } from '../ports/households.ts'
import type { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import type { Seal } from './seal.ts'

/** What the papers of a group's meeting are made of, from PostgreSQL. */
export function prismaGroupPapers(db: Db, seal: Seal): GroupPapers {
  return {
    members: async (groupId) => {
      const order = [{ headNameFolded: 'asc' as const }, { id: 'asc' as const }]
      return (await db.household.findMany({ where: { groupId }, orderBy: order, select })).map(memberOf)
    },
    requests: async (groupId, states) => {
      const rows = await db.application.findMany({
        where: { household: { groupId }, state: { in: [...states] } },
        orderBy: { id: 'asc' },
        select: { programme: true, amount: true, answersSealed: true, household: { select } },
      })
      return rows.flatMap(({ household, programme, amount, answersSealed }) => {
        const answers = JSON.parse(seal.open(answersSealed))
        return household ? [{ ...memberOf(household), programme, amount: Number(amount), answers }] : []
      })
    },
  }
}

const select = {
  headName: true,
  povertyStatus: true,
  hamlet: { select: { name: true } },
} as const satisfies Prisma.HouseholdSelect

function memberOf(row: Prisma.HouseholdGetPayload<{ select: typeof select }>): GroupMember {
  return {
    name: row.headName,
    ...(row.hamlet === null ? {} : { hamlet: row.hamlet.name }),
    ...(row.povertyStatus === null ? {} : { status: row.povertyStatus as PovertyStatus }),
  }
}
