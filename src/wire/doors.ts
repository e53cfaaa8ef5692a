import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { WithBackups } from '../cli/backup.ts'
import type { CommandDeps, Doors } from '../cli/doors.ts'
import type { Following } from '../cli/follow-sending.ts'
import type { CliIo } from '../cli/io.ts'
import type { WithKeys } from '../cli/keys.ts'
import { type Config, ConfigError, olderDataKeys, readConfig, requireDataKey } from '../config.ts'
import type { Words } from '../conversation/words.ts'
import { dayOf } from '../domain/day.ts'
import { fileSheets } from '../files/sheets.ts'
import { loadLanguage } from '../i18n.ts'
import { makeLog } from '../log.ts'
import { databaseBackups } from '../store/backup.ts'
import { databaseKeys } from '../store/keys.ts'
import { makeSeal } from '../store/seal.ts'
import { StoreError } from '../store/store-error.ts'
import { openChannels } from './channels.ts'
import { type Data, openData } from './open-data.ts'

/** The end of a command by its own word: nothing more is said than the sentence. */
class CommandFailed extends Error {
  override name = 'CommandFailed'
}

/** The doors of the commands: output, one clear sentence on failure, and the data when they are needed. */
export function makeDoors(): Doors & { check(): Promise<{ name: string; trouble?: string }[]> } {
  return {
    print: (line) => void process.stdout.write(`${line}\n`),
    fail,
    withStore,
    check: checkAll,
  }
}

/** Input and output of the commands that stream lines and keep nothing. */
export function makeIo(): CliIo {
  return {
    input: process.stdin,
    print: (line) =>
      process.stdout.write(`${line}\n`) ? undefined : new Promise((resolve) => process.stdout.once('drain', resolve)),
    fail,
    today: () => dayOf(new Date()),
  }
}

/** Where a command follows what goes on: standard error. */
export function makeFollowing(): Following {
  const { stderr } = process
  return {
    write: (text) => void stderr.write(text),
    terminal: stderr.isTTY === true,
    columns: stderr.columns ?? 80,
    wait: (ms) => wait(ms),
  }
}

/** What a person at the terminal reads of an error: our own sentences as they are, anything else with its name. */
export function sentenceOf(error: unknown): string {
  if (error instanceof CommandFailed || error instanceof ConfigError) return error.message
  const words = wordsOf(error)
  if (words) return loadLanguage().say(words, process.env.LANG?.startsWith('vi') ? 'vi' : 'en')
  if (isRefused(error)) return 'the database does not answer: is PostgreSQL running at DATABASE_URL?'
  return error instanceof Error ? `${error.name}: ${lastParagraph(error.message)}` : String(error)
}

/** What whoever started us can mend, in words. */
function wordsOf(error: unknown): Words | undefined {
  if (error instanceof StoreError) return error.words
  const { code, port } = (error ?? {}) as { code?: unknown; port?: unknown }
  return code === 'EADDRINUSE' ? { key: 'errors:port_taken', with: { port: String(port) } } : undefined
}

/** The key of the data: that of the environment, or, on the data of a demo, the one the demo made. */
export function dataKeyOf(config: Config): Buffer {
  const kept = join(config.LOA_DATA_DIR, 'data-key')
  if (config.LOA_DATA_KEY === undefined && config.DATABASE_URL === undefined && existsSync(kept)) {
    return Buffer.from(readFileSync(kept, 'utf8').trim(), 'base64')
  }
  return requireDataKey(config)
}

function fail(message: string): never {
  throw new CommandFailed(message)
}

/** Opens the database for a backup, beside a service that may be running. */
export const withBackups: WithBackups = (use) =>
  withData(({ database, language }, dataKey, config) =>
    use(databaseBackups(database.pool, makeSeal(dataKey, olderDataKeys(config)).keyIds), language),
  )

/** Opens the database for a change of keys, beside a service that may be running. */
export const withKeys: WithKeys = (use) =>
  withData(async ({ database, store, clock, language }, dataKey, config) => {
    // Read only here: the library that signs staff in is long.
    const { secondFactorChange } = await import('./staff-secret.ts')
    const older = olderDataKeys(config)
    const { ZALO_REFRESH_TOKEN: zaloToken } = config
    return use(
      {
        keys: databaseKeys(database.pool, makeSeal(dataKey, older)),
        ...{ store, clock, secondFactor: secondFactorChange(dataKey, older) },
        ...(zaloToken === undefined ? {} : { zaloToken }),
      },
      language,
    )
  })

function withStore<T>(use: (deps: CommandDeps) => Promise<T>): Promise<T> {
  return withData(({ store, clock, queues, language }, _, config) => {
    const publicUrl = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`
    return use({
      ...{ store, clock, jobs: queues, language, publicUrl },
      sheets: fileSheets(),
      openChannels: openChannels(config),
    })
  })
}

async function withData<T>(use: (data: Data, dataKey: Buffer, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const log = makeLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL)
  const dataKey = dataKeyOf(config)
  const data = await openData(config, { log, dataKey, beside: true })
  try {
    return await use(data, dataKey, config)
  } finally {
    await data.close()
  }
}

async function checkAll(): Promise<{ name: string; trouble?: string }[]> {
  const tries: [string, () => Promise<unknown>][] = [
    ['configuration', async () => dataKeyOf(readConfig(process.env))],
    ['database', () => withData(({ store }) => store.units.communes())],
    ['queue', () => withData(({ queues }) => queues.trouble())],
  ]
  const found = []
  for (const [name, attempt] of tries) {
    try {
      await attempt()
      found.push({ name })
    } catch (error) {
      found.push({ name, trouble: sentenceOf(error) })
    }
  }
  return found
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
}

/** The database library tells the statement and its values first, and what was wrong last. */
function lastParagraph(message: string): string {
  return message.trim().split('\n\n').at(-1)?.split('\n').at(-1) ?? ''
}
