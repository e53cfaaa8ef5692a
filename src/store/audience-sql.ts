import { type Audience, isEverybody, isNamed } from '../domain/audience.ts'
import { Prisma } from './client/client.ts'
import { openChannel } from './who-may-take.ts'

/**
 * The households `h` of an audience, as ONE condition: who is counted is who is written to. Choices of a kind add up, kinds narrow
 * each other, and the office is always its edge.
 */
export function audienceSql(audience: Audience, officeId: number): Prisma.Sql {
  const office = Prisma.sql`h.commune_id IN (SELECT id FROM commune WHERE office_id = ${officeId})`
  if (isEverybody(audience)) return office
  if (isNamed(audience)) {
    const named = Prisma.sql`SELECT n.household_id FROM channel_account n WHERE n.id = ANY(${keysOf(audience.accounts)})`
    return Prisma.sql`${office} AND h.id IN (${named})`
  }
  const { communes, groups, programmes, associations } = audience
  if ([communes, groups, programmes, associations].every((kind) => kind.length === 0)) return Prisma.sql`FALSE`
  return Prisma.join(
    [
      office,
      ...(communes.length > 0 ? [Prisma.sql`h.commune_id = ANY(${communes})`] : []),
      ...(groups.length > 0 ? [Prisma.sql`h.group_id = ANY(${groups})`] : []),
      ...(programmes.length > 0 ? [borrows(programmes)] : []),
      ...(associations.length > 0 ? [Prisma.sql`h.group_id IN (${groupsOf(associations)})`] : []),
    ],
    ' AND ',
  )
}

/**
 * The accounts `a` of a household in the audience that may get it: those that are named, else all of them. A talk in a terminal is
 * open only while somebody sits there: nothing is sent to it unasked. Nor is anything on a channel that is not open here.
 */
export function accountSql(audience: Audience): Prisma.Sql {
  const named = isNamed(audience) ? Prisma.sql`a.id = ANY(${keysOf(audience.accounts)})` : Prisma.sql`TRUE`
  return Prisma.sql`a.channel <> 'terminal' AND ${openChannel('a')} AND ${named}`
}

/**
 * Accounts `a` that are of no household. Of everybody they are those that follow the bank, and belong to the office that answers
 * strangers: the first one. Those that are named belong to the office that they sent a request to.
 */
export function followerSql(audience: Audience, officeId: number): Prisma.Sql {
  if (isNamed(audience)) {
    const asked = Prisma.sql`SELECT 1 FROM application p WHERE p.account_id = a.id AND p.office_id = ${officeId}`
    return Prisma.sql`a.household_id IS NULL AND ${accountSql(audience)} AND EXISTS (${asked})`
  }
  if (!isEverybody(audience)) return Prisma.sql`FALSE`
  return Prisma.sql`a.household_id IS NULL AND ${accountSql(audience)} AND ${officeId} = (SELECT min(id) FROM transaction_office)`
}

/** An account `a` whose owner allowed announcements and did not take it back. */
export const consented = Prisma.sql`EXISTS (
  SELECT 1 FROM consent s WHERE s.account_id = a.id AND s.purpose = 'announcements' AND s.withdrawn_at IS NULL)`

function keysOf(ids: readonly string[]): bigint[] {
  return ids.map(BigInt)
}

function borrows(programmes: string[]): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM loan l WHERE l.household_id = h.id AND l.status <> 'closed' AND l.programme = ANY(${programmes}))`
}

function groupsOf(associations: number[]): Prisma.Sql {
  return Prisma.sql`SELECT id FROM savings_credit_group WHERE association_code = ANY(${associations})`
}
