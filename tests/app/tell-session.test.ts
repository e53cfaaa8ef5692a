import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sessionParts } from '../../src/app/loan-parts.ts'
import { moveSession, moveSessionOf } from '../../src/app/move-session.ts'
import { planReminders } from '../../src/app/plan-reminders.ts'
import type { Message, Part } from '../../src/conversation/words.ts'
import { atHour, type Day } from '../../src/domain/day.ts'
import type { SessionCalendar } from '../../src/domain/transaction-day.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { prismaLedger } from '../../src/store/ledger.ts'
import { type StaffWorld, staffWorld } from '../support/staff-world.ts'

const language = loadLanguage()
const read = (parts: readonly Part[], lang: string) => parts.map(({ words }) => language.say(words, lang)).join('\n')

describe('when is the next session', () => {
  const place = { name: 'Điểm giao dịch Duy Tân', address: 'Nhà văn hóa phường', opensAt: '07:30' }
  const answer = (sessions: SessionCalendar, day: Day) => read(sessionParts({ day }, { ...place, sessions }), 'vi')

  it.each<[string, SessionCalendar, Day, RegExp]>([
    ['on its day', { dayOfMonth: 12, moved: {} }, '2026-12-01', /tới: thứ Bảy, 12\/12\/2026, từ 07:30\.$/],
    [
      'that was moved, with the reason',
      { dayOfMonth: 12, moved: { '2026-12': '2026-12-14' }, why: { '2026-12': 'weather' } },
      '2026-12-01',
      /tới: thứ Hai, 14\/12\/2026, từ 07:30\.\nPhiên tháng 12 dời từ thứ Bảy, 12\/12\/2026 sang thứ Hai, 14\/12\/2026, vì thời tiết xấu\.$/,
    ],
    [
      'that was moved for a holiday, by its name',
      { dayOfMonth: 1, moved: { '2027-01': '2027-01-04' }, why: { '2027-01': 'holiday' } },
      '2026-12-25',
      /vì trùng ngày nghỉ: Tết Dương lịch\.$/,
    ],
    [
      'that was moved, in the words of the office',
      { dayOfMonth: 12, moved: { '2026-12': '2026-12-14' }, why: { '2026-12': 'cầu đang sửa' } },
      '2026-12-01',
      /, vì cầu đang sửa\.$/,
    ],
    [
      'that was moved, and nobody said why',
      { dayOfMonth: 12, moved: { '2026-12': '2026-12-14' } },
      '2026-12-01',
      /sang thứ Hai, 14\/12\/2026\.$/,
    ],
    [
      'that keeps its day while the point gets another one',
      { dayOfMonth: 8, moved: { '2026-12': '2026-12-12' }, why: { '2026-12': 'kept' } },
      '2026-12-01',
      /tới: thứ Bảy, 12\/12\/2026, từ 07:30\.$/,
    ],
    [
      'on a holiday that nobody has decided about',
      { dayOfMonth: 1, moved: {} },
      '2026-12-25',
      /trùng ngày nghỉ \(Tết Dương lịch\) nên có thể dời/,
    ],
    [
      'the day after a moved one is over',
      { dayOfMonth: 12, moved: { '2026-12': '2026-12-14' } },
      '2026-12-15',
      /tới: thứ Ba, 12\/1\/2027, từ 07:30\.$/,
    ],
  ])('%s', (_, sessions, day, words) => expect(answer(sessions, day)).toMatch(words))
})

