import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Message } from '../../../src/conversation/words.ts'
import type { SendResult } from '../../../src/ports/channel.ts'
import { zaloCredentials } from '../../../src/store/zalo-credentials.ts'
import { zaloVariantsOf } from '../../emulators/zalo/emulator.ts'
import type { Fault } from '../../emulators/zalo/faults.ts'
import { plain } from '../say.ts'
import { quick, testSeal, type ZaloBench, type ZaloBenchOptions, zaloBench } from './bench.ts'

const hello: Message = { parts: [{ as: 'text', words: plain('Chào bà con') }] }
const hours = (n: number) => n * 3_600_000
const sent = { ok: true }
const needsConsent = { ok: false, error: { code: 'unauthorized', ours: true, retry: { afterSeconds: 120 } } }

let bench: ZaloBench
const open = async (options: ZaloBenchOptions = {}) => {
  bench = await zaloBench(options)
  bench.emulator.user(1).wrote()
}
afterEach(async () => {
  const { violations } = bench.emulator
  await bench.close()
  expect(violations).toEqual([])
})

const refreshes = () => bench.emulator.calls.filter((c) => c.name === 'refresh').length
const to = () => ({ address: bench.emulator.user(1).id, lang: 'vi', message: hello })
const send = (zalo = bench.zalo): Promise<SendResult> => zalo.send({ ...to(), deliveryId: bench.deliveryId() })
const credentials = () => zaloCredentials(bench.database, { seal: testSeal, appId: bench.emulator.settings.appId })
// The person writes from time to time, so that only tokens grow old.
const pass = (ms: number) => {
  bench.pass(ms)
  bench.emulator.user(1).wrote()
}
// A message is on its way that waits for an exchange, which takes a while.
const amidExchange = async () => {
  await open()
  await send()
  pass(hours(26))
  bench.emulator.latency(200)
  const sending = send()
  await bench.emulator.until(() => refreshes() === 2)
  return { sending }
}
const consent = async (zalo = bench.zalo) => {
  const { emulator } = bench
  const back = new URL(emulator.consent(await zalo.consent.begin(emulator.settings.redirectUri)))
  const { code = '', oa_id: oaId = '', state } = Object.fromEntries(back.searchParams)
  return zalo.consent.finish({ code, oaId, state })
}

describe('the tokens', () => {
  it('begin with the one of the configuration, which is used once', async () => {
    await open()
    expect(await send()).toMatchObject(sent)
    expect(await send(bench.another())).toMatchObject(sent)
    expect(refreshes()).toBe(1)
  })

  it.each([
    ['before 20 hours they are left alone', hours(19.99), 1],
    ['from 20 hours on they are exchanged, ahead of their end', hours(20), 2],
    ['after their end they are exchanged', hours(26), 2],
  ])('%s', async (_, ms, count) => {
    await open()
    await send()
    pass(ms)
    expect(await send()).toMatchObject(sent)
    expect(refreshes()).toBe(count)
  })

  it('are exchanged once for twenty sends in two processes', async () => {
    await open()
    await send()
    const other = bench.another()
    pass(hours(26))
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => send(i % 2 === 0 ? bench.zalo : other)))
    expect(results.filter((r) => r.ok)).toHaveLength(20)
    expect(refreshes()).toBe(2)
  })

  it('are exchanged once for twenty sends in four processes that have never sent', async () => {
    await open()
    const all = [bench.zalo, bench.another(), bench.another(), bench.another()]
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => send(all[i % 4])))
    expect(results.filter((r) => r.ok)).toHaveLength(20)
    expect(refreshes()).toBe(1)
  })

  it.each(zaloVariantsOf(['authCode', 'oldAccessToken', 'refreshExpiry']))(
    'that were refused are exchanged once, and the send is made again: $name',
    async ({ variant }) => {
      await open({ variant })
      await send()
      bench.emulator.expire()
      const results = await Promise.all([send(), send(bench.another()), send()])
      expect(results).toMatchObject([sent, sent, sent])
      expect(refreshes()).toBe(2)
    },
  )

  it('that another process exchanged are taken over without a further exchange', async () => {
    await open()
    const other = bench.another()
    await send()
    bench.emulator.expire()
    await send(other)
    expect(await send()).toMatchObject(sent)
    expect(refreshes()).toBe(2)
  })

  it('are not exchanged for ever where something else is wrong', async () => {
    await open()
    await send()
    bench.emulator.fail({ how: 'refuse', code: -216, times: 100 })
    for (let i = 0; i < 5; i++) expect(await send()).toMatchObject(needsConsent)
    expect(refreshes()).toBe(2)
    bench.emulator.clearFaults()
    expect(await send()).toMatchObject(sent)
  })

  it('are on record before they are used, and so is their exchange before it is asked for', async () => {
    const { sending } = await amidExchange()
    expect((await credentials().load()).refresh).toEqual({ begunAt: bench.now(), tries: 1 })
    await bench.emulator.until(() => bench.emulator.calls.filter((c) => c.name === 'consultation').length === 2)
    expect(await credentials().load()).toMatchObject({ pair: { accessToken: bench.emulator.tokens().access } })
    expect(await sending).toMatchObject(sent)
  })

  it('that cannot be put on record at once are not lost', async () => {
    await open()
    await send()
    pass(hours(26))
    const real = credentials()
    let changes = 0
    const change: typeof real.change = (edit) => {
      changes += 1
      return changes === 2 || changes === 3 ? Promise.reject(new Error('away')) : real.change(edit)
    }
    expect(await send(bench.another({ credentials: { ...real, change } }))).toMatchObject(sent)
    expect(await send()).toMatchObject(sent)
    expect(refreshes()).toBe(2)
  })

  it('show nowhere in an error', async () => {
    await open()
    bench.emulator.fail({ how: 'refuse', code: -14014, call: 'refresh' })
    const result = await send()
    expect(result.ok).toBe(false)
    for (const secret of [bench.emulator.tokens().refresh, bench.emulator.settings.appSecret])
      expect(JSON.stringify([result, bench.errors])).not.toContain(secret)
  })
})

