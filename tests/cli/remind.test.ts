import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noCounts } from '../../src/app/plan-page.ts'
import { remind } from '../../src/cli/remind.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'
import { commandLine } from './command-line.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
  const point = { code: 'TXN001', name: 'Điểm 1', address: 'Nhà văn hóa', communeId: world.commune.first }
  const { id } = await world.database.prisma.transactionPoint.create({ data: { ...point, dayOfMonth: 28 } })
  await world.database.prisma.savingsCreditGroup.update({ where: { id: world.group.first }, data: { pointId: id } })
  // Two are reminded; one has no account, and of another the figures are too old.
  const [one, two, old] = await households(4)
  for (const householdId of [one!, two!, old!]) await world.account({ householdId, consents: ['talk', 'reminders'] })
  const due = { nextDueDate: new Date('2026-11-29T00:00:00Z'), nextPrincipal: 1_000_000n }
  const { loan } = world.database.prisma
  await loan.updateMany({ data: { ...due, asOf: new Date('2026-11-23T00:00:00Z') } })
  await loan.updateMany({ where: { householdId: BigInt(old!) }, data: { asOf: new Date('2026-01-01T00:00:00Z') } })
})
afterAll(() => world.close())
beforeEach(async () => {
  world.woken.length = 0
  world.clock.at = new Date(now.getTime() + 86_400_000)
  await world.database.pool.query(
    'TRUNCATE reminder, reminder_day, reminder_skip, delivery, chunk, mailing RESTART IDENTITY CASCADE',
  )
})

async function households(count: number): Promise<string[]> {
  const all: string[] = []
  for (let n = 0; n < count; n++) all.push(await world.household({ programmes: ['clean_water'] }))
  return all
}

const loa = (...args: string[]) => commandLine(world, remind, ['remind', ...args])
const written = () => world.database.prisma.delivery.count()
const skipped = { ...noCounts().skipped, stale_figures: 1, no_account: 1 }

describe('remind', () => {
  it('writes what is due today, wakes the senders, and says how many', async () => {
    expect(await loa()).toEqual({
      printed: [
        'thứ Tư, 25/11/2026: đã lập 2 lời nhắc trong 2 tin; 0 lời nhắc đã có từ trước; 2 món không nhắc hôm nay.',
      ],
      failed: undefined,
    })
    expect([await written(), world.woken]).toEqual([2, [{ name: 'send-batch', lane: 1 }]])
  })

  it('run again adds nothing, and wakes nobody', async () => {
    await loa()
    world.woken.length = 0
    const { printed } = await loa()
    expect(printed).toEqual([
      'thứ Tư, 25/11/2026: đã lập 0 lời nhắc trong 0 tin; 2 lời nhắc đã có từ trước; 2 món không nhắc hôm nay.',
    ])
    expect([await written(), world.woken]).toEqual([2, []])
  })

  it('only counts in a dry run', async () => {
    expect((await loa('--dry-run')).printed).toEqual([
      'thứ Tư, 25/11/2026: sẽ lập 2 lời nhắc trong 2 tin; 2 món không nhắc hôm nay. Chưa ghi gì.',
    ])
    expect([await written(), world.woken]).toEqual([0, []])
  })

  it('plans another day when it is named', async () => {
    expect((await loa('--date', '2026-11-26')).printed[0]).toMatch(/^thứ Năm, 26\/11\/2026: đã lập 0 lời nhắc/)
    expect((await loa('--date', '2026-11-25')).printed[0]).toMatch(/^thứ Tư, 25\/11\/2026: đã lập 2 lời nhắc/)
  })

  it('takes the day of Viet Nam, not that of Greenwich', async () => {
    world.clock.at = new Date('2026-11-24T17:30:00Z')
    expect((await loa()).printed[0]).toMatch(/^thứ Tư, 25\/11\/2026: đã lập 2/)
  })

  it.each([
    ['what was written', [], { dryRun: false, planned: 2, messages: 2, already: 0, skipped }, 2],
    ['what would be', ['--dry-run'], { dryRun: true, planned: 2, messages: 2, already: 0, skipped }, 0],
  ])('gives %s as one line of JSON, with every reason', async (_, options, counts, rows) => {
    const { printed } = await loa('--json', ...options)
    expect(printed.map((line) => JSON.parse(line))).toEqual([{ day: '2026-11-25', ...counts }])
    expect(await written()).toBe(rows)
  })

  it.each(['2026-11-31', '24/11/2026', 'tomorrow', ''])('refuses the day "%s" in one sentence', async (day) => {
    expect(await loa('--date', day)).toEqual({
      printed: [],
      failed: `--date must be a date that exists, as YYYY-MM-DD, not ${day}`,
    })
    expect(await written()).toBe(0)
  })
})
