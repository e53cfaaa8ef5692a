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
  const redact = { paths, censor: '[hidden]' }
  return pino({ level, redact, base: {}, serializers: { error: readable } }, pino.destination(2))
}

/** An error as whoever mends it reads it. Only these: its other fields may hold the values of a row that was refused. */
function readable(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack } = error
  // Prisma shows the values that were to be written, then an empty line, then what is wrong.
  const said = name.startsWith('PrismaClient') ? message.split('\n\n').at(-1) : message
  const places = stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return { type: name, message: said, stack: places?.join('\n') }
}
