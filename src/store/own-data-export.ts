import type { Line } from '../ports/history.ts'
import { textOf } from './cases.ts'
import type { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import { prismaHistory } from './history.ts'
import { inboundOf } from './inbox.ts'
import { exportLosses, exportNudges } from './own-losses.ts'
import { exportPaymentWords } from './own-payment-words.ts'
import type { Seal } from './seal.ts'
import { talkOf } from './talks.ts'

/** Whose data are handed out: the accounts of one person, or those of a household and what is kept of it without an account. */
export interface Exported {
  ids: bigint[]
  householdId?: bigint
}

/** Everything that is kept of people, opened, as plain data. */
export async function exportAll(db: Db, seal: Seal, { ids, ...of }: Exported): Promise<Record<string, unknown>> {
  const accounts = await db.channelAccount.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })
  const householdId = of.householdId ?? accounts.flatMap((account) => account.householdId ?? [])[0]
  const matters = { OR: [{ accountId: { in: ids } }, ...(of.householdId === undefined ? [] : [of])] }
  const senders = accounts.map(({ channel, address }) => ({ channel, address }))
  const kept = {
    accounts,
    ...(await householdOf(db, seal, householdId)),
    consents: await db.consent.findMany({ where: { accountId: { in: ids } }, orderBy: { id: 'asc' } }),
    talks: await talksOf(db, seal, ids),
    messagesIn: await messagesIn(db, seal, senders),
    messagesOut: await messagesOut(db, seal, ids),
    reminders: await db.reminder.findMany({ where: { accountId: { in: ids } }, orderBy: { id: 'asc' } }),
    linkAttempts: await db.linkAttempt.findMany({ where: { accountId: { in: ids } }, orderBy: { id: 'asc' } }),
    ...(await exportPaymentWords(db, seal, { ids, ...(householdId === undefined ? {} : { householdId }) })),
    applications: await applicationsOf(db, seal, matters),
    cases: await casesOf(db, seal, matters),
    pictures: await picturesOf(db, seal, { ids, matters }),
    losses: await exportLosses(db, seal, matters),
    leaderNudges: await exportNudges(db, { theirs: matters, ids }),
    groupRoles: await db.groupRole.findMany({ where: { accountId: { in: ids } }, orderBy: { id: 'asc' } }),
    history: await everyLine(db, seal, ids),
  }
  return plain(kept) as Record<string, unknown>
}

async function householdOf(db: Db, seal: Seal, id: bigint | undefined) {
  if (id === undefined) return { household: null, people: [], loans: [], groupsLed: [] }
  const include = { commune: true, hamlet: true, group: true } as const
  const row = await db.household.findUnique({ where: { id }, include })
  const phone = row?.phoneSealed ? seal.open(row.phoneSealed) : undefined
  const { phoneSealed: _, phoneIndex: __, commune, hamlet, group, ...household } = row ?? {}
  const place = { commune: commune?.name, hamlet: hamlet?.name, group: group?.name }
  return {
    household: row ? { ...household, phone, ...place } : null,
    people: await db.person.findMany({ where: { householdId: id }, orderBy: { id: 'asc' } }),
    visits: await db.visit.findMany({ where: { householdId: id }, orderBy: { id: 'asc' } }),
    loans: await db.loan.findMany({ where: { householdId: id }, include: { instalments: true, payments: true } }),
    groupsLed: phone === undefined ? [] : await groupsLedBy(db, seal, phone),
  }
}

/** The groups whose leader, by the bank's list, has that number. */
function groupsLedBy(db: Db, seal: Seal, phone: string) {
  const where = { leaderPhoneIndex: { in: seal.indexes(phone) } }
  return db.savingsCreditGroup.findMany({ where, select: { code: true, name: true, leaderName: true } })
}

async function talksOf(db: Db, seal: Seal, ids: bigint[]) {
  const rows = await db.talk.findMany({ where: { accountId: { in: ids } } })
  return rows.map((row) => ({ accountId: row.accountId, state: talkOf(row, seal), updatedAt: row.updatedAt }))
}

