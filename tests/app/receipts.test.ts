import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { echoReceipts } from '../../src/app/echo-receipts.ts'
import { dayOf } from '../../src/domain/day.ts'
import { opened } from '../support/test-seal.ts'
import { linkedPerson, remind } from './household-reminded.ts'
import { type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
let office: Awaited<ReturnType<typeof smallOffice>>
let person: Person
let accountId: string
let count = 0

const rows = () => bench.database.prisma
const household = () => office.households[0]!

beforeAll(async () => {
  bench = await talkBench()
  office = await smallOffice(bench)
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})
beforeEach(async () => {
  // Ten in the morning of Monday 16 November.
  bench.now = new Date('2026-11-16T03:00:00Z')
  await rows().reminder.deleteMany()
  await rows().reminderDay.deleteMany()
  await rows().payment.deleteMany()
  await rows().paymentReceipt.deleteMany()
  await rows().householdChoice.deleteMany()
  await rows().caseLine.deleteMany()
  await rows().case.deleteMany()
  await rows().setting.deleteMany()
  await rows().groupRole.deleteMany()
  await rows().consent.deleteMany({ where: { purpose: 'reminders' } })
  await rows().channelAccount.updateMany({ data: { householdId: null, personId: null } })
  count += 1
  ;({ person, accountId } = await linkedPerson(bench, household(), { address: `receipts-${count}` }))
})

async function paid(more: Record<string, unknown> = {}): Promise<bigint> {
  count += 1
  const data = {
    ...{ paymentCode: `P${count}`, loanId: office.loanId, paidOn: new Date('2026-11-15'), principal: 0n },
    ...{ interest: 140_000n, deposit: 50_000n, collectedBy: 'Trần Văn Tổ', receiptNo: 'BL1' },
    ...{ asOf: new Date('2026-11-15'), importedAt: bench.now },
  }
  return (await rows().payment.create({ data: { ...data, ...more } })).id
}

/** Runs the echo of the day, and gives what the person read of it. */
async function told(reader = person): Promise<string[]> {
  const from = reader.all.length
  await echoReceipts(bench.deps, dayOf(bench.now))
  await person.send()
  return reader.all.slice(from).map(({ text }) => text)
}
const days = (n: number) => {
  bench.now = new Date(bench.now.getTime() + n * 86_400_000)
}
const cases = () => rows().case.findMany({ orderBy: { id: 'asc' } })

describe('the word that money was booked', () => {
  it('says amount, day, what it is made of and who collected, and asks whether it is right', async () => {
    await paid()
    const [text] = await told()
    expect(text).toContain('190.000 đồng')
    expect(text).toContain('Chủ nhật, 15/11/2026')
    expect(text).toContain('lãi 140.000 đồng')
    expect(text).toContain('gửi tiết kiệm 50.000 đồng')
    expect(text).not.toContain('gốc')
    expect(text).toContain('Người thu: Trần Văn Tổ')
    expect(person.last().buttons.map(({ label }) => label)).toEqual(['Đúng', 'Không đúng'])
  })

  it('says nothing of a collector whom the list does not name', async () => {
    await paid({ collectedBy: '' })
    expect((await told())[0]).not.toContain('Người thu')
  })

  it('is one message for several payments, and each payment is told once', async () => {
    await paid()
    await paid({ interest: 99_000n, deposit: 0n })
    const texts = await told()
    expect(texts).toHaveLength(1)
    expect(texts[0]).toContain('190.000 đồng')
    expect(texts[0]).toContain('99.000 đồng')
    days(1)
    expect(await told()).toEqual([])
  })

  it.each([
    ['on the day of it', '2026-11-16', 1],
    ['fourteen days ago', '2026-11-02', 1],
    ['fifteen days ago', '2026-11-01', 0],
  ])('tells a payment %s: %s', async (_, paidOn, messages) => {
    await paid({ paidOn: new Date(paidOn) })
    expect(await told()).toHaveLength(messages)
  })

  it.each([
    ['08:59', '2026-11-16T01:59:59Z', 0],
    ['09:00', '2026-11-16T02:00:00Z', 1],
  ])('waits until the reminders of the day are written: at %s', async (_, at, messages) => {
    await paid()
    bench.now = new Date(at)
    expect(await told()).toHaveLength(messages)
  })

  it('waits for the next morning where the household was reminded that day', async () => {
    const about = { accountId, householdId: household(), loanIds: [office.loanId], sessionDay: '2026-11-19' } as const
    await remind(bench, person, about)
    await paid()
    expect(await told()).toEqual([])
    days(1)
    expect(await told()).toHaveLength(1)
  })

  it('takes the day for itself: a second list of that day waits, and so would a reminder', async () => {
    await paid()
    expect(await told()).toHaveLength(1)
    await paid({ interest: 77_000n })
    expect(await told()).toEqual([])
    expect(await bench.store.reminders.writtenTo([String(household())], '2026-11-16')).toEqual(
      new Set([String(household())]),
    )
    days(1)
    expect((await told())[0]).toContain('77.000')
  })

  it('two runs at once tell once', async () => {
    await paid()
    await Promise.all([1, 2, 3].map(() => echoReceipts(bench.deps, dayOf(bench.now))))
    const from = person.all.length
    await person.send()
    expect(person.all.length - from).toBe(1)
    expect(await rows().paymentReceipt.count()).toBe(1)
  })

  it('leaves the day to a reminder where nothing is left to tell', async () => {
    const gone = await paid()
    await rows().payment.deleteMany()
    const of = { accountId, householdId: String(household()), day: '2026-11-16', at: bench.now } as const
    expect(await bench.store.receipts.claim({ ...of, paymentIds: [String(gone)] })).toBeUndefined()
    expect(await rows().reminderDay.count()).toBe(0)
  })

  it('goes to one account of the household, the one it hears from first', async () => {
    const other = await linkedPerson(bench, household(), { address: `spouse-${count}`, role: 'spouse' })
    await paid()
    const mine = await told()
    const theirs = other.person.all.filter(({ text }) => text.includes('đã ghi nhận tiền'))
    expect(mine.length + theirs.length).toBe(1)
  })
})

describe('nobody is told', () => {
  it.each([
    ['without consent to reminders', () => bench.store.consents.withdraw(accountId, ['reminders'], bench.now)],
    ['once unlinked', () => bench.store.accounts.unlink(accountId)],
    [
      'where the household has switched it off',
      () => bench.store.householdChoices.setReceipts(String(household()), { on: false, at: bench.now }),
    ],
    ['where the office has switched it off', () => bench.store.receipts.setOn(office.officeId, false)],
  ])('%s', async (_, shut) => {
    await paid()
    await shut()
    expect(await told()).toEqual([])
    expect(await rows().paymentReceipt.count()).toBe(0)
  })

  it('in a group chat, whoever linked it', async () => {
    await rows().channelAccount.update({
      where: { id: BigInt(accountId) },
      data: { channel: 'telegram', address: `-100${count}` },
    })
    await paid()
    await told()
    expect(await rows().paymentReceipt.count()).toBe(0)
  })

  it('of another household, nor a stranger, nor the leader who collected', async () => {
    const other = await linkedPerson(bench, office.households[1]!, { address: `neighbour-${count}` })
    const stranger = bench.person(`stranger-${count}`)
    await stranger.arrives()
    const leader = bench.person(`leader-${count}`)
    await leader.arrives()
    await leads(leader)
    await paid()
    await told()
    for (const each of [other.person, stranger, leader])
      expect(each.all.map(({ text }) => text).join()).not.toContain('đã ghi nhận tiền')
  })

  it('where the account was linked to another household between the writing and the sending', async () => {
    await paid()
    await echoReceipts(bench.deps, dayOf(bench.now))
    const at = {
      householdId: String(office.households[1]),
      person: { role: 'head', name: 'x' },
      at: bench.now,
    } as const
    await bench.store.accounts.link(accountId, at)
    const from = person.all.length
    await person.send()
    expect(person.all.slice(from)).toEqual([])
    expect(await rows().delivery.findFirst({ where: { accountId: BigInt(accountId), lane: 1 } })).toMatchObject({
      ...{ state: 'skipped', errorCode: 'not_linked' },
    })
  })

  it('again on switching it back on, of what was paid while it was off and long ago', async () => {
    await paid({ paidOn: new Date('2026-10-20') })
    await bench.store.householdChoices.setReceipts(String(household()), { on: true, at: bench.now })
    expect(await told()).toEqual([])
  })
})

async function leads(leader: Person): Promise<void> {
  const account = await rows().channelAccount.findFirstOrThrow({ where: { address: `leader-${count}` } })
  const group = await rows().savingsCreditGroup.findFirstOrThrow()
  const role = { groupId: group.id, accountId: account.id, role: 'leader', since: bench.now }
  await rows().groupRole.create({ data: role })
  await leader.send()
}

describe('"right" and "not right"', () => {
  it('thanks for a look, once', async () => {
    await paid()
    await told()
    expect(await person.taps('Đúng')).toContain('Cảm ơn')
    expect(await person.taps('Đúng')).toContain('đã ghi câu trả lời này')
    expect(await rows().paymentReceipt.findMany()).toMatchObject([{ answer: 'right', caseId: null }])
  })

  it.each([
    ['the leader', 'Trần Văn Tổ', 'officer'],
    ['somebody whom nobody knows', 'Bà Hoa', 'officer'],
    ['somebody of the bank', 'Lê Văn Cán', 'director'],
    ['nobody by name', '', 'officer'],
  ])('opens a case that passes whoever collected: %s', async (_, collectedBy, routedTo) => {
    await rows().staff.upsert({
      where: { id: 's-can' },
      create: { id: 's-can', name: 'Lê Văn Cán', email: 'can@example.vn', role: 'officer', officeId: office.officeId },
      update: {},
    })
    const leader = bench.person(`leader-${count}`)
    await leader.arrives()
    await leads(leader)
    await paid({ collectedBy })
    await told()
    const answer = await person.taps('Không đúng')
    expect(answer).toContain('sai ở đâu?')
    expect(answer).toContain('không xem được')
    expect(await cases()).toMatchObject([{ kind: 'payment', routedTo, alsoTo: null, householdId: household() }])
    await person.types('tôi chỉ đưa 100 nghìn thôi')
    const lines = (await rows().caseLine.findMany({ orderBy: { id: 'asc' } })).map(opened.line)
    expect(lines).toEqual([expect.stringContaining('190.000'), 'tôi chỉ đưa 100 nghìn thôi'])
    const group = await rows().savingsCreditGroup.findFirstOrThrow()
    expect(await bench.store.leaders.cases(group.id)).toEqual([])
    await leader.send()
    expect(leader.all.map(({ text }) => text).join()).not.toMatch(/K26-|100 nghìn|190\.000/)
  })

  it('a second tap opens no second case, and what is typed then still goes along', async () => {
    await paid()
    await told()
    await person.taps('Không đúng')
    await person.types('menu')
    await person.taps('Không đúng')
    expect(await cases()).toHaveLength(1)
    expect(await person.types('sai ngày')).toContain('đã chuyển lời')
  })

  it('after another mind, and back, is still the one case', async () => {
    await paid()
    await told()
    for (const tapped of ['Không đúng', 'Đúng', 'Không đúng']) await person.taps(tapped)
    expect(await cases()).toHaveLength(1)
    expect(await rows().paymentReceipt.findMany()).toMatchObject([{ answer: 'wrong', caseId: expect.any(BigInt) }])
    expect(await person.types('sai ngày')).toContain('đã chuyển lời')
  })

  it('is heard typed right below it, where no button can be pressed', async () => {
    await paid()
    await told()
    await person.types('sai roi')
    expect(await cases()).toHaveLength(1)
  })

  it('counts from the account that was told, while it is the household’s', async () => {
    await paid()
    await told()
    const token = person.last().buttons.find(({ label }) => label === 'Không đúng')?.token ?? ''
    const other = await linkedPerson(bench, office.households[1]!, { address: `third-${count}` })
    const spouse = await linkedPerson(bench, household(), { address: `own-spouse-${count}`, role: 'spouse' })
    for (const each of [other.person, spouse.person])
      expect(await each.does({ kind: 'tap', token })).toContain('Nút này đã cũ')
    await bench.store.accounts.unlink(accountId)
    expect(await person.does({ kind: 'tap', token })).toContain('Nút này đã cũ')
    expect(await cases()).toEqual([])
  })
})

describe('the settings of a household', () => {
  it('switch the word about payments off and on', async () => {
    await person.goes('menu', 'Việc khác', 'Cài đặt, tắt tin', 'Nhắc trả nợ', 'Tin báo đã nhận tiền', 'Tắt')
    await paid()
    expect(await told()).toEqual([])
    await person.goes('menu', 'Việc khác', 'Cài đặt, tắt tin', 'Nhắc trả nợ', 'Tin báo đã nhận tiền', 'Bật')
    expect(await told()).toHaveLength(1)
  })

  it('set a code word that the word carries from then on, sealed, and for this household only', async () => {
    expect(await person.goes('lời hẹn', 'hoa gạo')).toContain('Lời hẹn của gia đình: hoa gạo')
    const [choice] = await rows().householdChoice.findMany()
    expect(JSON.stringify({ ...choice, householdId: 0 })).not.toContain('hoa')
    await paid()
    expect((await told())[0]).toContain('Lời hẹn của gia đình: hoa gạo')
    expect(JSON.stringify(await rows().audit.findMany(), (_, v) => (typeof v === 'bigint' ? `${v}` : v))).not.toContain(
      'gạo',
    )
    expect(await bench.store.householdChoices.of(String(office.households[1]))).toEqual({ receipts: true })
  })

  it.each(['a', '12345', 'hoa1', 'http://x.vn', 'một lời hẹn dài quá mức cho phép'])(
    'refuse "%s" as a code word',
    async (word) => {
      await person.types('lời hẹn')
      expect(await person.types(word)).toContain('Lời hẹn chỉ gồm chữ cái')
      expect(await rows().householdChoice.count()).toBe(0)
    },
  )

  it('take the code word away', async () => {
    await person.goes('lời hẹn', 'hoa gạo', 'lời hẹn', 'bỏ')
    expect(await bench.store.householdChoices.of(String(household()))).toEqual({ receipts: true })
  })

  it('ask a stranger to link first', async () => {
    const stranger = bench.person(`unlinked-${count}`)
    await stranger.arrives()
    expect(await stranger.goes('lời hẹn', 'hoa gạo')).toContain('liên kết sổ vay trước')
    expect(await rows().householdChoice.count()).toBe(0)
  })
})
