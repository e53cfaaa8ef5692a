import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Audience, type Chosen, householdStatuses, isNobody } from '../../src/domain/audience.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
  await fill()
}, 120_000)
afterAll(() => world.close())

/** Chance that repeats itself: the same numbers at every run. */
let state = 20261124
function chance(below: number): number {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31
  return Math.floor((state / 2 ** 31) * below)
}
const one = <T>(from: readonly T[]): T => from[chance(from.length)] as T
const some = <T>(from: readonly T[]): T[] => from.filter(() => chance(3) === 0)

const programmes = ['poor', 'near_poor', 'clean_water']

async function fill(): Promise<void> {
  const { prisma } = world.database
  const places = [
    { communeId: world.commune.first, groupId: world.group.first },
    { communeId: world.commune.second, groupId: world.group.second },
    { communeId: world.commune.other, groupId: world.group.other },
  ]
  for (let n = 0; n < 150; n++) {
    const id = await world.household({
      ...one(places),
      programmes: some(programmes),
      closedProgrammes: some(programmes),
    })
    const listed = {
      povertyStatus: one(['poor', 'near_poor', 'newly_escaped', 'none', null]),
      listYear: one([2025, 2026, null]),
    }
    await prisma.household.update({
      where: { id: BigInt(id) },
      data: { ...listed, ...(chance(4) ? {} : { groupId: null }) },
    })
    for (let account = chance(4); account > 0; account--) await addAccount(id)
  }
  for (let n = 0; n < 12; n++) await addAccount(undefined)
}

async function addAccount(householdId: string | undefined): Promise<void> {
  const { prisma } = world.database
  const id = BigInt(
    await world.account({
      ...(householdId === undefined ? {} : { householdId }),
      channel: one(['web', 'telegram', 'zalo', 'terminal']),
      status: one(['active', 'active', 'active', 'blocked', 'gone']),
      consents: one([['talk', 'announcements'], ['talk', 'announcements'], ['talk']]),
      seen: new Date(now.getTime() - chance(60) * 86_400_000),
    }),
  )
  await prisma.channelAccount.update({ where: { id }, data: { lang: one(['vi', 'en']), byPhone: chance(5) === 0 } })
  if (chance(5) === 0)
    await prisma.consent.updateMany({ where: { accountId: id, purpose: 'announcements' }, data: { withdrawnAt: now } })
}

function chosen(): Chosen {
  return {
    communes: some([world.commune.first, world.commune.second, world.commune.other]),
    groups: chance(3) ? [] : some([world.group.first, world.group.second]),
    programmes: some(programmes),
    associations: chance(3) ? [] : some([11, 12]),
    ...(chance(3) ? {} : { statuses: some(householdStatuses) }),
    ...(chance(5) ? {} : { listYear: one([2025, 2026]) }),
    ...(chance(4) ? {} : { langs: some(['vi', 'en']) }),
    ...(chance(4) ? {} : { heard: { within: chance(2) === 0, days: 1 + chance(60) } }),
    ...(chance(4) ? {} : { linked: chance(2) === 0 }),
  }
}

function audience(): Audience {
  const except = chosen()
  const left = isNobody(except) || chance(2) ? {} : { except }
  return chance(4) ? { ...chosen(), ...left } : { everybody: true, ...left }
}

describe('whom an audience is said to reach', () => {
  it.each(Array.from({ length: 80 }, (_, n) => n + 1))(
    'is whom it is written to, however it is put together: %i',
    async () => {
      const { announcements, outbox } = world.store
      const wanted = audience()
      const reach = await announcements.count(wanted, world.office.id, now)
      const text = { sender: 'PGD', title: 'Lịch', body: 'x', source: '' }
      const of = { officeId: world.office.id, authorId: 's1', ...text, audience: wanted, at: now }
      const id = await announcements.create(of)
      const mailingId = await outbox.openMailing({ kind: 'announcement', lane: 2, onUncertain: 'hold', at: now })
      const first = chance(30)
      expect(await announcements.fanOut(id, { mailingId, at: now, first })).toBe(reach.reached + reach.followers)
      const { households, reached, noAccount, blocked, noConsent, switchedOff } = reach
      expect(reached + noAccount + blocked + noConsent + switchedOff).toBe(households)
    },
  )
})
