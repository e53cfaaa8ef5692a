import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openEmbedded } from '../../src/store/embedded.ts'
import { migrate } from '../../src/store/migrate.ts'
import { startLoa } from '../support/loa-process.ts'
import { groupsFor, groupsPerCommune, writeLoansCsv, writeLoansXlsx } from './import-files.ts'
import { moment } from './moment.ts'
import { type Options, whole } from './options.ts'
import { childrenNamed, useOf } from './processes.ts'
import { tell, withStops } from './stops.ts'

/** What one import came to: its time as a process from start to end, the most memory it held, and what it changed. */
interface Taken {
  seconds: number
  peakMemoryMb: number
  /** Of the command and of the database: on a busy machine these say more than the time does. */
  cpuSeconds: { loa: number; database: number }
  added: number
  changed: number
}

/**
 * Takes a list of `loans` into an empty register by the product's own command, and the same list once more: as text, and as a workbook.
 * Each time is that of the whole command, from its start as a process, on a PostgreSQL with its durable defaults.
 */
export async function importLoans(options: Options): Promise<object> {
  const loans = whole(options, 'loans', { usual: 100_000, most: 2_000_000 })
  return withStops(async (stops) => {
    const dir = mkdtempSync(join(tmpdir(), 'loa-bench-'))
    chmodSync(dir, 0o711)
    stops.push(async () => rmSync(dir, { recursive: true, force: true }))
    const files = { csv: join(dir, 'loans.csv'), xlsx: join(dir, 'loans.xlsx') }
    tell(`writing ${loans} loans as text and as a workbook`)
    writeLoansCsv(files.csv, loans)
    await writeLoansXlsx(files.xlsx, loans)
    const embedded = await openEmbedded({ dir: join(dir, 'postgres'), log: { info: () => {}, warn: () => {} } })
    stops.push(embedded.stop)
    const figures: Record<string, object> = {}
    for (const kind of ['csv', 'xlsx'] as const)
      figures[kind] = await twice({ url: embedded.url, kind, file: files[kind], loans })
    return { loans, ...figures }
  })
}

interface Import {
  url: string
  kind: 'csv' | 'xlsx'
  file: string
  loans: number
}

async function twice({ url: server, kind, file, loans }: Import): Promise<object> {
  const url = new URL(server)
  await query(url, `CREATE DATABASE import_${kind}`)
  url.pathname = `import_${kind}`
  await migrate(url.href)
  await query(url, unitsFor(loans))
  const first = await take(url.href, file)
  tell(`${kind}: ${JSON.stringify(first)}`)
  const again = await take(url.href, file)
  tell(`${kind} once more: ${JSON.stringify(again)}`)
  if (first.added !== loans) throw new Error(`${first.added} of ${loans} loans were added`)
  const peakMemoryMb = Math.max(first.peakMemoryMb, again.peakMemoryMb)
  return {
    seconds: first.seconds,
    cpuSeconds: first.cpuSeconds,
    peakMemoryMb,
    secondRun: { ...again, changes: again.added + again.changed },
  }
}

async function query(url: URL, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** The office, its communes and its groups: what a list of loans names and does not bring. */
function unitsFor(loans: number): string {
  const groups = groupsFor(loans)
  return `
    INSERT INTO province (id, code, name) VALUES (1, '37', 'Ninh Bình');
    INSERT INTO transaction_office (id, code, province_id, name, phone) VALUES (1, '0101', 1, 'Phòng giao dịch', '02260000000');
    INSERT INTO commune (id, code, office_id, name, kind)
    SELECT n + 1, lpad(n::text, 6, '0'), 1, 'Xã ' || n, 'xa' FROM generate_series(0, ${groups} / ${groupsPerCommune}) n;
    INSERT INTO savings_credit_group (id, code, name, leader_name, association_code, commune_id, transaction_day)
    SELECT n + 1, lpad(n::text, 7, '0'), 'Tổ ' || n, 'Tổ trưởng', 12, n / ${groupsPerCommune} + 1, 12
    FROM generate_series(0, ${groups}) n;
    ANALYZE`
}

/** How often the memory of the process is read: the system itself keeps the most that it ever held. */
const everyMs = 100

async function take(url: string, file: string): Promise<Taken> {
  const env = { DATABASE_URL: url, LOA_DATA_KEY: Buffer.alloc(32, 3).toString('base64') }
  const from = moment()
  const before = databaseSeconds()
  const loa = startLoa(['import', 'loans', file, '--json'], env)
  let [peakMemoryMb, loaSeconds] = [0, 0]
  const look = () => {
    const use = useOf(loa.child.pid ?? 0)
    peakMemoryMb = Math.max(peakMemoryMb, use.peakMemoryMb ?? 0)
    loaSeconds = Math.max(loaSeconds, use.cpuSeconds ?? 0)
  }
  const looking = setInterval(look, everyMs)
  const code = await loa.ended
  clearInterval(looking)
  if (code !== 0) throw new Error(`the list was not taken (${code}): ${loa.log()}`)
  const { added, changed } = JSON.parse(loa.output().trim().split('\n').at(-1) ?? '')
  const cpuSeconds = { loa: rounded(loaSeconds), database: rounded(databaseSeconds() - before) }
  return { seconds: rounded((moment() - from) / 1000), peakMemoryMb, cpuSeconds, added, changed }
}

function databaseSeconds(): number {
  return childrenNamed('postgres').reduce((sum, pid) => sum + (useOf(pid).cpuSeconds ?? 0), 0)
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10
}
