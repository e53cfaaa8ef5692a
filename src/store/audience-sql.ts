import { type Audience, type Chosen, isEverybody, isNamed, isNobody } from '../domain/audience.ts'
import { Prisma } from './client/client.ts'
import { openChannel } from './who-may-take.ts'

/** Where an audience is looked for: the office that is always its edge, and the moment from which days are counted back. */
export interface Looking {
  officeId: number
  at: Date
}

/**
 * The households `h` of an audience, as ONE condition: who is counted is who is written to. Choices of a kind add up, kinds narrow
 * each other, and the office is always its edge.
 */
export function audienceSql(audience: Audience, { officeId, at }: Looking): Prisma.Sql {
  const office = Prisma.sql`h.commune_id IN (SELECT id FROM commune WHERE office_id = ${officeId})`
  if (isNamed(audience)) {
    const named = Prisma.sql`SELECT n.household_id FROM channel_account n WHERE n.id = ANY(${keysOf(audience.accounts)})`
    return Prisma.sql`${office} AND h.id IN (${named})`
  }
  // What is not known of a household is NULL: that would leave it out of the audience and of its opposite.
  const out =
    audience.except && !isNobody(audience.except)
      ? [Prisma.sql`NOT coalesce((${all(audience.except, at)}), FALSE)`]
      : []
  if (isEverybody(audience)) return Prisma.join([office, ...out], ' AND ')
  if (isNobody(audience)) return Prisma.sql`FALSE`
  return Prisma.join([office, all(audience, at), ...out], ' AND ')
}

/**
 * The accounts `a` of a household in the audience that may get it: those that are named or read the language that is asked for, else all
 * of them. A talk in a terminal is open only while somebody sits there: nothing is sent to it unasked. Nor is anything on a channel
 * that is not open here.
 */
export function accountSql(audience: Audience): Prisma.Sql {
  return Prisma.sql`a.channel <> 'terminal' AND ${openChannel('a')} AND ${ownSql(audience)}`
}

function ownSql(audience: Audience): Prisma.Sql {
  if (isNamed(audience)) return Prisma.sql`a.id = ANY(${keysOf(audience.accounts)})`
  const langs = isEverybody(audience) ? undefined : audience.langs
  return langs && langs.length > 0 ? Prisma.sql`a.lang = ANY(${langs})` : Prisma.sql`TRUE`
}

/**
 * Accounts `a` that are of no household. Of everybody they are those that follow the bank, and belong to the office that answers
 * strangers: the first one. Those that are named belong to the office that they sent a request to.
 */
export function followerSql(audience: Audience, { officeId, at }: Looking): Prisma.Sql {
  if (isNamed(audience)) {
    const asked = Prisma.sql`SELECT 1 FROM application p WHERE p.account_id = a.id AND p.office_id = ${officeId}`
    return Prisma.sql`a.household_id IS NULL AND ${accountSql(audience)} AND EXISTS (${asked})`
  }
  if (!isEverybody(audience)) return Prisma.sql`FALSE`
  const main = Prisma.sql`${officeId} = (SELECT min(id) FROM transaction_office)`
  const left = audience.except && leftOut(audience.except, at)
  return Prisma.sql`a.household_id IS NULL AND ${accountSql(audience)} AND ${main} ${left ? Prisma.sql`AND NOT (${left})` : Prisma.empty}`
}

/** Who is no customer is left out by what is known of the account alone; by anything of a household nobody of them is. */
function leftOut(except: Chosen, at: Date): Prisma.Sql | undefined {
  const { langs = [], heard, linked, ...ofHousehold } = except
  if (linked !== undefined || !isNobody(ofHousehold)) return undefined
  const conditions = [
    ...(langs.length > 0 ? [Prisma.sql`a.lang = ANY(${langs})`] : []),
    ...(heard ? [Prisma.sql`${heardOf('a', heard.days, at)} = ${heard.within}`] : []),
  ]
  return conditions.length > 0 ? Prisma.join(conditions, ' AND ') : undefined
}

/** An account `a` whose owner allowed announcements and did not take it back. */
export const consented = Prisma.sql`EXISTS (
  SELECT 1 FROM consent s WHERE s.account_id = a.id AND s.purpose = 'announcements' AND s.withdrawn_at IS NULL)`

/** All that is chosen of a household `h`. */
function all(chosen: Chosen, at: Date): Prisma.Sql {
  const { communes, groups, programmes, associations } = chosen
  const conditions = [
    ...(communes.length > 0 ? [Prisma.sql`h.commune_id = ANY(${communes})`] : []),
    ...(groups.length > 0 ? [Prisma.sql`h.group_id = ANY(${groups})`] : []),
    ...(programmes.length > 0 ? [borrows(programmes)] : []),
    ...(associations.length > 0 ? [Prisma.sql`h.group_id IN (${groupsOf(associations)})`] : []),
    ...ofPeople(chosen, at),
  ]
  return Prisma.join(conditions, ' AND ')
}

function ofPeople({ statuses = [], listYear, langs = [], heard, linked }: Chosen, at: Date): Prisma.Sql[] {
  const account = (condition: Prisma.Sql, is = true) => Prisma.sql`${is ? Prisma.empty : Prisma.sql`NOT`} EXISTS (
    SELECT FROM channel_account x WHERE x.household_id = h.id AND ${condition})`
  return [
    ...(statuses.length > 0 ? [stands(statuses)] : []),
    ...(listYear === undefined ? [] : [Prisma.sql`h.list_year = ${listYear}`]),
    ...(langs.length > 0 ? [account(Prisma.sql`x.lang = ANY(${langs})`)] : []),
    ...(heard ? [account(heardOf('x', heard.days, at), heard.within)] : []),
    ...(linked === undefined ? [] : [account(Prisma.sql`NOT x.by_phone`, linked)]),
  ]
}

/** Somebody has written from account `x` within so many days. */
function heardOf(account: 'a' | 'x', days: number, at: Date): Prisma.Sql {
  const since = new Date(at.getTime() - days * 86_400_000)
  const of = Prisma.raw(account)
  return Prisma.sql`(NOT ${of}.by_phone AND ${of}.last_seen_at >= ${since})`
}

function stands(statuses: readonly string[]): Prisma.Sql {
  const listed = ['poor', 'near_poor', 'newly_escaped']
  const named = Prisma.sql`h.poverty_status = ANY(${statuses.filter((status) => status !== 'other')})`
  if (!statuses.includes('other')) return named
  return Prisma.sql`(${named} OR h.poverty_status IS NULL OR h.poverty_status <> ALL(${listed}))`
}

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
