import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { hashPassword } from 'better-auth/crypto'
import { passwordLength } from '../../app/accept-invitation.ts'

/** Where the library keeps accounts and sessions: `staffAuthDatabase` of the store. */
export type AuthDatabase = NonNullable<BetterAuthOptions['database']>

/** Who signs in to the console, and who is signed in. Cookies are given as the values of `set-cookie` headers. */
export interface StaffAuth {
  /** Undefined when address and password do not belong together; it takes as long for an address that nobody has. */
  signIn(who: { email: string; password: string; headers: Headers }): Promise<SignedIn | undefined>
  /** Undefined without a session that still holds. */
  session(headers: Headers): Promise<SignedIn | undefined>
  /** Ends the session at once and gives the cookies that forget it. */
  signOut(headers: Headers): Promise<string[]>
  hashPassword(password: string): Promise<string>
}

/** A member of staff by id, with the cookies to set. */
export interface SignedIn {
  staffId: string
  cookies: string[]
}

/** What sign-in is built with. */
export interface AuthSettings {
  database: AuthDatabase
  /** Signs the cookies. Derived from the data key. */
  secret: string
  publicUrl: string
  insecureCookies: boolean
}

/** The hash that sign-in checks a password against: scrypt with a salt of its own. For accounts that are made without a form. */
export const hashStaffPassword: (password: string) => Promise<string> = hashPassword

const hour = 3600

/**
 * Sign-in by better-auth, used as a library: its own HTTP routes are not mounted, so that there is no way in beside our forms.
 * Nobody signs up; accounts come by invitation. A session ends twelve hours after it was last used, and at once when it is revoked.
 */
export function makeStaffAuth(settings: AuthSettings): StaffAuth {
  const { api } = betterAuth(options(settings))
  return {
    signIn: async ({ email, password, headers }) => {
      try {
        const signed = await api.signInEmail({ body: { email, password }, headers, returnHeaders: true })
        return { staffId: signed.response.user.id, cookies: signed.headers.getSetCookie() }
      } catch (error) {
        return refused(error)
      }
    },
    session: async (headers) => {
      const found = await api.getSession({ headers, returnHeaders: true })
      return found.response ? { staffId: found.response.user.id, cookies: found.headers.getSetCookie() } : undefined
    },
    signOut: async (headers) => (await api.signOut({ headers, returnHeaders: true })).headers.getSetCookie(),
    hashPassword,
  }
}

function options({ database, secret, publicUrl, insecureCookies }: AuthSettings): BetterAuthOptions {
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
    session: { modelName: 'staffSession', expiresIn: 12 * hour, updateAge: hour, cookieCache: { enabled: false } },
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
  }
}

/** The library throws for a wrong password; anything else that goes wrong is ours. */
function refused(error: unknown): undefined {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status >= 500) throw error
  return undefined
}
