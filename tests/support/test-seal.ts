import { textOf } from '../../src/store/cases.ts'
import { inboundOf } from '../../src/store/inbox.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { talkOf } from '../../src/store/talks.ts'

/** The seal of the offices that tests make. */
export const testSeal = makeSeal(Buffer.alloc(32, 7))

/** What rows of a test's office say, opened. */
export const opened = {
  line: (row: Parameters<typeof textOf>[0]) => textOf(row, testSeal),
  inbound: (row: Parameters<typeof inboundOf>[0]) => inboundOf(row, testSeal),
  talk: (row: Parameters<typeof talkOf>[0]) => talkOf(row, testSeal),
}
