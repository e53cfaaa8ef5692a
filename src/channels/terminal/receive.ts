import type { Inbound } from '../../ports/channel.ts'

/** A line that was typed in the terminal, in our own terms. Who starts the terminal anew starts the talk anew: the first line is none. */
export function readLine(line: string | undefined, from: { address: string; updateId: string; at: Date }): Inbound {
  return { channel: 'terminal', ...from, what: line === undefined ? { kind: 'start' } : { kind: 'text', text: line } }
}
