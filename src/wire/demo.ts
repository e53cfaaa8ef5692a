import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, readConfig } from '../config.ts'
import { demoStaff } from '../demo/demo-staff.ts'
import { seedDemo } from '../demo/seed-demo.ts'
import { visitor } from '../demo/visitor.ts'
import { addDays, atHour, type Day, dayOf } from '../domain/day.ts'
import { hashStaffPassword } from '../http/console/auth.ts'
import type { Demo } from '../http/start-page.tsx'
import { type Logger, makeLog } from '../log.ts'
import { dataKeyOf } from './doors.ts'
import { clockOf, type Data, demoClockSetting, openData } from './open-data.ts'
import { withPort } from './start-from-environment.ts'
import { startService } from './start-roles.ts'
import { stayUntilStopped, toldToStop } from './stay.ts'
import { loadUnderstanding } from './understanding.ts'

/** The morning on which the sample office opens: a Monday, with a session in three days. */
const firstDay: Day = '2026-11-16'
const opens = { hour: 8, minute: 30 }

/** What the start page and the terminal offer to try. */
export const demoOffer: Demo = {
  linkCode: visitor.linkCode,
  loanDigits: visitor.loanDigits,
  staff: demoStaff.map(({ email, password, role }) => ({ email, password, role })),
}

/** The whole service on a sample office, with nothing installed and nothing configured. Resolves when it was stopped. */
export async function startDemo(options: { port?: string }): Promise<void> {
  // Nobody who tries it out has to take up a phone; who wants to see the second factor sets one up, or has it required.
  const read = readConfig({ LOA_SECOND_FACTOR: 'offered', ...process.env })
  const config = withPort({ HOST: '127.0.0.1', ...read }, options.port)
  const log = makeLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL)
  const dataKey = demoKey(config)
  const told = toldToStop()
  const opened = await openData(config, { log, dataKey, beside: false })
  try {
    const data = await prepareDemo(opened)
    const running = await startService({
      config,
      data,
      log,
      dataKey,
      roles: ['web', 'worker'],
      understanding: loadUnderstanding(),
      demo: demoOffer,
    })
    tell(data, running.url ?? '')
    await stayUntilStopped(told, running.stop, {
      log: talkative(log, data),
      deadlineSeconds: config.SEND_DEADLINE_SECONDS,
    })
  } finally {
    await opened.close()
  }
}

/** Seeds what is not there yet, sets the clock of the sample office, and opens it round the clock so that nothing waits for the morning. */
export async function prepareDemo(data: Data): Promise<Data> {
  const { store, language, database } = data
  if ((await store.settings.get(demoClockSetting)) === undefined) {
    await store.settings.set(demoClockSetting, atHour(firstDay, opens.hour, opens.minute).getTime() - Date.now())
  }
  await seedDemo({ store, language, hashPassword: hashStaffPassword }, firstDay)
  await database.prisma.transactionOffice.updateMany({ data: { quietUntil: 0, quietFrom: 24 } })
  const clock = await clockOf(store)
  await renewCode(store, clock.now())
  return { ...data, clock }
}

/** A code counts once; each start of the demo is a new visitor's. */
async function renewCode(store: Data['store'], at: Date): Promise<void> {
  const household = await store.households.byCustomerId(visitor.customerId)
  if (!household) throw new Error('the household of the visitor is missing')
  const expiresAt = atHour(addDays(dayOf(at), 365), 17)
  await store.linking.issue({ householdId: household.id, code: visitor.linkCode, at, expiresAt })
}

/** The demo makes its own key once, beside its data, so that it starts without one. */
function demoKey(config: Config): Buffer {
  const file = join(config.LOA_DATA_DIR, 'data-key')
  if (config.LOA_DATA_KEY === undefined && config.DATABASE_URL === undefined && !existsSync(file)) {
    mkdirSync(config.LOA_DATA_DIR, { recursive: true })
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 })
  }
  return dataKeyOf(config)
}

function tell({ language }: Data, url: string): void {
  const staff = demoStaff.map(({ role, email, password }) => `  ${role.padEnd(14)} ${email}  ${password}`).join('\n')
  const fillers = { url, staff, code: visitor.linkCode, digits: visitor.loanDigits }
  const lang = process.env.LANG?.startsWith('vi') ? 'vi' : 'en'
  process.stdout.write(`\n${language.say({ key: 'cli:demo_ready', with: fillers }, lang)}\n\n`)
}

/** Whoever presses Ctrl-C sees that it was heard. */
function talkative(log: Logger, { language }: Data): Logger {
  const lang = process.env.LANG?.startsWith('vi') ? 'vi' : 'en'
  process.once('SIGINT', () => process.stdout.write(`\n${language.say({ key: 'cli:stopping' }, lang)}\n`))
  process.once('exit', () => process.stdout.write(`${language.say({ key: 'cli:stopped' }, lang)}\n`))
  return log
}
