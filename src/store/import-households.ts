import type { FoldedHouseholdRow, PutCounts, Putting } from '../ports/imports.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import { changesOf } from './import-changes.ts'
import { addHamlets } from './import-hamlets.ts'
import { countsOf, type Tally } from './import-tally.ts'
import { comparedColumns, noting, written } from './import-touched.ts'
import type { Seal } from './seal.ts'

/** Writes households by their customer id, and their hamlets where new. A phone number is compared by its hash. */
export async function putHouseholds(
  db: Db,
  { rows, how, seal, noted }: { rows: readonly FoldedHouseholdRow[]; how: Putting; seal: Seal; noted: boolean },
): Promise<PutCounts> {
  const keep = (column: string, kept: Prisma.Sql, given: Prisma.Sql) => (how.absent.includes(column) ? kept : given)
  await addHamlets(db, rows)
  return countsOf(
    await db.$queryRaw<Tally[]>`
    WITH given AS (${givenRows(rows, seal)}),
    matched AS (
      SELECT given.customer_id, given.household_head, given.head_folded, commune.id AS commune_id,
        ${keep('birth_year', Prisma.sql`old.birth_year`, Prisma.sql`given.birth_year`)} AS birth_year,
        ${keep('phone', Prisma.sql`old.phone_sealed`, Prisma.sql`given.phone_sealed`)} AS phone_sealed,
        ${keep('phone', Prisma.sql`old.phone_index`, Prisma.sql`given.phone_index`)} AS phone_index,
        ${keep('hamlet', keptHamlet, Prisma.sql`hamlet.id`)} AS hamlet_id,
        ${keep('group_id', Prisma.sql`old.group_id`, Prisma.sql`savings_credit_group.id`)} AS group_id,
        ${keep('poverty_status', Prisma.sql`old.poverty_status`, Prisma.sql`given.poverty_status`)} AS poverty_status,
        ${keep('list_year', Prisma.sql`old.list_year`, Prisma.sql`given.list_year`)} AS list_year
      FROM given
      JOIN commune ON commune.code = given.commune_code
      LEFT JOIN hamlet ON hamlet.commune_id = commune.id AND hamlet.name = given.hamlet
      LEFT JOIN savings_credit_group ON savings_credit_group.code = given.group_id
      LEFT JOIN household old ON old.customer_id = given.customer_id
      WHERE given.group_id IS NULL OR savings_credit_group.id IS NOT NULL
    ), written AS (
      INSERT INTO household AS kept (customer_id, head_name, head_name_folded, commune_id, birth_year, phone_sealed,
        phone_index, hamlet_id, group_id, poverty_status, list_year, updated_at)
      SELECT *, ${how.at}::timestamptz FROM matched ORDER BY customer_id
      ON CONFLICT (customer_id) DO UPDATE SET phone_sealed = excluded.phone_sealed, updated_at = excluded.updated_at,
        ${changes.set}
      WHERE ${changes.differs}
      ${written(noted)}
    )${noting('household', noted)}
    SELECT (SELECT count(*) FROM given) AS given, (SELECT count(*) FROM matched) AS matched,
      (SELECT count(*) FROM written WHERE added) AS added, (SELECT count(*) FROM written WHERE NOT added) AS changed`,
  )
}

/** Writes those households whose customer id is new, and returns how many these were. */
export async function addHouseholds(
  db: Db,
  { rows, at, seal, noted }: { rows: readonly FoldedHouseholdRow[]; at: Date; seal: Seal; noted: boolean },
): Promise<number> {
  const [made] = await db.$queryRaw<{ count: bigint }[]>`
    WITH given AS (${givenRows(rows, seal)}), written AS (
    INSERT INTO household AS kept (customer_id, head_name, head_name_folded, commune_id, phone_sealed, phone_index, group_id, updated_at)
    SELECT DISTINCT ON (given.customer_id) given.customer_id, household_head, head_folded, commune.id, given.phone_sealed,
      given.phone_index, savings_credit_group.id, ${at}::timestamptz
    FROM given
    JOIN commune ON commune.code = given.commune_code
    LEFT JOIN savings_credit_group ON savings_credit_group.code = given.group_id
    ORDER BY given.customer_id, given.place
    ON CONFLICT (customer_id) DO NOTHING
    ${written(noted)})${noting('household', noted)}
    SELECT count(*) AS count FROM written`
  return Number(made?.count ?? 0)
}

// A hamlet of another commune is no hamlet of a household that has moved.
const keptHamlet = Prisma.sql`CASE WHEN old.commune_id = commune.id THEN old.hamlet_id END`

const changes = changesOf(comparedColumns('household'))

function givenRows(rows: readonly FoldedHouseholdRow[], seal: Seal): Prisma.Sql {
  const sealed = rows.map(({ phone, ...row }, place) => ({
    ...row,
    place,
    ...(phone === undefined ? {} : { phone_sealed: seal.seal(phone), phone_index: seal.index(phone) }),
  }))
  return Prisma.sql`
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(sealed)}::jsonb) AS row (
      place int, customer_id text, household_head text, head_folded text, birth_year int, phone_sealed text, phone_index text,
      commune_code text, hamlet text, group_id text, poverty_status text, list_year int)`
}
