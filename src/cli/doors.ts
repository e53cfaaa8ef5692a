import type { ChannelId } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Language } from '../ports/language.ts'
import type { Sheets } from '../ports/sheets.ts'
import type { Store } from '../ports/store.ts'

/** What a command may use once the data are open. */
export interface CommandDeps {
  store: Store
  clock: Clock
  jobs: Jobs
  language: Language
  publicUrl: string
  sheets: Sheets
  /** The channels that the configuration opens: what is to go by another one waits. */
  openChannels: readonly ChannelId[]
}

/** What every command is given: where to write, how to fail, and the data when it needs them. */
export interface Doors {
  /** One line of data on standard output. */
  print(line: string): void
  /** Ends the command with one sentence on standard error and a code that is not 0. */
  fail(message: string): never
  /** Opens the data (those of a service that runs beside it, where there is one), and closes them again. */
  withStore<T>(use: (deps: CommandDeps) => Promise<T>): Promise<T>
}
