import type { CodeTried, GroupLead, GroupRoleName, Leaders, LedGroup, NewGroupCode } from '../ports/leaders.ts'
import type { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { leaderWork } from './leader-work.ts'
import type { Seal } from './seal.ts'

/** A code is thrown away after so many uses with another number: who found the paper does not get to guess. */
const triesPerCode = 5

/** Who leads which group, kept in PostgreSQL. Of a code and its number only keyed hashes are stored. */
export function prismaLeaders(db: Db, seal: Seal): Leaders {
  const now = { endedAt: null }
  return {
    leaderAccountOf: async (groupId) => {
      const reachable = { groupId, ...now, account: { status: 'active' } }
      // "deputy" comes before "leader".
      const row = await db.groupRole.findFirst({ where: reachable, orderBy: { role: 'desc' } })
      return row?.accountId.toString()
    },
    ofGroup: async (groupId) => {
      const rows = await db.groupRole.findMany({ where: { groupId, ...now }, orderBy: { role: 'desc' }, include })
      return rows.map(leadOf)
    },
    groupsOf: (accountId) => groupsOf(db, accountId),
    hasPhone: async (groupId) => {
      const row = await db.savingsCreditGroup.findUnique({ where: { id: groupId }, select: { leaderPhoneIndex: true } })
      return row?.leaderPhoneIndex != null
    },
    issue: (code) => issue(db, seal, code),
    tryCode: (tried) => tryCode(db, seal, tried),
    begin: (of) => begin(db, of),
    end: async ({ roleId, groupId, at, why }) => {
      const where = { id: key(roleId), groupId, ...now }
      return (await db.groupRole.updateMany({ where, data: { endedAt: at, endedFor: why } })).count === 1
    },
    ...leaderWork(db, seal),
  }
}

const include = { account: { select: { name: true, channel: true } } } as const satisfies Prisma.GroupRoleInclude

function leadOf(row: Prisma.GroupRoleGetPayload<{ include: typeof include }>): GroupLead {
  return {
    id: row.id.toString(),
    groupId: row.groupId,
    accountId: row.accountId.toString(),
    role: row.role as GroupRoleName,
    since: row.since,
    accountName: row.account.name,
    channel: row.account.channel,
  }
}

async function groupsOf(db: Db, accountId: string): Promise<LedGroup[]> {
  const rows = await db.groupRole.findMany({
    where: { accountId: key(accountId), endedAt: null },
    distinct: ['groupId'],
    orderBy: { groupId: 'asc' },
    select: { group: { select: { id: true, code: true, name: true, communeId: true } } },
  })
  return rows.map(({ group }) => group)
}

/** What stands on paper may be typed with spaces and small letters. */
function plain(code: string): string {
  return `group code ${code.toUpperCase().replace(/[^A-Z0-9]/g, '')}`
}

async function issue(db: Db, seal: Seal, of: NewGroupCode): Promise<boolean> {
  const { groupId, role, code, phone, by, at, expiresAt } = of
  const group = await db.savingsCreditGroup.findUnique({ where: { id: groupId }, select: { leaderPhoneIndex: true } })
  const phoneHash = phone === undefined ? group?.leaderPhoneIndex : seal.index(phone)
  if (!phoneHash) return false
  await db.groupCode.deleteMany({ where: { groupId, role, usedAt: null } })
  const hashes = { codeHash: seal.index(plain(code)), phoneHash }
  await db.groupCode.create({ data: { groupId, role, ...hashes, issuedBy: by, issuedAt: at, expiresAt } })
  return true
}

async function tryCode(db: Db, seal: Seal, { code, phone, at }: Parameters<Leaders['tryCode']>[0]): Promise<CodeTried> {
  const row = await db.groupCode.findFirst({ where: { codeHash: { in: seal.indexes(plain(code)) } } })
  if (!row || row.usedAt !== null || row.expiresAt <= at || row.failures >= triesPerCode) return { kind: 'unknown' }
  if (!seal.indexes(phone).includes(row.phoneHash)) {
    await db.groupCode.update({ where: { id: row.id }, data: { failures: { increment: 1 } } })
    return { kind: 'wrong_phone' }
  }
  return { kind: 'right', codeId: row.id.toString(), groupId: row.groupId, role: row.role as GroupRoleName }
}

/** The code is taken first: of two at once only one goes on. */
async function begin(db: Db, { codeId, accountId, at }: Parameters<Leaders['begin']>[0]): Promise<boolean> {
  const where = { id: key(codeId), usedAt: null }
  const used = await db.groupCode.updateMany({ where, data: { usedAt: at, usedBy: key(accountId) } })
  const code = used.count === 1 ? await db.groupCode.findUnique({ where: { id: key(codeId) } }) : undefined
  if (!code) return false
  const { groupId, role } = code
  // Whoever was the same before is so no longer, and nobody is leader and deputy of one group.
  const before = { groupId, endedAt: null, OR: [{ role }, { accountId: key(accountId) }] }
  await db.groupRole.updateMany({ where: before, data: { endedAt: at, endedFor: 'replaced' } })
  await db.groupRole.create({ data: { groupId, accountId: key(accountId), role, since: at } })
  return true
}