describe('a session that moves', () => {
  let world: StaffWorld
  let staff: StaffMember
  let pointId: number
  beforeAll(async () => {
    world = await staffWorld()
    staff = await world.staff('officer')
    const point = {
      code: 'TXN1',
      communeId: world.commune.first,
      name: 'Điểm Một',
      address: 'Nhà văn hóa',
      dayOfMonth: 12,
    }
    pointId = (await world.database.prisma.transactionPoint.create({ data: point })).id
  })
  afterAll(() => world.close())

  const deps = () => ({ ...world, language }) as Parameters<typeof moveSession>[0]
  const move = (day: Day, reason = 'weather', month = '2026-12') =>
    moveSession(deps(), { staff, pointId: String(pointId), month, day, reason, words: '' })

  async function person(
    of: { consents?: string[]; linked?: boolean; leads?: 'leader' | 'deputy'; channel?: string } = {},
  ): Promise<string> {
    const { linked = true, consents = ['reminders'], leads, channel = 'web' } = of
    const householdId = linked ? await world.household({ programmes: ['poor'] }) : undefined
    const accountId = await world.account({ ...(householdId ? { householdId } : {}), consents, channel })
    const role = {
      groupId: world.group.first,
      accountId: BigInt(accountId),
      role: leads ?? '',
      since: world.clock.now(),
    }
    if (leads) await world.database.prisma.groupRole.create({ data: role })
    return accountId
  }

  /** What a sender may send of what was written to an account last, at an hour of the day. */
  async function outcome(accountId: string, hour = 9): Promise<string> {
    const last = await world.database.prisma.delivery.findFirst({
      where: { accountId: BigInt(accountId) },
      orderBy: { id: 'desc' },
    })
    if (!last) return 'nothing'
    const ledger = prismaLedger(world.database.prisma)
    const now = atHour('2026-11-24', hour)
    const wish = { channel: last.channel, lanes: [1], limit: 50, now, until: new Date(now.getTime() + 60_000) } as never
    const leases = await ledger.claim(wish)
    const held = leases.flatMap((lease) => lease.ids.map((id) => ({ id, lease })))
    await ledger.intend(held as never, now)
    const { state, errorCode } = await world.database.prisma.delivery.findUniqueOrThrow({ where: { id: last.id } })
    return errorCode ?? state
  }

  it('is told only to who may still be written to, within the hours of the office', async () => {
    await world.database.prisma.savingsCreditGroup.update({ where: { id: world.group.first }, data: { pointId } })
    const [pays, leads, nobody] = [
      await person(),
      await person({ linked: false, consents: [], leads: 'leader' }),
      await person({ consents: ['talk'] }),
    ]
    const terminal = await person({ channel: 'terminal' })
    const withdrew = await person()
    const former = await person({ linked: false, consents: [], leads: 'deputy' })
    expect(await move('2026-12-14')).toMatchObject({ ok: true })
    await world.store.consents.withdraw(withdrew, ['reminders'], world.clock.now())
    await world.database.prisma.groupRole.updateMany({
      where: { accountId: BigInt(former) },
      data: { endedAt: world.clock.now() },
    })
    expect(await outcome(pays, 6)).toBe('pending')
    expect(await outcome(pays, 20)).toBe('pending')
    expect([await outcome(pays), await outcome(leads), await outcome(nobody), await outcome(terminal)]).toEqual([
      'sending',
      'sending',
      'nothing',
      'nothing',
    ])
    expect([await outcome(withdrew), await outcome(former)]).toEqual(['no_consent', 'no_consent'])
  })

  it('names no person and no amount, and says who writes and how to stop', async () => {
    const account = await person()
    await move('2027-03-15', 'venue', '2027-03')
    const { body } = await world.database.prisma.delivery.findFirstOrThrow({ where: { accountId: BigInt(account) } })
    const message = body as unknown as Message
    expect(read(message.parts, 'vi')).toMatchInlineSnapshot(`
      "Đổi ngày giao dịch: thứ Hai, 15/3/2027
      Phiên giao dịch tháng 3 không họp thứ Sáu, 12/3/2027 nữa. Ngày mới là thứ Hai, 15/3/2027.
      Từ 07:30, tại Điểm Một, Nhà văn hóa.
      Vì điểm giao dịch bận việc khác.
      Loa là máy nhắn tin của ngân hàng. Cần hỏi người thật, bà con gọi 02263830000. Không muốn nhận tin nữa, bà con nhắn: dừng.
      Phòng giao dịch Duy Tiên"
    `)
    expect(read(message.parts, 'en')).toMatchInlineSnapshot(`
      "Transaction day changed: Monday 15 March 2027
      The session of month 3 is not on Friday 12 March 2027 any more. The new day is Monday 15 March 2027.
      From 07:30, at Điểm Một, Nhà văn hóa.
      The reason: the meeting place is taken.
      Loa is the bank's messaging machine. To ask a person, call 02263830000. To stop these messages, write: stop.
      Phòng giao dịch Duy Tiên"
    `)
    expect(read(message.parts, 'vi')).not.toMatch(/Trần|đồng/)
    expect(message.facts?.form).toBe('announcement')
  })

  it('from the command line is told as well, once', async () => {
    const account = await person()
    const command = { code: 'TXN1', day: '2026-12-16', reason: 'road' } as const
    expect(await moveSessionOf(deps(), command)).toBe('moved')
    expect(await moveSessionOf(deps(), command)).toBe('moved')
    expect(await world.told(account)).toHaveLength(1)
    expect(await moveSessionOf(deps(), { ...command, code: 'NOWHERE' })).toBe('unknown')
    expect(await moveSessionOf(deps(), { ...command, reason: 'gọi 0912345678' })).toBe('unfit')
  })

  it('two at once to one day tell once', async () => {
    const account = await person()
    const both = await Promise.all([move('2026-12-17'), move('2026-12-17')])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await world.told(account)).toHaveLength(1)
  })
})

