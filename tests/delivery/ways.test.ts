import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src/conversation/words.ts'
import type { RegisteredTemplate } from '../../src/domain/template.ts'
import type { Account } from '../../src/ports/accounts.ts'
import { prismaAccounts } from '../../src/store/accounts.ts'
import { prismaOutbox } from '../../src/store/outbox.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { announceTo, type DeliveryBench, deliveryBench, failing, hello } from './bench.ts'

let bench: DeliveryBench
beforeEach(async () => {
  bench = await deliveryBench()
})
afterEach(() => bench.close())

const hour = 3_600
const month = '2026-11-01'
const news: Message = { ...hello, facts: { form: 'announcement', with: { sender: 'Phòng', title: 'Tin', source: '' } } }
const due: Message = {
  ...hello,
  facts: { form: 'reminder', with: { name: 'Mai', total: { dong: 5 }, place: 'Trác Văn' } },
}
const text = (dong: number, ...facts: string[]): RegisteredTemplate => ({
  id: `t${dong}`,
  dong,
  params: facts.map((fact) => ({ name: fact, fact, longest: 30 })),
})

const rows = () => bench.database.prisma.delivery.findMany({ orderBy: { id: 'asc' } })
const last = async () => {
  const { state, errorCode, way, costClass, costDong, channel } = (await rows()).at(-1)!
  return { state, errorCode, way, costClass, costDong, channel }
}
const spent = async () => (await bench.deps.ways.means('zalo', month)).spent

