import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a button carries, and how it is read back: a press arrives as an ordinary text that anybody could type. */
export interface Payloads {
  /** The payload of a button for one person. */
  write(token: string, address: string): string
  /** The token of a payload that was drawn for this very person, or undefined for every other text. */
  read(text: string, address: string): string | undefined
}

/**
 * Payloads in a namespace of Loa's own (`#loa:`), sealed for the person whom they were drawn for: copied into another talk, or made up,
 * they are words like any other. `secret` is the app's; a seal is 72 bits of an HMAC.
 */
export function makePayloads(secret: string): Payloads {
  const sealOf = (token: string, address: string) =>
    createHmac('sha256', secret).update(`loa button\n${address}\n${token}`).digest().subarray(0, 9)
  return {
    write: (token, address) => `#loa:${token}:${sealOf(token, address).toString('base64url')}`,
    read: (text, address) => {
      const [, token, seal] = /^#loa:(.{1,900}):([\w-]{12})$/.exec(text.trim()) ?? []
      if (token === undefined || seal === undefined) return undefined
      return timingSafeEqual(Buffer.from(seal, 'base64url'), sealOf(token, address)) ? token : undefined
    },
  }
}
