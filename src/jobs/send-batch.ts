import { z } from 'zod'
import type { Lane } from '../domain/delivery.ts'
import { job } from './job.ts'

/** Wakes the senders of whichever process takes it out. The work itself is in the ledger, and theirs. */
export default job({
  name: 'send-batch',
  payload: z.object({ lane: z.number().int().min(0).max(2) }),
  queue: 'loa-send',
  run: async ({ lane }, { pumps }) => pumps.wake(lane as Lane),
})