describe('reminders when their session moves', () => {
  let world: StaffWorld
  let staff: StaffMember
  let pointId: number
  let accountId: string
  beforeAll(async () => {
    world = await staffWorld()
    staff = await world.staff('officer')
    const point = {
      code: 'TXN9',
      communeId: world.commune.first,
      name: 'Điểm Chín',
      address: 'Nhà văn hóa',
      dayOfMonth: 12,
    }
    pointId = (await world.database.prisma.transactionPoint.create({ data: point })).id
    await world.database.prisma.savingsCreditGroup.update({ where: { id: world.group.first }, data: { pointId } })
    const householdId = await world.household({ programmes: ['poor'] })
    accountId = await world.account({ householdId, consents: ['reminders'] })
    const figures = {
      nextDueDate: new Date('2026-12-20'),
      nextPrincipal: 2_000_000,
      interestDue: 66_000,
      asOf: new Date('2026-12-01'),
    }
    await world.database.prisma.loan.updateMany({
      where: { householdId: BigInt(householdId) },
      data: { ...figures, status: 'normal' },
    })
  })
  afterAll(() => world.close())

  const plan = async (day: Day) => {
    world.clock.at = atHour(day, 7)
    return planReminders({ store: world.store, jobs: world.jobs, clock: world.clock } as never, { day })
  }
  const reminders = async () => {
    const rows = await world.database.prisma.reminder.findMany({ orderBy: { id: 'asc' } })
    return rows.map(({ kind, sessionDay }) => [kind, sessionDay.toISOString().slice(0, 10)])
  }

  it('go, and come again for the new day; who was told the old day is told the new one', async () => {
    expect(await plan('2026-11-30')).toMatchObject({ planned: 1 })
    await world.database.prisma.delivery.updateMany({ data: { state: 'sent', sentAt: world.clock.now() } })
    expect(await plan('2026-12-09')).toMatchObject({ planned: 1 })
    expect(await reminders()).toEqual([
      ['last_ask', '2026-12-12'],
      ['soon', '2026-12-12'],
    ])
    const moving = {
      staff,
      pointId: String(pointId),
      month: '2026-12',
      day: '2026-12-16',
      reason: 'weather',
      words: '',
    }
    expect(await moveSession({ ...world, language } as never, moving)).toMatchObject({ ok: true, done: { told: 1 } })
    expect(await reminders()).toEqual([['last_ask', '2026-12-12']])
    expect((await world.told(accountId)).at(-1)).toContain('sessions:told.moved')
    expect(await plan('2026-12-09')).toMatchObject({ planned: 0 })
    await world.database.prisma.delivery.updateMany({
      where: { state: 'pending' },
      data: { state: 'sent', sentAt: world.clock.now() },
    })
    // Three days before is a Sunday: it is said on the day before that.
    expect(await plan('2026-12-12')).toMatchObject({ planned: 1 })
    expect(await reminders()).toEqual([
      ['last_ask', '2026-12-12'],
      ['soon', '2026-12-16'],
    ])
    await world.database.prisma.delivery.updateMany({ data: { state: 'sent', sentAt: world.clock.now() } })
    expect(await plan('2026-12-16')).toMatchObject({ planned: 1 })
    expect(await reminders()).toContainEqual(['today', '2026-12-16'])
  })

  describe('and what else a household hears that day', () => {
    let householdId: string
    let account: string
    const move = (day: Day, month = '2027-04') =>
      moveSession({ ...world, language } as never, {
        ...{ staff, pointId: String(pointId), month, day, reason: 'venue', words: '' },
      })
    beforeEach(async () => {
      world.clock.at = atHour('2027-03-22', 9)
      householdId = await world.household({ programmes: ['poor'] })
      account = await world.account({ householdId, consents: ['reminders'] })
    })
    /** The days that are kept for a message to the household, and from when on each may leave. */
    const kept = async () => {
      const rows = await world.database.prisma.reminderDay.findMany({
        where: { householdId: BigInt(householdId) },
        orderBy: { day: 'asc' },
      })
      return rows.map(({ day }) => day.toISOString().slice(0, 10))
    }
    const waiting = async () => {
      const rows = await world.database.prisma.delivery.findMany({
        where: { accountId: BigInt(account) },
        orderBy: { id: 'asc' },
        include: { mailing: { include: { chunks: true } } },
      })
      return rows.map(({ state, mailing }) => [state, mailing?.chunks[0]?.notBefore?.toISOString() ?? 'now'])
    }

    it('is the notice, which is the one message of that day', async () => {
      await move('2027-04-14')
      expect(await kept()).toEqual(['2027-03-22'])
      expect(await waiting()).toEqual([['pending', 'now']])
    })

    it('is the notice on the next morning, where the office writes no more tonight', async () => {
      world.clock.at = atHour('2027-03-22', 20)
      await move('2027-04-15')
      expect(await kept()).toEqual(['2027-03-23'])
    })

    it('was said before: the notice waits for the next day that is free and no day off', async () => {
      world.clock.at = atHour('2027-03-20', 9)
      await world.store.reminders.claimDay('2027-03-20', [householdId])
      await move('2027-04-21')
      expect(await kept()).toEqual(['2027-03-20', '2027-03-22'])
      expect(await waiting()).toEqual([['pending', '2027-03-21T17:00:00.000Z']])
    })

    it.each<[string, Day, Day[]]>([
      ['three days ahead, tomorrow is early enough', '2027-03-25', ['2027-03-22', '2027-03-23']],
      ['two days ahead, it is told at once: tomorrow is the eve', '2027-03-24', ['2027-03-22']],
    ])('was said before: %s', async (_, day, days) => {
      await world.database.prisma.transactionPointException.deleteMany()
      await world.store.reminders.claimDay('2027-03-22', [householdId])
      await world.database.prisma.transactionPoint.update({ where: { id: pointId }, data: { dayOfMonth: 30 } })
      expect(await move(day, '2027-03')).toMatchObject({ ok: true })
      await world.database.prisma.transactionPoint.update({ where: { id: pointId }, data: { dayOfMonth: 12 } })
      expect(await kept()).toEqual(days)
      expect((await waiting()).map(([state]) => state)).toEqual(['pending'])
    })

    it('of a later change is that alone: what has not left of the first one is taken back', async () => {
      world.clock.at = atHour('2027-03-22', 21)
      await move('2027-04-19')
      await move('2027-04-20')
      expect((await waiting()).map(([state]) => state)).toEqual(['skipped', 'pending'])
      expect(await kept()).toEqual(['2027-03-23'])
    })
  })
})
