import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { generateRandomString, hashPassword, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { passwordLength } from '../../app/accept-invitation.ts'

/** Where the library keeps accounts and sessions: `staffAuthDatabase` of the store. */
export type AuthDatabase = NonNullable<BetterAuthOptions['database']>

/** Who signs in to the console, and who is signed in. Cookies are given as the values of `set-cookie` headers. */
export interface StaffAuth {
  /** Undefined when address and password do not belong together; it takes as long for an address that nobody has. */
  signIn(who: { email: string; password: string; headers: Headers }): Promise<SignedIn | AsksCode | undefined>
  /** The second step: a code of the phone (6 digits) or a backup code (10), within ten minutes of the password and in the same browser. */
  signInByCode(given: { code: string; headers: Headers }): Promise<SignedIn | CodeRefused>
  /** Undefined without a session that still holds. */
  session(headers: Headers): Promise<SignedIn | undefined>
  /** Ends the session at once and gives the cookies that forget it. */
  signOut(headers: Headers): Promise<string[]>
  hashPassword(password: string): Promise<string>
  secondFactor: SecondFactor
}

/** The own second factor of somebody who is signed in. Undefined where the password, or the code, is wrong. */
export interface SecondFactor {
  /** A new secret, which counts once `confirm` has seen a code of it. */
  begin(proof: Proof): Promise<Secret | undefined>
  /** Switches it on. The session goes on under a new cookie. */
  confirm(given: { code: string; headers: Headers }): Promise<(SignedIn & { backupCodes: string[] }) | undefined>
  /** New backup codes in place of the old ones. */
  renew(proof: Proof): Promise<string[] | undefined>
  /** Switches it off. The session goes on under a new cookie. */
  stop(proof: Proof): Promise<SignedIn | undefined>
}

/** A password, from somebody who is signed in: a browser that was left open is not enough. */
export interface Proof {
  password: string
  headers: Headers
}

/** What an app on a phone takes in: the address behind the QR code, and the secret in it as text, in base32. */
export interface Secret {
  uri: string
  text: string
}

/** A member of staff by id, with the cookies to set. */
export interface SignedIn {
  staffId: string
  sessionId: string
  cookies: string[]
}

/** The password is right and a code is wanted. Nobody is signed in yet. */
export interface AsksCode {
  asksCode: true
  cookies: string[]
}

/** `ended`: the password has to be typed anew. `locked`: too many wrong codes for this account, whoever typed them. */
export type CodeRefused = 'wrong' | 'ended' | 'locked'

/** What sign-in is built with. */
export interface AuthSettings {
  database: AuthDatabase
  /** Signs the cookies, and encrypts secrets and backup codes of second factors. Derived from the data key. */
  secret: string
  publicUrl: string
  insecureCookies: boolean
}

/** The hash that sign-in checks a password against: scrypt with a salt of its own. For accounts that are made without a form. */
export const hashStaffPassword: (password: string) => Promise<string> = hashPassword

/**
 * Encrypts anew what stands in `secret` or `backup_codes` of `staff_two_factor`, under another secret of the sign-in: a change of the
 * data key changes that secret, and without this nobody's code would be taken any more. Throws when it was not encrypted under `from`.
 */
export async function resealStaffSecret(sealed: string, { from, to }: { from: string; to: string }): Promise<string> {
  return symmetricEncrypt({ key: to, data: await symmetricDecrypt({ key: from, data: sealed }) })
}

/** Digits of a code of the phone and of a backup code: by these two one field takes both. */
const digits = { phone: 6, backup: 10 } as const

const minute = 60
const hour = 60 * minute

/**
 * Sign-in by better-auth, used as a library: its own HTTP routes are not mounted, so that there is no way in beside our forms.
 * Nobody signs up; accounts come by invitation. A session ends twelve hours after it was last used, and at once when it is revoked.
 */
export function makeStaffAuth(settings: AuthSettings): StaffAuth {
  const { api } = libraryOf(settings)
  const session: StaffAuth['session'] = async (headers) => {
    const found = await api.getSession({ headers, returnHeaders: true })
    if (!found.response) return undefined
    const { user, session } = found.response
    return { staffId: user.id, sessionId: session.id, cookies: found.headers.getSetCookie() }
  }
  const signedInBy = async (headers: Headers, cookies: string[]): Promise<SignedIn> => {
    const found = await session(withCookies(headers, cookies))
    if (!found) throw new Error('the session that was just begun is not there')
    return { ...found, cookies: [...cookies, ...found.cookies] }
  }
  return {
    signIn: ({ email, password, headers }) =>
      unlessRefused(async () => {
        const signed = await api.signInEmail({ body: { email, password }, headers, returnHeaders: true })
        const cookies = signed.headers.getSetCookie()
        return 'twoFactorRedirect' in signed.response ? { asksCode: true, cookies } : signedInBy(headers, cookies)
      }),
    signInByCode: async ({ code, headers }) => {
      const alone = onlyChallenge(headers)
      const check = checkOf(api, code)
      if (!check) return 'wrong'
      try {
        return await signedInBy(new Headers(), (await check({ headers: alone })).headers.getSetCookie())
      } catch (error) {
        return refusalOf(error)
      }
    },
    session,
    signOut: async (headers) => (await api.signOut({ headers, returnHeaders: true })).headers.getSetCookie(),
    hashPassword,
    secondFactor: secondFactorOf(api, signedInBy),
  }
}

type Library = ReturnType<typeof libraryOf>['api']

/** By its length a code is one of the phone or a backup code; anything else is none. */
function checkOf(api: Library, typed: string) {
  const code = typed.replace(/\D/g, '')
  if (code.length === digits.phone)
    return (of: { headers: Headers }) => api.verifyTOTP({ ...of, body: { code }, returnHeaders: true })
  if (code.length === digits.backup)
    return (of: { headers: Headers }) =>
      api.verifyBackupCode({ ...of, body: { code: backupCode(code) }, returnHeaders: true })
  return undefined
}

function secondFactorOf(
  api: Library,
  signedInBy: (headers: Headers, cookies: string[]) => Promise<SignedIn>,
): SecondFactor {
  return {
    begin: ({ password, headers }) =>
      unlessRefused(async () => {
        const begun = await api.enableTwoFactor({ body: { password, method: 'totp' }, headers })
        if (begun.method !== 'totp') throw new Error('the library began another second factor')
        return { uri: begun.totpURI, text: new URL(begun.totpURI).searchParams.get('secret') ?? '' }
      }),
    confirm: ({ code, headers }) =>
      unlessRefused(async () => {
        const body = { code: code.replace(/\D/g, '') }
        const cookies = (await api.verifyTOTP({ body, headers, returnHeaders: true })).headers.getSetCookie()
        const signed = await signedInBy(headers, cookies)
        const { backupCodes } = await api.viewBackupCodes({ body: { userId: signed.staffId } })
        return { ...signed, backupCodes }
      }),
    renew: ({ password, headers }) =>
      unlessRefused(async () => (await api.generateBackupCodes({ body: { password }, headers })).backupCodes),
    stop: ({ password, headers }) =>
      unlessRefused(async () => {
        const stopped = await api.disableTwoFactor({ body: { password }, headers, returnHeaders: true })
        return signedInBy(headers, stopped.headers.getSetCookie())
      }),
  }
}

function libraryOf(settings: AuthSettings) {
  return betterAuth({ ...options(settings), plugins: [secondStep] })
}

/** A code of the phone after the password. Five tries for one password typed, ten wrong ones in a row lock the second step for a quarter of an hour. */
const secondStep = twoFactor({
  issuer: 'Loa',
  twoFactorCookieMaxAge: 10 * minute,
  totpOptions: { digits: digits.phone, period: 30 },
  backupCodeOptions: {
    storeBackupCodes: 'encrypted',
    customBackupCodesGenerate: () =>
      Array.from({ length: 10 }, () => backupCode(generateRandomString(digits.backup, '0-9'))),
  },
  accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 15 * minute },
  schema: { twoFactor: { modelName: 'staffTwoFactor' } },
})