describe('the way to a person on Zalo', () => {
  it.each([
    [
      '48 h after they were heard of',
      48 * hour,
      0,
      0,
      { state: 'sent', way: 'consultation', costClass: 'free', costDong: 0 },
    ],
    ['a second later, out of the package', 48 * hour + 1, 1, 0, { state: 'sent', costClass: 'package', costDong: 0 }],
    ['with an empty package, for money', 48 * hour + 1, 0, 55, { state: 'sent', costClass: 'billed', costDong: 55 }],
    ['with a budget that does not hold it', 48 * hour + 1, 0, 54, { state: 'skipped', errorCode: 'budget', way: null }],
    ['after 7 days', 7 * 24 * hour, 1, 0, { state: 'sent', costClass: 'package' }],
    [
      'a second later, without a registered text',
      7 * 24 * hour + 1,
      1,
      999,
      { state: 'skipped', errorCode: 'window_over' },
    ],
  ])('%s', async (_, seconds, packageLeft, budget, ends) => {
    const account = await bench.account('zalo')
    await bench.deps.ways.setPackageLeft('zalo', packageLeft)
    await bench.deps.ways.setBudget('zalo', budget)
    bench.forward(seconds)
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect(await last()).toMatchObject(ends)
    expect(await spent()).toBe('costDong' in ends ? ends.costDong : 0)
  })

  it('costs nothing where nobody set a budget', async () => {
    const account = await bench.account('zalo')
    await bench.deps.ways.setTemplates('zalo', { announcement: { byUser: text(200, 'title') } })
    bench.forward(8 * 24 * hour)
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect(await last()).toMatchObject({ state: 'skipped', errorCode: 'budget' })
    expect(bench.arrived).toEqual([])
  })

  it('is a registered text after 7 days, and its price is put aside and recorded', async () => {
    const account = await silent({ announcement: { byUser: text(200, 'title') } }, 1000)
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect(await last()).toMatchObject({ state: 'sent', way: 'template_by_user', costClass: 'billed', costDong: 200 })
    expect(bench.arrived[0]?.passage).toMatchObject({ way: 'template_by_user', template: { id: 't200' } })
    expect(await spent()).toBe(200)
    expect(await bench.deps.ways.charged('zalo', month)).toEqual([
      { way: 'template_by_user', costClass: 'billed', messages: 1, dong: 200 },
    ])
  })

  it('is not a registered text that asks for what the message does not say', async () => {
    const account = await silent({ announcement: { byUser: text(200, 'amount') } }, 1000)
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect(await last()).toMatchObject({ state: 'skipped', errorCode: 'window_over' })
  })

  it('a price is given back when surely nothing was sent, and kept when nobody knows', async () => {
    const account = await silent({ announcement: { byUser: text(200, 'title') } }, 1000)
    bench.answer = () => failing('refused', 'never')
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect([await last(), await spent()]).toMatchObject([{ state: 'failed', costDong: null }, 0])
    bench.answer = () => failing('uncertain', 'unknown')
    bench.forward(2)
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect([await last(), await spent()]).toMatchObject([{ state: 'uncertain', costDong: 200 }, 200])
  })

  it('the budget stops at its end, however many go at once', async () => {
    const accounts = await Promise.all(Array.from({ length: 30 }, () => bench.account('zalo')))
    await bench.deps.ways.setTemplates('zalo', { announcement: { byUser: text(200, 'title') } })
    await bench.deps.ways.setBudget('zalo', 1_199)
    bench.forward(8 * 24 * hour)
    for (const part of [accounts.slice(0, 10), accounts.slice(10, 20), accounts.slice(20)])
      await announceTo(bench, part, { message: news })
    await Promise.all([bench.send(2), bench.send(2), bench.send(2)])
    expect(await bench.states()).toEqual({ sent: 5, skipped: 25 })
    expect([bench.arrived.length, await spent()]).toEqual([5, 1_000])
  })

  it('what each part of a long message is charged to is summed', async () => {
    const account = await silent({}, 1000, 3 * 24)
    bench.answer = () => ({ ok: true, messageId: 'm', costs: ['unknown', 'unknown', 'package'] })
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect([await last(), await spent()]).toMatchObject([{ costClass: 'billed', costDong: 110 }, 110])
  })

  it('by night a registered text waits for the morning', async () => {
    bench.now = new Date('2026-11-08T22:30:00+07:00')
    const account = await silent({ announcement: { byUser: text(200, 'title') } }, 1000)
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect((await rows())[0]).toMatchObject({
      state: 'retry',
      errorCode: 'night',
      notBefore: new Date('2026-11-17T06:00:00+07:00'),
    })
    bench.now = new Date('2026-11-17T06:00:00+07:00')
    await bench.send(2)
    expect(await last()).toMatchObject({ state: 'sent', errorCode: null })
  })

  it('when Zalo says that the way is shut the next one is taken at once, until the person writes again', async () => {
    const account = await bench.account('zalo')
    await bench.deps.ways.setTemplates('zalo', { announcement: { byUser: text(200, 'title') } })
    await bench.deps.ways.setBudget('zalo', 1000)
    bench.answer = ({ passage }) => (passage?.template ? undefined : failing('not_started', 'never'))
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect(await last()).toMatchObject({ state: 'sent', way: 'template_by_user' })
    bench.answer = () => undefined
    bench.forward(60)
    await prismaAccounts(bench.database.prisma).arrive({ ...account, at: bench.now })
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect(await last()).toMatchObject({ state: 'sent', way: 'consultation', costClass: 'free' })
  })
})