async function messagesIn(db: Db, seal: Seal, senders: { channel: string; address: string }[]) {
  const rows = await db.inbox.findMany({ where: { OR: senders }, orderBy: { id: 'asc' } })
  return rows.map(({ saidSealed, body, ...row }) => ({ ...row, body: inboundOf({ saidSealed, body }, seal) }))
}

async function messagesOut(db: Db, seal: Seal, ids: bigint[]) {
  const rows = await db.delivery.findMany({ where: { accountId: { in: ids } }, orderBy: { id: 'asc' } })
  return rows.map(({ bodySealed, ...row }) => (bodySealed ? { ...row, body: JSON.parse(seal.open(bodySealed)) } : row))
}

async function applicationsOf(db: Db, seal: Seal, where: Prisma.ApplicationWhereInput) {
  const rows = await db.application.findMany({
    where,
    orderBy: { id: 'asc' },
    include: { events: true, reviews: true },
  })
  return rows.map(({ answersSealed, bankSealed, identityIndex: _, events, ...rest }) => ({
    ...rest,
    events: events.map(({ note, noteSealed, ...event }) => ({
      ...event,
      note: noteSealed === null ? note : seal.open(noteSealed),
    })),
    answers: JSON.parse(seal.open(answersSealed)),
    bank: bankSealed === null ? null : JSON.parse(seal.open(bankSealed)),
  }))
}

/** A picture as it can be handed out: the file stands in it as base64, under the name that says so. */
function pictureOf({ photoSealed, ...row }: Prisma.AttachmentGetPayload<object>, seal: Seal) {
  return { ...row, fileBase64: Buffer.from(seal.openBytes(photoSealed)).toString('base64') }
}

async function casesOf(db: Db, seal: Seal, where: Prisma.CaseWhereInput) {
  // Notes are what staff write for each other: they are not handed out, and go with everything else when a person is erased.
  const lines = { where: { by: { not: 'note' } }, orderBy: { id: 'asc' } } as const
  const rows = await db.case.findMany({ where, orderBy: { id: 'asc' }, include: { lines } })
  return rows.map(({ lines, answersSealed, ...row }) => ({
    ...row,
    answers: answersSealed === null ? null : JSON.parse(seal.open(answersSealed)),
    lines: lines.map(({ textSealed, text, ...line }) => ({ ...line, text: textOf({ text, textSealed }, seal) })),
  }))
}

/** The pictures of papers: those of requests, and those that no request carries yet. */
async function picturesOf(
  db: Db,
  seal: Seal,
  { ids, matters }: { ids: bigint[]; matters: Prisma.ApplicationWhereInput },
) {
  const where = { OR: [{ accountId: { in: ids } }, { application: matters }] }
  const rows = await db.attachment.findMany({ where, orderBy: { id: 'asc' } })
  return rows.map((row) => pictureOf(row, seal))
}

/** Lines read at once. */
const pageOfLines = 500

/** The talk as it was held: of one person as one talk, of a household person by person. */
async function everyLine(db: Db, seal: Seal, ids: bigint[]): Promise<Omit<Line, 'place'>[]> {
  const rows = await db.channelAccount.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })
  const people = new Map(
    rows.map(({ id, personId }) => [personId === null ? `account ${id}` : `person ${personId}`, id]),
  )
  const told: Omit<Line, 'place'>[] = []
  for (const id of people.values()) told.push(...(await linesOf(db, seal, id.toString())))
  return told
}

async function linesOf(db: Db, seal: Seal, accountId: string): Promise<Omit<Line, 'place'>[]> {
  const { ofPerson } = prismaHistory(db, seal)
  const lines: Line[] = []
  for (;;) {
    const [first] = lines
    const page = await ofPerson(accountId, { limit: pageOfLines, ...(first ? { before: first.place } : {}) })
    lines.unshift(...page)
    if (page.length < pageOfLines) return lines.map(({ place: _, ...line }) => line)
  }
}

/** Ids as text: JSON knows no number of that size. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? v.toString() : v)))
}
