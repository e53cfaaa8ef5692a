import type { PhotoMeasure, PhotoProblem } from '../domain/photo.ts'

/** A picture as it is kept: upright, no larger than it has to be, without what a camera writes into it (place, device, time). */
export interface CleanPhoto {
  bytes: Uint8Array
  mime: 'image/jpeg'
  width: number
  height: number
}

/** What reading a picture came to. */
export type ReadPhoto =
  | { ok: true; photo: CleanPhoto; measured: PhotoMeasure }
  | { ok: false; problem: Extract<PhotoProblem, 'kind' | 'broken' | 'too_big'> }

/** Reads pictures, one at a time: memory is what it costs. Never throws for what a person sent. */
export interface PhotoReader {
  read(bytes: Uint8Array): Promise<ReadPhoto>
}