describe('the other accounts of a household', () => {
  it('what costs on Zalo goes for nothing on another channel that the household allowed', async () => {
    const [zalo, web] = await household('zalo', 'web')
    bench.forward(8 * 24 * hour)
    await heard('web')
    await announceTo(bench, [zalo!], { message: news })
    await bench.send(2)
    await bench.send(2)
    expect(await last()).toMatchObject({ state: 'sent', channel: 'web', way: null })
    expect(bench.arrived.map(({ address }) => address)).toEqual([web!.address])
    expect(await bench.database.prisma.mailing.findFirst()).toMatchObject({ status: 'done' })
  })

  it.each([
    ['a web page that nobody looked at for two days', async () => {}],
    [
      'a channel that is not open here',
      () => bench.database.prisma.setting.create({ data: { key: 'channels.open', value: ['zalo'] } }),
    ],
  ])('%s is no other way', async (what, change) => {
    const [zalo] = await household('zalo', 'web')
    bench.forward(8 * 24 * hour)
    if (!what.startsWith('a web page')) await heard('web')
    await change()
    await announceTo(bench, [zalo!], { message: news })
    await bench.send(2)
    expect(await last()).toMatchObject({ state: 'skipped', errorCode: 'window_over', channel: 'zalo' })
  })

  it('a household that put Zalo first is written to there while the budget lasts', async () => {
    const [zalo] = await household('zalo', 'web')
    await bench.database.prisma.household.updateMany({ data: { channelOrder: ['zalo', 'web'] } })
    await bench.deps.ways.setBudget('zalo', 60)
    bench.forward(3 * 24 * hour)
    await heard('web')
    for (let i = 0; i < 2; i++) {
      await announceTo(bench, [zalo!], { message: news })
      await bench.send(2)
      await bench.send(2)
      bench.forward(2)
    }
    expect((await rows()).map(({ channel, costDong }) => [channel, costDong])).toEqual([
      ['zalo', 55],
      ['web', null],
    ])
  })

  it('a notice about a loan request stays with its person, by the consent for the request', async () => {
    const [zalo, web] = await household('zalo', 'web')
    bench.forward(8 * 24 * hour)
    await heard('web')
    const at = bench.now
    for (const { id } of [zalo!, web!])
      await bench.database.prisma.consent.create({
        data: { accountId: BigInt(id), purpose: 'application', wording: 't', lang: 'vi', givenAt: at },
      })
    await notice(zalo!)
    expect(await last()).toMatchObject({ state: 'skipped', errorCode: 'window_over', channel: 'zalo' })
    await samePerson()
    bench.forward(2)
    await notice(zalo!)
    expect(await last()).toMatchObject({ state: 'sent', channel: 'web' })
    await bench.database.prisma.consent.deleteMany({ where: { purpose: 'application' } })
    bench.forward(2)
    await notice(web!)
    expect(await last()).toMatchObject({ state: 'skipped', errorCode: 'no_consent' })
  })

  it('and never there without its consent', async () => {
    const [zalo, web] = await household('zalo', 'web')
    await bench.database.prisma.consent.deleteMany({ where: { accountId: BigInt(web!.id) } })
    bench.forward(8 * 24 * hour)
    await heard('web')
    await announceTo(bench, [zalo!], { message: news })
    await bench.send(2)
    expect(await last()).toMatchObject({ state: 'skipped', errorCode: 'window_over', channel: 'zalo' })
  })

  it('where one account is blocked another one gets it, once', async () => {
    const [zalo, web] = await household('zalo', 'web')
    bench.answer = ({ address }) => (address === zalo!.address ? failing('blocked', 'never') : undefined)
    await announceTo(bench, [zalo!], { message: news })
    await bench.send(2)
    await bench.send(2)
    expect(await bench.states()).toEqual({ sent: 1 })
    expect(bench.arrived.map(({ address }) => address)).toEqual([web!.address])
  })

  it('where it was blocked before that as well, on the same channel too', async () => {
    const [first, second] = await household('web', 'web')
    await announceTo(bench, [first!])
    await prismaAccounts(bench.database.prisma).setStatus(first!.id, 'blocked')
    await bench.send(2)
    await bench.send(2)
    expect(bench.arrived.map(({ address }) => address)).toEqual([second!.address])
  })

  it('where all are blocked it ends there', async () => {
    const [zalo] = await household('zalo', 'web')
    bench.answer = () => failing('blocked', 'never')
    await announceTo(bench, [zalo!], { message: news })
    for (let i = 0; i < 4; i++) await bench.send(2)
    expect(await bench.states()).toEqual({ blocked: 1 })
  })

  it('a reply goes to the same person elsewhere, and to nobody else', async () => {
    const [zalo, web] = await household('zalo', 'web')
    bench.forward(8 * 24 * hour)
    const outbox = prismaOutbox(bench.database.prisma)
    await outbox.write(zalo!, hello, { lane: 0, at: bench.now })
    await bench.send(0)
    expect(await last()).toMatchObject({ state: 'failed', errorCode: 'window_over' })
    await heard('web')
    await samePerson()
    await outbox.write(zalo!, hello, { lane: 0, at: bench.now })
    await bench.send(0)
    await bench.send(0)
    expect(bench.arrived.map(({ address }) => address)).toEqual([web!.address])
  })
})

