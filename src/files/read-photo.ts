import type { Sharp, SharpOptions } from 'sharp'
import { measuredSide, mostPhotoBytes, mostPhotoPixels, type PhotoMeasure, photoTypeOf } from '../domain/photo.ts'
import type { CleanPhoto, PhotoReader, ReadPhoto } from '../ports/photos.ts'

/** Enough to read the small print of a page, on a screen and on paper. */
const keptSide = 2000
const keptQuality = 82

/** Of the whole process, whoever asks: the library, once it is loaded, and the picture that is read at the moment. */
let open: Promise<Open> | undefined
let last: Promise<unknown> = Promise.resolve()

type Open = (bytes: Uint8Array, options: SharpOptions) => Sharp

/**
 * Reads pictures with libvips, which takes a large photograph in at the size that is needed and never holds the whole of it.
 * The library is loaded with the first picture, and one picture is read at a time: a process that never sees one pays nothing.
 */
export function photoReader(): PhotoReader {
  return {
    read: (bytes) => {
      open ??= load()
      const reading = last.then(async () => readPhoto(bytes, await (open as Promise<Open>)))
      last = reading.catch(() => {})
      return reading
    },
  }
}

async function load(): Promise<Open> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  return (bytes, options) => sharp(bytes, options)
}

async function readPhoto(bytes: Uint8Array, open: Open): Promise<ReadPhoto> {
  if (bytes.length > mostPhotoBytes) return { ok: false, problem: 'too_big' }
  if (!photoTypeOf(bytes)) return { ok: false, problem: 'kind' }
  const options = { limitInputPixels: mostPhotoPixels, sequentialRead: true, failOn: 'truncated' } as const
  try {
    const { width, height } = await open(bytes, { ...options, limitInputPixels: false }).metadata()
    if (width * height > mostPhotoPixels) return { ok: false, problem: 'too_big' }
    const photo = await cleaned(open(bytes, options))
    const light = await lightOf(open(photo.bytes, options))
    return { ok: true, photo, measured: { ...upright(photo, { width, height }), ...light } }
  } catch {
    return { ok: false, problem: 'broken' }
  }
}

/** Turned as the camera was held, and drawn anew: nothing that hides behind a picture comes through. */
async function cleaned(picture: Sharp): Promise<CleanPhoto> {
  const { data, info } = await picture
    .autoOrient()
    .resize({ width: keptSide, height: keptSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: keptQuality })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, mime: 'image/jpeg', width: info.width, height: info.height }
}

/** The size as it was sent, turned like what is kept. */
function upright(photo: CleanPhoto, { width, height }: { width: number; height: number }) {
  const turned = photo.width > photo.height !== width > height
  return turned ? { width: height, height: width } : { width, height }
}

async function lightOf(picture: Sharp): Promise<Pick<PhotoMeasure, 'darkest' | 'brightest' | 'sharpness'>> {
  const { data, info } = await picture
    .resize({ width: measuredSide, height: measuredSide, fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { ...edgesOfLight(data), sharpness: sharpnessOf(data, info) }
}

/** The brightness above which, and below which, 98 of 100 points lie. */
function edgesOfLight(points: Uint8Array): { darkest: number; brightest: number } {
  const counts = new Uint32Array(256)
  for (const point of points) counts[point] = (counts[point] ?? 0) + 1
  const beyond = points.length * 0.02
  const reach = (order: readonly number[]) => {
    let seen = 0
    return order.find((level) => {
      seen += counts[level] ?? 0
      return seen > beyond
    })
  }
  const levels = [...counts.keys()]
  return { darkest: reach(levels) ?? 0, brightest: reach(levels.toReversed()) ?? 0 }
}

/** The variance of the Laplacian: how much neighbouring points differ from each other. */
function sharpnessOf(points: Uint8Array, { width, height }: { width: number; height: number }): number {
  let sum = 0
  let squares = 0
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1, end = (y + 1) * width - 1; i < end; i++) {
      const edge =
        at(points, i - 1) + at(points, i + 1) + at(points, i - width) + at(points, i + width) - 4 * at(points, i)
      sum += edge
      squares += edge * edge
    }
  }
  const count = Math.max(1, (width - 2) * (height - 2))
  return squares / count - (sum / count) ** 2
}

function at(points: Uint8Array, i: number): number {
  return points[i] ?? 0
}
