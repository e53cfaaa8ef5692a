import { stand } from '../conversation/engine.ts'
import type { Talk } from '../conversation/talk.ts'
import { mostPhotoBytes, type PhotoProblem, photoProblem } from '../domain/photo.ts'
import { flowOf } from '../flows/index.ts'
import type { ChannelId, PhotoRef } from '../ports/channel.ts'
import type { CleanPhoto, PhotoReader } from '../ports/photos.ts'

/** What a picture came to: one that a paper can be read on, or why not. */
export type TakenPhoto = { photo: CleanPhoto } | { problem: PhotoProblem }

/** How pictures are fetched from where people sent them, and read. */
export interface PhotoDeps {
  /** The file that a platform keeps; undefined where it cannot be had. */
  fetch(channel: ChannelId, ref: string): Promise<Uint8Array | undefined>
  reader: PhotoReader
}

/** Fetches a picture and looks whether a paper can be read on it. Takes seconds: never inside a transaction. */
export async function takePhoto(deps: PhotoDeps, channel: ChannelId, { ref }: PhotoRef): Promise<TakenPhoto> {
  const bytes = await deps.fetch(channel, ref)
  return bytes === undefined ? { problem: 'not_fetched' } : checkPhoto(deps.reader, bytes)
}

/** Looks whether a paper can be read on a picture that is here. */
export async function checkPhoto(reader: PhotoReader, bytes: Uint8Array): Promise<TakenPhoto> {
  if (bytes.length > mostPhotoBytes) return { problem: 'too_big' }
  const read = await reader.read(bytes)
  if (!read.ok) return { problem: read.problem }
  const problem = photoProblem(read.measured)
  return problem ? { problem } : { photo: read.photo }
}

/** Whether the question that stands asks for a picture: no other one is fetched. */
export function wantsPhoto({ current }: Talk): boolean {
  const flow = current ? flowOf(current.flow) : undefined
  const turn = flow && current ? stand(flow, current) : undefined
  return turn?.kind === 'ask' && turn.prompt.wants === 'photo'
}
