import { Command } from 'commander'
import type { CommandDeps, Doors } from '../../src/cli/doors.ts'
import { fileSheets } from '../../src/files/sheets.ts'
import { loadLanguage } from '../../src/i18n.ts'

/** What a command printed on standard output, line by line, and the sentence that it failed with. */
export interface Said {
  printed: string[]
  failed: string | undefined
}

/** What commands work with: the rest is the same in every test. */
export type Working = Pick<CommandDeps, 'store' | 'clock' | 'jobs'>

/** The language that commands speak. */
export const language = loadLanguage()

/** Runs a command as the command line would. `add` puts the commands that there are into the program. */
export async function commandLine(
  working: Working,
  add: (program: Command, doors: Doors) => void,
  args: readonly string[],
): Promise<Said> {
  const said: Said = { printed: [], failed: undefined }
  const { store, clock, jobs } = working
  const rest = { language, publicUrl: 'http://loa.test', sheets: fileSheets(), openChannels: ['web' as const] }
  const doors: Doors = {
    print: (line) => said.printed.push(line),
    fail: (message) => {
      said.failed = message
      throw new Error(message)
    },
    withStore: (use) => use({ store, clock, jobs, ...rest }),
  }
  const program = new Command().exitOverride()
  add(program, doors)
  await program.parseAsync(args, { from: 'user' }).catch((error) => {
    if (said.failed === undefined) throw error
  })
  return said
}
