import { describe, expect, it } from 'vitest'
import { answerQuestion, offerWords } from '../../src/app/answer-question.ts'
import type { Day } from '../../src/domain/day.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { programmeIds, termsOn } from '../../src/policy/index.ts'
import { aboutProgramme, type Intent, intents, type Reading, sensitiveKinds } from '../../src/understanding/index.ts'

const language = loadLanguage()
const today: Day = '2026-11-22'
const sure = (intent: Intent, programme: string | null = null): Reading => ({
  intent,
  programme,
  confidence: 1,
  alternatives: [],
})
const answer = (reading: Reading, day: Day = today) => answerQuestion({ reading, day })
const said = (reading: Reading, { day = today, lang = 'vi' }: { day?: Day; lang?: string } = {}) =>
  answer(reading, day)
    .parts.map((part) => language.say(part.words, lang))
    .join('\n')

describe('a question about a programme', () => {
  it.each<[string, Intent, string, Day, string[]]>([
    ['how much, for the poor', 'loan_amount', 'poor', today, ['100.000.000 đồng mỗi hộ', 'Quyết định 12/QĐ-HĐQT']],
    ['how much, on the last day of the old limit', 'loan_amount', 'clean_water', '2024-09-01', ['10.000.000 đồng']],
    [
      'how much, on the first day of the new one',
      'loan_amount',
      'clean_water',
      '2024-09-02',
      ['25.000.000 đồng', '10/2024'],
    ],
    ['which rate, the day before it fell', 'interest_rate', 'poor', '2025-11-30', ['6,6%']],
    ['which rate, the day it fell', 'interest_rate', 'poor', '2025-12-01', ['6,24%', '8,112%', '2553/QĐ-TTg']],
    [
      'which rate, of two kinds of borrower',
      'interest_rate',
      'job_creation',
      today,
      ['7,9248%', 'nhóm ưu tiên: 6,24%'],
    ],
    ['how long, as a formula', 'loan_term', 'student', today, ['suốt thời gian học', '12 tháng']],
    ['how long, in years', 'loan_term', 'social_housing', today, ['25 năm (300 tháng)']],
    ['whether to pledge: never', 'collateral', 'poor', today, ['không phải thế chấp']],
    ['whether to pledge: from a sum on', 'collateral', 'labour_export', today, ['trên 200.000.000 đồng']],
    ['what for', 'use_of_funds', 'student', today, ['Học phí']],
    ['which papers', 'documents', 'student', today, ['01/TD', 'Giấy xác nhận của nhà trường']],
    ['which papers, where the list is not settled', 'documents', 'social_housing', today, ['có thể chưa đủ']],
    ['a share of a price', 'loan_amount', 'social_housing', today, ['80% giá trong hợp đồng mua nhà']],
    ['who, where the place decides', 'eligibility_check', 'clean_water', today, ['Phường mới lập từ xã cũ']],
  ])('%s', (_, intent, programme, day, words) => {
    const text = said(sure(intent, programme), { day })
    for (const word of words) expect(text).toContain(word)
  })

  it.each<[string, string, Day, string]>([
    ['closed: since when', 'online_learning_device', '2024-03-30', '30/3/2024'],
    ['not there yet: from when', 'stem_student', '2025-08-27', '28/8/2025'],
    ['closed, and the day is not settled: only that', 'poor_housing', today, 'hiện không cho vay mới'],
  ])('%s', (_, programme, day, words) => {
    expect(said(sure('loan_amount', programme), { day })).toContain(words)
  })

  it('shows no figure that is not settled', () => {
    const text = said(sure('loan_amount', 'student'), { day: '2012-01-01' })
    expect(text).toContain('hỏi cán bộ ngân hàng')
    expect(text).not.toMatch(/\d{3}\.\d{3}/)
  })

  it('remembers what it was about, for the next question', () => {
    expect(answer(sure('interest_rate', 'student')).topic).toBe('student')
    expect(answer(sure('how_to_repay', 'student')).topic).toBe('student')
    expect(answer(sure('interest_rate')).topic).toBeUndefined()
  })

  it('cites every figure', () => {
    for (const id of programmeIds.filter((p) => termsOn(p, today)))
      for (const intent of ['loan_amount', 'interest_rate', 'loan_term'] as const) {
        const { parts, citations } = answer(sure(intent, id))
        const figures = JSON.stringify(parts).match(/"dong"|"pct"|"months"/) !== null
        if (figures) expect(citations.length, `${id} ${intent}`).toBeGreaterThan(0)
      }
  })
})

