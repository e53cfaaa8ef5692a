import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { openEmbedded } from '../../src/store/embedded.ts'
import { migrate } from '../../src/store/migrate.ts'
import { type Options, whole } from './options.ts'
import { fillRegister, forgetPlan, loansFor, remindersOf } from './plan-register.ts'
import { type Stops, tell, withStops } from './stops.ts'

/** One round of planning. */
interface Round {
  seconds: number
  planned: number
  messages: number
  peakMemoryMb?: number
}

/** What planning the day of a register came to: the round that took the middle time, and the most memory of any. */
interface Figures {
  loans: number
  planned: number
  messages: number
  seconds: number
  perSecond: number
  peakMemoryMb: number
}

/**
 * Plans one day of a register of `loans` with an instalment of `due` of them due, and in turns with it that of a tenth of the loans with as many due,
 * where that can be: what is not due is to cost nothing. Each round is a process of its own, on a PostgreSQL with its durable defaults.
 */
export async function plan(options: Options): Promise<object> {
  const due = whole(options, 'due', { usual: 33_000, most: 1_000_000 })
  const loans = whole(options, 'loans', { usual: 1_000_000, least: loansFor(due) })
  const rounds = whole(options, 'rounds', { usual: 3, most: 99 })
  const sizes = [loans, Math.floor(loans / 10)].filter((size) => size >= loansFor(due))
  return withStops(async (stops) => {
    const url = await openDatabase(stops)
    const registers: Register[] = []
    for (const size of sizes) registers.push(await makeRegister(stops, { url, loans: size, due }))
    for (let round = 0; round < rounds; round++) for (const register of registers) await planOnce(register)
    const [full, baseline] = registers.map(figuresOf)
    const ratio = full && baseline && Math.round((full.seconds / baseline.seconds) * 100) / 100
    return { due, rounds, ...full, ...(baseline ? { baseline, ratio } : {}) }
  })
}

interface Register {
  loans: number
  url: string
  sql: pg.Client
  /** The reminders that the day has. */
  reminders: number
  rounds: Round[]
}

async function openDatabase(stops: Stops): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'loa-bench-'))
  stops.push(async () => rmSync(dir, { recursive: true, force: true }))
  const embedded = await openEmbedded({ dir, log: { info: () => {}, warn: () => {} } })
  stops.push(embedded.stop)
  return embedded.url
}

async function makeRegister(stops: Stops, of: { url: string; loans: number; due: number }): Promise<Register> {
  const url = new URL(of.url)
  const admin = await connect(stops, url)
  url.pathname = `plan_${of.loans}`
  tell(`a register of ${of.loans} loans, ${of.due} of them due`)
  await admin.query(`CREATE DATABASE plan_${of.loans}`)
  await migrate(url.href)
  const sql = await connect(stops, url)
  await fillRegister(sql, of)
  return { loans: of.loans, url: url.href, sql, reminders: await remindersOf(sql), rounds: [] }
}

async function connect(stops: Stops, url: URL): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  stops.push(() => client.end())
  return client
}

/** As the scripts in package.json start the product: what is done with is given back soon. */
const memory = ['--max-semi-space-size=4', '--heap-growing-percent=30']

async function planOnce({ loans, url, sql, reminders, rounds }: Register): Promise<void> {
  const script = fileURLToPath(new URL('plan-once.ts', import.meta.url))
  const env = { ...process.env, DATABASE_URL: url }
  const { stdout } = await promisify(execFile)(process.execPath, [...memory, '--import', 'tsx', script], { env })
  const round: Round = JSON.parse(stdout)
  tell(`${loans} loans: ${stdout}`)
  if (round.planned !== reminders)
    throw new Error(`${round.planned} reminders were planned where there are ${reminders}`)
  rounds.push(round)
  await forgetPlan(sql)
}

function figuresOf({ loans, rounds }: Register): Figures {
  const { seconds, planned, messages } = rounds.toSorted((a, b) => a.seconds - b.seconds)[
    Math.floor(rounds.length / 2)
  ]!
  const peakMemoryMb = Math.max(...rounds.map((round) => round.peakMemoryMb ?? 0))
  return {
    loans,
    planned,
    messages,
    seconds: Math.round(seconds * 100) / 100,
    perSecond: Math.round(planned / seconds),
    peakMemoryMb,
  }
}
