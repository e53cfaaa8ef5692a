import type { Command } from 'commander'
import type { Doors } from './doors.ts'

/** `migrate` and `doctor`: brings the database up to date (opening the data does), and says whether all is well. */
export function upkeep(
  program: Command,
  doors: Doors & { check(): Promise<{ name: string; trouble?: string }[]> },
): void {
  program
    .command('migrate')
    .description('bring the database up to date; a start does so by itself')
    .action(() => doors.withStore(async ({ language }) => doors.print(language.say({ key: 'cli:migrated' }, 'vi'))))
  program
    .command('doctor')
    .description('look at configuration, database and queue, and say what is missing')
    .action(async () => {
      const found = await doors.check()
      for (const { name, trouble } of found) doors.print(`${name}: ${trouble ?? 'ok'}`)
      const bad = found.filter((f) => f.trouble !== undefined)
      if (bad.length > 0)
        doors.fail(`${bad.length} of ${found.length} checks failed: ${bad.map((b) => b.name).join(', ')}`)
    })
}
