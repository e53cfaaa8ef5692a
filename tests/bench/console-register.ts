import type pg from 'pg'

/** How much of each there is. */
export interface Sizes {
  households: number
  cases: number
  applications: number
}

const surnames = "'{Nguyễn,Trần,Lê,Phạm,Hoàng,Vũ,Đặng,Bùi,Đỗ,Ngô,Dương,Lý}'::text[]"
const middles = "'{Văn,Thị,Hữu,Đức,Ngọc,Thanh,Minh,Quốc}'::text[]"
const givens =
  "'{An,Bình,Chiến,Dũng,Đào,Giang,Hạnh,Hương,Khánh,Liên,Mai,Nga,Oanh,Phúc,Quyên,Sơn,Thảo,Uyên,Vinh,Yến}'::text[]"

/** Lower case without marks, as names are kept for the search. Once a name, not once a row. */
const folded = (name: string) =>
  `translate(lower(${name}), 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ', 'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd')`

/**
 * Fills the sample office up to the size of several: all of it in one office, which is harder than in the field (18,000 households).
 * What is sealed is copied from what the sample office has. Half of the households have a loan, a third an account; of the requests a
 * fifth is on its way, of the cases one in twenty-five is open.
 */
export async function fillConsole(sql: pg.Client, { households, cases, applications }: Sizes): Promise<void> {
  const { rows } = await sql.query(
    'SELECT c.office_id AS office FROM household h JOIN commune c ON c.id = h.commune_id LIMIT 1',
  )
  const { office } = rows[0]
  const groups = await numbered(
    sql,
    'bench_group',
    `
    SELECT g.id, g.commune_id FROM savings_credit_group g JOIN commune c ON c.id = g.commune_id WHERE c.office_id = ${office}`,
  )
  for (const statement of register({ households, groups })) await sql.query(statement)
  const accounts = await numbered(
    sql,
    'bench_account',
    `
    SELECT a.id, a.household_id, h.commune_id FROM channel_account a JOIN household h ON h.id = a.household_id WHERE a.address LIKE '77%'`,
  )
  for (const statement of work({ office, accounts, households, cases, applications })) await sql.query(statement)
  await sql.query('VACUUM ANALYZE')
  await sql.query('CHECKPOINT')
}

/** Rows with a number `k` from 0, so that any number finds one. Gives how many there are. */
async function numbered(sql: pg.Client, table: string, rows: string): Promise<number> {
  await sql.query(
    `CREATE TEMP TABLE ${table} AS SELECT row_number() OVER (ORDER BY id) - 1 AS k, * FROM (${rows}) AS rows`,
  )
  await sql.query(`CREATE UNIQUE INDEX ON ${table} (k)`)
  await sql.query(`ANALYZE ${table}`)
  return Number((await sql.query(`SELECT count(*) FROM ${table}`)).rows[0].count)
}

function register({ households, groups }: { households: number; groups: number }): string[] {
  return [
    `INSERT INTO household (customer_id, head_name, head_name_folded, birth_year, commune_id, hamlet_id, group_id, phone_sealed, phone_index, poverty_status, list_year)
     SELECT (9000000 + n)::text, name, ${folded('name')}, 1945 + n % 55, g.commune_id, NULL, g.id, model.phone_sealed, 'bench' || n,
       (ARRAY['poor','near_poor','newly_escaped','none'])[1 + n % 4], 2026
     FROM (SELECT n, (${surnames})[1 + n % 12] || ' ' || (${middles})[1 + n / 12 % 8] || ' ' || (${givens})[1 + n / 96 % 20] AS name
           FROM generate_series(1, ${households}) n) AS named
     JOIN bench_group g ON g.k = n % ${groups}
     CROSS JOIN (SELECT phone_sealed FROM household WHERE phone_sealed IS NOT NULL ORDER BY id LIMIT 1) AS model`,
    `INSERT INTO loan (loan_code, household_id, programme, group_id, commune_id, principal, disbursed_on, final_due_date, rate_pct,
       overdue_rate_pct, outstanding, overdue, interest_due, next_due_date, next_principal, as_of, status)
     SELECT '77' || lpad(h.id::text, 14, '0'), h.id, (ARRAY['clean_water','poor','near_poor','student'])[1 + h.id % 4], h.group_id, h.commune_id, 25000000,
       '2024-11-19', '2029-11-19', 8.4, 10.92, 20000000, 0, 140000, date '2026-11-01' + (h.id % 60)::int, 5000000, '2026-11-15',
       CASE WHEN h.id % 50 = 1 THEN 'overdue' ELSE 'normal' END
     FROM household h WHERE h.customer_id LIKE '9%' AND h.id % 2 = 0`,
    `INSERT INTO channel_account (channel, address, household_id, name, created_at, last_seen_at, linked_at)
     SELECT 'telegram', '77' || h.id, h.id, h.head_name, '2026-10-01', '2026-11-15', '2026-10-01' FROM household h
     WHERE h.customer_id LIKE '9%' AND h.id % 3 = 0`,
    `INSERT INTO consent (account_id, purpose, wording, lang, given_at)
     SELECT a.id, purpose, 'bench', 'vi', '2026-10-01' FROM channel_account a, unnest('{talk,loans,reminders,announcements}'::text[]) purpose
     WHERE a.address LIKE '77%'`,
  ]
}

