import type pg from 'pg'
import { addDays, addMonths, type Day } from '../../src/domain/day.ts'
import type { LoanRow } from '../../src/domain/import-rows.ts'
import type { Store } from '../../src/ports/store.ts'
import type { KnownLoan, Town, TownLoan } from './town.ts'

/** Writes the units, people and accounts of an office into a migrated, empty database. Ids are those of the town. */
export async function fillTown(pool: pg.Pool, town: Town): Promise<void> {
  await pool.query(`
    INSERT INTO province (id, code, name) VALUES (1, '37', 'Ninh Bình');
    INSERT INTO transaction_office (id, code, province_id, name, phone) VALUES (1, 'PGD', 1, 'Phòng giao dịch', '0226 000 000');
    INSERT INTO commune (id, code, office_id, name, kind) SELECT n, 'X' || n, 1, 'Xã ' || n, 'xa' FROM generate_series(1, 5) n`)
  const fill = (sql: string, rows: readonly object[]) => pool.query(sql, [JSON.stringify(rows)])
  await fill(
    `INSERT INTO transaction_point (id, code, commune_id, name, address, day_of_month)
     SELECT id, code, commune, 'Điểm ' || id, 'Nhà văn hóa', "dayOfMonth"
     FROM jsonb_to_recordset($1) AS x(id int, code text, commune int, "dayOfMonth" int)`,
    town.points,
  )
  await fill(
    `INSERT INTO savings_credit_group (id, code, name, leader_name, association_code, commune_id, point_id, transaction_day, collection_day)
     SELECT g.id, 'G' || g.id, 'Tổ ' || g.id, 'Tổ trưởng ' || g.id, 12, commune, point, p.day_of_month, "collectionDay"
     FROM jsonb_to_recordset($1) AS g(id int, commune int, point int, "collectionDay" int) JOIN transaction_point p ON p.id = g.point`,
    town.groups,
  )
  await fill(
    `WITH h AS (
       INSERT INTO household (id, customer_id, head_name, head_name_folded, commune_id, group_id)
       SELECT id, 'KH' || id, 'Hộ ' || id, 'ho ' || id, commune, "group"
       FROM jsonb_to_recordset($1) AS x(id bigint, commune int, "group" int)),
     a AS (
       INSERT INTO channel_account (id, channel, address, household_id, linked_at)
       SELECT id, 'web', 'nha-' || id, id, now() FROM jsonb_to_recordset($1) AS x(id bigint, linked boolean) WHERE linked)
     INSERT INTO consent (account_id, purpose, wording, lang, given_at)
     SELECT id, purpose, 'test', 'vi', now()
     FROM jsonb_to_recordset($1) AS x(id bigint, linked boolean), unnest(ARRAY['loans', 'reminders']) AS purpose WHERE linked`,
    town.households,
  )
}

/** Takes the list of the bank as it is on the evening of a day: what the town knows of these loans is what the register knows. */
export async function importLoans(
  store: Store,
  town: Town,
  { loans, asOf, at }: { loans: readonly TownLoan[]; asOf: Day; at: Date },
): Promise<void> {
  for (let from = 0; from < loans.length; from += 5_000) {
    const part = loans.slice(from, from + 5_000)
    for (const loan of part) town.known.set(loan.id, knownOf(loan, asOf))
    const rows = part.map((loan) => rowOf(loan, town.known.get(loan.id)!))
    await store.transaction((tx) => tx.imports.putLoans(rows, { absent: [], at }))
  }
}

function knownOf({ dues: [due], principal, interest, status }: TownLoan, asOf: Day): KnownLoan {
  return { ...(due ? { nextDueDate: due } : {}), nextPrincipal: due ? principal : 0, interest, status, asOf }
}

function rowOf({ id, code, household, principal, outstanding }: TownLoan, known: KnownLoan): LoanRow {
  const { nextDueDate, nextPrincipal, interest, status, asOf } = known
  return {
    ...{ loan_id: code, customer_id: `KH${household.id}`, programme: id % 3 === 0 ? 'clean_water' : 'poor' },
    ...{ household_head: undefined, phone: undefined, group_id: household.group ? `G${household.group}` : undefined },
    ...{ commune_code: `X${household.commune}`, principal_vnd: principal * 4, outstanding_vnd: outstanding },
    ...{
      disbursed_on: '2024-05-01',
      final_due_date: addMonths('2024-05-01', 120),
      rate_pct: 6.6,
      overdue_rate_pct: 8.58,
    },
    ...{ overdue_vnd: status === 'overdue' ? principal : 0, interest_due_vnd: interest, next_due_date: nextDueDate },
    ...{ next_principal_vnd: nextPrincipal, as_of: asOf, status },
  } as LoanRow
}

/** The loans of those communes. */
export function loansIn(town: Town, communes: readonly number[]): TownLoan[] {
  return town.loans.filter(({ household }) => communes.includes(household.commune))
}

/** The evening before. */
export function eveOf(day: Day): Day {
  return addDays(day, -1)
}
