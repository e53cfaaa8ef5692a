import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { startPhotoProcess } from '../../src/files/photo-process.ts'
import { photoBounds, photoReader } from '../../src/files/read-photo.ts'
import { drawnPage } from './drawn-photos.ts'

// A process is started for each of these: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000 })

const page = await drawnPage()
const MB = 1024 * 1024

/** The processes that this one has started and that still run. */
function children(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const [, ppid] = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
        const zombie = /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
        return (
          ppid === String(process.pid) &&
          !zombie &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('photo-child')
        )
      } catch {
        return false
      }
    })
}

describe('the process that opens pictures', () => {
  it.each([
    ['needs more memory than it may', { ...photoBounds, mostBytes: 16 * MB }],
    ['takes longer than it may', { ...photoBounds, ms: 1 }],
  ])('is ended where it %s, and the next picture has a new one', async (_, bounds) => {
    expect(await photoReader(bounds).read(page)).toEqual({ ok: false, problem: 'too_big' })
    expect(await photoReader().read(page)).toMatchObject({ ok: true })
  })

  it('goes when nothing has come for a while', async () => {
    const before = children().length
    const reader = photoReader({ ...photoBounds, idleMs: 1 })
    await reader.read(page)
    await expect.poll(() => children().length, { timeout: 30_000 }).toBeLessThanOrEqual(before)
    expect(await reader.read(page)).toMatchObject({ ok: true })
  })

  it('knows none of our secrets', async () => {
    process.env.LOA_DATA_KEY = 'of-this-test-only'
    const started = startPhotoProcess(photoBounds)
    try {
      await started.look(page)
      const environments = children().map((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8'))
      expect(environments.length).toBeGreaterThan(0)
      expect(environments.join('\n')).not.toContain('of-this-test-only')
    } finally {
      started.end()
      delete process.env.LOA_DATA_KEY
    }
  })

  it('is the only place where the library of pictures is loaded', () => {
    const users = readdirSync(new URL('../../src/files', import.meta.url)).filter((name) => name.endsWith('.ts'))
    const loading = users.filter((name) =>
      /import\('sharp'\)/.test(readFileSync(new URL(`../../src/files/${name}`, import.meta.url), 'utf8')),
    )
    expect(loading).toEqual(['look-at-photo.ts'])
  })
})
