import { describe, expect, it } from 'vitest'
import { stableArm } from '../../src/domain/stable-arm.ts'

const households = Array.from({ length: 20_000 }, (_, n) => String(n + 1))
const sideA = (trial: string) => households.filter((id) => stableArm(trial, id) === 'a')

describe('the text that a household reads', () => {
  it('is always the same one', () => {
    for (const id of households.slice(0, 200)) expect(stableArm('7', id)).toBe(stableArm('7', id))
    expect(['1', '2', '3', '4', '5', '6', '7', '8'].map((id) => stableArm('1', id)).join('')).toMatchInlineSnapshot(
      `"bbbbbaab"`,
    )
  })

  it.each(['1', '2', '3', '40', '999999'])('is one for half of them in comparison %s', (trial) => {
    // Four standard deviations of a fair coin, either way.
    expect(Math.abs(sideA(trial).length - 10_000)).toBeLessThan(4 * Math.sqrt(20_000 / 4))
  })

  it('is drawn anew in the next comparison', () => {
    const both = sideA('1').filter((id) => stableArm('2', id) === 'a')
    expect(Math.abs(both.length - 5_000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.25 * 0.75))
  })

  it('does not go by every other number', () => {
    const runs = households.slice(1).filter((id, n) => stableArm('5', id) !== stableArm('5', households[n]!))
    expect(Math.abs(runs.length - 10_000)).toBeLessThan(4 * Math.sqrt(20_000 / 4))
  })
})
