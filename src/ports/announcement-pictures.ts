import type { CleanPhoto } from './photos.ts'

/** The picture of an announcement without its bytes. */
export interface AnnouncementPicture {
  /** The whole address under which recipients see it. */
  address: string
  /** What it shows, for whoever does not see it. */
  alt: string
  /** In points. */
  width: number
  height: number
}

/** A picture as a browser gets it. */
export interface PictureFile {
  mime: string
  bytes: Uint8Array<ArrayBuffer>
}

/** What is kept. Without `photo` the picture that is there stays, and only its description changes. */
export interface NewPicture {
  alt: string
  /** Who changed it, by id: they count as a writer of the announcement. */
  writer: string
  at: Date
  photo?: CleanPhoto & { token: string; address: string }
}

/** The pictures of announcements: one of each at most. */
export interface AnnouncementPictures {
  /**
   * Keeps a picture in place of an earlier one. The announcement is a draft again, of one more writer: whoever agreed to it did not agree
   * to this. False when it was sent.
   */
  keep(announcementId: string, picture: NewPicture): Promise<boolean>
  /** Lets it go; a draft again, as above. False when the announcement was sent. */
  remove(announcementId: string, writer: string): Promise<boolean>
  /** For staff, however the announcement stands. */
  of(announcementId: string): Promise<PictureFile | undefined>
  /** For everybody who has the address: only of an announcement that was handed in, approved or sent, or that staff have tried out since then. */
  published(token: string, triedSince: Date): Promise<PictureFile | undefined>
}
