import type { Command } from 'commander'
import { ownDomains, readDomains, setOwnDomains } from '../app/own-domains.ts'
import type { Doors } from './doors.ts'

/** `domains`: the bank's own domains, one a line; `--set` puts others in their place. A link to any other is not called ours. */
export function domains(program: Command, doors: Doors): void {
  program
    .command('domains')
    .description("the bank's own domains: links to them are ours, in announcements and when a household asks")
    .option('--set <list>', 'put these in their place, with commas between: vbsp.org.vn,example.vn')
    .action(({ set }: { set?: string }) =>
      doors.withStore(async ({ store, clock }) => {
        const read = set === undefined ? undefined : readDomains(set)
        if (set !== undefined && !read) doors.fail(`not a list of domains: ${set}`)
        if (read) await setOwnDomains(store, { domains: read, by: 'cli', at: clock.now() })
        for (const domain of await ownDomains(store)) doors.print(domain)
      }),
    )
}
