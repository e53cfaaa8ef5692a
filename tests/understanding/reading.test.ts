import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choiceOf, intents, readChoice } from '../../src/understanding/index.ts'
import { readMaterial, readyUnderstanding } from './material.ts'

const understanding = readyUnderstanding()
const programmes = Object.keys(readMaterial()[0]?.lexicon.programmes ?? {})

describe('a sentence', () => {
  it.each([
    ['with tone marks', 'Hộ nghèo được vay tối đa bao nhiêu?', 'loan_amount', 'poor'],
    ['without', 'ho can ngheo lai suat bao nhieu', 'interest_rate', 'near_poor'],
    ['typed on telex', 'laix suaats vay sinh vieen bao nhieeu', 'interest_rate', 'student'],
    ['typed on VNI', 'vay nuoc75 sach5 ca62n giay6 to7 gi', 'documents', 'clean_water'],
    ['in short forms', 'ls vay hssv bn ạ', 'interest_rate', 'student'],
    ['with sounds as they are spoken', 'nãi xuất hộ nghèo bao nhiêu', 'interest_rate', 'poor'],
    ['in English', 'how much can a poor household borrow', 'loan_amount', 'poor'],
    ['in both languages', 'interest rate vay sinh viên bao nhiêu', 'interest_rate', 'student'],
    [
      'with a status and a purpose: the purpose counts',
      'hộ nghèo vay nước sạch được bao nhiêu',
      'loan_amount',
      'clean_water',
    ],
    ['that takes a status back', 'nhà tôi không phải hộ nghèo thì có vay được không', 'eligibility_check', null],
    ['with an amount', 'vay hộ nghèo 50tr thì mỗi tháng lãi bao nhiêu', 'interest_rate', 'poor'],
    ['with a date', 'em nộp hồ sơ vay sinh viên ngày 15/10/2026 đã duyệt chưa', 'application_status', 'student'],
    ['with the number of a decree', 'nghị định 28 cho vay những gì', 'programme_info', 'ethnic_minority'],
  ])('%s', (_, text, intent, programme) => {
    expect(understanding.read(text)).toMatchObject({ intent, programme })
  })

  it.each([
    ['the programme of the sentence before', 'còn lãi suất thì sao?', { topic: 'student' }, 'interest_rate', 'student'],
    [
      'no programme where all are asked about',
      'có những chương trình vay nào',
      { topic: 'student' },
      'programme_info',
      null,
    ],
    ['its own programme first', 'lãi suất hộ nghèo bao nhiêu', { topic: 'student' }, 'interest_rate', 'poor'],
    [
      'the question before, where only a programme is said',
      'thế hộ cận nghèo thì sao',
      { topic: 'poor', intent: 'interest_rate' },
      'interest_rate',
      'near_poor',
    ],
    ['nothing into a greeting', 'xin chào', { topic: 'student' }, 'greeting', null],
  ])('takes %s', (_, text, context, intent, programme) => {
    expect(understanding.read(text, context)).toMatchObject({ intent, programme })
  })

  it.each([
    ['nothing', ''],
    ['pictures', '😀😀'],
    ['signs', '?!...'],
    ['figures', '12345'],
  ])('of %s is out of scope and unsure', (_, text) => {
    const { intent, confidence } = understanding.read(text)
    expect(intent).toBe('out_of_scope')
    expect(confidence).toBeLessThan(0.5)
  })

  it('may be anything: it is read without an error, always the same, with a confidence from 0 to 1', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
        const reading = understanding.read(text)
        expect(reading).toEqual(understanding.read(text))
        expect(intents).toContain(reading.intent)
        expect(reading.confidence).toBeGreaterThanOrEqual(0)
        expect(reading.confidence).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('may be as long as a book', () => {
    const text = `${'nhà tôi ở thôn Trung '.repeat(5000)} vay hộ nghèo lãi suất bao nhiêu`
    expect(understanding.read(text).alternatives[0]?.programme).toBe('poor')
  })
})

describe('a meaning in a button', () => {
  const meanings = intents.flatMap((intent) => [null, ...programmes].map((programme) => ({ intent, programme })))

  it('comes back as it was', () => {
    for (const meaning of meanings) expect(readChoice(choiceOf(meaning))).toEqual(meaning)
  })

  it('is read as if it had been typed, and surely', () => {
    expect(understanding.read('ask-loan_amount-student')).toMatchObject({
      intent: 'loan_amount',
      programme: 'student',
      confidence: 1,
    })
  })

  it('fits a button', () => {
    const offered = meanings.filter((m) => m.programme === null || m.intent !== 'complaint_or_difficulty')
    expect(Math.max(...offered.map((m) => choiceOf(m).length))).toBeLessThanOrEqual(40)
  })
})

describe('what somebody makes a living by', () => {
  it.each([
    'em muon vay von nuoi bo',
    'vay mua bò',
    'muốn vay tiền trồng cà phê',
    'muon vay mua may cay',
    'vay ve lam an',
    'I want to borrow to raise pigs',
  ])('and wants to borrow for is a question who may: %s', (text) =>
    expect(understanding.read(text)).toMatchObject({ intent: 'eligibility_check', programme: null, livelihood: true }),
  )

  it.each([
    ['with a question about the amount', 'vay nuôi bò được bao nhiêu', 'loan_amount'],
    ['with a question about the rate', 'vay nuôi bò lãi suất bao nhiêu', 'interest_rate'],
    ['with papers', 'vay trồng rau cần giấy tờ gì', 'documents'],
  ])('%s is that question', (_, text, intent) => expect(understanding.read(text).intent).toBe(intent))

  it.each([
    ['a programme is named', 'hộ nghèo vay nuôi bò', 'poor'],
    ['the money is for studying', 'vay nuôi con ăn học', 'student'],
  ])('is not all where %s', (_, text, programme) => {
    const { programme: read, livelihood } = understanding.read(text)
    expect([read, livelihood]).toEqual([programme, undefined])
  })

  it.each(['bò nhà em chết hết rồi không trả được', 'nuôi bò thì mệt lắm', 'vay tiền'])(
    'is no wish to borrow: %s',
    (text) => expect(understanding.read(text).confidence === 0.85).toBe(false),
  )
})
