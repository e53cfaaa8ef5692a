import { describe, expect, it } from 'vitest'
import { type ReminderAbout, type ReminderLine, reminderIdOf, reminderMessage } from '../../src/app/reminder-message.ts'
import type { Message } from '../../src/conversation/words.ts'
import { type Day, daysBetween } from '../../src/domain/day.ts'
import { type ReminderKind, reminderKinds } from '../../src/domain/reminder-plan.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { Loan } from '../../src/ports/loans.ts'

const language = loadLanguage()

const loan: Loan = {
  ...{ id: '1', loanCode: '6600123456', householdId: '7', programme: 'clean_water', groupId: 3, communeId: 11 },
  ...{ principal: 25_000_000, disbursedOn: '2025-01-10', finalDueDate: '2030-01-10', ratePct: 9, overdueRatePct: 11.7 },
  ...{ outstanding: 20_000_000, overdue: 0, interestDue: 148_000, nextDueDate: '2026-12-20', nextPrincipal: 5_000_000 },
  ...{ asOf: '2026-12-05', status: 'normal' },
}

const office: ReminderAbout['office'] = {
  ...{ id: 1, code: '0101', name: 'Phòng giao dịch Duy Tiên', phone: '0226 385 0001', address: 'Phường Duy Tân' },
  ...{ quietUntil: 7, quietFrom: 20, announcementsPerDay: 3, figuresMaxAge: 35 },
}

const about: ReminderAbout = {
  householdId: '7',
  name: 'Trần Thị Hoà',
  place: {
    ...{ name: 'Điểm giao dịch Duy Tân', address: 'Nhà văn hóa phường', opensAt: '07:30' },
    sessions: { dayOfMonth: 12, moved: {} },
  },
  office,
  voice: { signer: { as: 'officer', name: 'Lê Thị Mai' }, leader: 'Phạm Văn Tâm' },
}

/** Each kind as the plan makes it for the session of 12 December 2026, a Saturday. */
const planned: Record<ReminderKind, Partial<ReminderLine['plan']> & { day: Day }> = {
  month_before: { day: '2026-11-12', askBy: '2026-12-04' },
  last_ask: { day: '2026-11-30', askBy: '2026-12-04' },
  soon: { day: '2026-12-09' },
  today: { day: '2026-12-12' },
  after: { day: '2026-12-14' },
  interest: { day: '2026-12-06', sessionDay: '2026-12-09', dueDate: '2026-12-01', of: 'interest', toLeader: true },
  promise: { day: '2026-12-15', sessionDay: '2026-12-15' },
}

function line(kind: ReminderKind, change: { plan?: object; loan?: Partial<Loan>; id?: string } = {}): ReminderLine {
  const plan = {
    kind,
    of: 'principal',
    dueDate: '2026-12-20',
    sessionDay: '2026-12-12',
    ...planned[kind],
    ...change.plan,
  }
  return { id: change.id ?? '100', plan: plan as ReminderLine['plan'], loan: { ...loan, ...change.loan } }
}

const second = {
  id: '2',
  loanCode: '6600777788',
  programme: 'poor',
  nextPrincipal: 2_000_000,
  interestDue: 66_000,
} as const
const third = { id: '3', loanCode: '6600999900', programme: 'student', nextPrincipal: 0, interestDue: 41_000 } as const

const asRead = ({ parts, prompt }: Message, lang: string): string => {
  const texts = parts.map(({ as, words }) => {
    const text = language.say(words, lang)
    return as === 'title' ? `**${text}**` : as === 'source' ? `_${text}_` : text
  })
  if (prompt?.kind === 'choice') {
    const buttons = prompt.options.map(({ label }) => `[${language.say(label, lang)}]`).join(' ')
    texts.push(`${language.say(prompt.ask, lang)}\n${buttons}`)
  }
  return texts.join('\n\n')
}

