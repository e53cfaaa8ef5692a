import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Author, announce } from '../../src/app/announce.ts'
import { setApprovalRule, trialSetting } from '../../src/app/announcement-rules.ts'
import { decideTrials } from '../../src/app/decide-trials.ts'
import { pauseAnnouncement, type Turn } from '../../src/app/pause-announcement.ts'
import { sendAnnouncement } from '../../src/app/send-announcement.ts'
import { trialLeast, trialMinutes } from '../../src/domain/announcement-trial.ts'
import { prismaLedger } from '../../src/store/ledger.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

const people = 60
let world: StaffWorld
let author: Author
beforeAll(async () => {
  world = await staffWorld()
  for (let n = 0; n < people; n++)
    await world.account({ householdId: await world.household({}), channel: n % 2 ? 'web' : 'telegram' })
  const officeId = world.office.id
  author = { kind: 'staff', id: (await world.staff('officer')).id, role: 'officer', officeId, scope: { officeId } }
  await setApprovalRule(world.store.settings, { rule: 'none' })
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.at = now
  world.woken.length = 0
  await world.database.prisma.mailing.updateMany({ data: { status: 'done' } })
})

interface Going {
  id: string
  mailingId: bigint
}

async function sent(): Promise<Going> {
  const text = { sender: 'PGD', title: 'Lịch', body: 'Ngày 12.', source: '' }
  const drafted = await announce(world, { author, text, audience: { everybody: true } })
  const id = drafted.ok ? drafted.id : ''
  expect(await sendAnnouncement(world, { author, id })).toMatchObject({ ok: true, written: people })
  world.woken.length = 0
  return { id, mailingId: BigInt((await world.store.announcements.find(id))?.mailingId ?? 0) }
}

/** What senders of every channel can take now. */
async function takeable(): Promise<string[]> {
  const ledger = prismaLedger(world.database.prisma)
  const ids: string[] = []
  for (const channel of ['web', 'telegram'] as const) {
    const wish = {
      channel,
      lanes: [2],
      limit: 1,
      now: world.clock.at,
      until: new Date(world.clock.at.getTime() + 60_000),
    }
    for (
      let [lease] = await ledger.claim({ ...wish, lanes: [2] });
      lease;
      [lease] = await ledger.claim({ ...wish, lanes: [2] })
    )
      ids.push(...lease.ids)
  }
  await world.database.prisma.chunk.updateMany({
    where: { state: 'leased' },
    data: { state: 'ready', leaseId: null, leaseUntil: null },
  })
  return ids
}

/** Lets the first ones end: so many of them with an error. */
async function ended({ mailingId }: Going, errors: number): Promise<void> {
  const { prisma } = world.database
  const rows = await prisma.delivery.findMany({ where: { mailingId }, orderBy: { id: 'asc' }, take: trialLeast })
  const set = (ids: bigint[], data: object) =>
    prisma.delivery.updateMany({ where: { id: { in: ids } }, data: { triedAt: world.clock.at, ...data } })
  await set(
    rows.slice(0, errors).map((r) => r.id),
    { state: 'failed', errorCode: 'not_found' },
  )
  await set(
    rows.slice(errors).map((r) => r.id),
    { state: 'sent', sentAt: world.clock.at },
  )
}

const later = (minutes: number) => {
  world.clock.at = new Date(now.getTime() + minutes * 60_000)
}
const found = async ({ id }: Going) => world.store.announcements.find(id)
const turn = ({ id }: Going, to: Turn) => pauseAnnouncement(world, { author, id, turn: to })

