import type { Sharp, SharpOptions } from 'sharp'
import { measuredSide, mostPhotoPixels, type PhotoMeasure } from '../domain/photo.ts'
import type { CleanPhoto, ReadPhoto } from '../ports/photos.ts'

/** Enough to read the small print of a page, on a screen and on paper. */
const keptSide = 2000
const keptQuality = 82

type Open = (bytes: Uint8Array, options: SharpOptions) => Sharp

/**
 * Reads one picture with libvips, which takes a large photograph in at the size that is needed. It costs up to some hundred megabytes, and
 * what it opens comes from strangers: it runs in a process of its own (`read-photo.ts`).
 */
export async function lookAtPhoto(bytes: Uint8Array): Promise<ReadPhoto> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  return readPhoto(bytes, (from, options) => sharp(from, options))
}

async function readPhoto(bytes: Uint8Array, open: Open): Promise<ReadPhoto> {
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
