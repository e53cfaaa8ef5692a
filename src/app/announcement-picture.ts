import { photoTypeOf } from '../domain/photo.ts'
import type { NewPicture } from '../ports/announcement-pictures.ts'
import { type Announcement, unsentStates } from '../ports/announcements.ts'
import type { PhotoReader } from '../ports/photos.ts'
import { type AnnounceDeps, type Author, noteAnnouncement, seenAnnouncement } from './announce.ts'

/** What keeping a picture needs. `publicUrl`: the address under which people reach us, without a slash at the end. */
export interface PictureDeps extends Pick<AnnounceDeps, 'store' | 'clock'> {
  photos: PhotoReader
  publicUrl: string
  /** The system's secure source of chance. */
  randomBytes: (count: number) => Uint8Array
}

/** The longest description of a picture, in characters. */
export const longestAlt = 150

/** Why a picture was not kept. `kind`: neither JPEG nor PNG; `broken`: cut off; `too_big`: too many bytes or points. */
export type PictureProblem =
  | 'not_found'
  | 'sent_before'
  | 'no_alt'
  | 'alt_too_long'
  | 'no_picture'
  | 'kind'
  | 'broken'
  | 'too_big'

/** How it ended. */
export type Pictured = { ok: true } | { ok: false; problem: PictureProblem }

/** A picture as it was handed in. No bytes: the one that is there stays, and is described anew. */
export interface Picturing {
  author: Author
  id: string
  bytes: Uint8Array
  alt: string
}

/**
 * Puts a picture to an announcement that was not sent, in place of an earlier one. It is read and drawn anew first, which takes seconds.
 * Whoever does so has written of it, and whatever was agreed to is void.
 */
export async function keepPicture(deps: PictureDeps, { author, id, bytes, alt }: Picturing): Promise<Pictured> {
  const found = await seenAnnouncement(deps.store, author, id)
  const described = alt.normalize('NFC').replace(/\s+/g, ' ').trim()
  const problem = problemOf(found, { described, bytes })
  if (problem) return { ok: false, problem }
  const read: Read = bytes.length > 0 ? await readAnew(deps, bytes) : {}
  if ('problem' in read) return { ok: false, problem: read.problem }
  const at = deps.clock.now()
  const picture: NewPicture = { alt: described, writer: author.id, at, ...read }
  return deps.store.transaction(async (tx): Promise<Pictured> => {
    if (!(await tx.announcementPictures.keep(id, picture))) return { ok: false, problem: 'sent_before' }
    await noteAnnouncement(tx, { author, action: 'announcement.picture', id, at })
    return { ok: true }
  })
}

/** Takes the picture off an announcement that was not sent. What holds for putting one there holds here. */
export async function removePicture(
  deps: Pick<AnnounceDeps, 'store' | 'clock'>,
  { author, id }: Pick<Picturing, 'author' | 'id'>,
): Promise<Pictured> {
  const at = deps.clock.now()
  return deps.store.transaction(async (tx): Promise<Pictured> => {
    const found = await seenAnnouncement(tx, author, id)
    if (!found) return { ok: false, problem: 'not_found' }
    if (!found.picture) return { ok: false, problem: 'no_picture' }
    if (!(await tx.announcementPictures.remove(id, author.id))) return { ok: false, problem: 'sent_before' }
    await noteAnnouncement(tx, { author, action: 'announcement.picture_remove', id, at })
    return { ok: true }
  })
}

/** What stands against it before anything is opened. */
function problemOf(
  found: Announcement | undefined,
  { described, bytes }: { described: string; bytes: Uint8Array },
): PictureProblem | undefined {
  if (!found) return 'not_found'
  if (!unsentStates.some((state) => state === found.status)) return 'sent_before'
  if (described === '') return 'no_alt'
  if ([...described].length > longestAlt) return 'alt_too_long'
  return bytes.length === 0 && !found.picture ? 'no_picture' : undefined
}

type Read = Pick<NewPicture, 'photo'> | { problem: PictureProblem }

/** Drawn anew, under an address that nobody guesses. */
async function readAnew({ photos, publicUrl, randomBytes }: PictureDeps, bytes: Uint8Array): Promise<Read> {
  if (photoTypeOf(bytes) === 'image/webp') return { problem: 'kind' }
  const read = await photos.read(bytes)
  if (!read.ok) return { problem: read.problem }
  const token = Buffer.from(randomBytes(32)).toString('base64url')
  return { photo: { ...read.photo, token, address: `${publicUrl}/picture/${token}` } }
}
