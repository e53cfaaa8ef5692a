import { randomBytes } from 'node:crypto'

/** The one-time id of a form, made anew for each. */
export function newOnceId(): string {
  return randomBytes(12).toString('base64url')
}
