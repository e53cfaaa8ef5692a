import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetOld } from '../../src/app/forget-old.ts'
import { newTalk } from '../../src/conversation/talk.ts'
import { dayOf } from '../../src/domain/day.ts'
import { type KeptKind, keptKinds, keptSince } from '../../src/domain/retention.ts'
import { now, type StaffWorld, seal, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

/** One of a kind, from that moment, that is looked for by its own count. */
interface Kept {
  make(at: Date): Promise<() => Promise<boolean>>
}

const inMs = (at: Date, ms: number) => new Date(at.getTime() + ms)
const prisma = () => world.database.prisma
const gone = (count: Promise<number>) => count.then((left) => left === 0)

const kinds: Record<KeptKind, Kept> = {
  messages: {
    make: async (at) => {
      const accountId = BigInt(await world.account({}))
      const { id } = await prisma().delivery.create({
        data: { accountId, channel: 'web', lane: 0, body: { parts: [] }, state: 'sent', createdAt: at },
      })
      const came = { channel: 'web', updateId: `r${id}`, address: `r${id}`, body: { at, what: { kind: 'text' } } }
      await prisma().inbox.create({ data: { ...came, receivedAt: at, processedAt: at } })
      return () => gone(prisma().delivery.count({ where: { id } }))
    },
  },
  drafts: {
    make: async (at) => {
      const id = await world.account({})
      const saved = { flow: 'apply', ref: '3', replies: [] } as never
      await world.store.talks.save(id, { ...newTalk, current: saved, runs: 3 }, at)
      return async () => {
        const talk = await world.store.talks.load(id)
        expect(talk.runs).toBe(3)
        return talk.current === undefined
      }
    },
  },
  pictures: {
    make: async (at) => {
      const accountId = await world.account({})
      const photo = { mime: 'image/jpeg', width: 1, height: 1, bytes: new Uint8Array([1]) } as const
      const id = await world.store.attachments.keep({ accountId, photo, at })
      return () => gone(prisma().attachment.count({ where: { id: BigInt(id) } }))
    },
  },
  cases: {
    make: async (at) => {
      const of = {
        kind: 'difficulty',
        routedTo: 'officer',
        officeId: world.office.id,
        text: 'lũ',
        at,
        dueAt: at,
      } as const
      const { id } = await world.store.cases.open(of)
      await prisma().case.update({ where: { id: BigInt(id) }, data: { state: 'closed', closedAt: at } })
      return () => gone(prisma().caseLine.count({ where: { caseId: BigInt(id) } }))
    },
  },
  payments: {
    make: async (at) => {
      const householdId = BigInt(await world.household({}))
      const ids = { householdId, accountId: BigInt(await world.account({})) }
      const promise = {
        ...ids,
        loanId: householdId,
        officeId: world.office.id,
        dueDate: at,
        kind: 'soon',
        day: at,
        named: true,
      }
      await prisma().paymentPromise.create({ data: { ...promise, madeAt: at } })
      await prisma().paymentClaim.create({ data: { ...ids, loanIds: [], paidTo: 'other', receipt: 'no', at } })
      await prisma().paymentReceipt.create({ data: { ...ids, day: at, paymentIds: [], writtenAt: at } })
      const of = { where: { householdId } }
      return () =>
        gone(
          Promise.all([
            prisma().paymentPromise.count(of),
            prisma().paymentClaim.count(of),
            prisma().paymentReceipt.count(of),
          ]).then((counts) => counts.reduce((a, b) => a + b)),
        )
    },
  },
  requests: {
    make: async (at) => {
      const id = await world.application({ accountId: await world.account({}) })
      await prisma().application.update({ where: { id: BigInt(id) }, data: { state: 'refused', stateSince: at } })
      return () => gone(prisma().applicationEvent.count({ where: { applicationId: BigInt(id) } }))
    },
  },
  links: {
    make: async (at) => {
      const accountId = await world.account({})
      const householdId = BigInt(await world.household({}))
      await world.store.linking.attempt({ accountId, passed: false, at })
      const code = { householdId, codeHash: seal.index(`${householdId}`), issuedAt: at, expiresAt: at }
      await prisma().linkCode.create({ data: code })
      const link = { issuedBy: 's', issuedAt: at, expiresAt: at }
      const hashes = { tokenHash: seal.index(`token ${householdId}`), pinHash: '' }
      await prisma().chairLink.create({ data: { ...link, ...hashes, communeId: world.commune.first } })
      const lead = { groupId: world.group.first, accountId: BigInt(accountId), role: 'leader', since: at, endedAt: at }
      await prisma().groupRole.create({ data: lead })
      const of = { where: { accountId: BigInt(accountId) } }
      return () =>
        gone(
          Promise.all([
            prisma().linkAttempt.count(of),
            prisma().linkCode.count({ where: { householdId } }),
            prisma().chairLink.count({ where: { tokenHash: hashes.tokenHash } }),
            prisma().groupRole.count(of),
          ]).then((counts) => counts.reduce((a, b) => a + b)),
        )
    },
  },
  consents: {
    make: async (at) => {
      const id = await world.account({ consents: ['talk'] })
      await world.store.consents.withdraw(id, ['talk'], at)
      return () => gone(prisma().consent.count({ where: { accountId: BigInt(id) } }))
    },
  },
  accounts: {
    make: async (at) => {
      const id = BigInt(await world.account({ consents: [], seen: at }))
      await prisma().channelAccount.update({ where: { id }, data: { createdAt: at } })
      return () => gone(prisma().channelAccount.count({ where: { id } }))
    },
  },
  tries: {
    make: async (at) => {
      const subject = randomUUID()
      await prisma().staffTry.create({ data: { subject, tries: 1, since: at } })
      return () => gone(prisma().staffTry.count({ where: { subject } }))
    },
  },
  audit: {
    make: async (at) => {
      const by = {
        actorKind: 'system',
        actorId: 'cli',
        action: 'old',
        subjectKind: 'staff',
        subjectId: `${at.getTime()}`,
      } as const
      await world.store.audit.write({ ...by, at })
      return () => gone(prisma().audit.count({ where: { subjectId: by.subjectId } }))
    },
  },
}

/** The log is older by the database's own clock too, or nothing goes. */
const nightOf = (kind: KeptKind) => (kind === 'audit' ? new Date() : now)

describe('each night', () => {
  it.each(keptKinds)('%s go that are over their time, and what is a millisecond younger stays', async (kind) => {
    world.clock.at = nightOf(kind)
    const edge = keptSince(kind, dayOf(world.clock.at))
    const [old, young] = [await kinds[kind].make(inMs(edge, -1)), await kinds[kind].make(edge)]
    const [more, later] = [await kinds[kind].make(inMs(edge, -1)), await kinds[kind].make(inMs(edge, 1))]
    const runs = await forgetOld(world)
    const goneThen = await Promise.all([old, more, young, later].map((isGone) => isGone()))
    expect(goneThen).toEqual([true, true, false, false])
    expect(runs.map((run) => run.kind)).toEqual(keptKinds)
    expect(runs.find((run) => run.kind === kind)?.gone).toBeGreaterThanOrEqual(2)
    expect((await forgetOld(world)).find((run) => run.kind === kind)?.gone).toBe(0)
    world.clock.at = now
  })

  it('is written down, kind by kind, and in the log where something went', async () => {
    await kinds.cases.make(new Date('2020-01-01T00:00:00Z'))
    await forgetOld(world)
    const latest = await world.store.retention.latest()
    expect(latest.map(({ kind }) => kind).sort()).toEqual([...keptKinds].sort())
    expect(latest.find(({ kind }) => kind === 'cases')).toMatchObject({ gone: 1, at: now })
    const [log] = await world.store.audit.list({ action: 'retention.night', limit: 1 })
    expect(log).toMatchObject({ actorKind: 'system', detail: { cases: 1 } })
    const before = await prisma().audit.count()
    await forgetOld(world)
    expect(await prisma().audit.count()).toBe(before)
  })

  it.each<[string, { state?: string; by?: 'agent'; last: number }, boolean]>([
    ['that is open stays', { state: 'open', last: -1 }, true],
    ['that was answered goes', { state: 'answered', last: -1 }, false],
    ['that was answered and spoken of in time stays', { state: 'answered', last: 0 }, true],
    ['that a colleague began by hand goes', { by: 'agent', last: -1 }, false],
  ])('an old case %s', async (_, { state, by, last }, stays) => {
    const edge = keptSince('cases', dayOf(now))
    const at = new Date('2020-01-01T00:00:00Z')
    const of = { kind: 'talk', routedTo: 'officer', officeId: world.office.id, text: 'a', at, dueAt: at } as const
    const { id } = await world.store.cases.open({ ...of, ...(by ? { by } : {}) })
    await world.store.cases.say(id, { by: 'agent', text: 'b', at: inMs(edge, last) })
    if (state) await prisma().case.update({ where: { id: BigInt(id) }, data: { state } })
    await forgetOld(world)
    expect((await world.store.cases.find(id)) !== undefined).toBe(stays)
  })

  it('a request that was given back and never came again goes, with its pictures', async () => {
    const edge = keptSince('requests', dayOf(now))
    const made = async (stateSince: Date) => {
      const id = BigInt(await world.application({ accountId: await world.account({}) }))
      await prisma().application.update({ where: { id }, data: { state: 'returned', stateSince } })
      const picture = { mime: 'image/jpeg', width: 1, height: 1, bytes: 1, photoSealed: new Uint8Array([1]), at: now }
      await prisma().attachment.create({ data: { ...picture, applicationId: id } })
      return () => gone(prisma().attachment.count({ where: { applicationId: id } }))
    }
    const [old, young] = [await made(inMs(edge, -1)), await made(edge)]
    await forgetOld(world)
    expect([await old(), await young()]).toEqual([true, false])
  })

  it('a link by which a chair decided stays as long as what was decided', async () => {
    const at = new Date('2020-01-01T00:00:00Z')
    const link = { issuedBy: 's', issuedAt: at, expiresAt: at, tokenHash: 'decided', pinHash: '' }
    const { id } = await prisma().chairLink.create({ data: { ...link, communeId: world.commune.first } })
    const applicationId = BigInt(await world.application({ accountId: await world.account({}) }))
    const step = { event: 'confirm', fromState: 'listed', toState: 'confirmed', actorKind: 'chair_link' }
    await prisma().applicationEvent.create({ data: { ...step, applicationId, actorId: `${id}`, at } })
    await forgetOld(world)
    expect(await prisma().chairLink.count({ where: { id } })).toBe(1)
    await prisma().applicationEvent.deleteMany({ where: { actorId: `${id}` } })
    await forgetOld(world)
    expect(await prisma().chairLink.count({ where: { id } })).toBe(0)
  })

  it('more messages that have to stay than are looked at together are in the way of nothing', async () => {
    const createdAt = new Date('2020-01-01T00:00:00Z')
    const accountId = BigInt(await world.account({}))
    const of = { accountId, channel: 'web', lane: 1, body: { parts: [] }, createdAt }
    await prisma().delivery.createMany({ data: Array.from({ length: 5_001 }, () => ({ ...of, state: 'pending' })) })
    const { id } = await prisma().delivery.create({ data: { ...of, state: 'sent' } })
    await forgetOld(world)
    expect(await prisma().delivery.count({ where: { id } })).toBe(0)
    expect(await prisma().delivery.count({ where: { accountId } })).toBe(5_001)
    await prisma().delivery.deleteMany({ where: { accountId } })
  })

  it.each(['submitted', 'approved', 'disbursed', 'use_checked'])(
    'a request that is %s stays, however old',
    async (state) => {
      const id = await world.application({ accountId: await world.account({}) })
      await prisma().application.update({
        where: { id: BigInt(id) },
        data: { state, stateSince: new Date('2020-01-01T00:00:00Z') },
      })
      await forgetOld(world)
      expect(await world.store.applications.find(id)).toBeDefined()
    },
  )

  it.each<[string, Parameters<StaffWorld['account']>[0]]>([
    ['has allowed something', { consents: ['talk'] }],
    ['is linked', { consents: [], householdId: 'household' }],
    ['was heard of lately', { consents: [], seen: now }],
  ])('an account that %s stays', async (_, of) => {
    const seen = new Date('2020-01-01T00:00:00Z')
    const linked = of.householdId === undefined ? {} : { householdId: await world.household({}) }
    const id = await world.account({ seen, ...of, ...linked })
    await prisma().channelAccount.update({ where: { id: BigInt(id) }, data: { createdAt: seen } })
    await forgetOld(world)
    expect(await world.store.accounts.find(id)).toBeDefined()
  })
})

describe('the words of messages', () => {
  const body = { parts: [{ as: 'text', words: { key: 'plain', with: { text: 'bà còn nợ 10 triệu' } } }] }
  const message = async (state: string, createdAt: Date) => {
    const accountId = BigInt(await world.account({}))
    const { id } = await prisma().delivery.create({
      data: { accountId, channel: 'web', lane: 1, body, state, createdAt },
    })
    return { id, accountId: String(accountId) }
  }
  const keptOf = (id: bigint) => prisma().delivery.findUniqueOrThrow({ where: { id } })

  it.each([
    ['sent', 2, true],
    ['failed', 2, true],
    ['sent', 0, false],
    ['pending', 2, false],
    ['uncertain', 2, false],
    ['uncertain', 40, true],
    ['pending', 40, true],
    ['retry', 40, true],
  ])('%s %i days ago are sealed: %s', async (state, days, sealed) => {
    const { id, accountId } = await message(state, inMs(now, -days * 86_400_000))
    await forgetOld(world)
    const kept = await keptOf(id)
    expect(kept.bodySealed !== null).toBe(sealed)
    expect(JSON.stringify(kept.body).includes('10 triệu')).toBe(!sealed)
    const shown = JSON.stringify(await world.store.history.of(accountId, { limit: 3 }))
    expect(shown.includes('10 triệu')).toBe(['sent', 'uncertain'].includes(state))
  })

  it('are sealed once what waited has come to its end, and what was erased stays erased', async () => {
    const at = inMs(now, -3 * 86_400_000)
    const [waits, erased] = [await message('retry', at), await message('sent', at)]
    await prisma().delivery.update({ where: { id: erased.id }, data: { body: { parts: [] } } })
    await forgetOld(world)
    expect((await keptOf(waits.id)).bodySealed).toBeNull()
    await prisma().delivery.update({ where: { id: waits.id }, data: { state: 'sent' } })
    await forgetOld(world)
    expect((await keptOf(waits.id)).bodySealed).not.toBeNull()
    expect(await keptOf(erased.id)).toMatchObject({ body: { parts: [] }, bodySealed: null })
  })
})
