import { describe, expect, it } from 'vitest'
import { zaloCost } from '../../src/domain/announcement-cost.ts'

const reach = { channel: 'zalo', count: 100, heardLately: 10, heardOpen: 40 }

describe('what an announcement costs on Zalo', () => {
  it.each<[string, object, object]>([
    ['no package and no money', {}, { free: 10, ofPackage: 0, billed: 0, dong: 0, unreached: 90 }],
    ['a package for some', { packageLeft: 20 }, { ofPackage: 20, billed: 0, unreached: 70 }],
    ['a package for all that are open', { packageLeft: 30 }, { ofPackage: 30, unreached: 60 }],
    ['a larger one takes no more', { packageLeft: 500 }, { ofPackage: 30, unreached: 60 }],
    ['money for the open days', { budgetLeft: 30 * 55 }, { billed: 30, dong: 30 * 55, unreached: 60 }],
    ['a dong less', { budgetLeft: 30 * 55 - 1 }, { billed: 29, dong: 29 * 55, unreached: 61 }],
    ['a text and money for all', { templateDong: 200, budgetLeft: 60 * 200 + 30 * 55 }, { billed: 90, unreached: 0 }],
    [
      'a text and money for one of the far',
      { templateDong: 200, budgetLeft: 30 * 55 + 200 },
      { billed: 31, unreached: 59 },
    ],
    ['a text without a price', { templateDong: 0 }, { billed: 60, dong: 0, unreached: 30 }],
  ])('%s', (_, purse, cost) => {
    expect(zaloCost(reach, { packageLeft: 0, budgetLeft: 0, ...purse })).toMatchObject(cost)
  })
})
