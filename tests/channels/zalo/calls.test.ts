import { afterEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../src/channels/zalo/failure.ts'
import type { TemplateOut } from '../../../src/channels/zalo/template.ts'
import { zaloVariantsOf } from '../../emulators/zalo/emulator.ts'
import type { Fault } from '../../emulators/zalo/faults.ts'
import { quick, type ZaloBench, type ZaloBenchOptions, zaloBench } from './bench.ts'

let bench: ZaloBench
const open = async (options: ZaloBenchOptions = {}) => {
  bench = await zaloBench(options)
  bench.emulator.template({ id: 'due', parameters: [{ name: 'name' }, { name: 'day', maxLength: 10 }] })
  person().wrote()
}
const person = () => bench.emulator.user(1)
afterEach(async () => {
  const { violations } = bench.emulator
  await bench.close()
  expect(violations).toEqual([])
})
const soon = () => AbortSignal.timeout(20_000)
const data = { name: 'Bà Mẫu', day: '28/11/2026' }
const calls = (name: string) => bench.emulator.calls.filter((c) => c.name === name).length

describe.each(['phone', 'user id'] as const)('a template by %s', (way) => {
  const name = way === 'phone' ? 'phoneTemplate' : 'idTemplate'
  const send = (more: Partial<TemplateOut> = {}, zalo = bench.zalo) => {
    const to = way === 'phone' ? { phone: `0${person().phone.slice(2)}` } : { userId: person().id }
    return zalo.sendTemplate({ deliveryId: '7', templateId: 'due', data, to, ...more })
  }
  const shown = () => person().messages()

  it('reaches who never wrote, and costs what it costs', async () => {
    await open()
    const other = bench.emulator.user(2)
    const to = way === 'phone' ? { phone: other.phone } : { userId: other.id }
    expect(await send({ to })).toMatchObject({ ok: true, messageId: expect.stringMatching(/./), costs: ['template'] })
    expect(other.messages()).toMatchObject([{ kind: 'template', text: 'name: Bà Mẫu\nday: 28/11/2026' }])
  })

  it('goes out once, however often its delivery is tried', async () => {
    await open()
    await send()
    expect(await send({}, bench.another())).toMatchObject({ ok: true, costs: ['before'] })
    expect(shown()).toHaveLength(1)
  })

  it.each<[string, Fault]>([
    ['was done', { how: 'lost' }],
    ['was not done', { how: 'reset' }],
  ])('whose answer is lost is not sent again by itself, whether it %s or not', async (_, fault) => {
    // Neither interface tells of it: that it was echoed or reported is what settles it.
    await open({ variant: { echo: 'never' }, settings: { receipts: false } })
    bench.emulator.fail({ ...fault, call: name })
    expect(await send()).toMatchObject({ ok: false, error: { code: 'uncertain', retry: 'unknown' } })
    expect(await send()).toMatchObject({ ok: false, error: { code: 'uncertain', retry: 'unknown' } })
    expect(calls(name)).toBe(1)
  })

  it('that was surely refused is sent by the next try', async () => {
    await open()
    bench.emulator.fail({ how: 'refuse', code: -32, call: name })
    expect(await send()).toMatchObject({ ok: false, error: { code: 'too_many' } })
    expect(await send()).toMatchObject({ ok: true })
    expect(shown()).toHaveLength(1)
  })

  it('with a gap left open is ours to mend', async () => {
    await open()
    expect(await send({ data: { name: 'Bà Mẫu' } })).toMatchObject({
      ok: false,
      error: { code: 'content', ours: true },
    })
  })

  it('at night waits for the morning where Zalo refuses it', async () => {
    await open({ variant: { night: 'refused' } })
    bench.pass(13 * 3_600_000)
    expect(await send()).toMatchObject(
      way === 'phone'
        ? { ok: false, error: { code: 'unreachable', retry: { afterSeconds: 7 * 3_600 } } }
        : { ok: false },
    )
  })

  it('with an empty wallet says so to staff', async () => {
    await open({ settings: { walletDong: 0 } })
    expect(await send()).toMatchObject({
      ok: false,
      error: { ours: true, staff: { key: 'channels:zalo.advice.money' } },
    })
  })
})

describe('a template by phone', () => {
  const send = (to: string, deliveryId = '7') =>
    bench.zalo.sendTemplate({ deliveryId, templateId: 'due', data, to: { phone: to } })

  it.each(zaloVariantsOf(['templateRecipient', 'receivedTime', 'phoneForms']))(
    'whose answer is lost is settled by its report: $name',
    async ({ variant }) => {
      await open({ variant })
      bench.emulator.fail({ how: 'lost', call: 'phoneTemplate' })
      expect(await send(person().phone)).toMatchObject({ ok: false, error: { code: 'uncertain' } })
      bench.pass(10_000)
      await bench.emulator.quiet()
      expect(await send(person().phone)).toMatchObject({ ok: true })
      expect(calls('phoneTemplate')).toBe(1)
      expect(bench.events.map((e) => e.what)).toContainEqual(expect.objectContaining({ trackingId: 'loa-7' }))
    },
  )

  it.each([
    ['that is none', '12345', { code: 'not_found' }],
    ['that nobody has', '0987654321', { code: 'not_found', retry: 'never', ours: false }],
  ])('to a number %s', async (_, phone, error) => {
    await open()
    expect(await send(phone)).toMatchObject({ ok: false, error })
  })

  it('to somebody who refuses templates', async () => {
    await open()
    person().refuseTemplates(true)
    expect(await send(person().phone)).toMatchObject({ ok: false, error: { code: 'refused', ours: false } })
  })

  it('leaves no number on record', async () => {
    await open()
    await send(person().phone)
    const { rows } = await bench.database.pool.query('SELECT z::text AS row FROM zalo_sent z')
    expect(rows).toHaveLength(1)
    expect(rows[0].row).not.toContain(person().phone.slice(2))
  })

  it.each([
    ['is too long', 'x'.repeat(49)],
    ['has signs', 'loa/7'],
    ['is empty', ''],
  ])('with a tracking id that %s is not sent', async (_, trackingId) => {
    await open()
    const message = { phone: person().phone, templateId: 'due', data, trackingId }
    expect(await bench.zalo.business.template(message, soon())).toMatchObject({ ok: false, error: { code: 'content' } })
    expect(calls('phoneTemplate')).toBe(0)
  })

  it('for a trial reaches admins only, and a number can go out as a hash', async () => {
    await open()
    const message = { phone: person().phone, templateId: 'due', data, trackingId: 'trial-1' }
    const trial = { ...message, development: true }
    expect(await bench.zalo.business.template(trial, soon())).toMatchObject({
      ok: false,
      error: { platformCode: -127 },
    })
    person().makeAdmin()
    expect(await bench.zalo.business.template(trial, soon())).toMatchObject({ ok: true })
    expect(await bench.zalo.business.template({ ...message, hashed: true }, soon())).toMatchObject({ ok: true })
  })

  it('tells its prices, its parameters, what is left today, and whether it arrived', async () => {
    await open({ settings: { dailyTemplates: 3 } })
    const { business } = bench.zalo
    expect(await business.templateInfo('due', soon())).toMatchObject({
      data: {
        status: 'ENABLE',
        params: [
          { name: 'name', required: true, maxLength: 30 },
          { name: 'day', required: true, maxLength: 10 },
        ],
        priceByPhoneDong: 200,
        priceByUserDong: 165,
      },
    })
    const result = await send(person().phone)
    expect(await business.quota(soon())).toEqual({ ok: true, data: { perDay: 3, left: 2 } })
    const status = await business.status(result.ok ? result.messageId : '', soon())
    expect(status).toEqual({ ok: true, data: { delivered: true, status: 1, deliveredAt: bench.now() } })
    expect(await business.templateInfo('none', soon())).toMatchObject({ ok: false, error: { ours: true } })
  })

  it('a refused token is exchanged on this host as well', async () => {
    await open()
    await bench.zalo.account.profile(soon())
    bench.emulator.expire()
    expect(await send(person().phone)).toMatchObject({ ok: true })
    expect(calls('refresh')).toBe(2)
  })
})

describe('the account', () => {
  it.each(zaloVariantsOf(['profileId']))('tells its id, its package and its followers: $name', async ({ variant }) => {
    await open({ variant })
    person().follow()
    const { oaId, oaName: name } = bench.emulator.settings
    expect(await bench.zalo.account.profile(soon())).toMatchObject({
      data: { oaId, name, verified: true, followers: 1 },
    })
  })

  it.each(zaloVariantsOf(['sharedPhone', 'userIdByApp']))('tells of a person: $name', async ({ variant }) => {
    await open({ variant })
    const before = await bench.zalo.account.user(person().id, soon())
    expect(before).toMatchObject({ data: { userId: person().id, name: person().name, follows: false } })
    expect(before.ok && before.data.phone).toBeUndefined()
  })

  it.each(zaloVariantsOf(['quotaNumbers', 'monthlyFree']))('tells what is left: $name', async ({ variant }) => {
    await open({ variant })
    const { account } = bench.zalo
    expect(await account.quotaOf(person().id, soon())).toMatchObject({ data: { lastInteractionAt: bench.now() } })
    const left = variant.monthlyFree === 'september' ? 2_000 : 500
    expect(await account.quotas(soon())).toMatchObject({
      data: [{ product: 'cs', kind: 'sub_quota', left, total: left }],
    })
  })

  it('without an end of its package names no quota', async () => {
    await open({ settings: { package: 'comprehensive' }, variant: { monthlyFree: 'september' } })
    expect(await bench.zalo.account.quotas(soon())).toEqual({ ok: true, data: [] })
  })

  it('shows a talk', async () => {
    await open()
    person().type('Chào')
    const talk = await bench.zalo.account.conversation({ userId: person().id, offset: 0, count: 10 }, soon())
    expect(talk).toMatchObject({ data: [{ fromAccount: false, text: 'Chào', at: bench.now() }] })
  })

  it('an answer that cannot be read is no success', async () => {
    await open()
    const page = { userId: person().id, offset: 0, count: 11 }
    expect(await bench.zalo.account.conversation(page, soon())).toMatchObject({
      ok: false,
      error: { platformCode: -210 },
    })
  })

  it('in a package without the interface says so to staff', async () => {
    await open({ settings: { package: 'standard' } })
    const profile = await bench.zalo.account.profile(soon())
    expect(profile).toMatchObject({
      ok: false,
      error: { code: 'unauthorized', staff: { key: 'channels:zalo.advice.package' } },
    })
  })
})

describe('uploads', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const file = { kind: 'image' as const, name: 'a.png', bytes: new Uint8Array(png) }
  // Sends the picture, as a message with it would.
  const show = async (id: string): Promise<Outcome<string>> => {
    const media = { media_type: 'image', attachment_id: id }
    const payload = { template_type: 'media', elements: [media] }
    const message = { text: 'Ảnh', attachment: { type: 'template', payload } } as never
    const got = await bench.zalo.account.message({ userId: person().id, message }, soon())
    return got.ok ? { ok: true, data: id } : got
  }
  const use = () => bench.zalo.useUpload(file, { use: show, deadline: soon() })

  it('happen once for many messages', async () => {
    await open()
    expect([await use(), await use()]).toMatchObject([{ ok: true }, { ok: true }])
    expect(calls('upload')).toBe(1)
  })

  it.each([
    ['is kept for six days', 6 * 86_400_000 - 1, 1],
    ['is made again from then on', 6 * 86_400_000, 2],
  ])('one %s', async (_, ms, count) => {
    await open()
    await use()
    bench.pass(ms)
    person().wrote()
    expect(await use()).toMatchObject({ ok: true })
    expect(calls('upload')).toBe(count)
  })

  it('is made again when Zalo has forgotten it, once', async () => {
    await open()
    await use()
    bench.emulator.fail({ how: 'refuse', code: -100 })
    expect(await use()).toMatchObject({ ok: true })
    expect(calls('upload')).toBe(2)
    bench.emulator.fail({ how: 'refuse', code: -100, times: 2 })
    expect(await use()).toMatchObject({ ok: false, error: { platformCode: -100 } })
    expect(calls('upload')).toBe(3)
  })

  it('of more than Zalo takes are not even tried', async () => {
    await open()
    const large = { ...file, bytes: new Uint8Array(1_000_001) }
    expect(await bench.zalo.account.upload(large, soon())).toMatchObject({ ok: false, error: { code: 'content' } })
    expect(calls('upload')).toBe(0)
  })

  it('of a file give its token', async () => {
    await open()
    const bytes = new Uint8Array(Buffer.from('%PDF-1.7'))
    expect(await bench.zalo.account.upload({ kind: 'file', name: 'a.pdf', bytes }, soon())).toMatchObject({ ok: true })
  })
})

it('a call that outlives its deadline is uncertain', async () => {
  await open({ zalo: { times: quick } })
  await bench.zalo.account.profile(soon())
  bench.emulator.fail({ how: 'hang', call: 'profile' })
  const profile = await bench.zalo.account.profile(AbortSignal.timeout(300))
  expect(profile).toMatchObject({ ok: false, error: { code: 'uncertain' } })
})
