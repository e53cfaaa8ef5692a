import { describe, expect, it } from 'vitest'
import { type PaperConsent, paperOf, paperStanding, wordingOf } from '../../src/domain/paper-consent.ts'

const old = { purpose: 'reminders', day: '2026-05-10', paper: 'a' } as const
const withdrawn: PaperConsent = { ...old, withdrawnAt: new Date('2026-08-01T18:00:00Z') }

describe('a paper beside those that are known', () => {
  it.each<[string, PaperConsent[], PaperConsent['purpose'], PaperConsent['day'], string]>([
    ['nothing is known', [], 'reminders', '2026-05-10', 'new'],
    ['the same stands', [old], 'reminders', '2026-05-10', 'stands'],
    ['one of another day stands', [old], 'reminders', '2026-09-01', 'stands'],
    ['another purpose stands', [old], 'announcements', '2026-05-10', 'new'],
    ['it was taken back later', [withdrawn], 'reminders', '2026-05-10', 'withdrawn'],
    // 18:00 UTC is the next day in Viet Nam.
    ['it was taken back on that day', [withdrawn], 'reminders', '2026-08-02', 'withdrawn'],
    ['it was taken back the day before', [withdrawn], 'reminders', '2026-08-03', 'new'],
    [
      'one was taken back and a newer one stands',
      [withdrawn, { ...old, day: '2026-09-01' }],
      'reminders',
      '2026-10-01',
      'stands',
    ],
  ])('%s', (_, known, purpose, day, standing) => {
    expect(paperStanding(known, { purpose, day })).toBe(standing)
  })
})

it('a wording names its paper, and only such a one', () => {
  expect(paperOf(wordingOf('mẫu 01/TD: 6600'))).toBe('mẫu 01/TD: 6600')
  expect(paperOf('flows/welcome:consent.1')).toBeUndefined()
})
