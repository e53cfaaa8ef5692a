import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { planReminders } from '../../src/app/plan-reminders.ts'
import { type Day, dayOf } from '../../src/domain/day.ts'
import { linkedPerson, remind } from './household-reminded.ts'
import { type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
let office: Awaited<ReturnType<typeof smallOffice>>
let person: Person
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
  bench.now = new Date('2026-11-16T01:30:00Z')
  await rows().reminder.deleteMany()
  await rows().reminderDay.deleteMany()
  await rows().paymentPromise.deleteMany()
  await rows().payment.deleteMany()
  await rows().channelAccount.updateMany({ data: { householdId: null, personId: null } })
  await loan({ asOf: '2026-11-15', nextDueDate: '2026-11-19' })
  count += 1
  const linked = await linkedPerson(bench, household(), { address: `follow-${count}` })
  person = linked.person
  const about = { householdId: household(), loanIds: [office.loanId], sessionDay: '2026-11-19' as Day }
  await remind(bench, person, { accountId: linked.accountId, ...about })
})

const loan = (more: { asOf: Day; nextDueDate: Day }) =>
  rows().loan.update({
    where: { id: office.loanId },
    data: { asOf: new Date(more.asOf), nextDueDate: new Date(more.nextDueDate) },
  })

/** What the person reads on the morning of a day. */
async function morning(day: Day): Promise<string[]> {
  bench.now = new Date(`${day}T01:00:00Z`)
  const from = person.all.length
  await planReminders(bench.deps, { day: dayOf(bench.now) })
  await planReminders(bench.deps, { day: dayOf(bench.now) })
  await person.send()
  return person.all.slice(from).map(({ text }) => text)
}
const kinds = async () =>
  (await rows().reminder.findMany({ orderBy: { id: 'asc' } })).map(
    ({ kind, day }) => `${day?.toISOString().slice(5, 10)} ${kind}`,
  )

describe('a promise with a day', () => {
  it('is asked after once, on its morning, in words of its own', async () => {
    await person.types('thu 4 toi tra')
    expect(await morning('2026-11-17')).toEqual([])
    expect(await morning('2026-11-18')).toHaveLength(1)
    expect((await kinds()).filter((kind) => kind.endsWith('promise'))).toEqual(['11-18 promise'])
    expect(person.last().buttons.map(({ label }) => label)).toContain('Tôi trả rồi')
  })

  it('is asked after on the day that was named last', async () => {
    await person.types('mai tra')
    await person.types('doi lai thu 4 nhe')
    expect(await morning('2026-11-17')).toEqual([])
    expect(await morning('2026-11-18')).toHaveLength(1)
  })

  it('is not asked after where figures show it paid', async () => {
    await person.types('thu 4 toi tra')
    await loan({ asOf: '2026-11-17', nextDueDate: '2027-11-19' })
    await bench.store.promises.settle(bench.now)
    expect(await morning('2026-11-18')).toEqual([])
    expect(await rows().paymentPromise.findMany()).toMatchObject([{ state: 'kept' }])
  })

  it('is not asked after where a payment was booked and the figures are older', async () => {
    await person.types('thu 4 toi tra')
    await rows().payment.create({
      data: {
        ...{ paymentCode: `F${count}`, loanId: office.loanId, paidOn: new Date('2026-11-17'), principal: 5_000_000n },
        ...{ interest: 140_000n, deposit: 0n, asOf: new Date('2026-11-17'), importedAt: bench.now },
      },
    })
    expect(await morning('2026-11-18')).toEqual([])
  })

  it('is not asked after where another answer took its place', async () => {
    await person.types('thu 4 toi tra')
    await person.taps('Tôi trả rồi')
    expect(await morning('2026-11-18')).toEqual([])
  })

  it('is one message with the reminder of the session where both fall on one day', async () => {
    await person.types('thu 5 toi tra')
    expect(await morning('2026-11-19')).toHaveLength(1)
  })
})

it('without a day nothing is asked after but what the plan says anyway', async () => {
  await person.goes('Tôi sẽ trả', 'Chưa biết ngày')
  await morning('2026-11-17')
  await morning('2026-11-18')
  await morning('2026-11-19')
  expect((await kinds()).filter((kind) => kind.endsWith('promise'))).toEqual([])
})
