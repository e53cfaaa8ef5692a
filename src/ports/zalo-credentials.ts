/** Two tokens that belong together. Both die when the next pair is given out. */
export interface ZaloPair {
  accessToken: string
  /** Good for one exchange only. */
  refreshToken: string
  accessUntil: Date
  issuedAt: Date
  /** How it came: a person's consent, the token of the configuration, its predecessor's age, or a refusal of its predecessor. */
  issuedFor: 'consent' | 'configuration' | 'age' | 'refusal'
}

/** A consent that a person of the bank has begun in the browser and not yet come back from. */
export interface PendingConsent {
  /** Comes back with the person, so that nobody else's consent is taken for theirs. */
  state: string
  /** The secret half of PKCE; none where it is not used. */
  verifier?: string
  begunAt: Date
}

/** Where the consent of the Official Account stands. */
export interface ZaloGrant {
  /** `none`: nobody has consented yet. `reconsent`: the pair is lost or refused, and nothing is sent until somebody consents again. */
  state: 'none' | 'good' | 'reconsent'
  pair?: ZaloPair
  /** The id of the Official Account, once it is known. */
  oaId?: string
  /** A refresh that was asked for and whose answer is not on record. */
  refresh?: { begunAt: Date; tries: number }
  /** Why the state is `reconsent`, for the log. Holds no secret. */
  reason?: string
  /** The first refresh token of the configuration that was used last, as `fingerprint` gives it. */
  seed?: string
  consent?: PendingConsent
}

/** The one consent of this installation, shared by every process and kept encrypted. */
export interface ZaloCredentials {
  load(): Promise<ZaloGrant>
  /** Changes what is on record, one change after the other; resolves with what is on record then, once it is durable. */
  change(edit: (grant: ZaloGrant) => ZaloGrant): Promise<ZaloGrant>
  /** Runs while no other process runs the same. The lock ends with the process that holds it; changes made meanwhile are durable at once. */
  alone<T>(run: () => Promise<T>): Promise<T>
  /** A keyed hash, by which a secret is recognised without being kept. */
  fingerprint(secret: string): string
}