const samples: [string, Message][] = [
  ...reminderKinds.map((kind): [string, Message] => [
    kind,
    reminderMessage([line(kind, { loan: kind === 'after' ? { asOf: '2026-12-13' } : {} })], about),
  ]),
  [
    'last_ask, where nobody knows the last day',
    reminderMessage([line('last_ask', { plan: { askBy: undefined } })], about),
  ],
  ['today, said on the eve', reminderMessage([line('today', { plan: { day: '2026-12-11' } })], about)],
  [
    'soon, interest alone, at the session',
    reminderMessage([line('interest', { plan: { toLeader: false, sessionDay: '2026-12-12' } })], about),
  ],
  [
    'several loans on one day',
    reminderMessage(
      [line('soon'), line('soon', { id: '101', loan: second }), line('soon', { id: '102', loan: third })],
      about,
    ),
  ],
  ['several loans on two days', reminderMessage([line('soon'), line('interest', { id: '101', loan: third })], about)],
  [
    'signed by the leader, with a word',
    reminderMessage([line('soon')], {
      ...about,
      codeWord: 'hoa mai',
      voice: { signer: { as: 'leader', name: 'Phạm Văn Tâm' } },
    }),
  ],
  [
    'signed by the office, with a sentence of its own',
    reminderMessage([line('soon')], {
      ...about,
      voice: { sentence: 'Phiên này có cả cán bộ khuyến nông ở điểm giao dịch.' },
    }),
  ],
  [
    'a session that was moved',
    reminderMessage([line('soon', { plan: { sessionDay: '2026-12-14' } })], {
      ...about,
      place: {
        ...about.place,
        sessions: { dayOfMonth: 12, moved: { '2026-12': '2026-12-14' }, why: { '2026-12': 'weather' } },
      },
    }),
  ],
]

const without = { ...about }
delete without.voice

describe('a reminder', () => {
  it.each(['vi', 'en'])('reads as it stands in the file of samples, in %s', async (lang) => {
    const text = samples.map(([name, message]) => `## ${name}\n\n${asRead(message, lang)}\n`).join('\n')
    await expect(text).toMatchFileSnapshot(`./reminders-${lang}.md`)
  })

  it.each(samples)('%s: says who, how much and when in two lines of a small screen', (_, message) => {
    const [title = '', head = ''] = message.parts.map(({ words }) => language.say(words, 'vi'))
    expect(title).toContain('Trần Thị Hoà')
    expect(head).toMatch(/\d đồng, .*: (?:thứ|Chủ)/)
    // Two lines of forty letters are what a phone shows of a message that is not opened.
    for (const shown of [title, head]) expect([...shown].length).toBeLessThanOrEqual(80)
  })

  it.each(samples)('%s: names the office and its number, no fee, and how to stop', (_, message) => {
    const text = asRead(message, 'vi')
    for (const words of ['Phòng giao dịch Duy Tiên', '0226 385 0001', 'Không ai được thu thêm phí', 'nhắn: dừng'])
      expect(text).toContain(words)
    expect(text).not.toContain('6600')
  })

  it.each<[string, Partial<ReminderAbout>, string]>([
    ['the officer', {}, 'Cán bộ Lê Thị Mai, Phòng giao dịch Duy Tiên'],
    ['the leader', { voice: { signer: { as: 'leader', name: 'Phạm Văn Tâm' } } }, 'Tổ trưởng Phạm Văn Tâm nhờ máy Loa'],
    ['the office, where nobody is known', { voice: {} }, 'Phòng giao dịch Duy Tiên nhờ máy Loa'],
  ])('is signed by %s', (_, change, words) => {
    expect(asRead(reminderMessage([line('soon')], { ...about, ...change }), 'vi')).toContain(words)
  })

  it('is signed by the office where nobody asked', () => {
    expect(asRead(reminderMessage([line('soon')], without), 'vi')).toContain('Phòng giao dịch Duy Tiên nhờ máy Loa')
  })

  it.each<[string, Partial<Loan>, string]>([
    ['principal and interest', {}, 'đuôi 3456: gốc 5.000.000 đồng, lãi 148.000 đồng.'],
    ['principal alone', { interestDue: 0 }, '5.000.000 đồng, ngày trả'],
    ['interest alone', { nextPrincipal: 0 }, 'Tiền lãi 148.000 đồng, ngày thu'],
  ])('says what it is made of: %s', (_, change, words) => {
    expect(asRead(reminderMessage([line('soon', { loan: change })], about), 'vi')).toContain(words)
  })

  it('of interest leaves the principal out', () => {
    const { parts, facts } = reminderMessage([line('interest')], about)
    expect(JSON.stringify(parts)).not.toContain('5000000')
    expect(facts?.with.total).toEqual({ dong: 148_000 })
  })

  it('puts the way to help first while asking is in time, and what was paid first afterwards', () => {
    for (const kind of reminderKinds) {
      const { prompt } = reminderMessage([line(kind)], about)
      const first = prompt?.kind === 'choice' ? prompt.options[0]?.id : undefined
      expect(first).toBe({ last_ask: 'in_difficulty', after: 'paid' }[kind as string] ?? 'will_pay')
    }
  })

  it('carries the id of its first line in its buttons', () => {
    const { prompt } = reminderMessage(
      [line('soon', { id: '123456789012' }), line('soon', { id: '5', loan: second })],
      about,
    )
    expect(reminderIdOf(prompt?.ref ?? '')).toBe('123456789012')
  })

  it('of nothing is a mistake', () => expect(() => reminderMessage([], about)).toThrow())
})

