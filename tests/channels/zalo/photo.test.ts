import { describe, expect, it } from 'vitest'
import { photoAddress, photoFetcher } from '../../../src/channels/zalo/photo.ts'
import { startZaloEmulator } from '../../emulators/zalo/emulator.ts'

const zalo = { openapi: 'https://openapi.zalo.me' }
const emulated = { openapi: 'http://127.0.0.1:8788/openapi' }

describe('where a picture on Zalo may lie', () => {
  it.each([
    ['https://f21-zpc.zdn.vn/jpg/1/a.jpg', 'https://f21-zpc.zdn.vn/jpg/1/a.jpg'],
    ['http://f21-zpc.zdn.vn/a.jpg?x=1', 'https://f21-zpc.zdn.vn/a.jpg?x=1'],
    ['https://s120.avatar.talk.zadn.vn/a.jpg', 'https://s120.avatar.talk.zadn.vn/a.jpg'],
  ])('%s is asked as %s', (ref, url) => expect(photoAddress(ref, zalo)).toBe(url))

  it.each([
    'https://zdn.vn.evil.example/a.jpg',
    'https://evilzdn.vn/a.jpg',
    'https://zdn.vn/a.jpg',
    'https://f21.zdn.vn:8443/a.jpg',
    'https://f21.zdn.vn@evil.example/a.jpg',
    'https://user:word@f21.zdn.vn/a.jpg',
    'ftp://f21.zdn.vn/a.jpg',
    'file:///etc/passwd',
    'http://127.0.0.1:8788/media/a.png',
    'http://169.254.169.254/latest',
    'http://[::1]/a.jpg',
    'a.jpg',
    '',
  ])('%s is not asked', (ref) => expect(photoAddress(ref, zalo)).toBeUndefined())

  it('beside another root than Zalo’s own is that root as well, and no other port or host', () => {
    expect(photoAddress('http://127.0.0.1:8788/media/a.png', emulated)).toBe('http://127.0.0.1:8788/media/a.png')
    expect(photoAddress('http://127.0.0.1:8789/media/a.png', emulated)).toBeUndefined()
    expect(photoAddress('http://localhost:8788/media/a.png', emulated)).toBeUndefined()
  })
})

describe('a picture on Zalo', () => {
  it('is fetched up to its limit, and what lies elsewhere is noted without its address', async () => {
    const emulator = await startZaloEmulator()
    const heard: string[] = []
    const hear = (about: object, text: string) => void heard.push(`${text} ${JSON.stringify(about)}`)
    try {
      const bytes = Buffer.from('a picture of some length')
      const url = emulator.picture({ type: 'image/png', bytes })
      const fetch = photoFetcher({ roots: { openapi: emulator.roots.openapi }, seconds: 5, hear })
      expect(Buffer.from((await fetch(url, 24)) ?? [])).toEqual(bytes)
      expect(await fetch(url, 23)).toBeUndefined()
      expect(await fetch('http://10.0.0.1/secret', 100)).toBeUndefined()
      expect(heard.join()).toContain('not fetched')
      expect(heard.join()).not.toContain('10.0.0.1')
    } finally {
      await emulator.close()
    }
  })
})
