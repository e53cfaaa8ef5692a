import type { Day } from '../domain/day.ts'

/** What a command meets of the world: where it reads, where it prints, how it gives up, and which day it is. */
export interface CliIo {
  input: NodeJS.ReadableStream
  /** One line of data to standard output. Awaited, so that a slow reader holds the writer back. */
  print(line: string): Promise<void> | void
  /** One clear sentence to standard error, and a non-zero end. */
  fail(message: string): never
  today(): Day
}