describe('a refresh that does not come through', () => {
  const impatient = { zalo: { times: { ...quick, exchangeSeconds: 2 } } }

  it.each<[string, Fault, number]>([
    ['breaks off before it is done', { how: 'reset' }, 3],
    ['meets a server in trouble', { how: 'error500' }, 3],
    ['meets the page of a proxy', { how: 'gateway' }, 3],
    ['never gets an answer', { how: 'hang' }, 3],
  ])('that %s is asked for once more, and all is well', async (_, fault, count) => {
    await open(impatient)
    await send()
    pass(hours(26))
    bench.emulator.fail({ ...fault, call: 'refresh' })
    expect(await send()).toMatchObject(sent)
    expect(refreshes()).toBe(count)
    expect((await credentials().load()).refresh).toBeUndefined()
  })

  it.each<[string, Fault]>([
    ['breaks off', { how: 'lost' }],
    ['does not come', { how: 'silent' }],
    ['is the page of a proxy', { how: 'gatewayAfter' }],
  ])('whose answer %s after it was done needs consent again, and nothing is sent', async (_, fault) => {
    await open(impatient)
    await send()
    const messages = bench.emulator.calls.filter((c) => c.name === 'consultation').length
    pass(hours(26))
    bench.emulator.fail({ ...fault, call: 'refresh' })
    const other = bench.another()
    const results = await Promise.all([send(), send(other), send()])
    expect(results).toMatchObject([needsConsent, needsConsent, needsConsent])
    for (const one of [bench.zalo, other])
      expect(one.trouble?.()).toMatchObject({ code: 'unauthorized', staff: { key: 'channels:zalo.advice.consent' } })
    expect(bench.errors.join()).toContain('consents again')
    for (let i = 0; i < 5; i++) await send(i % 2 === 0 ? bench.zalo : other)
    expect(refreshes()).toBe(3)
    expect(bench.emulator.calls.filter((c) => c.name === 'consultation')).toHaveLength(messages)
  })

  it('goes on by itself after somebody consented, in every process', async () => {
    await open()
    await send()
    pass(hours(26))
    bench.emulator.fail({ how: 'lost', call: 'refresh' })
    const other = bench.another()
    await send()
    expect(await send(other)).toMatchObject(needsConsent)
    expect(await consent()).toMatchObject({ ok: true })
    expect(await Promise.all([send(), send(other)])).toMatchObject([sent, sent])
    expect([bench.zalo.trouble?.(), other.trouble?.()]).toEqual([undefined, undefined])
  })

  it('that is refused because somebody consented meanwhile closes nothing', async () => {
    const { sending } = await amidExchange()
    const { access: accessToken, refresh: refreshToken } = bench.emulator.issue()
    const pair = { accessToken, refreshToken, issuedAt: bench.now(), issuedFor: 'consent' as const }
    const accessUntil = new Date(bench.now().getTime() + hours(25))
    await credentials().change(() => ({ state: 'good', pair: { ...pair, accessUntil } }))
    expect(await sending).toMatchObject(sent)
    expect(await credentials().load()).toMatchObject({ state: 'good', pair })
  })

  it('goes on with a new token of the configuration, and not with the used one', async () => {
    await open()
    await send()
    bench.emulator.revoke()
    pass(hours(26))
    await send()
    expect(await send(bench.another())).toMatchObject(needsConsent)
    const firstRefreshToken = bench.emulator.issue().refresh
    expect(await send(bench.another({ firstRefreshToken }))).toMatchObject(sent)
    expect(await send()).toMatchObject(sent)
  })

  it('in a storm needs consent after the second lost answer, is still asked for ever more seldom, and no more than five times', async () => {
    await open()
    await send()
    pass(hours(26))
    bench.emulator.fail({ how: 'error500', call: 'refresh', times: 100 })
    expect(await send()).toMatchObject(needsConsent)
    expect(refreshes()).toBe(3)
    for (const [tried, seconds] of [60, 300, 900].entries()) {
      pass(seconds * 1000 - 1)
      expect(await send()).toMatchObject(needsConsent)
      expect(refreshes()).toBe(3 + tried)
      pass(1)
      expect(await send()).toMatchObject(needsConsent)
      expect(refreshes()).toBe(4 + tried)
    }
    expect((await credentials().load()).refresh).toBeUndefined()
    pass(hours(1))
    expect(await send()).toMatchObject(needsConsent)
    expect(refreshes()).toBe(6)
  })

  it.each([
    ['no answer', { how: 'error500' as const, times: 1 }],
    ['too many calls', { how: 'refuse' as const, code: -32, times: 1 }],
  ])('in a storm that ends is good again by itself, in every process, though it met %s once more', async (_, fault) => {
    await open()
    const other = bench.another()
    await send()
    pass(hours(26))
    bench.emulator.fail({ how: 'error500', call: 'refresh', times: 2 })
    expect(await Promise.all([send(), send(other)])).toMatchObject([needsConsent, needsConsent])
    expect(await bench.zalo.desk.standing()).toMatchObject({
      state: 'reconsent',
      reason: expect.stringContaining('lost'),
    })
    bench.emulator.fail({ ...fault, call: 'refresh' })
    pass(60_000)
    expect(await Promise.all([send(), send(other)])).toMatchObject([needsConsent, needsConsent])
    pass(300_000)
    expect(await Promise.all([send(), send(other)])).toMatchObject([sent, sent])
    expect(await credentials().load()).toMatchObject({ state: 'good' })
    expect(bench.zalo.trouble?.()).toBeUndefined()
    expect(refreshes()).toBe(5)
  })

  it('is not asked for beside a consent that is taken up', async () => {
    await open()
    await send()
    pass(hours(26))
    bench.emulator.fail({ how: 'error500', call: 'refresh', times: 2 })
    const other = bench.another()
    await send()
    pass(60_000)
    const { emulator, zalo } = bench
    const back = new URL(emulator.consent(await zalo.consent.begin(emulator.settings.redirectUri)))
    const { code = '', oa_id: oaId = '', state } = Object.fromEntries(back.searchParams)
    emulator.latency(200)
    const sending = send(other)
    await emulator.until(() => refreshes() === 4)
    const finishing = zalo.consent.finish({ code, oaId, state })
    expect(await sending).toMatchObject(sent)
    expect(await finishing).toMatchObject({ ok: true })
    emulator.latency(0)
    const order = emulator.calls.filter((c) => ['refresh', 'code'].includes(c.name)).map((c) => c.name)
    expect(order.slice(-2)).toEqual(['refresh', 'code'])
    expect(await credentials().load()).toMatchObject({ state: 'good', pair: { accessToken: emulator.tokens().access } })
    expect(await send()).toMatchObject(sent)
  })
})

