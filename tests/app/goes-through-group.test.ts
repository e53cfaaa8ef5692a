import { describe, expect, it } from 'vitest'
import { applicationMessage } from '../../src/app/application-message.ts'
import { goesThroughGroup } from '../../src/app/goes-through-group.ts'
import { loadLanguage } from '../../src/i18n.ts'

const day = '2026-11-16'

describe('a request goes through a group', () => {
  it.each(['poor', 'near_poor', 'newly_escaped', 'clean_water', 'student', 'job_creation'])('%s', (programme) =>
    expect(goesThroughGroup({ programme }, day)).toBe(true),
  )

  it.each<[string, Record<string, string>]>([
    ['labour_export', {}],
    ['social_housing', {}],
    ['korea_eps_deposit', {}],
    ['student', { isOrphan: 'both' }],
  ])('but not %s %o', (programme, facts) => expect(goesThroughGroup({ programme, facts }, day)).toBe(false))
})

describe('a request that comes back', () => {
  const language = loadLanguage()
  const said = (event: 'return' | 'return_from_group' | 'return_unconfirmed') =>
    applicationMessage({ code: '26-1', programme: 'poor', event, reason: 'missing_paper' })
      .parts.map(({ words }) => language.say(words, 'vi'))
      .join('\n')

  it.each([
    ['return', 'cần bổ sung', 'Tổ chưa đồng ý'],
    ['return_from_group', 'Tổ chưa đồng ý', 'Ủy ban'],
    ['return_unconfirmed', 'xã chưa xác nhận', 'họp'],
  ] as const)('%s has words of its own', (event, word, not) => {
    expect(said(event)).toContain(word)
    expect(said(event)).not.toContain(not)
  })

  it('is no refusal of the bank', () => {
    for (const event of ['return_from_group', 'return_unconfirmed'] as const)
      expect(said(event)).toContain('Ngân hàng chưa từ chối')
  })
})
