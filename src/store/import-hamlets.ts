import type { Db } from './db.ts'

/** Writes those hamlets that a list names and the register does not know. */
export async function addHamlets(
  db: Db,
  rows: readonly { commune_code: string; hamlet?: string | undefined }[],
): Promise<void> {
  const named = rows.map(({ commune_code, hamlet }) => ({ commune_code, hamlet })).filter(({ hamlet }) => hamlet)
  if (named.length === 0) return
  await db.$executeRaw`
    INSERT INTO hamlet (commune_id, name)
    SELECT DISTINCT commune.id, row.hamlet
    FROM jsonb_to_recordset(${JSON.stringify(named)}::jsonb) AS row (commune_code text, hamlet text)
    JOIN commune ON commune.code = row.commune_code
    WHERE NOT EXISTS (SELECT FROM hamlet WHERE hamlet.commune_id = commune.id AND hamlet.name = row.hamlet)
    ON CONFLICT DO NOTHING`
}
