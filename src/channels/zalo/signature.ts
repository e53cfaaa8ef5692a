import { createHash, timingSafeEqual } from 'node:crypto'

/** What a webhook request is checked against. */
export interface Signed {
  appId: string
  /** The secret key of the Official Account, which is not the app's secret. */
  secretKey: string
  /** The body exactly as it came: written anew it would have another signature. */
  body: string
  /** `timestamp` of the body, as text. */
  timestamp: string | undefined
  header: (name: string) => string | undefined
}

/**
 * Whether Zalo signed a request: SHA-256 (no HMAC) of app id, body, time and key, in hex. The header was seen as `mac=<hex>`,
 * `mac = <hex>` and `<hex>`; the time is that of the body, or that of the header X-ZEvent-Timestamp. Takes as long for a wrong
 * signature as for a right one.
 */
export function isSigned({ appId, secretKey, body, timestamp, header }: Signed): boolean {
  const given = /^(?:mac\s*=\s*)?([0-9a-f]{64})$/i.exec((header('x-zevent-signature') ?? '').trim())?.[1]
  if (given === undefined) return false
  const times = [timestamp, header('x-zevent-timestamp')].filter((time) => time !== undefined && time !== '')
  const mac = Buffer.from(given, 'hex')
  const fits = times.map((time) => timingSafeEqual(mac, macOf([appId, body, time ?? '', secretKey])))
  return fits.includes(true)
}

function macOf(pieces: readonly string[]): Buffer {
  return createHash('sha256').update(pieces.join(''), 'utf8').digest()
}
