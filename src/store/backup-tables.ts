import type pg from 'pg'

/** The migrations that a database went through, by name. */
export async function migrationsOf(db: pg.ClientBase): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1',
  )
  return rows.map(({ name }) => name)
}

/** Where the counters of ids stand. One that was never asked is not in it. */
export async function sequencesOf(db: pg.ClientBase): Promise<Record<string, string>> {
  const { rows } = await db.query<{ name: string; value: string }>(
    "SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL",
  )
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}

/** All tables of ours, each after those that its rows refer to. Throws when they refer to each other in a circle: that is our error. */
export async function inOrder(db: pg.ClientBase): Promise<string[]> {
  const { rows } = await db.query<{ name: string; needs: string[] }>(
    `SELECT t.relname::text AS name, coalesce(array_agg(r.relname::text) FILTER (WHERE r.oid <> t.oid), '{}') AS needs
     FROM pg_class t LEFT JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f' LEFT JOIN pg_class r ON r.oid = f.confrelid
     WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace AND t.relname <> '_prisma_migrations'
     GROUP BY t.relname ORDER BY t.relname`,
  )
  const placed: string[] = []
  while (placed.length < rows.length) {
    const next = rows.find(({ name, needs }) => !placed.includes(name) && needs.every((need) => placed.includes(need)))
    if (!next) throw new Error('tables refer to each other in a circle')
    placed.push(next.name)
  }
  return placed
}

/** The first table that holds something, but for those that a migration fills. */
export async function emptyBut(db: pg.ClientBase, filled: readonly string[]): Promise<string | undefined> {
  for (const table of await inOrder(db)) {
    if (filled.includes(table)) continue
    const { rows } = await db.query<{ found: boolean }>(`SELECT EXISTS (SELECT FROM "${table}") AS found`)
    if (rows[0]?.found) return table
  }
  return undefined
}
