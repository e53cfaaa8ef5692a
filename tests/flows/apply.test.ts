import { describe, expect, it } from 'vitest'
import { advance, back, edit, stand, type Turn } from '../../src/conversation/engine.ts'
import type { AnyFlow } from '../../src/conversation/flow.ts'
import { apply } from '../../src/flows/apply/apply.ts'
import { householdPart, laterPapers, sentPapers } from '../../src/flows/apply/household-part.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { openOn } from '../../src/policy/index.ts'
import { talk } from '../walk.ts'
import { applyGiven, applyKnown } from './trials.ts'

const flow = apply as unknown as AnyFlow
const language = loadLanguage()
const stranger = applyGiven
const say = (line: string) => line.split(' > ')
const who = 'agree > Trần Thị Mơ > 1968 > 0912 345 678 > 1 > thôn Đông'
const table = 'bò giống > 2 con > 15 triệu > more > sửa chuồng > 1 > 5tr > done'
const money = `20 triệu > nuôi bò > 0 > ${table} > 36 > 12`
const later = 'Trần Văn An > all_later'
const told = (turn: Turn, lang = 'vi') =>
  turn.kind === 'ask' ? language.say(turn.prompt.ask, lang) : `ended at ${turn.outcome}`
const known = (turn: Turn) => ({ answers: turn.kind === 'done' ? turn.answers : {}, given: turn.saved.given })
const of = (programme: string, more = {}) => ({ ...stranger, programme, maxAmountDong: 500_000_000, ...more })

describe('a request', () => {
  it.each([
    [`${who} > ${money} > ${later} > send`, 'sent'],
    [`${who} > ${money} > ${later} > gui don`, 'sent'],
    [`${who} > ${money} > không > nop sau giay nay > nop sau giay nay > 3`, 'kept'],
    [`${who} > ${money} > ${later} > de sau`, 'kept'],
    [`${who} > ${money} > ${later} > sua lai > tien va cach dung > so tien vay`, 'correct'],
    [`${who} > ${money} > ${later} > edit > papers`, 'correct'],
    ['no', 'declined'],
    ['2', 'declined'],
    ['khong', 'declined'],
  ])('of a stranger, %s: %s', (lines, outcome) => {
    expect(talk(flow, stranger, say(lines))).toMatchObject({ kind: 'done', outcome })
  })

  it.each([
    [`đồng ý > yes > ${money} > ${later} > send`, 'sent', '0912345670'],
    [`dong y lam don > so khac > 84 912 345 678 > ${money} > ${later} > 1`, 'sent', '0912345678'],
  ])('of a household that the bank knows, %s: %s', (lines, outcome, phone) => {
    const turn = talk(flow, applyKnown, say(lines))
    expect(turn).toMatchObject({ kind: 'done', outcome })
    expect(householdPart(known(turn))).toMatchObject({
      phone,
      full_name: 'Trần Thị Mơ',
      birth_year: 1968,
      hamlet: 'thôn Tây',
    })
  })

  it.each([
    ['agree > Mơ', 'full_name', 'a name of two letters'],
    ['agree > Trần Thị Mơ > 68', 'birth_year', 'a year of two digits'],
    ['agree > Trần Thị Mơ > 2012', 'birth_year', 'a child'],
    ['agree > Trần Thị Mơ > 1915', 'birth_year', 'nobody alive'],
    ['agree > Trần Thị Mơ > 1968 > 12345', 'phone', 'half a number'],
    [`${who} > 900 nghìn`, 'amount', 'less than is ever lent'],
    [`${who} > 101 triệu`, 'amount', 'above the ceiling'],
    [`${who} > hai mươi`, 'amount', 'no figure'],
    [`${who} > 20 triệu > bò`, 'plan', 'one short word'],
    [`${who} > 20 triệu > mua bò > nhiều lắm`, 'own_capital', 'no figure'],
    [`${who} > 20 triệu > mua bò > 0 > ${table} > 121`, 'term_months', 'a month above the limit'],
    [`${who} > 20 triệu > mua bò > 0 > ${table} > 0`, 'term_months', 'no month'],
    [`${who} > 20 triệu > mua bò > 0 > ${table} > 36 > 18`, 'instalment', 'no such stretch'],
    [`${who} > 20 triệu > mua bò > 0 > ${table} > 36 > 12 > An`, 'heir_name', 'a name of two letters'],
  ])('puts a question again, %s: %s (%s)', (lines, node) => {
    expect(talk(flow, stranger, say(lines))).toMatchObject({
      kind: 'ask',
      prompt: { node },
      problem: { key: `flows/apply:${node}.error` },
    })
  })

  it.each(['1916', '2011'])('reads the years at both edges: %s', (year) => {
    expect(talk(flow, stranger, say(`agree > Trần Thị Mơ > ${year}`))).toMatchObject({ prompt: { node: 'phone' } })
  })

  it.each([
    ['1 triệu', 1_000_000],
    ['100 triệu', 100_000_000],
    ['50tr', 50_000_000],
    ['1,5tr', 1_500_000],
    ['khoang 30tr', 30_000_000],
  ])('reads a sum at the edges and as people type it: %s', (line, sum) => {
    const turn = talk(flow, stranger, [...say(who), line])
    expect(turn).toMatchObject({ prompt: { node: 'plan' } })
    const sent = talk(flow, stranger, [...say(who), line, ...say(`mua bò > 0 > ${table} > 36 > 12 > ${later} > send`)])
    expect(householdPart(known(sent))).toMatchObject({ amount: sum })
  })

  it.each([
    ['12', 'heir_name'],
    ['13', 'instalment'],
    ['1 năm', 'heir_name'],
    ['3 năm rưỡi', 'instalment'],
  ])('asks how often principal is paid where the term is longer than a year: %s', (term, node) => {
    const turn = talk(flow, stranger, say(`${who} > 20 triệu > mua bò > 0 > ${table} > ${term}`))
    expect(turn).toMatchObject({ prompt: { node } })
  })

  it.each(['vi', 'en'])('reads back everything that was answered in %s', (lang) => {
    const review = told(talk(flow, stranger, say(`${who} > ${money} > ${later}`)), lang)
    for (const said of [
      'Trần Thị Mơ',
      '1968',
      '0912345678',
      'thôn Đông, Phường Đồng Mơ',
      'nuôi bò',
      '36',
      'Trần Văn An',
      'bò giống, 2 con',
      'sửa chuồng, 1',
    ])
      expect(review).toContain(said)
    expect(review).toMatch(lang === 'vi' ? /20\.000\.000/ : /20,000,000/)
    expect(review).not.toMatch(/[{}]|undefined|NaN/)
  })

  it('reads back what the bank knows where it did not ask', () => {
    const review = told(talk(flow, applyKnown, say(`agree > yes > ${money} > ${later}`)))
    for (const said of ['Trần Thị Mơ, sinh năm 1968', 'thôn Tây, Xã Suối Mây', '0912345670'])
      expect(review).toContain(said)
  })
})

