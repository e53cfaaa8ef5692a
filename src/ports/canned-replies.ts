/** A text that an office sends often. Fillers such as `{name}` stand in it as they were typed. */
export interface CannedReply {
  id: string
  title: string
  text: string
}

/** The texts that an office keeps. Each call sees those of that office only. */
export interface CannedReplies {
  /** In order of title. */
  list(officeId: number): Promise<CannedReply[]>
  find(officeId: number, id: string): Promise<CannedReply | undefined>
  /** Keeps a new one, or one in place of that with the id. The id; undefined where another has that title, or there is none with the id. */
  keep(
    officeId: number,
    reply: { id?: string; title: string; text: string; by: string; at: Date },
  ): Promise<string | undefined>
  /** False when there was none. */
  drop(officeId: number, id: string): Promise<boolean>
}
