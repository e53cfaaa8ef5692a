import type pg from 'pg'

/** An office without quiet hours, of which nobody can hear too much, and which sends to all at once without asking anybody: what a bench measures is not held up by rules. */
const office = [
  `INSERT INTO province (code, name) VALUES ('37', 'Ninh Bình')`,
  `INSERT INTO transaction_office (code, province_id, name, phone, quiet_until, quiet_from, announcements_per_day)
   SELECT 'PGD', id, 'Phòng giao dịch Mẫu', '0226', 0, 24, 10000 FROM province`,
  `INSERT INTO setting (key, value) VALUES ('announcements.approval', '"none"'), ('announcements.trial_minutes', '0')`,
  `INSERT INTO commune (code, office_id, name, kind) SELECT '037001', id, 'Xã Mẫu', 'xa' FROM transaction_office`,
]

/** Four of five recipients are linked to a household, the fifth only follows the bank. */
const households = `
  INSERT INTO household (customer_id, head_name, head_name_folded, commune_id)
  SELECT 'KH' || n, 'Hộ ' || n, 'ho ' || n, c.id FROM generate_series(1, $1::int) AS n, commune c WHERE n % 5 > 0`

const accounts = `
  INSERT INTO channel_account (channel, address, household_id, linked_at)
  SELECT 'telegram', n::text, h.id, CASE WHEN h.id IS NOT NULL THEN now() END
  FROM generate_series(1, $1::int) AS n LEFT JOIN household h ON h.customer_id = 'KH' || n`

const consents = `
  INSERT INTO consent (account_id, purpose, wording, lang, given_at)
  SELECT id, 'announcements', 'bench', 'vi', now() FROM channel_account`

/** Fills an empty database with an office and people in the chats 1 to `recipients` who want its news. */
export async function fillOffice(sql: pg.Client, recipients: number): Promise<void> {
  for (const statement of office) await sql.query(statement)
  await sql.query(households, [recipients])
  await sql.query(accounts, [recipients])
  await sql.query(consents)
  // As a database stands that has been running for a while: its statistics known, nothing of the filling still to be written.
  await sql.query('VACUUM ANALYZE')
  await sql.query('CHECKPOINT')
}

/** What the announcement of a bench says: as long as they usually are. */
export const announcementText = `Từ ngày 01/12/2026, phòng giao dịch nhận hồ sơ vay vốn nước sạch và vệ sinh nông thôn tại điểm giao dịch xã.

Bà con mang theo căn cước công dân. Hồ sơ không mất phí. Ai đòi tiền, bà con báo ngay cho cán bộ.`
