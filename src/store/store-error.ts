/** A failure of the database floor that staff can read: a locale key with its fillers. The message is for the log. */
export class StoreError extends Error {
  /** What staff read: the key of a sentence, and what fills its gaps. */
  readonly words: { key: string; with: Record<string, string | number> }

  constructor(key: string, fillers: Record<string, string | number>, cause?: unknown) {
    super(`${key} ${JSON.stringify(fillers)}`, { cause })
    this.name = new.target.name
    this.words = { key, with: fillers }
  }
}

/** Another Loa owns this embedded database. `pid` is that process. */
export class EmbeddedBusy extends StoreError {
  readonly pid: number

  constructor(pid: number) {
    super('errors:embedded_busy', { pid: String(pid) })
    this.pid = pid
  }
}

/** A migration did not apply, or was changed after it had been applied. `migration` is the name of its folder. */
export class MigrationFailed extends StoreError {
  readonly migration: string

  constructor(key: 'errors:migration_failed' | 'errors:migration_edited', migration: string, cause?: unknown) {
    super(key, { migration, reason: cause instanceof Error ? cause.message : '' }, cause)
    this.migration = migration
  }
}
