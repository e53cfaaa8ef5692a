import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zaloChecks } from '../../src/app/channel-checks.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { now } from '../support/staff-world.ts'
import { type ZaloOffice, zaloOffice } from './zalo-office.ts'

const page = '/console/channels'
const audit = async (world: ConsoleWorld) =>
  (await world.store.audit.list({ limit: 20 }))
    .filter(({ action }) => action.startsWith('channel.'))
    .map((row) => [row.action, row.detail])

describe('where only web chat and Telegram are open', () => {
  let world: ConsoleWorld
  let director: Visitor
  beforeAll(async () => {
    world = await consoleWorld()
    director = await world.signIn(await world.staff('director'))
  })
  afterAll(() => world.close())

  it.each([
    ['director', 200],
    ['admin', 200],
    ['officer', 403],
    ['commune_chair', 403],
  ] as const)('a %s is answered %i', async (role, status) => {
    const of = role === 'commune_chair' ? { communeId: world.commune.first } : {}
    const who = await world.signIn(await world.staff(role, of))
    expect((await world.get(page, who)).status).toBe(status)
    expect((await world.get(`${page}/zalo/checks`, who)).status).toBe(status)
    expect((await world.get('/console', who)).text.includes(`href="${page}"`)).toBe(status === 200)
    if (status === 403) expect((await world.post(`${page}/zalo/connect`, {}, who)).status).toBe(403)
  })

  it('says how Zalo is opened, and has no way to connect it', async () => {
    const { text } = await world.get(page, director)
    expect(text).toContain('ZALO_OA_SECRET_KEY')
    expect(text).not.toContain('Kết nối Zalo OA')
    expect((await world.post(`${page}/zalo/connect`, {}, director)).status).toBe(404)
    expect((await world.get(`${page}/zalo/callback?code=a&oa_id=1`, director)).status).toBe(404)
  })

  it('speaks English to whoever reads it', async () => {
    const who = await world.staff('admin')
    await world.store.staff.setLang(who.id, 'en')
    const visitor = await world.signIn(who)
    expect((await world.get(page, visitor)).text).toContain('To open Zalo')
    expect((await world.get(`${page}/zalo/checks`, visitor)).text).toContain('The card for a phone number')
  })
})

