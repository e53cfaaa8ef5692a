import { describe, expect, it } from 'vitest'
import { makeSeldom } from '../../src/http/console/announcements/seldom.ts'

/** A reading that takes as long as it is told to, by a clock that only it moves. */
function slow(ms: number) {
  const seen = { at: 0, times: 0 }
  const seldom = makeSeldom(
    async (key) => {
      seen.at += ms
      seen.times += 1
      if (key === 'broken') throw new Error('broken')
      return `${key} ${seen.times}`
    },
    () => new Date(seen.at),
  )
  return { seen, seldom }
}

describe('a costly reading', () => {
  it.each([
    ['rests ten times as long as it took', 2_499, '7 1'],
    ['is done again after that', 2_500, '7 2'],
  ])('%s', async (_, later, found) => {
    const { seen, seldom } = slow(250)
    await seldom.read('7')
    seen.at += later
    expect(await seldom.read('7')).toBe(found)
  })

  it('is done once for all who ask meanwhile', async () => {
    const { seldom } = slow(250)
    expect(await Promise.all([seldom.read('7'), seldom.read('7')])).toEqual(['7 1', '7 1'])
  })

  it('is done for each thing by itself', async () => {
    const { seldom } = slow(250)
    expect(await Promise.all([seldom.read('7'), seldom.read('8')])).toEqual(['7 1', '8 2'])
  })

  it('never rests when it takes no time', async () => {
    const { seldom } = slow(0)
    await seldom.read('7')
    expect(await seldom.read('7')).toBe('7 2')
  })

  it('counts no more once something has changed', async () => {
    const { seldom } = slow(250)
    await seldom.read('7')
    seldom.forgetAll()
    expect(await seldom.read('7')).toBe('7 2')
  })

  it('that failed is done again at once', async () => {
    const { seen, seldom } = slow(250)
    await expect(seldom.read('broken')).rejects.toThrow('broken')
    await expect(seldom.read('broken')).rejects.toThrow('broken')
    expect(seen.times).toBe(2)
  })
})
