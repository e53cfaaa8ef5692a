import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type PaperProblem,
  recordPaperConsent,
  type TypedPaper,
  withdrawPaperConsent,
} from '../../src/app/record-paper-consent.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let officer: StaffMember
let householdId: string
beforeAll(async () => {
  world = await staffWorld()
  officer = await world.staff('officer')
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.at = now
  householdId = await world.household({ phone: '0912345678' })
})

const paper: TypedPaper = { purposes: ['reminders'], day: '2026-11-20', paper: 'Mẫu 01, hồ sơ 6600' }
const record = (typed: Partial<TypedPaper> = {}, staff = officer, of = householdId) =>
  recordPaperConsent(world, { staff, householdId: of, ...paper, ...typed })
const withdraw = (purpose: string, staff = officer) => withdrawPaperConsent(world, { staff, householdId, purpose })
const standing = () => world.store.phoneAccounts.standing(householdId)

describe('a consent on paper', () => {
  it('makes the account that stands for the phone number, with the consent from that day on', async () => {
    expect(await record()).toEqual({ ok: true })
    const id = (await world.store.phoneAccounts.find(householdId)) ?? ''
    const { prisma } = world.database
    expect(await prisma.channelAccount.findUnique({ where: { id: BigInt(id) } })).toMatchObject({
      channel: 'zalo',
      address: `household:${householdId}`,
      byPhone: true,
      householdId: BigInt(householdId),
      personId: null,
      status: 'active',
      lastSeenAt: new Date(0),
    })
    expect(await prisma.consent.findMany({ where: { accountId: BigInt(id) } })).toMatchObject([
      { purpose: 'reminders', wording: 'paper:Mẫu 01, hồ sơ 6600', givenAt: new Date('2026-11-19T17:00:00Z') },
    ])
    expect((await world.store.audit.list({ limit: 1 }))[0]).toMatchObject({
      action: 'people.paper_consent',
      actorId: officer.id,
      subjectId: householdId,
      detail: { purposes: ['reminders'], day: '2026-11-20' },
    })
  })

  it('for the other purpose later goes to the same account', async () => {
    await record()
    const id = await world.store.phoneAccounts.find(householdId)
    expect(await record({ purposes: ['announcements'], paper: 'Mẫu 02' })).toEqual({ ok: true })
    expect(await world.store.phoneAccounts.find(householdId)).toBe(id)
    expect(await standing()).toEqual([
      { purpose: 'reminders', day: '2026-11-20', paper: 'Mẫu 01, hồ sơ 6600' },
      { purpose: 'announcements', day: '2026-11-20', paper: 'Mẫu 02' },
    ])
  })

  it.each<[string, Partial<TypedPaper>, PaperProblem[]]>([
    ['no purpose', { purposes: [] }, [['purposes', 'none']]],
    ['a purpose that no paper gives', { purposes: ['loans'] }, [['purposes', 'none']]],
    ['no day', { day: '' }, [['day', 'no_day']]],
    ['a day that does not exist', { day: '2026-02-30' }, [['day', 'no_day']]],
    ['tomorrow', { day: '2026-11-25' }, [['day', 'ahead']]],
    ['a day before the bank was there', { day: '2002-10-03' }, [['day', 'too_old']]],
    ['no paper', { paper: '  ' }, [['paper', 'empty']]],
    ['too many words', { paper: 'x'.repeat(121) }, [['paper', 'too_long']]],
    [
      'nothing at all',
      { purposes: [], day: '', paper: '' },
      [
        ['purposes', 'none'],
        ['day', 'no_day'],
        ['paper', 'empty'],
      ],
    ],
  ])('with %s is not taken', async (_, typed, problems) => {
    expect(await record(typed)).toEqual({ ok: false, why: 'problems', problems })
    expect(await world.store.phoneAccounts.find(householdId)).toBeUndefined()
  })

  it.each<[string, Partial<TypedPaper>]>([
    ['of today', { day: '2026-11-24' }],
    ['of the first day', { day: '2002-10-04' }],
    ['with as many words as fit', { paper: 'ệ'.normalize('NFD').repeat(120) }],
  ])('%s is taken', async (_, typed) => {
    expect(await record(typed)).toEqual({ ok: true })
  })

  it('needs a phone number', async () => {
    const none = await world.household({})
    expect(await record({}, officer, none)).toEqual({ ok: false, why: 'no_phone' })
  })

  it('is for those who may tie accounts, of that office', async () => {
    const stranger = await world.staff('officer', { officeId: world.office.otherId })
    for (const staff of [
      stranger,
      await world.staff('admin'),
      await world.staff('commune_chair', { communeId: world.commune.first }),
    ]) {
      expect(await record({}, staff)).toEqual({ ok: false, why: 'not_found' })
      expect(await withdraw('reminders', staff)).toBe(false)
    }
    expect(await record({}, await world.staff('director'))).toEqual({ ok: true })
  })

  it('that stands is not written twice, and the form says so', async () => {
    await record()
    expect(await record({ paper: 'Mẫu 09' })).toEqual({
      ok: false,
      why: 'problems',
      problems: [['purposes', 'stands']],
    })
    expect(await standing()).toHaveLength(1)
  })
})

describe('taking it back', () => {
  it('ends that purpose alone, is on record, and only a newer paper opens it again', async () => {
    await record({ purposes: ['reminders', 'announcements'] })
    expect(await withdraw('reminders')).toBe(true)
    expect((await standing()).map((one) => one.purpose)).toEqual(['announcements'])
    expect((await world.store.audit.list({ limit: 1 }))[0]).toMatchObject({
      action: 'people.paper_withdraw',
      subjectId: householdId,
    })
    expect(await record({ day: '2026-11-24' })).toEqual({
      ok: false,
      why: 'problems',
      problems: [['day', 'withdrawn']],
    })
    world.clock.at = new Date(now.getTime() + 86_400_000)
    expect(await record({ day: '2026-11-25' })).toEqual({ ok: true })
  })

  it.each(['reminders', 'loans', ''])('of what was not allowed (%s) does nothing', async (purpose) => {
    expect(await withdraw(purpose)).toBe(false)
  })

  it('an account that could not be reached, or was erased, is there again with a new paper', async () => {
    await record()
    const id = (await world.store.phoneAccounts.find(householdId)) ?? ''
    await world.store.accounts.setStatus(id, 'gone')
    await withdraw('reminders')
    await world.store.ownData.erase(id, now)
    expect(await world.store.phoneAccounts.papers(householdId)).toHaveLength(1)
    world.clock.at = new Date(now.getTime() + 86_400_000)
    await record({ day: '2026-11-25' })
    expect(await world.store.accounts.find(id)).toMatchObject({ id, householdId, status: 'active' })
  })
})