describe('several loans in one message', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => line('soon', { id: String(n + 1), loan: { ...second, id: String(n + 1) } }))

  it.each([
    [1, 0, undefined],
    [2, 1, '2 khoản, cộng 4.132.000 đồng, ngày trả'],
    [8, 1, '8 khoản, cộng'],
    [9, 2, '9 khoản, cộng'],
    [17, 3, '17 khoản, cộng'],
  ])('%i of them stand in %i paragraphs, with their sum', (count, paragraphs, sum) => {
    const message = reminderMessage(many(count), about)
    expect(message.parts.filter(({ words }) => words.key === 'reminder:lines')).toHaveLength(paragraphs)
    const text = asRead(message, 'vi')
    if (sum) expect(text).toContain(sum)
    else expect(text).not.toContain('cộng')
    expect(text.match(/đuôi 7788/g)).toHaveLength(count)
  })

  it('on several days say each day, the first one first, and the head names that with the whole sum', () => {
    const text = asRead(reminderMessage([line('soon'), line('interest', { id: '101', loan: third })], about), 'vi')
    expect(text).toContain('2 khoản, cộng 5.189.000 đồng, trả làm nhiều ngày. Sớm nhất: thứ Tư, 9/12/2026.')
    expect(text).toMatch(/• thứ Tư, 9\/12\/2026: .*đuôi 9900.*\n• thứ Bảy, 12\/12\/2026: .*đuôi 3456/)
    for (const words of ['Tổ trưởng Phạm Văn Tâm thu', 'Điểm giao dịch Duy Tân']) expect(text).toContain(words)
  })

  it('claim no figures newer than the oldest of theirs', () => {
    const old = line('soon', { id: '2', loan: { ...second, asOf: '2026-11-28' } })
    const { parts, facts } = reminderMessage([line('soon'), old], about)
    expect(parts.at(-1)?.words.with).toEqual({ day: { day: '2026-11-28' } })
    expect(facts?.with.as_of).toEqual({ day: '2026-11-28' })
  })
})

describe('what fills a registered text', () => {
  const said = (message: Message, fact: string) =>
    language.say({ key: 'channels:template.fact', with: { value: message.facts?.with[fact] ?? '' } }, 'vi')

  it.each<[string, ReminderLine[], string, string, string]>([
    ['one loan', [line('soon')], '5.148.000 đồng', '3456', language.say({ key: 'programmes/clean-water:name' }, 'vi')],
    ['two loans', [line('soon'), line('soon', { id: '2', loan: second })], '7.214.000 đồng', '2 khoản', '2 khoản vay'],
  ])('of %s', (_, lines, total, code, programme) => {
    const message = reminderMessage(lines, about)
    expect([said(message, 'total'), said(message, 'code'), said(message, 'programme')]).toEqual([
      total,
      code,
      programme,
    ])
    // Lengths of parameters as the platform has them: a code 30, an amount 30 like a label, a product 200, a day 20 is not asked for.
    expect([...code].length).toBeLessThanOrEqual(30)
    expect([...total].length).toBeLessThanOrEqual(30)
    expect([...programme].length).toBeLessThanOrEqual(200)
  })
})

it('samples keep the calendar that they tell', () => {
  for (const { plan } of reminderKinds.map((kind) => line(kind)))
    expect(daysBetween(plan.day, plan.sessionDay)).toBeLessThan(31)
})
