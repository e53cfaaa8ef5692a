import { createHash, randomBytes } from 'node:crypto'

/**
 * Where the secret half of PKCE comes from: a new one for each consent, one that is also saved in Zalo's developer console, or none.
 * Sources differ on which of them an Official Account wants, so the bank's administrator can choose.
 */
export type VerifierSource = 'per_request' | 'none' | { fixed: string }

/** The verifier for one consent, or undefined where none is used. A new one has 43 characters: 32 random bytes in base64url. */
export function verifierOf(source: VerifierSource): string | undefined {
  if (source === 'none') return undefined
  return source === 'per_request' ? randomBytes(32).toString('base64url') : source.fixed
}

/** What is shown to Zalo of a verifier: its SHA-256 in base64url (S256 of RFC 7636). */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url')
}
