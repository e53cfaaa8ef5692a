import type { Command } from 'commander'

/** How a talk in the terminal is opened. */
export interface ChatOptions {
  as: string
}

/** `chat`: a conversation in the terminal, by the same flows as on every channel. */
export function chat(program: Command, talk: (options: ChatOptions) => Promise<void>): void {
  program
    .command('chat')
    .description('a conversation in the terminal; ends with Ctrl-D')
    .option('--as <name>', 'who talks: another name is another account', 'terminal')
    .action((options: ChatOptions) => talk(options))
}