describe('what stands between the choice and the sending', () => {
  it('a package message that was never sent goes back into the package', async () => {
    const account = await silent({}, 0, 3 * 24)
    await bench.deps.ways.setPackageLeft('zalo', 5)
    bench.answer = () => failing('unreachable', 'later')
    await announceTo(bench, [account], { message: news })
    for (let i = 0; i < 4; i++) {
      await bench.send(2)
      bench.forward(300)
    }
    expect((await bench.deps.ways.means('zalo', month)).packageLeft).toBe(5)
  })

  it('a package that was empty after all costs money', async () => {
    const account = await silent({}, 1000, 3 * 24)
    await bench.deps.ways.setPackageLeft('zalo', 5)
    bench.answer = () => ({ ok: true, messageId: 'm', costs: ['unknown'] })
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect(await bench.deps.ways.means('zalo', month)).toMatchObject({ packageLeft: 4, spent: 55 })
  })

  it('what an earlier try sent is not paid twice, nor what nobody asked for at this try', async () => {
    const account = await silent({ announcement: { byUser: text(200, 'title') } }, 1000)
    bench.answer = () => failing('uncertain', 'unknown')
    await announceTo(bench, [account], { message: news, onUncertain: 'resend' })
    await bench.send(2)
    expect(await spent()).toBe(200)
    await bench.database.prisma.delivery.updateMany({ data: { state: 'retry', notBefore: null } })
    await bench.database.prisma.chunk.updateMany({ data: { state: 'ready', notBefore: null } })
    await bench.database.prisma.mailing.updateMany({ data: { status: 'running' } })
    bench.forward(2)
    bench.answer = () => ({ ok: true, messageId: 'm', costs: ['before'] })
    await bench.send(2)
    expect([await last(), await spent()]).toMatchObject([{ state: 'sent', costDong: 200 }, 200])
  })

  it('the parts that left before one was refused are paid', async () => {
    const account = await silent({}, 1000, 3 * 24)
    bench.answer = () => ({ ...failing('refused', 'never'), costs: ['unknown', 'unknown'] })
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect([await last(), await spent()]).toMatchObject([{ state: 'failed', costDong: 110 }, 110])
  })

  it('when the ways cannot be found out nothing is in doubt, and all goes once they can', async () => {
    const account = await silent({ announcement: { byUser: text(200, 'title') } }, 1000)
    const { ways, onTrouble } = bench.deps
    const troubles: unknown[] = []
    const broken = { of: () => Promise.reject(new Error('away')) }
    bench.deps = { ...bench.deps, ways: { ...ways, ...broken }, onTrouble: (error) => void troubles.push(error) }
    await announceTo(bench, [account], { message: news })
    await bench.send(2)
    expect(troubles).toHaveLength(1)
    expect((await rows())[0]).toMatchObject({ state: 'retry', doubts: 0, attempts: 0 })
    bench.deps = { ...bench.deps, ways, onTrouble }
    bench.forward(1)
    await bench.send(2)
    expect(await last()).toMatchObject({ state: 'sent', way: 'template_by_user' })
  })

  it('what may have arrived goes nowhere else, and is not called failed', async () => {
    const [zalo] = await household('zalo', 'web')
    bench.answer = () => failing('uncertain', 'unknown')
    await announceTo(bench, [zalo!], { message: news })
    await bench.send(2)
    await bench.database.prisma.delivery.updateMany({ data: { state: 'retry', notBefore: null } })
    await bench.database.prisma.chunk.updateMany({ data: { state: 'ready', notBefore: null } })
    await bench.database.prisma.mailing.updateMany({ data: { status: 'running' } })
    bench.forward(8 * 24 * hour)
    await heard('web')
    bench.answer = () => undefined
    await bench.send(2)
    expect(await last()).toMatchObject({ state: 'uncertain', errorCode: 'window_over', channel: 'zalo' })
    expect(bench.arrived).toEqual([])
  })
})