describe('a process that died in the middle of a refresh', () => {
  const died = async () => {
    await open()
    await send()
    pass(hours(26))
    await credentials().change((grant) => ({ ...grant, refresh: { begunAt: bench.now(), tries: 1 } }))
  }

  it('is left alone as long as its request may live', async () => {
    await died()
    pass(29_000)
    expect(await send()).toMatchObject({ ok: false, error: { code: 'unreachable', retry: { afterSeconds: 1 } } })
    expect(refreshes()).toBe(1)
  })

  it('before Zalo heard of it: the next one brings the pair', async () => {
    await died()
    pass(30_000)
    expect(await send()).toMatchObject(sent)
    expect(refreshes()).toBe(2)
  })

  it('after Zalo had exchanged: consent is needed again', async () => {
    await died()
    bench.emulator.issue()
    pass(30_000)
    expect(await send()).toMatchObject(needsConsent)
    expect(await credentials().load()).toMatchObject({ state: 'reconsent', reason: expect.stringContaining('-14014') })
  })
})

describe('while tokens cannot be exchanged for now', () => {
  it('the old one serves as long as it lives', async () => {
    await open()
    await send()
    pass(hours(21))
    bench.emulator.fail({ how: 'refuse', code: -32, call: 'refresh', times: 2 })
    expect(await send()).toMatchObject(sent)
    expect(await send()).toMatchObject(sent)
    expect(refreshes()).toBe(2)
    pass(61_000)
    expect(await send()).toMatchObject(sent)
    expect(refreshes()).toBe(3)
  })

  it('nothing is sent once it is dead, and everything is tried again', async () => {
    await open()
    await send()
    pass(hours(26))
    bench.emulator.fail({ how: 'refuse', code: -32, call: 'refresh' })
    expect(await send()).toMatchObject({ ok: false, error: { code: 'unreachable', ours: false } })
    expect(await send()).toMatchObject(sent)
  })

  it('where nobody listens, no consent is lost', async () => {
    await open()
    const nobody = createServer().listen(0, '127.0.0.1')
    await once(nobody, 'listening')
    const oauth = `http://127.0.0.1:${(nobody.address() as AddressInfo).port}`
    nobody.close()
    const away = bench.another({ roots: { ...bench.emulator.roots, oauth } })
    for (let i = 0; i < 7; i++) expect(await send(away)).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    expect((await credentials().load()).refresh).toBeUndefined()
    expect(await send()).toMatchObject(sent)
  })

  it('an exchange that outlives the send goes on, and the next send has its token', async () => {
    await open({ zalo: { times: { ...quick, sendSeconds: 0.5 } } })
    await bench.another({ times: quick }).account.profile(AbortSignal.timeout(20_000))
    pass(hours(26))
    bench.emulator.latency(1_000)
    expect(await send()).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    bench.emulator.latency(0)
    await expect.poll(async () => (await credentials().load()).refresh, { timeout: 5_000 }).toBeUndefined()
    expect(await send(bench.another({ times: quick }))).toMatchObject(sent)
    expect(refreshes()).toBe(2)
  })

  it.each([
    ['half of the time of a message', 1_000, false],
    ['less', 0, true],
  ])('what waited for a token %s is not begun and in no doubt, or sent', async (_, latency, isSent) => {
    await open({ zalo: { times: { ...quick, sendSeconds: latency === 0 ? 25 : 1.9 } } })
    await bench.another({ times: quick }).account.profile(AbortSignal.timeout(20_000))
    pass(hours(26))
    bench.emulator.latency(latency)
    const result = await bench.zalo.send({ ...to(), deliveryId: 'd1' })
    expect(result).toMatchObject(isSent ? sent : { ok: false, error: { code: 'unreachable' } })
    expect(bench.emulator.calls.filter((c) => c.name === 'consultation')).toHaveLength(isSent ? 1 : 0)
    bench.emulator.latency(0)
    expect(await bench.another({ times: quick }).send({ ...to(), deliveryId: 'd1' })).toMatchObject(sent)
    expect(bench.emulator.calls.filter((c) => ['conversation', 'consultation'].includes(c.name))).toHaveLength(1)
  })

  it('a database that is away is a value as well', async () => {
    await open()
    await send()
    const away = bench.another()
    await bench.database.pool.query('ALTER TABLE zalo_grant RENAME TO away')
    expect(await send(away)).toMatchObject({ ok: false, error: { code: 'unreachable' } })
  })
})

