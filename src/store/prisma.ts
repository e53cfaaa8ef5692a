import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './client/client.ts'

/** The database as the files of this folder use it: one pool of connections, through Prisma or, for raw SQL, directly. */
export interface Database {
  prisma: PrismaClient
  /** The same pool that Prisma uses. For statements over arrays, and for what one statement does better than ten. */
  pool: pg.Pool
  close(): Promise<void>
}

/** How many connections one process holds at most, and where it reports one that broke while idle. */
export interface PrismaOptions {
  poolSize: number
  onError?: (error: Error) => void
}

// A start that finds the database still coming up waits this long for a connection, then says so.
const CONNECT_MS = 10_000

/** So many statements of a process are prepared. Lists of every length make ever new ones, which are planned each time. */
const prepared = 300

/** A name for each statement that comes often enough to be among the first: PostgreSQL then plans it once for a connection, which for the larger ones costs more than running them. */
function namesOfStatements(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const name = names.get(sql)
    if (name !== undefined) return name
    if (names.size >= prepared) return ''
    const fresh = `loa_${names.size}`
    names.set(sql, fresh)
    return fresh
  }
}

/** A connection that breaks while somebody holds it between two statements has no listener of its own, and would end the process: the next statement fails instead. */
function onConnect(client: pg.ClientBase): void {
  client.on('error', () => {})
}

/** Opens the database at a URL of PostgreSQL. Connections are made when first needed. */
export function openPrisma(url: string, { poolSize, onError = () => {} }: PrismaOptions): Database {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, connectionTimeoutMillis: CONNECT_MS, onConnect })
  // Without a listener, a connection that the server cuts while idle would end the process; the pool replaces it by itself.
  pool.on('error', onError)
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: namesOfStatements() }),
    errorFormat: 'minimal',
  })
  const close = async () => {
    await prisma.$disconnect()
    await pool.end()
  }
  return { prisma, pool, close }
}
