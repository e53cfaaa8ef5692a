/** The kinds of picture that are read. What a phone keeps as HEIC the messengers and browsers turn into JPEG when they send it. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const

/** One of them. */
export type PhotoType = (typeof photoTypes)[number]

/** The most that one picture may hold: bytes. */
export const mostPhotoBytes = 8 * 1024 * 1024

/** More pixels than any phone takes; a small file that claims more would fill our memory. */
export const mostPhotoPixels = 120_000_000

/** What is measured of a picture to tell whether a paper on it can be read. Brightness is 0 (black) to 255 (white). */
export interface PhotoMeasure {
  width: number
  height: number
  /** Nearly all of it (98 of 100 points) is at least as bright, and at most as bright. */
  darkest: number
  brightest: number
  /** The variance of the Laplacian on a picture of at most `measuredSide` points: edges make it large, a blur small. */
  sharpness: number
}

/** The longer side on which pictures are measured, so that a figure means the same for every camera. */
export const measuredSide = 1000

/** Why a picture cannot be used. `kind`: no picture that we read; `broken`: one that ends in the middle; `too_big`: too many bytes or points. */
export type PhotoProblem =
  | 'kind'
  | 'broken'
  | 'too_big'
  | 'too_small'
  | 'too_dark'
  | 'too_bright'
  | 'too_blurred'
  | 'not_fetched'

/**
 * From where on a paper can be read by a person, tried on drawn pages and cards: an identity card that fills a picture of 800 by 500 has
 * letters of some 12 points. Lenient, since a person looks at it afterwards.
 */
export const readable = {
  longSide: 800,
  shortSide: 500,
  /** White paper in a dark room stays below. */
  brightest: 90,
  /** Ink under a lamp or in the sun stays above. */
  darkest: 185,
  sharpness: 40,
} as const

/** The first thing that keeps a paper from being read, or undefined. */
export function photoProblem(measured: PhotoMeasure): PhotoProblem | undefined {
  const { width, height, darkest, brightest, sharpness } = measured
  if (Math.max(width, height) < readable.longSide || Math.min(width, height) < readable.shortSide) return 'too_small'
  if (brightest < readable.brightest) return 'too_dark'
  if (darkest > readable.darkest) return 'too_bright'
  return sharpness < readable.sharpness ? 'too_blurred' : undefined
}

/** The kind of picture by its first bytes, whatever its name says; undefined for anything else. */
export function photoTypeOf(bytes: Uint8Array): PhotoType | undefined {
  const begins = (...first: number[]) => first.every((byte, i) => bytes[i] === byte)
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  const riff = begins(0x52, 0x49, 0x46, 0x46)
  const webp = [0x57, 0x45, 0x42, 0x50].every((byte, i) => bytes[8 + i] === byte)
  return riff && webp ? 'image/webp' : undefined
}
