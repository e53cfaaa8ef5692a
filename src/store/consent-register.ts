import type { ChannelId } from '../ports/channel.ts'
import type { ConsentPage, ConsentRegister, ConsentRow } from '../ports/consent-register.ts'
import type { Purpose } from '../ports/consents.ts'
import type { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { communeInScope } from './scope.ts'

/** The register of consents, read from PostgreSQL. */
export function prismaConsentRegister(db: Db): ConsentRegister {
  return {
    list: async (page) => {
      const where = { AND: [whose(page), what(page)] }
      const rows = await db.consent.findMany({ where, orderBy: { id: 'desc' }, take: page.limit, include })
      return rows.map(rowOf)
    },
  }
}

const household = { select: { id: true, customerId: true, headName: true } }
const include = {
  account: { select: { channel: true, name: true, household } },
} as const satisfies Prisma.ConsentInclude

function whose({ scope, householdId }: ConsentPage): Prisma.ConsentWhereInput {
  const narrowed = communeInScope(scope)
  return {
    account: {
      ...(Object.keys(narrowed).length === 0 ? {} : { household: narrowed }),
      ...(householdId === undefined ? {} : { householdId: key(householdId) }),
    },
  }
}

function what(page: ConsentPage): Prisma.ConsentWhereInput {
  const { purpose, channel, stands, since, until, beforeId } = page
  return {
    ...(purpose === undefined ? {} : { purpose }),
    ...(channel === undefined ? {} : { account: { channel } }),
    ...(stands === undefined ? {} : { withdrawnAt: stands ? null : { not: null } }),
    givenAt: { ...(since ? { gte: since } : {}), ...(until ? { lt: until } : {}) },
    ...(beforeId === undefined ? {} : { id: { lt: key(beforeId) } }),
  }
}

function rowOf(row: Prisma.ConsentGetPayload<{ include: typeof include }>): ConsentRow {
  const { household, name, channel } = row.account
  return {
    ...{ id: row.id.toString(), accountId: row.accountId.toString(), wording: row.wording, lang: row.lang },
    purpose: row.purpose as Purpose,
    givenAt: row.givenAt,
    ...(row.withdrawnAt === null ? {} : { withdrawnAt: row.withdrawnAt }),
    channel: channel as ChannelId,
    repeats: row.originId !== null,
    name: household?.headName ?? name,
    ...(household ? { household: { id: household.id.toString(), customerId: household.customerId } } : {}),
  }
}