describe('consent', () => {
  it.each(zaloVariantsOf(['pkce', 'state', 'refreshExpiry']))('$name', async ({ variant }) => {
    await open({ variant, zalo: { firstRefreshToken: undefined } })
    expect(await send()).toMatchObject(needsConsent)
    expect(bench.zalo.trouble?.()).toBeUndefined()
    expect(await bench.zalo.desk.standing()).toEqual({ state: 'none' })
    expect(await consent()).toEqual({ ok: true, oaId: bench.emulator.settings.oaId })
    expect(await send(bench.another())).toMatchObject(sent)
    expect(refreshes()).toBe(0)
  })

  it('begun in one process ends in another', async () => {
    await open({ zalo: { firstRefreshToken: undefined } })
    const { emulator, zalo } = bench
    const back = new URL(emulator.consent(await zalo.consent.begin(emulator.settings.redirectUri)))
    const { code = '', oa_id: oaId = '', state } = Object.fromEntries(back.searchParams)
    expect(await bench.another().consent.finish({ code, oaId, state })).toMatchObject({ ok: true })
  })

  const begun = async (options: ZaloBenchOptions = {}) => {
    await open({ ...options, zalo: { firstRefreshToken: undefined, ...options.zalo } })
    const { emulator, zalo } = bench
    const back = new URL(emulator.consent(await zalo.consent.begin(emulator.settings.redirectUri)))
    const { code = '', oa_id: oaId = '', state } = Object.fromEntries(back.searchParams)
    return { code, oaId, state }
  }

  it('is taken once', async () => {
    const callback = await begun()
    expect(await bench.zalo.consent.finish(callback)).toMatchObject({ ok: true })
    expect(await bench.zalo.consent.finish(callback)).toEqual({ ok: false, why: 'not_begun' })
  })

  it('is not taken after ten minutes', async () => {
    const callback = await begun()
    bench.pass(600_001)
    expect(await bench.zalo.consent.finish(callback)).toEqual({ ok: false, why: 'not_begun' })
  })

  it.each([
    ['another', 'x'.repeat(32)],
    ['a shorter', 'x'],
    ['an empty', ''],
  ])('is not taken with %s state', async (_, state) => {
    const callback = await begun()
    expect(await bench.zalo.consent.finish({ ...callback, state })).toEqual({ ok: false, why: 'other_state' })
  })

  it('without a state needs a verifier', async () => {
    const callback = await begun({ zalo: { verifier: 'none' }, variant: { pkce: 'none' } })
    expect(await bench.zalo.consent.finish({ ...callback, state: undefined })).toEqual({
      ok: false,
      why: 'other_state',
    })
  })

  it('of another Official Account is not taken', async () => {
    const callback = await begun()
    await bench.zalo.consent.finish(callback)
    await bench.zalo.consent.begin(bench.emulator.settings.redirectUri)
    const { state } = (await credentials().load()).consent ?? {}
    const other = { code: 'x', oaId: '1', state }
    expect(await bench.zalo.consent.finish(other)).toEqual({ ok: false, why: 'other_account' })
  })

  it('with a code that Zalo does not know says what Zalo said', async () => {
    const callback = await begun()
    expect(await bench.zalo.consent.finish({ ...callback, code: 'x' })).toMatchObject({ ok: false, why: 'refused' })
    expect(await send()).toMatchObject(needsConsent)
  })
})

