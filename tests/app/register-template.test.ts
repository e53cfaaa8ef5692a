import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  findTemplate,
  registerTemplate,
  retireTemplate,
  type TemplateProblem,
  type TypedTemplate,
} from '../../src/app/register-template.ts'
import { factHolds, templateWarnings } from '../../src/app/template-warnings.ts'
import { templateFacts } from '../../src/domain/template.ts'
import { loadLanguage, readLocale } from '../../src/i18n.ts'
import { programmeIds } from '../../src/policy/ids.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import type { ZaloTemplate, ZaloTemplateAnswer } from '../../src/ports/zalo-desk.ts'
import { type StaffWorld, staffWorld } from '../support/staff-world.ts'

const known: ZaloTemplate = {
  id: '7895417',
  name: 'Nhắc phiên giao dịch',
  status: 'ENABLE',
  approved: true,
  params: [
    { name: 'customer_name', required: true, longest: 30 },
    { name: 'ngay', required: true },
    { name: 'note', required: false, longest: 200 },
  ],
  byUserDong: 165,
  byPhoneDong: 200,
}

let world: StaffWorld
let director: StaffMember
let answer: ZaloTemplateAnswer
const asked: string[] = []
const zalo = {
  template: async (id: string) => {
    asked.push(id)
    return answer
  },
}
beforeAll(async () => {
  world = await staffWorld()
  director = await world.staff('director')
})
afterAll(() => world.close())
beforeEach(async () => {
  answer = { ok: true, template: known }
  asked.length = 0
  await world.store.ways.setTemplates('zalo', {})
})

const typed: TypedTemplate = { form: 'reminder', via: 'byUser', id: ' 7895417 ' }
const find = (more: Partial<TypedTemplate> = {}) => findTemplate({ zalo }, { ...typed, ...more })
const full: Record<string, string> = { customer_name: 'name', ngay: 'day' }
const register = (more: Partial<TypedTemplate> = {}, facts = full, staff = director) =>
  registerTemplate({ ...world, zalo }, { staff, ...typed, ...more, facts: (gap) => facts[gap] ?? '' })
const used = async () => (await world.store.ways.means('zalo', '2026-11-01')).templates
const log = async () => (await world.store.audit.list({ limit: 1 }))[0]

describe('looking for a text', () => {
  it.each([
    ['byUser', 165, true],
    ['byPhone', 200, false],
  ] as const)(
    'gives what Zalo says of it, the price of that way, and the facts that may go there: %s',
    async (via, dong, debts) => {
      const looked = await find({ via })
      expect(looked).toMatchObject({ ok: true, found: { form: 'reminder', via, dong, template: known } })
      expect(looked.ok && looked.found.facts.includes('total')).toBe(debts)
      expect(asked).toEqual(['7895417'])
    },
  )

  it.each<[string, Partial<TypedTemplate>, TemplateProblem[]]>([
    ['no kind', { form: 'reply' }, [{ field: 'form', why: 'not_chosen' }]],
    ['no way', { via: '' }, [{ field: 'via', why: 'not_chosen' }]],
    ['no number', { id: ' ' }, [{ field: 'id', why: 'empty' }]],
    ['a name for a number', { id: 'reminder' }, [{ field: 'id', why: 'no_number' }]],
    ['too many digits', { id: '1'.repeat(21) }, [{ field: 'id', why: 'no_number' }]],
    [
      'nothing at all',
      { form: '', via: '', id: '' },
      [
        { field: 'form', why: 'not_chosen' },
        { field: 'via', why: 'not_chosen' },
        { field: 'id', why: 'empty' },
      ],
    ],
  ])('with %s asks nobody', async (_, more, problems) => {
    expect(await find(more)).toEqual({ ok: false, problems })
    expect(asked).toEqual([])
  })

  const said = { key: 'channels:errors.unreachable' }
  const without = (name: 'byUserDong' | 'byPhoneDong') => {
    const { [name]: _, ...template } = known
    return { ok: true, template } as const
  }
  it.each<[string, ZaloTemplateAnswer, TemplateProblem]>([
    ['is unknown', { ok: false, why: 'unknown' }, { field: 'id', why: 'unknown' }],
    [
      'nobody could ask for',
      { ok: false, why: 'not_answered', words: said },
      { field: 'id', why: 'not_answered', said },
    ],
    [
      'is not approved',
      { ok: true, template: { ...known, approved: false, status: 'PENDING_REVIEW' } },
      { field: 'id', why: 'not_approved', status: 'PENDING_REVIEW' },
    ],
    ['has no price', without('byUserDong'), { field: 'id', why: 'no_price' }],
  ])('that %s finds none', async (_, given, problem) => {
    answer = given
    expect(await find()).toEqual({ ok: false, problems: [problem] })
    expect(await register()).toEqual({ ok: false, problems: [problem] })
    expect(await used()).toEqual({})
  })

  it('takes the price of the other way for none', async () => {
    answer = without('byPhoneDong')
    expect(await find()).toMatchObject({ ok: true })
    expect(await find({ via: 'byPhone' })).toMatchObject({ ok: false, problems: [{ why: 'no_price' }] })
  })
})

