import type { Command } from 'commander'
import { planReminders } from '../app/plan-reminders.ts'
import { dayOf, readDay } from '../domain/day.ts'
import type { Doors } from './doors.ts'

interface RemindOptions {
  date?: string
  dryRun?: boolean
  json?: boolean
}

/** `remind`: writes and queues the reminders of a day, as the scheduler does each morning. */
export function remind(program: Command, doors: Doors): void {
  program
    .command('remind')
    .description('plan and queue what is due on a day; run again it adds only what is new')
    .option('--date <day>', 'the day, as YYYY-MM-DD; today where left out')
    .option('--dry-run', 'count only, write nothing')
    .option('--json', 'the counts as JSON')
    .action((options: RemindOptions) => run(doors, options))
}

async function run(doors: Doors, { date, dryRun, json }: RemindOptions): Promise<void> {
  const named = date === undefined ? undefined : readDay(date)
  if (date !== undefined && named === undefined)
    doors.fail(`--date must be a date that exists, as YYYY-MM-DD, not ${date}`)
  await doors.withStore(async ({ store, jobs, clock, language }) => {
    const day = named ?? dayOf(clock.now())
    const counts = await planReminders({ store, jobs, clock }, { day, dryRun: dryRun ?? false })
    if (json) return doors.print(JSON.stringify({ day, dryRun: dryRun ?? false, ...counts }))
    const { planned, messages, already, skipped } = counts
    const rest = Object.values(skipped).reduce((sum, n) => sum + n, 0)
    const key = dryRun ? 'cli:remind_dry' : 'cli:remind'
    doors.print(language.say({ key, with: { day: { day }, planned, messages, already, rest } }, 'vi'))
  })
}