describe('the table', () => {
  const until = (rows: string) => talk(flow, stranger, say(`${who} > 20 triệu > nuôi bò > 5 triệu > ${rows}`))

  it.each([
    ['less than is wished for', 'bò > 2 > 15tr', true],
    ['more', 'bò > 2 > 26tr', true],
    ['the loan alone, without the own money', 'bò > 2 > 20tr', true],
    ['exactly that', 'bò > 2 > 25tr', false],
  ])('whose sum is %s is remarked on or not', (_, rows, remarked) => {
    const turn = until(rows)
    expect(told(turn).includes('xem lại')).toBe(remarked)
    expect(advance(flow, turn.saved, { reply: { tap: 'done' } })).toMatchObject({ prompt: { node: 'term_months' } })
  })
})

describe('what a programme needs', () => {
  it.each([
    ['student', 'Trần Văn Nam > Đại học Mây > kế toán > 2 > 15tr > 40tr > 0 > không'],
    ['stem_student', 'Trần Văn Nam > Đại học Mây > toán > 2 > 15tr > 40tr > 0 > không'],
    ['job_creation', `2 > tại nhà > 100 triệu > may > 0 > ${table} > 36 > 12 > không`],
    ['labour_export', `Nhật Bản > Công ty Mây > 3/2 > 80 triệu > 60 triệu > đi làm > 0 > ${table} > 36 > 12 > không`],
    ['clean_water', `both > 40 triệu > bể nước > 0 > ${table} > 36 > 12 > không`],
    ['poor', `40 triệu > nuôi bò > 0 > ${table} > 36 > 12 > không`],
  ])('%s is asked that and nothing else', (programme, lines) => {
    const turn = talk(flow, of(programme), say(`${who} > ${lines}`))
    expect(turn).toMatchObject({ prompt: { node: 'papers' } })
  })

  it.each(openOn('2026-11-22'))(
    '%s can be written from beginning to end on a terminal, without pictures',
    (programme) => {
      const lines: Record<string, string> = {
        ...{
          full_name: 'Trần Thị Mơ',
          birth_year: '1968',
          phone: '0912345678',
          hamlet: 'thôn Đông',
          amount: '20 triệu',
        },
        ...{
          plan: 'nuôi bò',
          own_capital: '0',
          items: '20 triệu',
          collateral: 'sổ đỏ',
          term_months: '48',
          heir_name: 'không',
        },
        ...{
          student_name: 'Trần Văn Nam',
          school: 'Đại học',
          course: 'toán',
          study_year: '1',
          tuition: '0',
          workers: '1',
        },
        ...{
          workplace: 'tại nhà',
          country: 'Nhật',
          company: 'Mây',
          contract_day: '3/2',
          costs: '80tr',
          price: '600tr',
        },
      }
      let turn = talk(flow, of(programme, { photos: false }), [])
      const nodes: string[] = []
      while (turn.kind === 'ask' && turn.prompt.node !== 'review') {
        const { prompt } = turn
        nodes.push(prompt.node)
        const [first] = prompt.kind === 'choice' ? prompt.options : []
        const tap = prompt.node === 'items' ? 'done' : (first?.id ?? '')
        turn = advance(flow, turn.saved, {
          reply: prompt.kind === 'choice' ? { tap } : { text: lines[prompt.node] ?? '' },
        })
        expect(turn, prompt.node).not.toHaveProperty('problem')
      }
      expect(nodes).not.toContain('papers')
      expect(nodes.length).toBeLessThan(27)
      expect(told(turn)).not.toMatch(/[{}]|undefined|NaN/)
    },
  )

  it('is not asked again where the talk about eligibility has it, and can be corrected all the same', () => {
    const given = of('clean_water', { commune: '990002', works: 'water' })
    const lines = `agree > Trần Thị Mơ > 1968 > 0912 345 678 > thôn Đông > 20 triệu > bể nước > 0 > ${table} > 36 > 12 > không > all_later`
    const review = talk(flow, given, say(lines))
    expect(told(review)).toMatch(/Suối Mây[\s\S]*Nước sạch/)
    const asked = edit(flow, review.saved, 'works') as Turn
    expect(asked).toMatchObject({ prompt: { node: 'works' } })
    expect(back(flow, asked.saved)).toEqual(review)
    const corrected = advance(flow, asked.saved, { reply: { tap: 'both' } })
    expect(told(corrected)).toContain('Cả hai công trình')
    const sent = advance(flow, corrected.saved, { reply: { tap: 'send' } })
    expect(householdPart(known(sent))).toMatchObject({
      commune: '990002',
      works: 'both',
      instalment_months: 12,
      heir_name: '',
    })
  })

  it.each([
    ['200 triệu', false],
    ['200.000.001', true],
  ])('asks for something to pledge where the law of the day does: %s', (sum, pledged) => {
    const given = of('job_creation', { facts: { borrowerType: 'worker' } })
    const turn = talk(
      flow,
      of('labour_export'),
      say(`${who} > Nhật > Mây > 3/2 > 800 triệu > ${sum} > đi làm > 0 > ${table}`),
    )
    expect(given.programme).toBe('job_creation')
    expect(turn).toMatchObject({ prompt: { node: pledged ? 'collateral' : 'term_months' } })
  })

  it('lends nobody more than going abroad costs', () => {
    const turn = talk(flow, of('labour_export'), say(`${who} > Nhật > Mây > 3/2 > 80 triệu > 81 triệu`))
    expect(turn).toMatchObject({ prompt: { node: 'amount' }, problem: {} })
  })

  it('a corrected sum that needs a pledge asks for it alone and keeps every other answer', () => {
    const lines = `${who} > Nhật > Mây > 3/2 > 800 triệu > 100 triệu > đi làm > 0 > ${table} > 36 > 12 > không > all_later`
    const review = talk(flow, of('labour_export'), say(lines))
    const asked = edit(flow, review.saved, 'amount') as Turn
    const turn = advance(flow, asked.saved, { reply: { text: '300 triệu' } })
    expect(turn).toMatchObject({ prompt: { node: 'collateral' } })
    const then = advance(flow, turn.saved, { reply: { text: 'sổ đỏ đất ở' } })
    // The picture of the pledge's own paper was never asked for.
    expect(told(then)).toContain('300.000.000')
    expect(told(then)).toContain('sổ đỏ đất ở')
  })
})

