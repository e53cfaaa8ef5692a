import type { ApplicationState } from '../domain/application.ts'
import { deadlineAt } from '../domain/application-deadline.ts'
import { type Day, dayOf, yearOf } from '../domain/day.ts'
import type {
  Application,
  ApplicationEvent,
  ApplicationMove,
  Applications,
  Json,
  RecordedVerdict,
  SentRequest,
} from '../ports/applications.ts'
import { briefOf, countTurns, listApplications, named, nameOf, sittingApplications } from './application-list.ts'
import { deadlineStore, timesOf } from './application-times.ts'
import { chairIssuers, chairNames } from './chair-links.ts'
import { Prisma } from './client/client.ts'
import { columnOf, dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'
import { inScope } from './scope.ts'
import type { Seal } from './seal.ts'
import { identityOf } from './sealed-columns.ts'
import { staffNames } from './staff.ts'

/** Requests for a loan, kept in PostgreSQL. What the household and the bank filled in is sealed. */
export function prismaApplications(db: Db, seal: Seal): Applications {
  const briefs = async (where: Prisma.ApplicationWhereInput) =>
    (await db.application.findMany({ where, orderBy: { id: 'desc' } })).map(briefOf)
  return {
    submit: (sent) => submit(db, seal, sent),
    ofAccount: (accountId) => briefs({ accountId: key(accountId) }),
    ofHousehold: (householdId) => briefs({ householdId: key(householdId) }),
    byIdentity: async (number) => {
      const where = { identityIndex: { in: seal.indexes(number.replace(/\D/g, '')) } }
      const rows = await db.application.findMany({
        where,
        orderBy: { id: 'desc' },
        select: { id: true, householdId: true },
      })
      return rows.map(({ id, householdId }) => ({
        id: id.toString(),
        ...(householdId === null ? {} : { householdId: householdId.toString() }),
      }))
    },
    find: async (id) => {
      const row = await db.application.findUnique({ where: { id: key(id) }, include })
      return row ? applicationOf(row, seal) : undefined
    },
    events: (id) => eventsOf(db, seal, id),
    list: (page) => listApplications(db, seal, page),
    sitting: (of) => sittingApplications(db, seal, of),
    count: (of) => countTurns(db, of),
    verdicts: (page) => verdicts(db, seal, page),
    move: (id, move) => moveOn(db, seal, { id, move }),
    complete: async (id, bank, at) => {
      const sealed = { bankSealed: seal.seal(JSON.stringify(bank)), identityIndex: identityIndexOf(bank, seal) }
      await db.application.update({ where: { id: key(id) }, data: { ...sealed, updatedAt: at } })
    },
    ...deadlineStore(db),
  }
}

const include = {
  events: { where: { toState: 'returned' }, orderBy: { id: 'desc' }, take: 1 },
  reminders: { orderBy: { id: 'desc' }, select: { stateSince: true, at: true } },
} as const satisfies Prisma.ApplicationInclude

/** Two taps at once meet at the unique key: the second one finds what the first one kept. */
async function submit(db: Db, seal: Seal, sent: SentRequest): Promise<{ id: string; code: string; fresh: boolean }> {
  const known = await bySentKey(db, sent.sentKey)
  if (known) return known
  const id = await nextId(db)
  const code = `${String(yearOf(dayOf(sent.at))).slice(2)}-${id.toString().padStart(6, '0')}`
  const dueAt = deadlineAt('submitted', { enteredAt: sent.at }, await timesOf(db, sent.officeId)) ?? null
  const data = [{ ...rowOf(sent, { id, code, seal }), dueAt }]
  const { count } = await db.application.createMany({ data, skipDuplicates: true })
  if (count === 0) return (await bySentKey(db, sent.sentKey)) ?? fail(sent.sentKey)
  const sender = { actorKind: 'household', actorId: sent.accountId, told: toldOfSending }
  const event = { event: 'send', fromState: 'draft', toState: 'submitted', ...sender, at: sent.at }
  await db.applicationEvent.create({ data: { applicationId: id, ...event } })
  return { id: id.toString(), code, fresh: true }
}

/** The talk that sends a request says so in the same breath. */
const toldOfSending = 'flows/apply:sent'

async function bySentKey(db: Db, sentKey: string) {
  const row = await db.application.findUnique({ where: { sentKey }, select: { id: true, code: true } })
  return row ? { id: row.id.toString(), code: row.code, fresh: false } : undefined
}

async function nextId(db: Db): Promise<bigint> {
  const rows = await db.$queryRaw<{ id: bigint }[]>`SELECT nextval(pg_get_serial_sequence('application', 'id')) AS id`
  return rows[0]?.id ?? fail('application id')
}

function rowOf(
  sent: SentRequest,
  { id, code, seal }: { id: bigint; code: string; seal: Seal },
): Prisma.ApplicationCreateManyInput {
  return {
    id,
    code,
    accountId: key(sent.accountId),
    householdId: sent.householdId === undefined ? null : key(sent.householdId),
    officeId: sent.officeId,
    communeId: sent.communeId ?? null,
    programme: sent.programme,
    state: 'submitted',
    stateSince: sent.at,
    answersSealed: seal.seal(JSON.stringify(sent.answers)),
    amount: BigInt(sent.amount),
    lawDay: columnOf(sent.lawDay),
    verdict: sent.verdict === null ? Prisma.JsonNull : (sent.verdict as Prisma.InputJsonValue),
    sentKey: sent.sentKey,
    createdAt: sent.at,
    updatedAt: sent.at,
  }
}

/** The state it was left in is the condition: of two members of staff only one moves it. */
async function moveOn(db: Db, seal: Seal, { id, move }: { id: string; move: ApplicationMove }): Promise<boolean> {
  const { event, from: fromState, to: toState, actorKind, actorId, reason, note, day, told, at } = move
  const row = await db.application.findUnique({ where: { id: key(id) }, select: { officeId: true } })
  if (!row) return false
  const entry = { enteredAt: at, ...(day ? { day } : {}) }
  const dueAt = deadlineAt(toState, entry, await timesOf(db, row.officeId)) ?? null
  const { count } = await db.application.updateMany({
    where: { id: key(id), state: fromState },
    data: { state: toState, stateSince: at, dueAt, updatedAt: at },
  })
  if (count === 0) return false
  const noteSealed = note ? seal.seal(note) : null
  const said = { reason: reason ?? null, noteSealed, day: day ? columnOf(day) : null, told: told ?? '' }
  const data = { applicationId: key(id), event, fromState, toState, actorKind, actorId, ...said, at }
  await db.applicationEvent.create({ data })
  return true
}

async function eventsOf(db: Db, seal: Seal, id: string): Promise<ApplicationEvent[]> {
  const rows = await db.applicationEvent.findMany({ where: { applicationId: key(id) }, orderBy: { id: 'asc' } })
  const idsOf = (kind: string) => rows.filter((r) => r.actorKind === kind).map((r) => r.actorId)
  const names = { staff: await staffNames(db, idsOf('staff')), chair_link: await chairNames(db, idsOf('chair_link')) }
  const issuers = await chairIssuers(db, idsOf('chair_link'))
  return rows.map((r) => {
    const actorName = (names as Record<string, Map<string, string>>)[r.actorKind]?.get(r.actorId)
    const linkBy = r.actorKind === 'chair_link' ? issuers.get(r.actorId) : undefined
    return {
      event: r.event as ApplicationEvent['event'],
      from: r.fromState as ApplicationEvent['from'],
      to: r.toState as ApplicationState,
      actorKind: r.actorKind as ApplicationEvent['actorKind'],
      actorId: r.actorId,
      ...(actorName === undefined ? {} : { actorName }),
      ...(linkBy === undefined ? {} : { linkBy }),
      ...(r.reason === null ? {} : { reason: r.reason as NonNullable<ApplicationEvent['reason']> }),
      note: r.noteSealed === null ? r.note : seal.open(r.noteSealed),
      ...(r.day === null ? {} : { day: dayFrom(r.day) }),
      ...(r.told === '' ? {} : { told: r.told }),
      at: r.at,
    }
  })
}

async function verdicts(db: Db, seal: Seal, page: Parameters<Applications['verdicts']>[0]): Promise<RecordedVerdict[]> {
  const rows = await db.application.findMany({
    where: {
      ...inScope(page.scope),
      lawDay: { lt: columnOf(page.beforeDay) },
      ...(page.beforeId ? { id: { lt: key(page.beforeId) } } : {}),
    },
    orderBy: { id: 'desc' },
    take: page.limit,
    include: named,
  })
  return rows.map((row) => ({
    ...briefOf(row),
    name: nameOf(row, seal),
    officeId: row.officeId,
    ...(row.accountId === null ? {} : { accountId: row.accountId.toString() }),
    lawDay: dayFrom(row.lawDay) as Day,
    verdict: row.verdict as Json,
  }))
}

function applicationOf(row: Prisma.ApplicationGetPayload<{ include: typeof include }>, seal: Seal): Application {
  const returnedFrom = row.state === 'returned' ? row.events[0]?.fromState : undefined
  const reminders = row.reminders.filter(({ stateSince }) => stateSince.getTime() === row.stateSince.getTime())
  return {
    ...briefOf(row),
    ...(row.accountId === null ? {} : { accountId: row.accountId.toString() }),
    ...(row.householdId === null ? {} : { householdId: row.householdId.toString() }),
    officeId: row.officeId,
    ...(row.communeId === null ? {} : { communeId: row.communeId }),
    answers: opened(seal, row.answersSealed),
    ...(row.bankSealed === null ? {} : { bank: opened(seal, row.bankSealed) }),
    amount: Number(row.amount),
    lawDay: dayFrom(row.lawDay) as Day,
    verdict: row.verdict as Json,
    createdAt: row.createdAt,
    ...(returnedFrom ? { returnedFrom: returnedFrom as ApplicationState } : {}),
    reminded: { times: reminders.length, ...(reminders[0] ? { last: reminders[0].at } : {}) },
  }
}

/** What a request is found by that has this part of the bank's: null where no number stands in it. */
function identityIndexOf(bank: Record<string, unknown>, seal: Seal): string | null {
  const digits = identityOf(bank)
  return digits === null ? null : seal.index(digits)
}

function opened(seal: Seal, sealed: string): Record<string, Json> {
  return JSON.parse(seal.open(sealed))
}

function fail(what: string): never {
  throw new Error(`no row for ${what}`)
}
