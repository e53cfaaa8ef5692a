import { type Logger, pino } from 'pino'

export type { Logger }

/** Never written, wherever in an object they stand: who somebody is, what they said, and what opens doors. */
const hidden = [
  'phone',
  'text',
  'address',
  'name',
  'headName',
  'password',
  'token',
  'authorization',
  'cookie',
  'secret',
  'answers',
  'code',
]

/** A log of JSON lines on standard error, so that standard output stays for data. */
export function makeLog(level: string): Logger {
  const paths = hidden.flatMap((key) => [key, `*.${key}`, `*.*.${key}`])
  return pino({ level, redact: { paths, censor: '[hidden]' }, base: {} }, pino.destination(2))
}