describe('pictures of papers', () => {
  const until = (programme: string, lines: string) => talk(flow, of(programme), say(`${who} > ${lines}`))
  const study = (year: number) => `Trần Văn Nam > Đại học Mây > kế toán > ${year} > 15tr > 40tr > 0 > không`
  const photo = (turn: Turn, id: string) => advance(flow, turn.saved, { reply: { photo: id } })

  it.each([
    [1, ['identity_front', 'identity_back', 'admission_notice']],
    [2, ['identity_front', 'identity_back', 'school_certificate']],
  ])('of a student in year %i are %j', (year, papers) => {
    const turn = talk(flow, of('student'), say(`${who} > ${study(year)} > all_later`))
    const sent = advance(flow, turn.saved, { reply: { tap: 'send' } })
    expect(householdPart(known(sent)).later_papers).toEqual(papers)
  })

  it('are asked for one by one, by name, and listed with what is there', () => {
    let turn = until('student', study(2))
    expect(turn).toMatchObject({ prompt: { wants: 'photo' } })
    expect(told(turn)).toContain('gửi ảnh: Căn cước, mặt trước')
    turn = photo(turn, '71')
    expect(told(turn)).toMatch(/mặt trước: đã có ảnh[\s\S]*gửi ảnh: Căn cước, mặt sau/)
    turn = advance(flow, turn.saved, { reply: { tap: 'later-identity_back' } })
    expect(advance(flow, turn.saved, { reply: { tap: 'later-identity_back' }, node: 'papers' })).toEqual(turn)
    expect(told(turn)).toContain('gửi ảnh: Giấy xác nhận của nhà trường')
    turn = photo(turn, '72')
    expect(turn).toMatchObject({ prompt: { node: 'review' } })
    const sent = advance(flow, turn.saved, { reply: { tap: 'send' } })
    expect(sentPapers(known(sent))).toEqual([
      { paper: 'identity_front', attachmentId: '71' },
      { paper: 'school_certificate', attachmentId: '72' },
    ])
    expect(laterPapers(known(sent))).toEqual(['identity_back'])
  })

  it('can be sent again: the second takes the place of the first', () => {
    const review = photo(photo(photo(until('student', study(2)), '1'), '2'), '3')
    let turn = edit(flow, review.saved, 'papers') as Turn
    for (const tap of ['identity_back']) turn = advance(flow, turn.saved, { reply: { tap } })
    turn = photo(turn, '9')
    expect(turn.kind === 'ask' && turn.prompt.kind === 'choice' && turn.prompt.options.map((o) => o.id)).toContain(
      'finish',
    )
    turn = advance(flow, turn.saved, { reply: { tap: 'finish' } })
    const sent = advance(flow, turn.saved, { reply: { tap: 'send' } })
    expect(sentPapers(known(sent)).map((p) => p.attachmentId)).toEqual(['1', '9', '3'])
  })

  it('are not read out of words, nor words out of pictures', () => {
    const turn = until('student', study(2))
    expect(advance(flow, turn.saved, { reply: { text: 'ảnh đây' } })).toMatchObject({
      problem: { key: 'flows/apply:papers.error' },
    })
    expect(photo(talk(flow, stranger, say('agree')), '1')).toMatchObject({ prompt: { node: 'full_name' }, problem: {} })
  })

  it('are taken back one at a time', () => {
    const first = until('student', study(2))
    const second = photo(first, '1')
    expect(back(flow, second.saved)).toEqual(first)
  })
})