describe('every answer', () => {
  const days: Day[] = ['2010-01-01', '2020-06-01', '2025-12-01', today, '2027-01-01']
  const readings = intents.flatMap((intent) => [
    sure(intent),
    ...(aboutProgramme.has(intent) ? programmeIds.map((id) => sure(intent, id)) : []),
  ])

  it.each(language.langs)('has its words in %s on every day', (lang) => {
    for (const reading of readings) {
      for (const day of days) {
        const { offers } = answer(reading, day)
        expect(said(reading, { day, lang })).not.toMatch(/[{}]|undefined/)
        for (const offer of offers) expect(language.say(offerWords(offer), lang)).not.toBe('')
      }
    }
  })

  it.each(language.langs)('says at most two sentences before its figures, in %s', (lang) => {
    for (const reading of readings) {
      const lines = said(reading, { lang }).split('\n')
      const first = lines.findIndex((line) => line.startsWith('•'))
      const before = lines.slice(reading.programme === null ? 0 : 1, Math.max(first, 0))
      const sentences = before.filter((line) => !line.endsWith(':')).flatMap(sentencesOf)
      expect(sentences.length, before.join('\n')).toBeLessThanOrEqual(2)
    }
  })

  it('offers no more than what is there, short enough for a button', () => {
    for (const reading of readings) {
      const { offers } = answer(reading)
      expect(new Set(offers).size).toBe(offers.length)
      expect(offers.length).toBeGreaterThan(0)
      for (const offer of offers) expect(offer).toMatch(/^[a-z0-9_-]{1,40}$/)
    }
  })

  it.each(language.langs)('reads as the snapshot shows, in %s', async (lang) => {
    const lines = readings.map((r) => `## ${r.intent} ${r.programme ?? '-'}\n${said(r, { lang })}\n`)
    const kinds = sensitiveKinds.map((k) => `## ${k}\n${said({ ...sure('greeting'), sensitive: k }, { lang })}\n`)
    await expect([...lines, ...kinds].join('\n')).toMatchFileSnapshot(`answers-${lang}.md`)
  })
})

describe('an unsure reading', () => {
  const unsure: Reading = {
    intent: 'loan_amount',
    programme: 'disadvantaged_area_business',
    confidence: 0.69,
    alternatives: [
      { intent: 'greeting', programme: null },
      { intent: 'interest_rate', programme: 'student' },
      { intent: 'documents', programme: null },
      { intent: 'collateral', programme: null },
    ],
  }

  it('is asked back, with three choices at most and never small talk', () => {
    expect(answer(unsure).offers).toEqual([
      'ask-loan_amount-area_business',
      'ask-interest_rate-student',
      'ask-documents-none',
      'person',
      'menu',
    ])
    expect(said(unsure)).toContain('Ý anh/chị')
  })

  it('becomes an answer at 0.7', () => {
    expect(answer({ ...unsure, confidence: 0.7 }).topic).toBe('disadvantaged_area_business')
  })

  it('without anything to choose from is said to be not understood', () => {
    const nothing: Reading = { intent: 'out_of_scope', programme: null, confidence: 0.3, alternatives: [] }
    expect(answer(nothing).offers).toEqual(['person', 'menu'])
    expect(said(nothing)).toContain('chưa hiểu')
  })

  it('labels its choices with the question and the programme', () => {
    expect(language.say(offerWords('ask-interest_rate-student'), 'vi')).toBe('Lãi suất bao nhiêu? (Con đi học)')
    expect(language.say(offerWords('ask-documents-none'), 'en')).toBe('Which papers?')
  })
})

describe('a sensitive case', () => {
  it.each([
    ['despair', ['115', 'gọi người thân'], 'person'],
    ['threat', ['113'], 'person'],
    ['third_party_debt', ['chỉ người đó được xem'], 'my_loan'],
    ['fee_or_fake_collector', ['KHÔNG mất phí', '113'], 'difficulty'],
    ['leader_accused', ['tổ trưởng không thấy'], 'difficulty'],
  ] as const)('%s comes before everything else', (kind, words, offer) => {
    const reading: Reading = { ...sure('loan_amount', 'poor'), sensitive: kind, confidence: 0.1 }
    for (const word of words) expect(said(reading)).toContain(word)
    expect(answer(reading).offers[0]).toBe(offer)
    expect(answer(reading).citations).toEqual([])
  })
})

/** Sentences end with a mark and a space, figures and short forms do not. */
function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s/).filter((s) => s.trim() !== '')
}
