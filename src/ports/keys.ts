/** What was done in one short piece of a change of keys. */
export interface Resealed {
  changed: number
  /** Where the next piece begins. Absent at the end of the step. */
  next?: string
}

/** The data key at work on what is kept: everything that is sealed with an older one, or not sealed yet, is sealed with the newest. */
export interface Keys {
  /** The name of the newest key. */
  keyId: string
  /** The columns that hold something sealed, and those that held it unsealed once. A step is named `<table>.<column>`, with `, unsealed` behind. */
  steps(): Promise<string[]>
  /**
   * Seals some rows of a step anew, with the hashes they are looked up by, in one statement each. What is changed by somebody else at the
   * same moment is left to them. Throws when a row is sealed with a key that was not given.
   */
  reseal(step: string, after: string | undefined): Promise<Resealed>
  /** How many rows of a step are not sealed with the newest key. */
  left(step: string): Promise<number>
  /** Second factors of staff. `change` gives the new text, or undefined where the newest key reads it already. Returns how many changed. */
  secondFactors(change: (sealed: string) => Promise<string | undefined>): Promise<number>
  /** One-time codes on paper and links of commune chairs that still count. Of them only hashes are kept, so the key they were hashed with has to stay until the last one ends. */
  codes(at: Date): Promise<{ count: number; until?: Date }>
  /** The token of the configuration that was used last is known by its hash: the same one, hashed anew. */
  seed(token: string): Promise<void>
}