describe('a household that never wrote', () => {
  it.each([
    [
      'gets a text without its debts at its phone number',
      text(300, 'name', 'place'),
      { state: 'sent', way: 'template_by_phone' },
    ],
    ['gets nothing that names its debts', text(300, 'name', 'total'), { state: 'skipped', errorCode: 'no_template' }],
  ])('%s', async (_, byPhone, ends) => {
    const [account] = await household('zalo')
    await bench.deps.ways.setTemplates('zalo', { reminder: { byPhone }, announcement: { byPhone } })
    await bench.deps.ways.setBudget('zalo', 1000)
    await bench.database.prisma.channelAccount.updateMany({ data: { byPhone: true, address: 'household:1' } })
    const sealed = makeSeal(Buffer.alloc(32, 7)).seal('0912345678')
    await bench.database.prisma.household.updateMany({ data: { phoneSealed: sealed } })
    await announceTo(bench, [account!], { message: due })
    await bench.send(2)
    expect(await last()).toMatchObject(ends)
    expect(bench.arrived.map(({ passage }) => passage?.phone)).toEqual(ends.state === 'sent' ? ['0912345678'] : [])
  })
})

/** Somebody was on that channel just now. */
async function heard(channel: string): Promise<void> {
  await bench.database.prisma.channelAccount.updateMany({ where: { channel }, data: { lastSeenAt: bench.now } })
}

/** All accounts are those of the head of the household. */
async function samePerson(): Promise<void> {
  const { householdId } = await bench.database.prisma.channelAccount.findFirstOrThrow()
  const data = { householdId: householdId!, name: 'A', role: 'head' }
  const { id: personId } = await bench.database.prisma.person.create({ data })
  await bench.database.prisma.channelAccount.updateMany({ data: { personId } })
}

/** Tells somebody how their loan request stands, and sends what waits. */
async function notice(account: Account): Promise<void> {
  const outbox = prismaOutbox(bench.database.prisma)
  const mailingId = await outbox.openMailing({ kind: 'request', lane: 1, onUncertain: 'resend', at: bench.now })
  await outbox.write(account, hello, { lane: 1, mailingId, at: bench.now })
  await outbox.seal(mailingId)
  for (let i = 0; i < 2; i++) await bench.send(1)
}

/** An account that was not heard of for so long; eight days where nothing is said. */
async function silent(
  templates: Parameters<DeliveryBench['deps']['ways']['setTemplates']>[1],
  budget: number,
  hours = 8 * 24,
): Promise<Account> {
  const account = await bench.account('zalo')
  await bench.deps.ways.setTemplates('zalo', templates)
  await bench.deps.ways.setBudget('zalo', budget)
  bench.forward(hours * hour)
  return account
}

/** A household with an account on each of these channels. */
async function household(...channels: ('web' | 'zalo')[]): Promise<Account[]> {
  const { prisma } = bench.database
  const province = await prisma.province.create({ data: { code: '37', name: 'P' } })
  const { id: officeId } = await prisma.transactionOffice.create({
    data: { code: 'O', name: 'O', phone: '1', provinceId: province.id },
  })
  const commune = await prisma.commune.create({ data: { code: 'C', name: 'C', kind: 'phuong', officeId } })
  const data = { customerId: '1', headName: 'A', headNameFolded: 'a', communeId: commune.id }
  const { id: householdId } = await prisma.household.create({ data })
  const accounts = []
  for (const channel of channels) accounts.push(await bench.account(channel))
  await prisma.channelAccount.updateMany({ data: { householdId } })
  return accounts
}
