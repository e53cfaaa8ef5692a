import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { announcementLimits } from '../../src/app/announce.ts'
import { draftLawNews } from '../../src/app/draft-law-news.ts'
import { lawNews } from '../../src/app/law-news.ts'
import { type Concerned, replayLaw } from '../../src/app/replay-law.ts'
import { isNamed } from '../../src/domain/audience.ts'
import type { Day } from '../../src/domain/day.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { type Facts, programmeIds, weighOne } from '../../src/policy/index.ts'
import type { Json } from '../../src/ports/applications.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

const language = loadLanguage()
const say = (words: Parameters<typeof language.say>[0]) => language.say(words, 'vi')
const poor: Facts = { povertyStatus: 'poor', residence: 'permanent', purpose: 'production' }
const span = { from: '2025-11-30', to: '2025-12-01' } as const
let world: StaffWorld
const accounts: Record<string, string> = {}
const codes: Record<string, string> = {}

async function sent(name: string, of: { verdict?: Json; lawDay?: Day; officeId?: number; programme?: string } = {}) {
  accounts[name] ??= await world.account({ name })
  const { code } = await world.store.applications.submit({
    ...{ sentKey: name, accountId: accounts[name], programme: 'poor', officeId: world.office.id },
    ...{ communeId: world.commune.first, answers: {}, amount: 20_000_000, lawDay: '2025-11-20', at: now },
    ...{ verdict: { verdict: 'eligible', facts: poor as Json } },
    ...of,
  })
  codes[name] = code
}

beforeAll(async () => {
  world = await staffWorld()
  await sent('poor')
  await sent('on the day', { lawDay: span.to })
  await sent('nothing kept', { verdict: { verdict: 'eligible' } })
  await sent('elsewhere', { officeId: world.office.otherId })
  await sent('same rate', { programme: 'stem_student', verdict: { facts: {} } })
})
afterAll(() => world.close())

describe('a change of the law over the requests of an office', () => {
  it('names those whose answer differs, and counts those that cannot be weighed', async () => {
    const found = await replayLaw(world.store, { scope: { officeId: world.office.id }, ...span })
    expect(found).toMatchObject({ weighed: 2, unread: 1 })
    expect(found.concerned.map((c) => [c.code, c.name])).toEqual([[codes.poor, 'poor']])
    expect(found.concerned[0]).toMatchObject({
      before: { verdict: 'eligible', ratePctPerYear: 6.6 },
      after: { verdict: 'eligible', ratePctPerYear: 6.24 },
      differences: [{ of: 'ratePctPerYear', before: 6.6, after: 6.24 }, { of: 'overdueRatePct' }],
    })
  })

  it('drafts a message for each office, to its own people', async () => {
    const author = { kind: 'staff', id: (await world.staff('admin')).id } as const
    const drafted = await draftLawNews({ ...world, language }, { author, scope: {}, ...span })
    const drafts = await Promise.all((drafted.ok ? drafted.ids : []).map((id) => world.store.announcements.find(id)))
    const named = drafts.map((d) => [d?.officeId, d?.status, d && isNamed(d.audience) ? d.audience.accounts : []])
    expect(named.sort()).toEqual(
      [
        [world.office.id, 'draft', [accounts.poor]],
        [world.office.otherId, 'draft', [accounts.elsewhere]],
      ].sort(),
    )
    expect(world.woken).toEqual([])
  })

  it('drafts nothing where nobody is concerned', async () => {
    const author = { kind: 'staff', id: 's' } as const
    const days = { from: '2026-01-02', to: '2026-01-03' } as const
    expect(await draftLawNews({ ...world, language }, { author, scope: {}, ...days })).toEqual({
      ok: false,
      problem: 'nobody',
    })
  })
})

describe('the message', () => {
  const concerned = (programme: string, of: Partial<Concerned>): Concerned => ({
    ...{ id: '1', code: '26-000001', state: 'submitted', updatedAt: now, name: 'x', officeId: 1, lawDay: span.from },
    ...{ before: weighOne('poor', poor, span.from), after: weighOne('poor', poor, span.to), differences: [] },
    programme,
    ...of,
  })
  const text = (all: Concerned[]) => lawNews(say, { concerned: all, sender: 'PGD', ...span })

  it('tells figures that are the same for all, with the new document', () => {
    const rate = { of: 'ratePctPerYear', before: 6.6, after: 6.24 } as const
    const { body, source } = text([
      concerned('poor', { differences: [rate] }),
      concerned('poor', { differences: [rate] }),
    ])
    expect(body).toContain('• Cho vay hộ nghèo: lãi suất một năm từ 6,6% thành 6,24%')
    expect(source).toBe('Quyết định 2553/QĐ-TTg năm 2025')
  })

  it('tells nobody the figures or the verdict of somebody else', () => {
    const { body } = text([
      concerned('poor', {
        differences: [
          { of: 'verdict', before: 'ineligible', after: 'eligible' },
          { of: 'maxAmountDong', before: 1_000_000, after: 2_000_000 },
          { of: 'maxAdditionalDong', before: 1, after: 2 },
        ],
      }),
      concerned('poor', { differences: [{ of: 'maxAmountDong', before: 3_000_000, after: 4_000_000 }] }),
    ])
    expect(body).toContain('điều kiện vay thay đổi, mức vay nhiều nhất thay đổi')
    expect(body).not.toMatch(/000\.000|vay thêm|chưa vay được/)
  })

  it('tells a sum where the law names it, and not where it is a share of somebody’s price', () => {
    const span = { from: '2024-09-01', to: '2024-09-02' } as const
    const more = { of: 'maxAmountDong', before: 10_000_000, after: 25_000_000 } as const
    const flat = { of: 'maxAmountDong', before: 640_000_000, after: 560_000_000 } as const
    const all = [
      concerned('clean_water', { differences: [more] }),
      concerned('social_housing', { differences: [flat] }),
    ]
    const { body } = lawNews(say, { concerned: all, sender: 'PGD', ...span })
    expect(body).toContain('mức vay nhiều nhất từ 10.000.000 đồng thành 25.000.000 đồng')
    expect(body).toContain('Cho vay nhà ở xã hội: mức vay nhiều nhất thay đổi')
    expect(body).not.toContain('640')
  })

  it('fits its limits, whatever changes', () => {
    const differences = (['maxAmountDong', 'ratePctPerYear', 'overdueRatePct', 'termMonths'] as const).map((of) => ({
      of,
      before: 120_000_000,
      after: 110_000_000,
    }))
    const all = programmeIds.map((id) => concerned(id, { differences }))
    const { title, body, source } = text(all)
    expect([...body].length).toBeLessThanOrEqual(announcementLimits.body)
    expect([...title].length).toBeLessThanOrEqual(announcementLimits.title)
    expect([...source].length).toBeLessThanOrEqual(announcementLimits.source)
  })
})
