import type { CleanPhoto } from './photos.ts'

/** A picture that somebody sent, before a request carries it. */
export interface NewAttachment {
  accountId: string
  photo: CleanPhoto
  at: Date
}

/** What is known of a picture without opening it. `paper` is what it shows, by its id in the programme's checklist. */
export interface AttachmentBrief {
  id: string
  paper: string
  mime: string
  width: number
  height: number
  /** Of the file, before it is encrypted. */
  bytes: number
  at: Date
}

/** Which paper a picture shows. */
export interface SentPaper {
  paper: string
  attachmentId: string
}

/** Pictures of papers, kept encrypted. */
export interface Attachments {
  /** Keeps a picture that belongs to no request yet. Gives its id. */
  keep(attachment: NewAttachment): Promise<string>
  /** Whether this account sent that picture and no request carries it yet. */
  isOpen(id: string, accountId: string): Promise<boolean>
  /**
   * Hands an account's pictures over to a request. Only what the account itself sent, and no other request carries, is taken; what it sent
   * besides (taken again, no longer wanted) is deleted.
   */
  handOver(applicationId: string, from: { accountId: string; papers: readonly SentPaper[] }): Promise<void>
  /** The same, and what the account sent besides is left where it is: it may belong to a request that is begun. */
  add(applicationId: string, from: { accountId: string; papers: readonly SentPaper[] }): Promise<void>
  /** What an account sent and no request carries yet becomes another account's of the same person, with the request that was begun. */
  moveOpen(of: { from: string; to: string }): Promise<void>
  /** Those of a request, in the order in which they were sent. */
  ofApplication(applicationId: string): Promise<AttachmentBrief[]>
  /** One picture of that request, opened; undefined where the request has no such picture. */
  open(applicationId: string, id: string): Promise<(AttachmentBrief & { content: Uint8Array<ArrayBuffer> }) | undefined>
  /** Deletes one picture of an account that no request carries. */
  drop(id: string, accountId: string): Promise<void>
}
