import { type Day, readDay } from '../domain/day.ts'
import type { BookedPayment, DueReceipt, DueReceipts, NewReceipt, ReceiptAnswer, Receipts } from '../ports/receipts.ts'
import { Prisma } from './client/client.ts'
import { columnOf } from './day-column.ts'
import { type Db, key } from './db.ts'

/** The words about payments that were booked, kept in PostgreSQL: the key on household and day is what keeps them one a day. */
export function prismaReceipts(db: Db): Receipts {
  return {
    due: (which) => due(db, which),
    claim: (receipt) => claim(db, receipt),
    find: async (id) => {
      const row = await db.paymentReceipt.findUnique({ where: { id: key(id) } })
      if (!row) return undefined
      const ids = {
        id: row.id.toString(),
        householdId: row.householdId.toString(),
        accountId: row.accountId.toString(),
      }
      const said = row.answer === null ? {} : { answer: row.answer as ReceiptAnswer }
      return { ...ids, ...said, ...(row.caseId === null ? {} : { caseId: row.caseId.toString() }) }
    },
    payments: async (id) => {
      const rows = await db.$queryRaw<{ told: Told }[]>`
        SELECT ${told} AS told FROM payment_receipt r JOIN payment p ON p.id = ANY(r.payment_ids) JOIN loan l ON l.id = p.loan_id
        WHERE r.id = ${key(id)} ORDER BY p.paid_on, p.id`
      return rows.map((row) => bookedOf(row.told))
    },
    answer: async (id, { answer, caseId, at }) => {
      const data = { answer, answeredAt: at, ...(caseId === undefined ? {} : { caseId: key(caseId) }) }
      const where = { id: key(id), OR: [{ answer: null }, { answer: { not: answer } }] }
      return (await db.paymentReceipt.updateMany({ where, data })).count === 1
    },
    isOn: async (officeId) => (await db.setting.findUnique({ where: { key: settingOf(officeId) } }))?.value !== false,
    setOn: async (officeId, on) => {
      const name = settingOf(officeId)
      await db.setting.upsert({ where: { key: name }, create: { key: name, value: on }, update: { value: on } })
    },
  }
}

function settingOf(officeId: number): string {
  return `office.${officeId}.receipts`
}

/** A payment as JSON: amounts as text, since JSON knows no number of that size. */
const told = Prisma.sql`jsonb_build_object('id', p.id::text, 'loanCode', l.loan_code, 'programme', l.programme, 'paidOn', p.paid_on,
  'principal', p.principal::text, 'interest', p.interest::text, 'deposit', p.deposit::text, 'collectedBy', p.collected_by)`

interface Told {
  id: string
  loanCode: string
  programme: string
  paidOn: string
  principal: string
  interest: string
  deposit: string
  collectedBy: string
}

function bookedOf({ paidOn, principal, interest, deposit, ...rest }: Told): BookedPayment {
  const amounts = { principal: Number(principal), interest: Number(interest), deposit: Number(deposit) }
  return { ...rest, ...amounts, paidOn: readDay(paidOn) as Day }
}

async function due(db: Db, { day, since, afterHousehold, limit }: DueReceipts): Promise<DueReceipt[]> {
  const rows = await db.$queryRaw<{ household: bigint; office: number; name: string; payments: Told[] }[]>`
    SELECT h.id AS household, c.office_id AS office, h.head_name AS name, jsonb_agg(${told} ORDER BY p.paid_on, p.id) AS payments
    FROM payment p JOIN loan l ON l.id = p.loan_id JOIN household h ON h.id = l.household_id JOIN commune c ON c.id = h.commune_id
    WHERE p.echoed_at IS NULL AND p.paid_on BETWEEN ${since}::date AND ${day}::date AND h.id > ${key(afterHousehold ?? '0')}
      AND NOT EXISTS (SELECT FROM household_choice x WHERE x.household_id = h.id AND NOT x.receipts)
      AND NOT EXISTS (SELECT FROM setting s WHERE s.key = 'office.' || c.office_id || '.receipts' AND s.value = 'false'::jsonb)
      AND NOT EXISTS (SELECT FROM payment_receipt r WHERE r.household_id = h.id AND r.day = ${day}::date)
      AND NOT EXISTS (SELECT FROM reminder_day d WHERE d.household_id = h.id AND d.day = ${day}::date)
    GROUP BY h.id, c.office_id, h.head_name ORDER BY h.id LIMIT ${limit}`
  return rows.map(({ household, office, name, payments }) => ({
    ...{ householdId: household.toString(), officeId: office, name },
    payments: payments.map(bookedOf),
  }))
}

/** The household's day is claimed where reminders claim it: whoever comes second, waits for another day. */
async function claim(db: Db, receipt: NewReceipt): ReturnType<Receipts['claim']> {
  const { householdId, accountId, day, at } = receipt
  const ids = receipt.paymentIds.map(key)
  const [mine] = await db.$queryRaw<{ delivery: bigint }[]>`
    INSERT INTO reminder_day (day, household_id, delivery_id)
    VALUES (${day}::date, ${key(householdId)}, nextval(pg_get_serial_sequence('delivery', 'id')))
    ON CONFLICT (day, household_id) DO NOTHING RETURNING delivery_id AS delivery`
  if (!mine) return undefined
  const claimed = await db.$queryRaw<{ id: bigint }[]>`
    UPDATE payment SET echoed_at = ${at}::timestamptz WHERE id = ANY(${ids}::bigint[]) AND echoed_at IS NULL RETURNING id`
  if (claimed.length === 0) {
    // Nothing is left to tell: the day is free for a reminder.
    await db.reminderDay.delete({ where: { day_householdId: { day: columnOf(day), householdId: key(householdId) } } })
    return undefined
  }
  const data = { householdId: key(householdId), accountId: key(accountId), day: columnOf(day), writtenAt: at }
  const { id } = await db.paymentReceipt.create({ data: { ...data, paymentIds: claimed.map((row) => row.id) } })
  const paymentIds = new Set(claimed.map((row) => row.id.toString()))
  return { id: id.toString(), deliveryId: mine.delivery.toString(), paymentIds }
}
