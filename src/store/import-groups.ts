import type { GroupRow } from '../domain/import-rows.ts'
import type { PutCounts, Putting } from '../ports/imports.ts'
import { Prisma } from './client/client.ts'
import type { Db } from './db.ts'
import { changesOf } from './import-changes.ts'
import { addHamlets } from './import-hamlets.ts'
import { countsOf, type Tally } from './import-tally.ts'
import { comparedColumns, noting, written } from './import-touched.ts'
import type { Seal } from './seal.ts'

/** Writes groups by their code, their hamlets where new, and the day of the transaction points that they name. */
export async function putGroups(
  db: Db,
  { rows, how, seal, noted }: { rows: readonly GroupRow[]; how: Putting; seal: Seal; noted: boolean },
): Promise<PutCounts> {
  const keep = (column: string, kept: Prisma.Sql, given: Prisma.Sql) => (how.absent.includes(column) ? kept : given)
  await addHamlets(db, rows)
  await setPointDays(db, rows, noted)
  return countsOf(
    await db.$queryRaw<Tally[]>`
    WITH given AS (${givenRows(rows, seal)}),
    matched AS (
      SELECT given.group_id, given.name, given.leader_name, given.association::int AS association_code, commune.id AS commune_id,
        given.transaction_day,
        ${keep('leader_phone', Prisma.sql`old.leader_phone_sealed`, Prisma.sql`given.leader_phone_sealed`)} AS phone_sealed,
        ${keep('leader_phone', Prisma.sql`old.leader_phone_index`, Prisma.sql`given.leader_phone_index`)} AS phone_index,
        ${keep('hamlet', Prisma.sql`old.hamlet_id`, Prisma.sql`hamlet.id`)} AS hamlet_id,
        ${keep('transaction_point_id', Prisma.sql`old.point_id`, Prisma.sql`transaction_point.id`)} AS point_id,
        ${keep('collection_day', Prisma.sql`old.collection_day`, Prisma.sql`given.collection_day`)} AS collection_day
      FROM given
      JOIN commune ON commune.code = given.commune_code
      LEFT JOIN hamlet ON hamlet.commune_id = commune.id AND hamlet.name = given.hamlet
      LEFT JOIN transaction_point ON transaction_point.code = given.transaction_point_id
      LEFT JOIN savings_credit_group old ON old.code = given.group_id
      WHERE given.transaction_point_id IS NULL OR transaction_point.id IS NOT NULL
    ), written AS (
      INSERT INTO savings_credit_group AS kept (code, name, leader_name, association_code, commune_id, transaction_day,
        leader_phone_sealed, leader_phone_index, hamlet_id, point_id, collection_day)
      SELECT * FROM matched ORDER BY group_id
      ON CONFLICT (code) DO UPDATE SET leader_phone_sealed = excluded.leader_phone_sealed, ${changes.set}
      WHERE ${changes.differs}
      ${written(noted)}
    )${noting('savings_credit_group', noted)}
    SELECT (SELECT count(*) FROM given) AS given, (SELECT count(*) FROM matched) AS matched,
      (SELECT count(*) FROM written WHERE added) AS added, (SELECT count(*) FROM written WHERE NOT added) AS changed`,
  )
}

const changes = changesOf(comparedColumns('savings_credit_group'))

// The fixed day belongs to the point, and the list of groups is where the bank writes it.
async function setPointDays(db: Db, rows: readonly GroupRow[], noted: boolean): Promise<void> {
  const days = rows.map(({ transaction_point_id: point, transaction_day: day }) => ({ point, day }))
  await db.$executeRaw`
    WITH written AS (
      UPDATE transaction_point AS kept SET day_of_month = row.day
      FROM (SELECT DISTINCT point, day FROM jsonb_to_recordset(${JSON.stringify(days)}::jsonb) AS given (point text, day int)) AS row
      WHERE kept.code = row.point AND kept.day_of_month <> row.day
      ${written(noted)})${noting('transaction_point', noted)}
    SELECT count(*) FROM written`
}

function givenRows(rows: readonly GroupRow[], seal: Seal): Prisma.Sql {
  const sealed = rows.map(({ leader_phone: phone, ...row }) => ({
    ...row,
    ...(phone === undefined ? {} : { leader_phone_sealed: seal.seal(phone), leader_phone_index: seal.index(phone) }),
  }))
  return Prisma.sql`
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(sealed)}::jsonb) AS row (
      group_id text, name text, leader_name text, leader_phone_sealed text, leader_phone_index text, association text,
      commune_code text, hamlet text, transaction_point_id text, transaction_day int, collection_day int)`
}