type Work = Sizes & { office: number; accounts: number }

function work({ office, accounts, households, cases, applications }: Work): string[] {
  return [
    `INSERT INTO inbox (channel, update_id, address, body, received_at, processed_at)
     SELECT 'telegram', 'bench' || a.id || '-' || n, a.address, '{"what": {"kind": "text", "text": "Tôi muốn hỏi vay vốn nước sạch"}}',
       timestamptz '2026-11-01' + make_interval(hours => n * 30), '2026-11-15' FROM channel_account a, generate_series(1, 6) n WHERE a.address LIKE '77%'`,
    `INSERT INTO delivery (account_id, channel, lane, body, state, attempts, created_at, sent_at)
     SELECT a.id, a.channel, 0, '{"parts": [{"as": "text", "words": {"key": "common:named", "with": {"name": "Bác được vay nhiều nhất 25 triệu đồng"}}}]}', 'sent', 1,
       timestamptz '2026-11-01' + make_interval(hours => n * 30), timestamptz '2026-11-01' + make_interval(hours => n * 30)
     FROM channel_account a, generate_series(1, 6) n WHERE a.address LIKE '77%'`,
    `INSERT INTO "case" (code, kind, state, account_id, household_id, office_id, commune_id, routed_to, opened_at, due_at, closed_at)
     SELECT 'B' || n, (ARRAY['talk','difficulty','complaint','fraud'])[1 + n % 4], CASE WHEN n % 25 > 0 THEN 'closed' WHEN n % 2 = 0 THEN 'open' ELSE 'answered' END,
       a.id, a.household_id, ${office}, a.commune_id, 'officer', timestamptz '2026-11-16' - make_interval(mins => n), timestamptz '2026-11-18' - make_interval(mins => n),
       CASE WHEN n % 25 > 0 THEN timestamptz '2026-11-15' END
     FROM generate_series(1, ${cases}) n
     JOIN bench_account a ON a.k = n % ${accounts}`,
    `INSERT INTO case_line (case_id, by, text, at)
     SELECT c.id, CASE WHEN n % 2 = 1 THEN 'household' ELSE 'staff' END, (SELECT text FROM case_line ORDER BY id LIMIT 1), c.opened_at + make_interval(hours => n)
     FROM "case" c, generate_series(1, 4) n WHERE c.code LIKE 'B%'`,
    `INSERT INTO application (code, account_id, household_id, office_id, commune_id, programme, state, state_since, due_at, answers_sealed, bank_sealed, amount, law_day, verdict, sent_key, created_at, updated_at)
     SELECT 'B-' || n, a.id, a.household_id, ${office}, a.commune_id, m.programme,
       CASE WHEN n % 5 > 0 THEN 'use_checked' ELSE (ARRAY['submitted','with_group','listed','commune_confirmed','with_officer','approved','notified','disbursed'])[1 + n / 5 % 8] END,
       timestamptz '2026-11-16' - make_interval(mins => n), CASE WHEN n % 5 = 0 THEN timestamptz '2026-11-26' - make_interval(mins => n * 2) END,
       m.answers_sealed, m.bank_sealed, 20000000, m.law_day, m.verdict, 'bench' || n, timestamptz '2026-11-16' - make_interval(mins => n * 3), timestamptz '2026-11-16' - make_interval(mins => n)
     FROM generate_series(1, ${applications}) n
     JOIN bench_account a ON a.k = n % ${accounts}
     CROSS JOIN (SELECT * FROM application ORDER BY bank_sealed IS NULL, id LIMIT 1) AS m`,
    `INSERT INTO application_event (application_id, event, from_state, to_state, actor_kind, actor_id, at)
     SELECT p.id, (ARRAY['send','pass_to_group','list','confirm'])[n], (ARRAY['draft','submitted','with_group','listed'])[n], (ARRAY['submitted','with_group','listed','commune_confirmed'])[n], 'staff', s.id, p.created_at + make_interval(hours => n)
     FROM application p, generate_series(1, 4) n, (SELECT id FROM staff ORDER BY id LIMIT 1) s WHERE p.code LIKE 'B-%'`,
    `INSERT INTO audit (at, actor_kind, actor_id, action, subject_kind, subject_id)
     SELECT timestamptz '2026-11-16' - make_interval(mins => n), 'staff', s.id, 'phone.open', 'household', n::text
     FROM generate_series(1, ${households}) n, (SELECT id FROM staff ORDER BY id LIMIT 1) s`,
  ]
}
