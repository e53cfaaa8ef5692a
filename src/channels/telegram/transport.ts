import type { Transformer } from 'grammy'
import { Pool } from 'undici'
import { Call } from './call.ts'
import { connecting, connectionsAtMost } from './can.ts'

/** The way to one Bot API. */
export interface Transport {
  /** Makes a grammY `Api` call over this way, each call within so many seconds from the first wait for a connection to the last byte. */
  within(seconds: number): Transformer
  /** Resolves when the calls under way have ended and all connections are closed. A later call opens new ones. */
  close(): Promise<void>
}

/**
 * Calls of the Bot API as JSON over connections that are kept. Every call is written at most once: nothing is tried again here.
 * Throws `NoAnswer`; a refusal of Telegram is an answer. Files cannot be sent this way.
 */
export function makeTransport({ apiRoot, token }: { apiRoot: string; token: string }): Transport {
  const root = new URL(apiRoot)
  const path = `${root.pathname.replace(/\/+$/, '')}/bot${encodeURI(token)}/`
  let pool: Pool | undefined
  return {
    within: (seconds) => async (_, method, payload, signal) => {
      pool ??= new Pool(root.origin, poolOptions)
      const request = { method: 'POST', path: path + method, headers: json, body: jsonOf(payload) } as const
      const call = new Call(seconds, signal as AbortSignal | undefined)
      return call.answer(pool, request) as never
    },
    async close() {
      const closing = pool
      pool = undefined
      await closing?.close()
    },
  }
}

const json = ['content-type', 'application/json']

// One call on a connection at a time: only then does a connection that breaks touch one message alone, and undici never writes a call again.
// The times of undici are off: one deadline holds for the whole call.
const poolOptions: Pool.Options = {
  connections: connectionsAtMost,
  pipelining: 1,
  keepAliveTimeout: connecting.keptIdleMs,
  headersTimeout: 0,
  bodyTimeout: 0,
  maxResponseSize: 16 * 2 ** 20,
  autoSelectFamily: true,
  autoSelectFamilyAttemptTimeout: connecting.familyMs,
  connect: { timeout: connecting.atMostMs },
}

function jsonOf(payload: object): string {
  try {
    return JSON.stringify(payload)
  } catch (cause) {
    // The files of grammY refuse to become text.
    throw new TypeError('Only JSON is sent to Telegram; a file cannot be.', { cause })
  }
}
