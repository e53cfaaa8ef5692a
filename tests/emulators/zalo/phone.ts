import { createHash } from 'node:crypto'

/** `84` and nine digits, or undefined. With `tolerant` 0... and +84... are taken too. */
export function phoneOf(value: unknown, { tolerant }: { tolerant: boolean }): string | undefined {
  if (typeof value !== 'string') return undefined
  const plain = tolerant ? value.replace(/^\+84/, '84').replace(/^0/, '84') : value
  return /^84\d{9}$/.test(plain) ? plain : undefined
}

/** SHA-256 in lower-case hex. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
