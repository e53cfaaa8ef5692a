import type pg from 'pg'
import type { Platform } from './plan.ts'
import { addressBase } from './town.ts'

/** The moment at which each run begins for the product: ten in the morning, on the transaction day. */
export const beginsAt = new Date('2026-11-25T03:00:00Z')

/** That day. */
export const today = '2026-11-25'

/** How many live there; the first of them, `reminders` many, have an instalment due today. */
export interface VillageSize {
  people: number
  reminders: number
  platform: Platform
}

/**
 * People who follow an office, some of whom have a loan that falls due, and a clock that begins at `beginsAt`.
 * Gives how far that clock is from the real one, in milliseconds.
 */
export async function fillVillage(client: pg.Pool, { people, reminders, platform }: VillageSize): Promise<number> {
  await client.query(units, [today])
  await client.query(atOnce)
  await client.query(homes, [reminders])
  await client.query(accounts, [people, platform, addressBase[platform]])
  await client.query(consents)
  await client.query(loans, [today])
  const offsetMs = beginsAt.getTime() - Date.now()
  await moveClock(client, offsetMs)
  return offsetMs
}

/** Sets how far the product's clock is from the real one, in milliseconds. It is read at the start of a process. */
export async function moveClock(client: pg.Pool, offsetMs: number): Promise<void> {
  await client.query(clock, [String(Math.round(offsetMs))])
}

const units = `
  WITH p AS (INSERT INTO province (code, name) VALUES ('37', 'Ninh Bình') RETURNING id),
    o AS (INSERT INTO transaction_office (code, province_id, name, phone, quiet_until, quiet_from, announcements_per_day)
          SELECT 'PGD', id, 'Phòng giao dịch Mẫu', '02260000000', 0, 24, 10 FROM p RETURNING id),
    c AS (INSERT INTO commune (code, office_id, name, kind) SELECT 'C1', id, 'Xã Mẫu', 'xa' FROM o RETURNING id)
  INSERT INTO transaction_point (code, commune_id, name, address, day_of_month)
  SELECT 'D1', id, 'Điểm giao dịch Mẫu', 'Nhà văn hóa', extract(day FROM $1::date) FROM c`

/** Whoever announces needs nobody's word, and all get it at once. */
const atOnce = `
  INSERT INTO setting (key, value) VALUES ('announcements.approval', '"none"'), ('announcements.trial_minutes', '0')`

const homes = `
  INSERT INTO household (customer_id, head_name, head_name_folded, commune_id)
  SELECT 'H' || n, 'Hộ ' || n, 'ho ' || n, (SELECT id FROM commune) FROM generate_series(1, $1::int) AS n`

const accounts = `
  INSERT INTO channel_account (channel, address, household_id, linked_at)
  SELECT $2, ($3::numeric + n)::text, h.id, CASE WHEN h.id IS NULL THEN NULL ELSE now() - interval '300 days' END
  FROM generate_series(1, $1::int) AS n LEFT JOIN household h ON h.customer_id = 'H' || n ORDER BY n`

const consents = `
  INSERT INTO consent (account_id, purpose, wording, lang, given_at)
  SELECT a.id, purpose, 'test', 'vi', now() - interval '300 days' FROM channel_account a,
    unnest(CASE WHEN a.household_id IS NULL THEN ARRAY['announcements'] ELSE ARRAY['announcements', 'loans', 'reminders'] END) AS purpose`

const loans = `
  INSERT INTO loan (loan_code, household_id, programme, commune_id, principal, disbursed_on, final_due_date, rate_pct,
    overdue_rate_pct, outstanding, overdue, interest_due, next_due_date, next_principal, as_of, status)
  SELECT '6600' || lpad(h.id::text, 12, '0'), h.id, 'clean_water', h.commune_id, 20000000, '2025-01-01', '2029-01-01', 9, 11.7,
    10000000, 0, 100000, $1::date, 500000, $1::date - 4, 'normal' FROM household h`

const clock = `
  INSERT INTO setting (key, value) VALUES ('demo.clock_offset_ms', $1::jsonb)
  ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`
