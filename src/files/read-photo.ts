import { mostPhotoBytes, photoTypeOf } from '../domain/photo.ts'
import type { PhotoReader, ReadPhoto } from '../ports/photos.ts'
import { type PhotoBounds, type PhotoProcess, startPhotoProcess } from './photo-process.ts'

/**
 * What a picture may cost. 12 megapixels of a phone take 100 to 310 MB and less than a second; what needs more than this was not made by a
 * camera. All are ours.
 */
export const photoBounds: PhotoBounds = { mostBytes: 640 * 1024 * 1024, ms: 20_000, idleMs: 60_000 }

/** Of this whole process, whoever asks: one picture is read at a time. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Reads pictures in a process beside this one, which starts with the first picture and ends when none has come for a while: what opening a
 * stranger's file costs, or breaks, stays there. A process that never sees a picture pays nothing.
 */
export function photoReader(bounds: PhotoBounds = photoBounds): PhotoReader {
  let beside: PhotoProcess | undefined
  let idle: NodeJS.Timeout | undefined
  const look = async (bytes: Uint8Array): Promise<ReadPhoto> => {
    clearTimeout(idle)
    if (!beside?.alive()) beside = startPhotoProcess(bounds)
    const read = await beside.look(bytes)
    idle = setTimeout(() => beside?.end(), bounds.idleMs).unref()
    return read === 'over' ? { ok: false, problem: 'too_big' } : read
  }
  return {
    read: async (bytes) => {
      if (bytes.length > mostPhotoBytes) return { ok: false, problem: 'too_big' }
      if (!photoTypeOf(bytes)) return { ok: false, problem: 'kind' }
      const reading = last.then(() => look(bytes))
      last = reading.catch(() => {})
      return reading
    },
  }
}
