import { Hono } from 'hono'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { receiveMessages } from '../../../src/app/receive-messages.ts'
import { makeZalo } from '../../../src/channels/zalo/index.ts'
import type { HttpDeps } from '../../../src/http/env.ts'
import type { HttpEnv } from '../../../src/http/http-env.ts'
import { type Served, serve } from '../../../src/http/serve.ts'
import { webhookRoutes } from '../../../src/http/webhooks.ts'
import type { Sender } from '../../../src/ports/inbox.ts'
import { prismaSettings } from '../../../src/store/settings.ts'
import { zaloCredentials } from '../../../src/store/zalo-credentials.ts'
import { zaloSent } from '../../../src/store/zalo-sent.ts'
import { officeBench, type TalkBench } from '../../app/talk-bench.ts'
import { startZaloEmulator, type ZaloEmulator } from '../../emulators/zalo/emulator.ts'
import { opened } from '../../support/test-seal.ts'
import { say } from '../say.ts'

let bench: TalkBench
let emulator: ZaloEmulator
let served: Served
const woken: Sender[] = []
beforeAll(async () => {
  bench = await officeBench()
  emulator = await startZaloEmulator({ now: () => bench.now.getTime() })
  const { appId, appSecret, secretKey } = emulator.settings
  const { database, store, seal } = bench
  const clock = { now: () => bench.now }
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const zalo = makeZalo({
    ...{ appId, appSecret, oaSecretKey: secretKey, roots: emulator.roots, say, clock, log },
    ...{ verifier: 'none', proof: false, settings: prismaSettings(database.prisma) },
    credentials: zaloCredentials(database, { seal, appId }),
    sent: zaloSent(database.prisma, seal),
  })
  const wake = async (_: string, ...senders: unknown[]) => void woken.push(...(senders as Sender[]))
  const deps = { store, clock, log, jobs: { wake }, channels: { zalo } } as unknown as HttpDeps
  const app = new Hono<HttpEnv>().route('/webhooks', webhookRoutes(deps))
  served = await serve({ app, port: 0, host: '127.0.0.1' })
  await emulator.setWebhook(`http://127.0.0.1:${served.port}/webhooks/zalo`)
})
afterAll(async () => {
  const { violations } = emulator
  await emulator.close()
  await served.close()
  await bench.close()
  expect(violations).toEqual([])
})

type Person = ReturnType<ZaloEmulator['user']>
// Everything that came in is answered, as a worker does it.
const heard = async () => {
  await emulator.quiet()
  for (const sender of woken.splice(0)) await receiveMessages(bench.deps, sender)
  bench.now = new Date(bench.now.getTime() + 1000)
}
const arrives = async (person: Person, name: string) => {
  person.follow()
  await heard()
  for (const words of ['Đồng ý', 'Có, gửi cho tôi', `Tôi là ${name}`]) {
    person.type(words)
    await heard()
  }
}
const accountOf = ({ id: address }: Person) =>
  bench.database.prisma.channelAccount.findUnique({
    where: { channel_address: { channel: 'zalo', address } },
    include: { consents: true, deliveries: true, talk: true },
  })
const kept = async (person: Person) => {
  const account = await accountOf(person)
  const inbox = await bench.database.prisma.inbox.findMany({ where: { address: person.id } })
  const standing = account?.consents.filter((c) => c.withdrawnAt === null).map((c) => c.purpose) ?? []
  return {
    standing,
    all: JSON.stringify([
      account?.talk ? opened.talk(account.talk) : {},
      account?.deliveries.map((d) => [d.body, d.bodySealed]),
      inbox.map((i) => opened.inbound(i)),
    ]),
  }
}
const audited = async (person: Person) => {
  const subjectId = String((await accountOf(person))?.id)
  const rows = await bench.database.prisma.audit.findMany({
    where: { subjectId, subjectKind: 'account' },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ action, actorKind, actorId }) => [action, actorKind, actorId])
}

it('whoever withdraws at Zalo is forgotten as by their own word, and nobody else', async () => {
  const [mai, lan] = [emulator.user(1, { name: 'Mai' }), emulator.user(2, { name: 'Lan' })]
  await arrives(mai, 'Mai')
  await arrives(lan, 'Lan')
  expect((await kept(mai)).all).toContain('Tôi là Mai')
  const before = await kept(lan)
  const seenAt = (await accountOf(mai))?.lastSeenAt
  mai.withdraw()
  await heard()
  const { standing, all } = await kept(mai)
  expect(standing).toEqual([])
  expect(all).not.toContain('Mai')
  const account = await accountOf(mai)
  expect(account).toMatchObject({ name: '', householdId: null, lastSeenAt: seenAt })
  // Whatever still waited to be said to them is not said any more, and they are told nothing.
  expect(account?.deliveries.map((d) => d.state).filter((state) => state !== 'skipped')).toEqual([])
  expect(await audited(mai)).toEqual([
    ['account.erase', 'household', String(account?.id)],
    ['account.withdraw', 'system', 'zalo'],
  ])
  expect(await kept(lan)).toEqual(before)
})

it('the same report once more, hours after the person came back, takes nothing; a new one does', async () => {
  const hoa = emulator.user(3, { name: 'Hoa' })
  await arrives(hoa, 'Hoa')
  const event = hoa.withdraw()
  await heard()
  await arrives(hoa, 'Hoa')
  bench.now = new Date(bench.now.getTime() + 2 * 3_600_000)
  expect(await emulator.resend(event)).toBe(200)
  await heard()
  expect((await kept(hoa)).all).toContain('Tôi là Hoa')
  expect((await kept(hoa)).standing).toContain('talk')
  expect(await audited(hoa)).toHaveLength(2)
  hoa.withdraw()
  await heard()
  expect(await kept(hoa)).toMatchObject({ standing: [], all: expect.not.stringContaining('Hoa') })
  expect(await audited(hoa)).toHaveLength(4)
})

it.each([
  ['flat', { sender: undefined, recipient: undefined, oa_id: '1' }],
  ['with sender and recipient', {}],
])('is understood %s', async (form, more) => {
  const person = emulator.user(form === 'flat' ? 4 : 5)
  await arrives(person, 'Tâm')
  person.strange('user_withdraw', form === 'flat' ? { ...more, user_id: person.id } : more)
  await heard()
  expect(await kept(person)).toMatchObject({ standing: [], all: expect.not.stringContaining('Tâm') })
})

it('of somebody who never wrote changes nothing, and they count as never seen', async () => {
  const stranger = emulator.user(6)
  stranger.withdraw()
  await heard()
  expect(await accountOf(stranger)).toMatchObject({ lastSeenAt: new Date(0), consents: [], deliveries: [] })
})

it('waits for what the person said before, and what they say after it is answered', async () => {
  const person = emulator.user(7)
  await arrives(person, 'Tư')
  person.type('Tôi tên Tư')
  person.withdraw()
  person.type('Chào lại')
  await heard()
  const { all, standing } = await kept(person)
  expect(all).not.toContain('Tôi tên Tư')
  expect(all).toContain('Chào lại')
  expect(standing).toEqual([])
  const waiting = await bench.database.prisma.inbox.count({ where: { address: person.id, processedAt: null } })
  expect(waiting).toBe(0)
})
