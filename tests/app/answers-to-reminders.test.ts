import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { opened, testSeal } from '../support/test-seal.ts'
import { linkedPerson, remind } from './household-reminded.ts'
import { type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
let office: Awaited<ReturnType<typeof smallOffice>>
let secondLoan: bigint
let person: Person
let accountId: string
let count = 0

const rows = () => bench.database.prisma
const household = () => office.households[0]!

beforeAll(async () => {
  bench = await talkBench()
  office = await smallOffice(bench)
  const first = await rows().loan.findUniqueOrThrow({ where: { id: office.loanId } })
  const { id: _, ...same } = first
  secondLoan = (await rows().loan.create({ data: { ...same, loanCode: '6600000000008765', programme: 'poor' } })).id
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})
beforeEach(async () => {
  bench.now = new Date('2026-11-16T01:30:00Z')
  await rows().reminder.deleteMany()
  await rows().reminderDay.deleteMany()
  await rows().paymentPromise.deleteMany()
  await rows().paymentClaim.deleteMany()
  await rows().payment.deleteMany()
  await rows().caseLine.deleteMany()
  await rows().case.deleteMany()
  await rows().channelAccount.updateMany({ data: { householdId: null, personId: null } })
  count += 1
  ;({ person, accountId } = await linkedPerson(bench, household(), { address: `answers-${count}` }))
})

const reminded = (more: Partial<Parameters<typeof remind>[2]> = {}) =>
  remind(bench, person, {
    ...{ accountId, householdId: household(), loanIds: [office.loanId], sessionDay: '2026-11-19' as Day },
    ...more,
  })
const promises = async () =>
  (await rows().paymentPromise.findMany({ orderBy: { id: 'asc' } })).map(({ day, named, state }) => ({
    ...{ day: day.toISOString().slice(0, 10), named, state },
  }))
const said = async () => (await rows().caseLine.findMany({ orderBy: { id: 'asc' } })).map(opened.line)
const cases = () => rows().case.findMany({ orderBy: { id: 'asc' } })

describe('"I will pay"', () => {
  it('asks for a day, keeps the one that is pressed, and says it back', async () => {
    await reminded()
    const asked = await person.taps('Tôi sẽ trả')
    expect(asked).toContain('Bà con định trả hôm nào?')
    expect(
      person
        .last()
        .buttons.map(({ label }) => label)
        .slice(0, 3),
    ).toEqual(['thứ Năm, 19/11/2026', 'Mai, thứ Ba, 17/11/2026', 'Chưa biết ngày'])
    expect(await promises()).toEqual([{ day: '2026-11-19', named: false, state: 'open' }])
    const said = await person.taps('Mai, thứ Ba, 17/11/2026')
    expect(said).toContain('trả vào thứ Ba, 17/11/2026')
    expect(await promises()).toEqual([{ day: '2026-11-17', named: true, state: 'open' }])
  })

  it.each([
    ['thứ 4', '2026-11-18'],
    ['thu 2', '2026-11-23'],
    ['mùng 3', '2026-12-03'],
    ['mai toi ra', '2026-11-17'],
  ])('reads "%s" as the day', async (typed, day) => {
    await reminded()
    await person.goes('Tôi sẽ trả', typed)
    expect(await promises()).toEqual([{ day, named: true, state: 'open' }])
  })

  it('warns of a day after the one that is asked for, and keeps it all the same', async () => {
    await reminded()
    const said = await person.goes('Tôi sẽ trả', 'thứ 6')
    expect(said).toContain('hẹn trả thứ Năm, 19/11/2026')
    expect((await promises())[0]?.day).toBe('2026-11-20')
  })

  it('asks again for a day that nobody can be sure of', async () => {
    await reminded()
    expect(await person.goes('Tôi sẽ trả', 'tuần sau')).toContain('Loa chưa rõ ngày')
    expect(await person.taps('Chưa biết ngày')).toContain('Ngày trả kỳ này là thứ Năm, 19/11/2026')
  })

  it('is said in own words with the day in one go, and the last word counts', async () => {
    await reminded()
    expect(await person.types('chua co tien, mai tra')).toContain('thứ Ba, 17/11/2026')
    await person.taps('Tôi sẽ trả')
    expect(await person.types('thu 5')).toContain('thứ Năm, 19/11/2026')
    expect(await promises()).toEqual([{ day: '2026-11-19', named: true, state: 'open' }])
  })

  it('counts for all loans of the message, or for the one that is named', async () => {
    await reminded({ loanIds: [office.loanId, secondLoan] })
    await person.types('mai tra khoan 8765')
    expect(await rows().paymentPromise.findMany()).toMatchObject([{ loanId: secondLoan }])
    await person.types('mai tra')
    expect(await promises()).toHaveLength(2)
    const answers = await rows().reminder.findMany({ select: { answer: true } })
    expect(answers).toEqual([{ answer: 'will_pay' }, { answer: 'will_pay' }])
  })

  it('ends with another answer', async () => {
    await reminded()
    await person.types('mai tra')
    await person.taps('Tôi gặp khó khăn')
    expect(await promises()).toEqual([{ day: '2026-11-17', named: true, state: 'withdrawn' }])
  })
})

describe('"I have paid"', () => {
  const claims = () => rows().paymentClaim.findMany()

  it('with a receipt of the session is noted, without a case', async () => {
    await reminded()
    const said = await person.goes('Tôi trả rồi', 'Tổ trưởng', 'hôm qua', 'Có')
    expect(said).toContain('giữ biên lai')
    expect(await claims()).toMatchObject([{ paidTo: 'leader', receipt: 'yes', caseId: null, loanIds: [office.loanId] }])
    expect((await claims())[0]?.paidOn?.toISOString()).toContain('2026-11-15')
    expect(await cases()).toEqual([])
  })

  it('to somebody else opens a case for the officer, with advice, and is told in their own name', async () => {
    await reminded()
    const answer = await person.goes('Tôi trả rồi', 'Người khác', 'chị Hoa xóm trên', 'Không nhớ', 'Không rõ')
    expect(answer).toContain('chỉ tổ trưởng và cán bộ ngân hàng')
    const [opened_] = await cases()
    expect(opened_).toMatchObject({
      kind: 'payment',
      routedTo: 'officer',
      householdId: household(),
      loanId: office.loanId,
    })
    const [claim] = await claims()
    expect(claim).toMatchObject({ paidTo: 'other', receipt: 'unsure', paidOn: null, caseId: opened_?.id })
    expect(claim?.nameSealed).not.toContain('Hoa')
    expect(testSeal.open(claim?.nameSealed ?? '')).toBe('chị Hoa xóm trên')
    expect(await said()).toEqual([expect.stringContaining('chị Hoa xóm trên')])
  })

  it('"tra roi dua chi Hoa" asks only what was not said', async () => {
    await reminded()
    expect(await person.types('tra roi dua chi Hoa hom qua')).toContain('biên lai')
    await person.taps('Không có')
    expect(await claims()).toMatchObject([{ paidTo: 'other', receipt: 'no' }])
    expect(await cases()).toMatchObject([{ kind: 'payment', routedTo: 'officer' }])
  })

  it('to the leader without a receipt goes past the leader, by the name too', async () => {
    await reminded()
    const said = await person.goes('Tôi trả rồi', 'Người khác', 'ông Tổ', 'hôm qua', 'Không có')
    expect(said).toContain('Tổ trưởng không xem được')
    expect(await claims()).toMatchObject([{ paidTo: 'leader' }])
    const group = await rows().savingsCreditGroup.findFirstOrThrow()
    expect(await bench.store.leaders.cases(group.id)).toEqual([])
    expect(await cases()).toMatchObject([{ routedTo: 'officer', alsoTo: null }])
  })

  it('at the session without a receipt is the director’s: whoever sat there does not look into it', async () => {
    await reminded()
    await person.goes('Tôi trả rồi', 'Tại điểm giao dịch', 'hôm nay', 'Không có')
    expect(await cases()).toMatchObject([{ routedTo: 'director' }])
  })

  it('is confirmed at once where the bank has booked it', async () => {
    await reminded()
    await rows().payment.create({
      data: {
        ...{ paymentCode: 'P1', loanId: office.loanId, paidOn: new Date('2026-11-15'), principal: 5_000_000n },
        ...{
          interest: 140_000n,
          deposit: 0n,
          collectedBy: '',
          receiptNo: '',
          asOf: new Date('2026-11-15'),
          importedAt: bench.now,
        },
      },
    })
    const said = await person.types('tra roi')
    expect(said).toContain('5.140.000')
    expect(said).toContain('Chủ nhật, 15/11/2026')
    expect(await claims()).toEqual([])
  })

  it('a second tap on the end opens no second case', async () => {
    await reminded()
    await person.goes('Tôi trả rồi', 'Chuyển khoản', 'hôm nay')
    const no = person.last().buttons.find(({ label }) => label === 'Không có')!
    await person.does({ kind: 'tap', token: no.token })
    expect(await person.does({ kind: 'tap', token: no.token })).toContain('đã ghi việc bà con đã trả')
    expect(await cases()).toHaveLength(1)
  })
})

describe('"I am in difficulty"', () => {
  it('opens the case at once and goes on to the questions for more time, in that one case', async () => {
    await reminded()
    const asked = await person.types('chua co tien dau, lon chet het')
    expect(asked).toContain('việc số K26-')
    expect(asked).toContain('Vì sao gia đình cần thêm thời gian?')
    expect(await cases()).toMatchObject([{ kind: 'difficulty', routedTo: 'officer', loanId: office.loanId }])
    const noted = await person.goes('lợn chết hết', '15/3/2027', '500 nghìn')
    expect(noted).toContain('Xin lùi đến: thứ Hai, 15/')
    expect(await cases()).toMatchObject([{ kind: 'more_time', state: 'open' }])
    expect(await bench.store.cases.moreTime(String((await cases())[0]?.id))).toMatchObject({
      ...{ reason: 'lợn chết hết', until: '2027-03-15', payNow: 500_000, form: 'instalment_change' },
    })
    expect(await said()).toEqual(['chua co tien dau, lon chet het', 'lợn chết hết'])
  })

  it('of several loans asks for which, and what is told instead goes into the case', async () => {
    await reminded({ loanIds: [office.loanId, secondLoan] })
    expect(await person.taps('Tôi gặp khó khăn')).toContain('Về khoản vay nào?')
    const again = await person.types('lợn bị dịch chết hết rồi')
    expect(again).toContain('đã chuyển lời')
    expect(again).toContain('Về khoản vay nào?')
    await person.goes('Đuôi 8765: Cho vay hộ nghèo', 'lợn chết', 'chưa biết', 'không')
    expect(await cases()).toMatchObject([{ kind: 'more_time', loanId: secondLoan }])
    expect(await said()).toEqual([expect.any(String), 'lợn bị dịch chết hết rồi', 'lợn chết'])
  })

  it('goes on as everywhere else where that case was closed meanwhile', async () => {
    await reminded({ loanIds: [office.loanId, secondLoan] })
    await person.taps('Tôi gặp khó khăn')
    await rows().case.updateMany({ data: { state: 'closed' } })
    expect(await person.types('lợn bị dịch chết hết rồi')).toContain('Bà con đang gặp việc gì?')
  })

  it('does not ask for more time where the day of payment has passed', async () => {
    await rows().loan.update({ where: { id: office.loanId }, data: { nextDueDate: new Date('2026-10-19') } })
    await reminded({ sessionDay: '2026-10-19', kind: 'after' })
    const said = await person.taps('Tôi gặp khó khăn')
    expect(said).not.toContain('xin thêm thời gian')
    expect(await cases()).toMatchObject([{ kind: 'difficulty' }])
    await rows().loan.update({ where: { id: office.loanId }, data: { nextDueDate: new Date('2026-11-19') } })
  })
})

describe('"not mine"', () => {
  it('unlinks the account and tells staff, in own words too', async () => {
    await reminded()
    expect(await person.types('toi khong vay')).toContain('đã bỏ liên kết')
    expect(await rows().channelAccount.findUnique({ where: { id: BigInt(accountId) } })).toMatchObject({
      householdId: null,
    })
    expect(await cases()).toMatchObject([{ kind: 'not_mine' }])
  })
})

describe('what is typed below a reminder', () => {
  it('"sao nhieu the" explains the interest and keeps the buttons', async () => {
    await reminded()
    await person.types('sao nhieu the')
    expect(person.last().buttons.map(({ label }) => label)).toEqual([
      ...['Tôi sẽ trả', 'Tôi trả rồi', 'Tôi gặp khó khăn', 'Không phải của tôi'],
    ])
    expect(await rows().reminder.findMany()).toMatchObject([{ answer: null }])
  })

  it.each(['ok', 'vâng', 'chua tra'])(
    '"%s" is asked about with the buttons, and nothing is written down',
    async (text) => {
      await reminded()
      expect(await person.types(text)).toContain('chưa rõ ý bà con')
      expect(person.last().buttons).toHaveLength(4)
      expect(await rows().reminder.findMany()).toMatchObject([{ answer: null }])
    },
  )

  it('is heard as everywhere else where it is another question', async () => {
    await reminded()
    expect(await person.types('vay nước sạch lãi suất bao nhiêu')).toContain('8,4%')
    expect(await rows().reminder.findMany()).toMatchObject([{ answer: null }])
  })

  it('is no answer once something else was said', async () => {
    await reminded()
    await person.types('menu')
    await person.types('mai tra')
    expect(await promises()).toEqual([])
  })

  it('is never taken for an answer where somebody has to see it: despair, an accused leader', async () => {
    await reminded()
    await person.types('khong tra noi toi muon chet')
    expect(await rows().reminder.findMany()).toMatchObject([{ answer: null }])
    expect(await cases()).toMatchObject([{ kind: 'talk' }])
  })
})

describe('a reminder belongs to one account and one household', () => {
  const tokenOf = (label: string) => person.last().buttons.find((b) => b.label === label)?.token ?? ''

  it('nobody else’s tap or words count', async () => {
    await reminded()
    const token = tokenOf('Tôi trả rồi')
    const thief = bench.person(`thief-${count}`)
    await thief.arrives()
    expect(await thief.does({ kind: 'tap', token })).toContain('Nút này đã cũ')
    await thief.types('mai tra')
    const other = await linkedPerson(bench, office.households[1]!, { address: `other-${count}` })
    expect(await other.person.does({ kind: 'tap', token })).toContain('Nút này đã cũ')
    expect(await rows().reminder.findMany()).toMatchObject([{ answer: null }])
    expect(await promises()).toEqual([])
  })

  it('no tap counts once the account is unlinked, nor when it was linked to another household since', async () => {
    await reminded()
    const token = tokenOf('Tôi sẽ trả')
    await bench.store.accounts.unlink(accountId)
    expect(await person.does({ kind: 'tap', token })).toContain('Nút này đã cũ')
    const at = {
      householdId: String(office.households[1]),
      person: { role: 'head', name: 'x' },
      at: bench.now,
    } as const
    await bench.store.accounts.link(accountId, at)
    expect(await person.does({ kind: 'tap', token })).toContain('Nút này đã cũ')
    expect(await promises()).toEqual([])
  })

  it('a question that stood open when the account was unlinked is not answered into the household', async () => {
    await reminded()
    await person.taps('Tôi sẽ trả')
    await rows().paymentPromise.deleteMany()
    await bench.store.accounts.unlink(accountId)
    expect(await person.types('mai')).toContain('Nút này đã cũ')
    expect(await promises()).toEqual([])
  })
})