describe('upkeep', () => {
  const patient = { timeout: 10_000 }

  it('exchanges the tokens of an account that sends nothing, learns its id, and stops', async () => {
    await open()
    const end = bench.zalo.tend?.()
    const { oaId } = bench.emulator.settings
    await expect.poll(async () => (await credentials().load()).oaId, patient).toBe(oaId)
    bench.pass(hours(20))
    await expect.poll(refreshes, patient).toBe(2)
    await end?.()
  })

  it('that is ended waits for an exchange under way: its answer is the only one', async () => {
    await open({ zalo: { times: { ...quick, sendSeconds: 1, upkeepMs: 60_000 } } })
    await send()
    pass(hours(26))
    bench.emulator.latency(1_500)
    const sending = send()
    await expect.poll(async () => (await credentials().load()).refresh, patient).toBeDefined()
    await bench.zalo.tend?.()()
    bench.emulator.latency(0)
    expect((await credentials().load()).refresh).toBeUndefined()
    expect(await sending).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    expect(refreshes()).toBe(2)
  })

  it('shows in a process that sends nothing what is wrong', async () => {
    await open()
    await send()
    const web = bench.another()
    const end = web.tend?.()
    bench.emulator.revoke()
    bench.pass(hours(26))
    await expect.poll(() => web.trouble?.()?.code, patient).toBe('unauthorized')
    await end?.()
  })
})

it('the proof of the app goes along where it is wanted', async () => {
  await open({ settings: { proof: true }, zalo: { proof: true } })
  expect(await send()).toMatchObject(sent)
})

it('a missing proof is ours', async () => {
  await open({ settings: { proof: true } })
  expect(await send()).toMatchObject({ ok: false, error: { code: 'unauthorized', ours: true, platformCode: -242 } })
})