describe('corrections', () => {
  const review = talk(flow, stranger, say(`${who} > ${money} > ${later}`))
  const answered = [...new Set(review.saved.replies.map((r) => r.node))].filter((node) => node !== 'consent')

  it.each(answered)('put %s again and keep the other answers', (node) => {
    const asked = edit(flow, review.saved, node)
    expect(asked).toMatchObject({ kind: 'ask', prompt: { node } })
    expect(asked?.saved.replies).toEqual(review.saved.replies)
    expect(asked && back(flow, asked.saved)).toEqual(review)
  })

  it('are offered for every answer that was given, and for no other', () => {
    const offered = ['who', 'money', 'papers'].flatMap((section) => {
      const turn = talk(flow, stranger, say(`${who} > ${money} > ${later} > edit > ${section}`))
      return turn.kind === 'ask' && turn.prompt.kind === 'choice' ? turn.prompt.options.map((o) => o.id) : [section]
    })
    expect(offered.toSorted()).toEqual(answered.toSorted())
  })

  it('do not reach what stands in the bank’s own list', () => {
    const known = talk(flow, applyKnown, say(`agree > yes > ${money} > ${later}`))
    for (const node of ['full_name', 'birth_year', 'commune', 'hamlet'])
      expect(edit(flow, known.saved, node)).toBeUndefined()
  })
})

describe('a request from before the talk asked for more', () => {
  it('goes on where the first new question is', () => {
    const { day: _, photos: __, ...old } = applyGiven
    const replies = say(`${who} > 20 triệu > nuôi bò > 0`)
    const turn = talk(flow, old, replies)
    expect(stand(flow, turn.saved)).toMatchObject({ prompt: { node: 'items' } })
  })

  it('goes back one question at a time, to the first and no further', () => {
    const turn = talk(flow, applyKnown, say('agree > yes'))
    const once = back(flow, turn.saved)
    const twice = once && back(flow, once.saved)
    expect([once, twice]).toMatchObject([{ prompt: { node: 'phone_known' } }, { prompt: { node: 'consent' } }])
    expect(twice && back(flow, twice.saved)).toBeUndefined()
  })
})
