import sharp from 'sharp'
import { describe, expect, it, vi } from 'vitest'
import { mostPhotoBytes, photoProblem } from '../../src/domain/photo.ts'
import { photoReader } from '../../src/files/read-photo.ts'
import { drawnPage, spoilt } from './drawn-photos.ts'

// The first picture waits for the process that opens it.
vi.setConfig({ testTimeout: 60_000 })

const reader = photoReader()
const page = await drawnPage()

async function found(bytes: Uint8Array): Promise<string> {
  const read = await reader.read(bytes)
  return read.ok ? (photoProblem(read.measured) ?? 'fine') : read.problem
}

describe('a picture of a paper', () => {
  it.each([
    ['as it is', {}, 'fine'],
    ['in a dim room', { gain: 0.45 }, 'fine'],
    ['in the dark', { gain: 0.3 }, 'too_dark'],
    ['black', { gain: 0 }, 'too_dark'],
    ['in strong light', { gain: 0.5, lift: 130 }, 'fine'],
    ['against the sun', { gain: 0.3, lift: 190 }, 'too_bright'],
    ['white', { gain: 0, lift: 255 }, 'too_bright'],
    ['a little out of focus', { blur: 1.5 }, 'fine'],
    ['out of focus', { blur: 9 }, 'too_blurred'],
    ['of nothing but grey', { gain: 0, lift: 130 }, 'too_blurred'],
  ])('%s', async (_, how, problem) => expect(await found(await spoilt(page, how))).toBe(problem))

  it.each([
    [800, 500, 'fine'],
    [500, 800, 'fine'],
    [799, 500, 'too_small'],
    [800, 499, 'too_small'],
    [320, 240, 'too_small'],
  ])('of %i by %i points: %s', async (width, height, problem) => {
    expect(await found(await drawnPage({ width, height }))).toBe(problem)
  })

  it.each(['png', 'webp'] as const)('is read as %s', async (format) => {
    expect(await found(await sharp(page).toFormat(format).toBuffer())).toBe('fine')
  })

  it.each([
    ['words', Buffer.from('căn cước'), 'kind'],
    ['nothing', Buffer.alloc(0), 'kind'],
    ['a page of the web', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'kind'],
    ['a document', Buffer.from('%PDF-1.7'), 'kind'],
    ['a moving picture', Buffer.from('GIF89a'), 'kind'],
    ['the beginning of a picture', page.subarray(0, 4000), 'broken'],
    ['only the name of a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'broken'],
    ['more bytes than are taken', Buffer.concat([page, Buffer.alloc(mostPhotoBytes)]), 'too_big'],
  ])('that is %s: %s', async (_, bytes, problem) => expect(await found(bytes)).toBe(problem))

  it('that claims more points than memory holds is refused before it is drawn', async () => {
    const claim = await sharp({ create: { width: 12_000, height: 11_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(claim.length).toBeLessThan(mostPhotoBytes)
    expect(await found(claim)).toBe('too_big')
  })

  it('is kept upright, no larger than it has to be, and without what the camera wrote into it', async () => {
    const taken = await sharp(await drawnPage({ width: 3000, height: 2000 }))
      .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '20/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const read = await reader.read(taken)
    if (!read.ok) throw new Error(read.problem)
    expect(read.measured).toMatchObject({ width: 2000, height: 3000 })
    expect(read.photo).toMatchObject({ mime: 'image/jpeg', width: 1333, height: 2000 })
    const kept = await sharp(read.photo.bytes).metadata()
    expect(kept.exif).toBeUndefined()
    expect(kept.orientation).toBeUndefined()
  })

  it('does not keep the next one from being read when it is broken', async () => {
    const all = await Promise.all([found(page.subarray(0, 4000)), found(page), found(Buffer.from('x')), found(page)])
    expect(all).toEqual(['broken', 'fine', 'kind', 'fine'])
  })
})
