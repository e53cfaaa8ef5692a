import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A migrated, empty database of one test file's own. */
export interface FreshDatabase {
  url: string
  drop(): Promise<void>
}

/**
 * Copies the migrated database of this run. Call it once for each test file, in `beforeAll`; `drop` goes into `afterAll`. Another database
 * to copy is one that nobody is connected to any more.
 */
export async function freshDatabase(of = inject('templateUrl')): Promise<FreshDatabase> {
  const template = new URL(of)
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdmin(template, `CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)} STRATEGY WAL_LOG`)
  return { url: withDatabase(template, name), drop: () => asAdmin(template, `DROP DATABASE ${name} WITH (FORCE)`) }
}

async function asAdmin(template: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(template, 'postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function withDatabase(url: URL, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}
