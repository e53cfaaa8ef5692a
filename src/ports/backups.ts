/** What was written or read: rows by table. */
export type BackedUp = Record<string, number>

/** Everything that is kept, in one file, and back. The file holds personal data as they are kept: what is sealed stays sealed. */
export interface Backups {
  /** Writes a file that is not there yet, as the data stood at one moment, while the service runs. Gives the rows of each table. */
  write(file: string): Promise<BackedUp>
  /** Reads a file into a database that holds nothing yet: all of it or nothing. Gives the rows of each table. */
  restore(file: string): Promise<BackedUp>
}
