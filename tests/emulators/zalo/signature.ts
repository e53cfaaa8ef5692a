import { createHash, createHmac } from 'node:crypto'

/** What is signed. */
export interface Signed {
  appId: string
  /** The body exactly as it goes out. */
  bytes: Buffer
  time: string
  key: string
}

/** `sha256(appId + data + timeStamp + OAsecretKey)`, in hex. It is no HMAC. */
export function macOf({ appId, bytes, time, key }: Signed): string {
  return createHash('sha256').update(appId).update(bytes).update(time).update(key).digest('hex')
}

/** The forms in which the header X-ZEvent-Signature was seen. */
export const headerForms = {
  'mac=hex': (mac: string) => `mac=${mac}`,
  hex: (mac: string) => mac,
  'mac = hex': (mac: string) => `mac = ${mac}`,
} as const

/** Signatures that must be refused. */
export const forgeries = {
  missing: () => undefined,
  empty: () => '',
  /** The usual mistake of examples that one finds. */
  hmac: ({ bytes, key }: Signed) => `mac=${createHmac('sha256', key).update(bytes).digest('hex')}`,
  hmacOfAll: ({ appId, bytes, time, key }: Signed) =>
    `mac=${createHmac('sha256', key).update(appId).update(bytes).update(time).digest('hex')}`,
  otherKey: (signed: Signed) => `mac=${macOf({ ...signed, key: `${signed.key}x` })}`,
  otherApp: (signed: Signed) => `mac=${macOf({ ...signed, appId: '1' })}`,
  otherTime: (signed: Signed) => `mac=${macOf({ ...signed, time: String(Number(signed.time) + 1) })}`,
  /** The body is another than the signed one. */
  tampered: (signed: Signed) => `mac=${macOf({ ...signed, bytes: Buffer.concat([signed.bytes, Buffer.from(' ')]) })}`,
  short: (signed: Signed) => `mac=${macOf(signed).slice(0, 63)}`,
  otherHash: ({ appId, bytes, time, key }: Signed) =>
    `mac=${createHash('sha512').update(appId).update(bytes).update(time).update(key).digest('hex')}`,
} as const satisfies Record<string, (signed: Signed) => string | undefined>

/** The names of signatures that must be refused. */
export type Forgery = keyof typeof forgeries

/** The same JSON in other bytes: a receiver that writes it down again computes another signature. */
export const bodyForms = {
  compact: (body: object) => JSON.stringify(body),
  spaced: (body: object) => JSON.stringify(body, undefined, 1).replace(/\n\s*/g, '  '),
  escaped: (body: object) =>
    JSON.stringify(body).replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
} as const