function options({ database, secret, publicUrl, insecureCookies }: AuthSettings) {
  return {
    database,
    secret,
    baseURL: publicUrl,
    basePath: '/console/auth',
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    user: { modelName: 'staff' },
    session: {
      modelName: 'staffSession',
      expiresIn: 12 * hour,
      updateAge: 5 * minute,
      cookieCache: { enabled: false },
    },
    account: { modelName: 'staffCredential' },
    verification: { modelName: 'staffVerification' },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'loa',
      useSecureCookies: !insecureCookies,
      defaultCookieAttributes: { path: '/console', sameSite: 'lax' },
      ipAddress: { disableIpTracking: true },
    },
  } satisfies BetterAuthOptions
}

function backupCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

/** The library takes somebody who is signed in at their word; at the door only the password that was just typed counts. */
function onlyChallenge(headers: Headers): Headers {
  const cookies = (headers.get('cookie') ?? '').split(/;\s*/).filter((pair) => /^[^=]*\.two_factor=/.test(pair))
  const agent = headers.get('user-agent')
  return new Headers({ cookie: cookies.join('; '), ...(agent ? { 'user-agent': agent } : {}) })
}

/** The headers of the same browser after it has taken those cookies. */
function withCookies(headers: Headers, cookies: readonly string[]): Headers {
  const jar = new Map<string, string>()
  const take = (pair: string) => {
    const at = pair.indexOf('=')
    if (at > 0) jar.set(pair.slice(0, at), pair.slice(at + 1))
  }
  for (const pair of (headers.get('cookie') ?? '').split(/;\s*/)) take(pair)
  for (const cookie of cookies) take(cookie.split(';')[0] ?? '')
  const changed = new Headers(headers)
  changed.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
  return changed
}

/** The library throws for a wrong password or code; anything else that goes wrong is ours. */
async function unlessRefused<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run()
  } catch (error) {
    if (statusOf(error) >= 500) throw error
    return undefined
  }
}

function refusalOf(error: unknown): CodeRefused {
  const status = statusOf(error)
  if (status >= 500) throw error
  if (status === 429) return 'locked'
  const { code } = (error as { body?: { code?: string } }).body ?? {}
  return code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE' ? 'wrong' : 'ended'
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
}