describe('the first ones of an announcement', () => {
  it('are taken by the senders, and nobody else is', async () => {
    const going = await sent()
    expect(await takeable()).toHaveLength(trialLeast)
    expect(await found(going)).toMatchObject({ status: 'sending', trial: 'going' })
    const reading = await world.store.announcements.readTrial(going.mailingId.toString(), now)
    expect(reading).toEqual({
      size: 20,
      sent: 0,
      errors: 0,
      doubtful: 0,
      skipped: 0,
      waiting: 20,
      putOff: 0,
      optOuts: 0,
    })
  })

  it('are others for each announcement, of both channels, and the same however often they are asked for', async () => {
    const firstOf = async () => {
      const { id, mailingId } = await sent()
      const rows = await world.database.prisma.delivery.findMany({
        where: { mailingId },
        orderBy: { id: 'asc' },
        take: 20,
      })
      const wanted = await world.database.prisma.$queryRaw<{ key: string }[]>`
        SELECT dedupe_key AS key FROM delivery WHERE mailing_id = ${mailingId} ORDER BY md5(dedupe_key) LIMIT 20`
      const keys = rows.map((r) => r.dedupeKey ?? '')
      expect([...keys].sort()).toEqual(wanted.map((w) => w.key).sort())
      expect(new Set(rows.map((r) => r.channel)).size).toBe(2)
      return keys.map((key) => key.replace(`announcement:${id}:`, '')).sort()
    }
    expect(await firstOf()).not.toEqual(await firstOf())
  })

  it('are looked at for some minutes, then the rest follows by itself', async () => {
    const going = await sent()
    await ended(going, 2)
    later(trialMinutes - 0.1)
    await decideTrials(world)
    expect(await found(going)).toMatchObject({ trial: 'going' })
    expect(await takeable()).toEqual([])
    later(trialMinutes)
    await Promise.all([decideTrials(world), decideTrials(world)])
    expect(await found(going)).toMatchObject({ status: 'sending', trial: 'passed' })
    expect(world.woken).toEqual([{ name: 'send-batch', lane: 2 }])
    expect(await takeable()).toHaveLength(people - trialLeast)
  })

  it('stop the rest when too many fail, and say why; a person lets it go on', async () => {
    const going = await sent()
    await ended(going, 3)
    await decideTrials(world)
    expect(await found(going)).toMatchObject({ status: 'paused', pauseReason: 'trial_errors', trial: 'stopped' })
    later(60)
    await decideTrials(world)
    expect(await takeable()).toEqual([])
    const [row] = await world.store.audit.list({ subjectKind: 'announcement', subjectId: going.id, limit: 1 })
    expect(row).toMatchObject({
      action: 'announcement.trial_stop',
      actorKind: 'system',
      detail: { why: 'trial_errors' },
    })
    expect(await turn(going, 'resume')).toEqual({ ok: true })
    expect(await found(going)).toMatchObject({ status: 'sending', trial: 'passed' })
    expect(await takeable()).toHaveLength(people - trialLeast)
  })

  it('stop the rest when too many switch announcements off', async () => {
    const going = await sent()
    await ended(going, 0)
    const { prisma } = world.database
    const rows = await prisma.delivery.findMany({ where: { mailingId: going.mailingId, state: 'sent' }, take: 3 })
    const where = { accountId: { in: rows.map((r) => r.accountId) }, purpose: 'announcements' }
    await prisma.consent.updateMany({ where, data: { withdrawnAt: new Date(now.getTime() + 1000) } })
    await decideTrials(world)
    expect(await found(going)).toMatchObject({ status: 'paused', pauseReason: 'trial_opt_outs' })
    await prisma.consent.updateMany({ where, data: { withdrawnAt: null } })
  })

  it('are not waited for by who has seen enough, and stay held while it is paused', async () => {
    const going = await sent()
    await ended(going, 0)
    expect(await turn(going, 'pause')).toEqual({ ok: true })
    later(60)
    await decideTrials(world)
    expect(await found(going)).toMatchObject({ status: 'paused', trial: 'going' })
    expect(await turn(going, 'rest')).toEqual({ ok: false, problem: 'not_now' })
    expect(await turn(going, 'resume')).toEqual({ ok: true })
    expect(await takeable()).toEqual([])
    expect(await turn(going, 'rest')).toEqual({ ok: true })
    expect(await turn(going, 'rest')).toEqual({ ok: false, problem: 'not_now' })
    expect(await takeable()).toHaveLength(people - trialLeast)
  })

  it('are all that ever get it, when it is cancelled', async () => {
    const going = await sent()
    await ended(going, 0)
    await turn(going, 'cancel')
    later(60)
    await decideTrials(world)
    const { states } = await world.store.announcements.progress(going.mailingId.toString(), world.clock.at)
    expect(states).toMatchObject({ sent: trialLeast, skipped: people - trialLeast, pending: 0 })
  })

  it('are all, where the installation sends to all at once', async () => {
    await world.store.settings.set(trialSetting, 0)
    const going = await sent()
    expect(await found(going)).not.toHaveProperty('trial')
    expect(await takeable()).toHaveLength(people)
    await world.store.settings.set(trialSetting, trialMinutes)
  })
})
