import type { Command } from 'commander'
import { daysBetween } from '../domain/day.ts'
import { dueSources } from '../policy/index.ts'
import type { CliIo } from './io.ts'

/** `policy due`: the sources that nobody has read again for too long, oldest first; fails when there is one. */
export function policyDue(program: Command, io: CliIo): void {
  program
    .command('policy')
    .description('the law that the answers stand on')
    .command('due')
    .description('list the sources that nobody has read again for 180 days')
    .action(async () => {
      const today = io.today()
      const due = dueSources(today).sort((a, b) => (a.checked < b.checked ? -1 : a.checked > b.checked ? 1 : 0))
      for (const { text, url, checked } of due)
        await io.print([checked, `${daysBetween(checked, today)}`, text, url ?? '-'].join('\t'))
      if (due.length > 0)
        io.fail(due.length === 1 ? '1 source is to be read again' : `${due.length} sources are to be read again`)
    })
}
