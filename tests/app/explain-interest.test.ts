import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { planReminders } from '../../src/app/plan-reminders.ts'
import type { Message } from '../../src/conversation/words.ts'
import { signingSetting } from '../../src/domain/signing.ts'
import { stableArm } from '../../src/domain/stable-arm.ts'
import { linkByCode, type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

// It is Monday, 16 November 2026. The household owes 20 million at 8.4 % a year, and pays on the 19th.

let bench: TalkBench
let office: Awaited<ReturnType<typeof smallOffice>>
let someone: Person
let people = 0
beforeAll(async () => {
  bench = await talkBench()
  office = await smallOffice(bench)
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})
beforeEach(async () => {
  people += 1
  someone = bench.person(`asks-${people}`)
  await rows().reminder.deleteMany()
  await rows().reminderDay.deleteMany()
  await rows().delivery.deleteMany({ where: { lane: 1 } })
  await rows().loan.updateMany({ data: { status: 'normal', overdue: 0, interestDue: 140_000 } })
})

const rows = () => bench.database.prisma
const household = () => String(office.households[0])

const link = (person: Person): Promise<string> =>
  linkByCode(bench, person, { householdId: household(), code: `WHY${String(people).padStart(5, '0')}` })

describe('why more than last month', () => {
  it.each([
    'sao tháng này lãi nhiều hơn tháng trước',
    'sao thang nay nhieu hon thang truoc vay',
    'vì sao tiền lãi kỳ này tăng',
    'why is the interest more this month',
  ])('"%s" is answered by days, about, with the bank’s figure as the one that counts', async (text) => {
    await link(someone)
    await someone.types('menu')
    const said = await someone.types(text)
    expect(said).toContain('Kỳ này từ thứ Hai, 19/10/2026 đến thứ Năm, 19/11/2026 là 31 ngày, kỳ trước 30 ngày.')
    expect(said).toContain('dài hơn 1 ngày nên lãi nhiều hơn')
    // 20,000,000 at 8.4 % for 31 and for 30 days of 365: 142,685 and 138,082.
    expect(said).toContain('Kỳ này khoảng 143.000 đồng, kỳ trước khoảng 138.000 đồng.')
    expect(said).toContain('Sổ của ngân hàng ghi lãi 140.000 đồng')
    expect(said).toContain('× số ngày ÷ 365')
    expect(said).toContain('Số của ngân hàng mới là số đúng.')
  })

  it.each(['sao lãi hộ cận nghèo cao hơn hộ nghèo', 'lãi suất bao nhiêu', 'tôi muốn vay thêm nhiều hơn'])(
    '"%s" is another question',
    async (text) => {
      await link(someone)
      await someone.types('menu')
      expect(await someone.types(text)).not.toContain('÷ 365')
    },
  )

  it('is understood after a programme was talked about as well', async () => {
    await link(someone)
    await someone.goes('menu', 'vay nước sạch lãi suất bao nhiêu')
    expect(await someone.types('sao tháng này lãi nhiều hơn tháng trước')).toContain('÷ 365')
  })

  it('is asked by a button below one’s own loans as well', async () => {
    await link(someone)
    await someone.goes('menu', 'Khoản vay của tôi')
    expect(await someone.taps('Sao lãi tháng này khác?')).toContain('Vì sao lãi mỗi tháng một khác')
  })

  it.each<[string, object, RegExp, RegExp | undefined]>([
    ['a fifth above what the days come to', { interestDue: 171_600 }, /kỳ này|Kỳ này/, /chưa trả\.$/m],
    ['a little more than that', { interestDue: 171_601 }, /có thể còn lãi kỳ trước chưa trả/, undefined],
    [
      'a part overdue',
      { status: 'overdue', overdue: 1_000_000 },
      /phần đó chịu lãi 10,92% một năm/,
      /còn lãi kỳ trước/,
    ],
    ['a frozen loan', { status: 'frozen' }, /không có khoản nào đang tính lãi/, /÷ 365/],
    ['a loan that is paid back', { status: 'closed', outstanding: 0 }, /không có khoản nào đang tính lãi/, /÷ 365/],
  ])('with %s', async (_, data, words, without) => {
    await link(someone)
    await someone.types('menu')
    await rows().loan.updateMany({ data })
    const said = await someone.types('sao tháng này lãi nhiều hơn')
    await rows().loan.updateMany({ data: { outstanding: 20_000_000 } })
    expect(said).toMatch(words)
    if (without) expect(said.replaceAll('lãi kỳ trước chưa trả, ', '')).not.toMatch(without)
  })

  it('shows a stranger the way of counting, and nobody’s figures', async () => {
    await someone.arrives()
    const said = await someone.types('sao tháng này lãi nhiều hơn tháng trước')
    expect(said).toContain('÷ 365')
    expect(said).toContain('Bà con bấm Khoản vay của tôi.')
    expect(said).not.toMatch(/\d đồng/)
  })
})

describe('who signs a reminder', () => {
  const remind = async (): Promise<string> => {
    await planReminders({ store: bench.store, jobs: bench.deps.jobs, clock: bench.deps.clock }, { day: '2026-11-16' })
    await someone.send()
    const row = await rows().delivery.findFirstOrThrow({ where: { lane: 1 }, orderBy: { id: 'desc' } })
    const sent = someone.all.map(({ text }) => text).findLast((text) => text.includes('Nhắc ngày trả nợ'))
    return sent ?? JSON.stringify((row.body as unknown as Message | null)?.parts)
  }
  const sign = async (by: string, staffId?: string) => {
    const { officeId } = (await bench.store.units.communes())[0]!
    const communeId = (await rows().loan.findFirstOrThrow()).communeId
    const officers = staffId ? { [communeId]: { staffId, name: 'Chị Mai tín dụng' } } : {}
    await bench.store.settings.set(signingSetting(officeId), { by, officers })
    return officeId
  }
  const officer = async (disabledAt: Date | null) => {
    const office = (await bench.store.units.communes())[0]!
    const id = `s${people}`
    await rows().staff.create({
      data: { id, name: 'Lê Mai', email: `${id}@example.vn`, role: 'officer', officeId: office.officeId, disabledAt },
    })
    return id
  }
  const again = async () => {
    await rows().reminder.deleteMany()
    await rows().reminderDay.deleteMany()
    await rows().delivery.deleteMany({ where: { lane: 1 } })
    someone.all.length = 0
  }

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'the officer of the commune, as the office writes the name',
      async () => sign('officer', await officer(null)),
      'Cán bộ Chị Mai tín dụng, ',
    ],
    [
      'the office, where the officer has left',
      async () => sign('officer', await officer(new Date(0))),
      'Phòng giao dịch Mẫu nhờ máy Loa',
    ],
    ['the office, where no officer is set', () => sign('officer'), 'Phòng giao dịch Mẫu nhờ máy Loa'],
    [
      'the office, where it wants to',
      async () => sign('office', await officer(null)),
      'Phòng giao dịch Mẫu nhờ máy Loa',
    ],
  ])('%s', async (_, set, words) => {
    await set()
    await link(someone)
    await again()
    expect(await remind()).toContain(words)
  })

  it('in a comparison is whom the household’s side says, and it is on record which side that is', async () => {
    const officeId = await sign('officer', await officer(null))
    const wordings = {
      a: { by: 'office', appeal: 'help' },
      b: { by: 'officer', appeal: 'own', sentence: 'Bà con cần gì cứ hỏi.' },
    } as const
    const start = { officeId, kind: 'soon', wordings, startedAt: bench.now, startedBy: 'x' } as const
    const id = (await bench.store.comparisons.start(start)) ?? ''
    await link(someone)
    await again()
    const said = await remind()
    const arm = stableArm(id, household())
    expect(said).toContain(arm === 'a' ? 'Có gì khó, bà con cứ nói' : 'Bà con cần gì cứ hỏi.')
    expect(said).toContain(arm === 'a' ? 'Phòng giao dịch Mẫu nhờ máy Loa' : 'Cán bộ Chị Mai tín dụng')
    expect(await rows().reminder.findFirstOrThrow()).toMatchObject({ comparisonId: BigInt(id), arm })
    await bench.store.comparisons.stop({ id, officeId, at: bench.now, by: 'x' })
    await again()
    expect(await remind()).not.toMatch(/Có gì khó|cần gì cứ hỏi/)
    expect((await rows().reminder.findFirstOrThrow()).comparisonId).toBeNull()
  })

  it('of another kind than the one that is compared reads as ever', async () => {
    const officeId = await sign('office')
    const wordings = { a: { by: 'office', appeal: 'help' }, b: { by: 'office', appeal: 'thanks' } } as const
    await bench.store.comparisons.start({ officeId, kind: 'today', wordings, startedAt: bench.now, startedBy: 'x' })
    await link(someone)
    await again()
    expect(await remind()).not.toMatch(/Có gì khó|giữ lời hẹn/)
  })
})