describe('with Zalo', () => {
  let office: ZaloOffice
  let world: ConsoleWorld
  let director: Visitor
  beforeAll(async () => {
    office = await zaloOffice()
    world = office.world
    director = await world.signIn(await world.staff('director', { name: 'Lê Mai' }))
  })
  afterAll(async () => {
    const { violations } = office.emulator
    await office.close()
    expect(violations).toEqual([])
  })

  /** Presses the button and goes to Zalo's page: where the browser is sent back to. */
  const consent = async () => {
    const { text } = await world.post(`${page}/zalo/connect`, {}, director)
    const address = /href="([^"]*permission[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    return new URL(office.emulator.consent(address))
  }
  const back = ({ pathname, search }: URL) => world.get(`${pathname}${search}`, director)
  const failed = async (why: string) => {
    const answer = await world.get(`${page}?failed=${why}`, director)
    return answer.text
  }

  it('before anybody consented: says so, asks nothing of Zalo, and names the two addresses', async () => {
    const { text } = await world.get(page, director)
    for (const said of [
      'chưa kết nối',
      'http://loa.test/webhooks/zalo',
      'http://loa.test/console/channels/zalo/callback',
    ])
      expect(text).toContain(said)
    expect(text).toContain('chưa phải https://')
    expect(office.emulator.calls).toEqual([])
  })

  it('leads to the page of Zalo by a link, which a browser without script can follow', async () => {
    const { status, text } = await world.post(`${page}/zalo/connect`, {}, director)
    expect(status).toBe(200)
    expect(text).toContain('quản trị viên của Zalo OA')
    expect(text).toMatch(/<a class="press" href="[^"]*code_challenge=[^"]*state=/)
    expect((await audit(world))[0]).toEqual(['channel.connect_begin', undefined])
  })

  it.each<[string, (to: URL) => void, string, string]>([
    ['without a code', (to) => to.searchParams.delete('code'), 'no_code', 'chưa bấm đồng ý'],
    ['without an account', (to) => to.searchParams.delete('oa_id'), 'no_code', 'chưa bấm đồng ý'],
    ['of somebody else', (to) => to.searchParams.set('state', 'x'), 'other_state', 'không khớp'],
    ['with a code that is none', (to) => to.searchParams.set('code', 'x'), 'refused', 'Zalo không nhận'],
  ])('a way back %s connects nothing, says why, and is on record', async (_, change, why, words) => {
    const to = await consent()
    change(to)
    const answer = await back(to)
    expect(answer).toMatchObject({ status: 303, to: `${page}?failed=${why}` })
    expect(await failed(why)).toContain(words)
    expect((await audit(world))[0]).toMatchObject(['channel.connect', { outcome: why }])
    expect((await office.zalo.desk.standing()).state).toBe('none')
  })

  it('a way back that comes too late has to be begun again', async () => {
    const to = await consent()
    world.clock.at = new Date(now.getTime() + 600_001)
    expect((await back(to)).to).toBe(`${page}?failed=not_begun`)
    world.clock.at = now
    expect(await failed('not_begun')).toContain('mười phút')
  })

  it('is not for whoever is not signed in, or may not', async () => {
    const to = await consent()
    expect((await world.get(`${to.pathname}${to.search}`)).to).toContain('/console/sign-in')
    const officer = await world.signIn(await world.staff('officer'))
    expect((await world.get(`${to.pathname}${to.search}`, officer)).status).toBe(403)
    expect((await office.zalo.desk.standing()).state).toBe('none')
  })

  it('is connected by whoever comes back in time, and then says what Zalo says of it', async () => {
    const answer = await back(await consent())
    expect(answer).toMatchObject({ status: 303, to: `${page}?done=connected` })
    expect((await audit(world))[0]).toEqual([
      'channel.connect',
      { outcome: 'connected', oaId: office.emulator.settings.oaId },
    ])
    world.clock.at = new Date(now.getTime() + 3 * 3_600_000)
    const { text } = await world.get(answer.to ?? '', director)
    world.clock.at = now
    for (const said of [
      'Đã kết nối Zalo OA',
      office.emulator.settings.oaName,
      office.emulator.settings.oaId,
      'do người quản trị OA cho phép',
      '3 giờ',
      'còn 500 / 500',
      '1,5 tin mỗi giây',
    ])
      expect(text).toContain(said)
    expect(text).not.toContain('không rõ, Zalo chưa trả lời')
    for (const secret of [
      office.emulator.tokens().access,
      office.emulator.tokens().refresh,
      office.emulator.settings.appSecret,
    ])
      expect(text).not.toContain(secret)
  })

  it('says what it does not know while Zalo does not answer, and waits no longer than it has to', async () => {
    office.emulator.latency(60_000)
    const { status, text } = await world.get(page, director)
    office.emulator.latency(0)
    expect(status).toBe(200)
    expect(text).toContain('không rõ, Zalo chưa trả lời')
    expect(text).toContain('đã kết nối')
  })

  it('says that it has to be connected again, with what to do, on the front page too', async () => {
    office.emulator.revoke()
    world.clock.at = new Date(now.getTime() + 26 * 3_600_000)
    const { text } = await world.get(page, director)
    const home = await world.get('/console', director)
    world.clock.at = now
    expect(text).toContain('phải kết nối lại')
    expect(text).toContain('vào mục Kênh và kết nối lại')
    expect(text).toContain('đang vướng')
    expect(home.text).toContain('Kênh nhắn tin đang vướng')
  })

  it('shows how it goes: the last word of a household, the pace, refusals, the breaker and the last error', async () => {
    const { prisma, pool } = world.database
    const account = await world.account({ channel: 'zalo' })
    const delivery = { accountId: BigInt(account), channel: 'zalo', lane: 0, body: {}, createdAt: now }
    const inbound = { channel: 'zalo', updateId: 'u1', address: '1', receivedAt: now }
    await prisma.inbox.create({ data: { ...inbound, body: { what: { kind: 'text', text: 'a' } } } })
    await prisma.delivery.create({ data: { ...delivery, state: 'failed', errorCode: 'blocked' } })
    await prisma.delivery.create({
      data: { ...delivery, state: 'retry', errorCode: 'unreachable', errorDetail: 'ECONNREFUSED', triedAt: now },
    })
    await pool.query(`INSERT INTO bucket (name, tokens, rate, updated_at, factor, cut_at, refused, bulk_paused_until)
      VALUES ('zalo', 1, 1.5, clock_timestamp(), 0.5, clock_timestamp(), 7, clock_timestamp() + interval '1 hour')`)
    const { text } = await world.get(page, director)
    for (const said of [
      '09:00 24/11/2026',
      'Đang chạy chậm lại',
      '<dd>7</dd>',
      'giây nữa',
      'ECONNREFUSED',
      'Chưa kết nối được với kênh',
    ])
      expect(text).toContain(said)
  })

  describe('the checks on a real account', () => {
    const record = (check: string, form: Record<string, string>) =>
      world.post(`${page}/zalo/checks/${check}`, form, director)

    it('are all there, in both languages', () => {
      const { say, langs } = loadLanguage()
      for (const lang of langs)
        for (const id of zaloChecks)
          for (const part of ['title', 'how', 'assumed'])
            expect(say({ key: `channel-checks:${id}.${part}` }, lang)).toMatch(/\S/)
    })

    it.each<[string, Record<string, string>, string]>([
      ['nothing chosen', { note: 'x' }, 'Chọn một kết quả.'],
      ['no words', { result: 'otherwise', note: '  ' }, 'Viết vài chữ'],
      ['too many words', { result: 'otherwise', note: 'x'.repeat(2001) }, 'Nhiều nhất 2.000'],
    ])('with %s are not taken, and what was typed stays', async (_, form, words) => {
      const answer = await record('buttons', form)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(words)
      if (form.note?.trim()) expect(answer.text).toContain(form.note)
    })

    it('that do not exist are no page', async () => {
      expect((await record('everything', { result: 'otherwise', note: 'x' })).status).toBe(404)
    })

    it('keep who found what, and when, and what was found before', async () => {
      const first = await record('buttons', { result: 'otherwise', note: 'Không có nút, mã -233' })
      expect(first).toMatchObject({ status: 303, to: `${page}/zalo/checks?done=checked#buttons` })
      await record('buttons', { result: 'as_assumed', note: 'Sau khi nâng gói: có nút' })
      const { text } = await world.get(`${page}/zalo/checks`, director)
      for (const said of [
        'Sau khi nâng gói: có nút',
        'Không có nút, mã -233',
        'Lê Mai',
        '09:00 24/11/2026',
        'Những lần trước (1)',
      ])
        expect(text).toContain(said)
      expect((await world.get(page, director)).text).toContain('đã ghi 1 / 14')
      expect((await audit(world)).slice(0, 2)).toEqual([
        ['channel.check', { check: 'buttons', result: 'as_assumed' }],
        ['channel.check', { check: 'buttons', result: 'otherwise' }],
      ])
      const log = await world.get('/console/audit', director)
      expect(log.text).toContain('Ghi kết quả thử trên OA thật')
      expect(log.text).not.toContain('-233')
    })
  })

  it('shows when Zalo last called, and that a call was turned away with nothing taken since', async () => {
    const call = (headers: Record<string, string>) =>
      world.app.request('/webhooks/zalo', { method: 'POST', body: '{"event_name":"follow","timestamp":"1"}', headers })
    expect((await call({ 'x-zevent-signature': 'mac=0' })).status).toBe(401)
    await expect.poll(async () => (await world.get(page, director)).text).toContain('bị từ chối')
    world.clock.at = new Date(now.getTime() + 60_000)
    expect((await world.app.request('/webhooks/zalo', { method: 'POST', body: '{}' })).status).toBe(200)
    await expect.poll(async () => (await world.get(page, director)).text).not.toContain('bị từ chối')
    expect((await world.get(page, director)).text).toContain('09:01 24/11/2026')
    world.clock.at = now
  })
})
