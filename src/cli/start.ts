import type { Command } from 'commander'

/** What a service is started with on the command line. */
export interface StartOptions {
  roles: string
  port?: string
}

/** Starts the service and stays until it is told to stop. */
export interface Starters {
  start(options: StartOptions): Promise<void>
  demo(options: { port?: string }): Promise<void>
}

/** `start` and `demo`: the service itself, with the configuration of the environment or on sample data. */
export function startCommands(program: Command, starters: Starters): void {
  program
    .command('start')
    .description('the service, with the configuration of the environment')
    .option('--roles <roles>', 'what this process does: web, worker, or both with a comma between', 'web,worker')
    .option('--port <number>', 'the port of the pages, in place of PORT')
    .action((options: StartOptions) => starters.start(options))
  program
    .command('demo')
    .description('a sample office on an embedded database: web chat and staff console, nothing else needed')
    .option('--port <number>', 'the port of the pages, in place of PORT')
    .action((options: { port?: string }) => starters.demo(options))
}
