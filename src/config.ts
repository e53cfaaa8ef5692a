import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** A secret may stand in a file instead, named by `NAME_FILE`: so it shows in no process list. */
const secretNames = [
  'LOA_DATA_KEY',
  'LOA_DATA_KEY_OLD',
  'DATABASE_URL',
  'REDIS_URL',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_WEBHOOK_SECRET',
  'ZALO_APP_ID',
  'ZALO_APP_SECRET',
  'ZALO_OA_SECRET_KEY',
  'ZALO_REFRESH_TOKEN',
  'ZALO_CODE_VERIFIER',
] as const

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)), {
    message: `must be an address that begins with ${protocols.map((p) => `${p}://`).join(' or ')}`,
  })
/** An address that paths are put behind: without a slash at the end. */
const root = () => url('http', 'https').transform((text) => text.replace(/\/+$/, ''))
const whole = (min: number, max: number) => z.coerce.number({ message: 'must be a number' }).int().min(min).max(max)

/** 32 bytes, as text in base64. */
const isKey = (text: string) => Buffer.from(text, 'base64').length === 32

const settings = z.object({
  DATABASE_URL: url('postgres', 'postgresql').exactOptional(),
  REDIS_URL: url('redis', 'rediss').exactOptional(),
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().exactOptional(),
  PUBLIC_URL: url('http', 'https').exactOptional(),
  LOA_DATA_KEY: z
    .string()
    .refine(isKey, 'must be 32 bytes in base64, as `openssl rand -base64 32` prints')
    .exactOptional(),
  // Keys that sealed what is kept before: while the key is changed they still open it. With a comma between.
  LOA_DATA_KEY_OLD: z
    .string()
    .refine(
      (text) => text.split(',').every((key) => isKey(key.trim())),
      'must be one or several keys of 32 bytes in base64, with a comma between',
    )
    .exactOptional(),
  // Whether directors and administrators of the console must have a code on the phone. Only the demo takes it lightly.
  LOA_SECOND_FACTOR: z.enum(['required', 'offered']).default('required'),
  LOA_DATA_DIR: z.string().min(1).default('.loa'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'must look like 123456:ABC..., as BotFather gives it')
    .exactOptional(),
  TELEGRAM_API_ROOT: root().default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'must be 1 to 256 letters, digits, _ or -')
    .exactOptional(),
  // 0: no limit of ours; the platform's refusals are obeyed all the same.
  TELEGRAM_MESSAGES_PER_SECOND: whole(0, 1000).default(25),
  ZALO_APP_ID: z
    .string()
    .regex(/^\d{5,25}$/, 'must be the number of the app, as the developer page of Zalo shows it')
    .exactOptional(),
  ZALO_APP_SECRET: z.string().exactOptional(),
  // Shown on the webhook page of the app. It signs what Zalo sends us, and is not the secret of the app.
  ZALO_OA_SECRET_KEY: z.string().exactOptional(),
  // A first pair, for whom nobody can consent in the console. Good once.
  ZALO_REFRESH_TOKEN: z.string().exactOptional(),
  // Left out: a new one for each consent. Sources differ on which of the three Zalo wants.
  ZALO_CODE_VERIFIER: z
    .string()
    .regex(/^(none|[\w.~-]{43,128})$/, 'must be the verifier that is saved at Zalo (43 to 128 characters), or none')
    .exactOptional(),
  ZALO_APP_SECRET_PROOF: z.enum(['yes', 'no']).default('no'),
  // A picture for the card that asks for a phone number; Zalo fetches it.
  ZALO_CARD_PICTURE: url('https').exactOptional(),
  ZALO_OAUTH_ROOT: root().default('https://oauth.zaloapp.com'),
  ZALO_OPENAPI_ROOT: root().default('https://openapi.zalo.me'),
  ZALO_BUSINESS_ROOT: root().default('https://business.openapi.zalo.me'),
  // The smaller package with an interface allows 100 calls a minute. 0: no limit of ours.
  ZALO_MESSAGES_PER_SECOND: z.coerce.number({ message: 'must be a number' }).min(0).max(1000).default(1.5),
  // How long one request to a platform may take, in seconds. What a dead sender held is taken up after a third more.
  SEND_DEADLINE_SECONDS: whole(1, 60).default(15),
})

/** What Zalo cannot do without. */
const zaloNeeds = ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_SECRET_KEY'] as const

/**
 * Half of the time of a message is for the request, at most eight seconds. After an answer that was lost Zalo is given a second, and then
 * it is looked whether the message arrived: with less than this there is no time to look, and what may have arrived would stay in doubt.
 */
const zaloLeastSeconds = 3

const schema = settings.superRefine((read, context) => {
  if (read.ZALO_APP_ID !== undefined && read.SEND_DEADLINE_SECONDS < zaloLeastSeconds) {
    const message = `must be at least ${zaloLeastSeconds} where Zalo is open, so that after a lost answer there is time to look whether the message arrived`
    context.addIssue({ code: 'custom', path: ['SEND_DEADLINE_SECONDS'], message })
  }
  const given = [...zaloNeeds, 'ZALO_REFRESH_TOKEN', 'ZALO_CODE_VERIFIER', 'ZALO_CARD_PICTURE'] as const
  const missing = zaloNeeds.filter((name) => read[name] === undefined)
  if (missing.length === 0 || given.every((name) => read[name] === undefined)) return
  const message = `${missing.length > 1 ? 'are' : 'is'} missing: Zalo needs ${zaloNeeds.join(', ')} together`
  context.addIssue({ code: 'custom', path: [missing.join(', ')], message })
})

/** The configuration, read and checked. Names as in the environment. */
export type Config = z.infer<typeof schema>

/** A configuration that is wrong: the start stops with this sentence, which names the value. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Reads the environment. An empty value counts as none. Throws `ConfigError` at the first value that is wrong. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read = schema.safeParse(withFiles(env))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new ConfigError(`Wrong configuration: ${issue?.path.join('.')} ${issue?.message}`)
}

/** The data key, for every command but the demo and those that keep nothing. */
export function requireDataKey(config: Config): Buffer {
  if (config.LOA_DATA_KEY !== undefined) return Buffer.from(config.LOA_DATA_KEY, 'base64')
  throw new ConfigError(
    'Wrong configuration: LOA_DATA_KEY is missing: 32 bytes in base64, as `openssl rand -base64 32` prints',
  )
}

/** The keys before it, which only open what they sealed, and find what they hashed. */
export function olderDataKeys(config: Config): Buffer[] {
  const keys = config.LOA_DATA_KEY_OLD?.split(',') ?? []
  return keys.map((key) => Buffer.from(key.trim(), 'base64'))
}

function withFiles(env: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  )
  const values = Object.fromEntries(given)
  for (const name of secretNames) {
    const file = values[`${name}_FILE`]
    const secret = file !== undefined && values[name] === undefined ? readSecret(name, file) : ''
    if (secret !== '') values[name] = secret
  }
  return values
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new ConfigError(`Wrong configuration: ${name}_FILE names a file that cannot be read: ${file}`)
  }
}