describe('taking a text into use', () => {
  it('keeps its price and a fact for each gap, with what the gap holds, and who did it', async () => {
    const template = {
      id: '7895417',
      dong: 165,
      params: [
        { name: 'customer_name', fact: 'name', longest: 30 },
        { name: 'ngay', fact: 'day', longest: 30 },
      ],
    }
    expect(await register()).toEqual({ ok: true, template })
    expect(await used()).toEqual({ reminder: { byUser: template } })
    expect(await log()).toMatchObject({
      ...{ action: 'channel.template', actorId: director.id, subjectKind: 'channel', subjectId: 'zalo' },
      detail: { form: 'reminder', via: 'byUser', template: '7895417', dong: 165 },
    })
  })

  it('stands beside those of other kinds and ways, and takes the place of the one before', async () => {
    await register()
    await register({ via: 'byPhone' })
    await register({ form: 'announcement' }, { customer_name: 'sender', ngay: 'title' })
    answer = { ok: true, template: { ...known, byUserDong: 300 } }
    await register({}, { ...full, note: 'total' })
    expect(await used()).toMatchObject({
      reminder: { byUser: { dong: 300, params: [{}, {}, { name: 'note', fact: 'total' }] }, byPhone: { dong: 200 } },
      announcement: { byUser: { dong: 165 } },
    })
  })

  it.each<[string, Partial<TypedTemplate>, Record<string, string>, TemplateProblem[]]>([
    [
      'gaps that Zalo wants filled',
      {},
      { note: 'phone' },
      [
        { field: 'gap', gap: 'customer_name', why: 'no_fact' },
        { field: 'gap', gap: 'ngay', why: 'no_fact' },
      ],
    ],
    [
      'a debt to a phone number',
      { via: 'byPhone' },
      { ...full, ngay: 'total' },
      [{ field: 'gap', gap: 'ngay', why: 'debt_by_phone' }],
    ],
    [
      'a debt in a gap that may stay empty',
      { via: 'byPhone' },
      { ...full, note: 'code' },
      [{ field: 'gap', gap: 'note', why: 'debt_by_phone' }],
    ],
    [
      'a fact that there is not',
      {},
      { ...full, ngay: 'password' },
      [{ field: 'gap', gap: 'ngay', why: 'no_such_fact' }],
    ],
    ['a fact of another kind', {}, { ...full, ngay: 'title' }, [{ field: 'gap', gap: 'ngay', why: 'no_such_fact' }]],
  ])('is refused with %s', async (_, more, facts, problems) => {
    expect(await register(more, facts)).toMatchObject({ ok: false, problems, found: { template: known } })
    expect(await used()).toEqual({})
  })

  it('needs no fact where there is no gap', async () => {
    answer = { ok: true, template: { ...known, params: [] } }
    expect(await register({}, {})).toMatchObject({ ok: true, template: { params: [] } })
  })

  it.each(['officer', 'commune_chair'] as const)('is not for a %s', async (role) => {
    const staff = await world.staff(role, { communeId: world.commune.first })
    expect(await register({}, full, staff)).toBeUndefined()
    expect(await retireTemplate(world, { staff, form: 'reminder', via: 'byUser' })).toBe(false)
    expect(asked).toEqual([])
  })
})

describe('taking a text out of use', () => {
  it('leaves the others, and is on record', async () => {
    await register()
    await register({ via: 'byPhone' })
    expect(await retireTemplate(world, { staff: director, form: 'reminder', via: 'byUser' })).toBe(true)
    expect(await used()).toMatchObject({ reminder: { byPhone: { id: '7895417' } } })
    expect((await used()).reminder?.byUser).toBeUndefined()
    expect(await log()).toMatchObject({
      action: 'channel.template_retire',
      detail: { form: 'reminder', via: 'byUser' },
    })
  })

  it.each([
    ['nothing is used', 'announcement', 'byUser'],
    ['there is no such kind', 'reply', 'byUser'],
    ['there is no such way', 'reminder', 'byPigeon'],
  ])('does nothing where %s', async (_, form, via) => {
    await register()
    expect(await retireTemplate(world, { staff: director, form, via })).toBe(false)
  })
})

describe('what staff should know of a text', () => {
  const one = (fact: string, longest: number) =>
    templateWarnings({ id: '1', dong: 1, params: [{ name: 'gap', fact, longest }] }).map(({ why }) => why)
  it.each([
    ['day', 19, ['short']],
    ['day', 20, []],
    ['name', 29, ['short']],
    ['name', 30, []],
    ['source', 199, ['short', 'may_be_empty']],
    ['source', 200, ['may_be_empty']],
  ])('%s in a gap of %i: %j', (fact, longest, whys) => {
    expect(one(fact, longest)).toEqual(whys)
  })

  it('knows how long every fact is, as Vietnamese writes it', () => {
    expect(Object.keys(factHolds).sort()).toEqual(Object.values(templateFacts).flat().sort())
    const { say } = loadLanguage()
    const length = (value: object | string) =>
      [...say({ key: 'channels:template.fact', with: { value: value as never } }, 'vi')].length
    const days = [1, 2, 3, 4, 5, 6, 7].map((date) => length({ day: `2026-12-1${date}` }))
    expect(Math.max(...days)).toBe(factHolds.day)
    expect(length({ dong: 100_000_000 })).toBe(factHolds.total)
    const names = programmeIds.map(
      (id) => (readLocale('vi', `programmes/${id.replaceAll('_', '-')}`) as { name: string }).name,
    )
    expect(Math.max(...names.map((name) => [...name].length))).toBe(factHolds.programme)
  })
})
