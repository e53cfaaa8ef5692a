import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { makeTelegram } from '../../src/channels/telegram/index.ts'
import { say } from '../channels/say.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { openWorld, type World } from '../support/http-world.ts'

const SECRET = 'a-secret-of-the-tests'
const quiet = { info: () => {}, warn: () => {}, error: () => {} }
let fresh: FreshDatabase
let world: World

beforeAll(async () => {
  fresh = await freshDatabase()
  const telegram = makeTelegram({
    token: '1:test',
    apiRoot: 'http://127.0.0.1:1',
    webhookSecret: SECRET,
    say,
    clock: { now: () => new Date('2026-11-22T01:00:00Z') },
    log: quiet,
  })
  world = await openWorld({ url: fresh.url, channels: [telegram] })
})
afterAll(async () => {
  await world.close()
  await fresh.drop()
})
beforeEach(async () => {
  await world.prisma.inbox.deleteMany()
  world.woken.length = 0
})

it('stores what came in, wakes who answers, and confirms', async () => {
  const answer = await call('telegram', JSON.stringify(update(1, 'xin chào')))
  expect(answer.status).toBe(200)
  expect(await world.cameIn()).toMatchObject([
    { channel: 'telegram', updateId: '1', address: '42', what: { kind: 'text', text: 'xin chào' } },
  ])
  expect(world.woken).toEqual([{ name: 'receive-message', payload: { channel: 'telegram', address: '42' } }])
})

it('confirms a repeat and does nothing', async () => {
  await call('telegram', JSON.stringify(update(2, 'một')))
  const again = await call('telegram', JSON.stringify(update(2, 'một')))
  expect(again.status).toBe(200)
  expect(await world.cameIn()).toHaveLength(1)
  expect(world.woken).toHaveLength(1)
})

it('confirms an update that is of no use, so that it is not sent for ever', async () => {
  const answer = await call('telegram', JSON.stringify({ update_id: 3, channel_post: {} }))
  expect(answer.status).toBe(200)
  expect(await world.cameIn()).toEqual([])
})

it.each([
  ['no secret', {}],
  ['a wrong secret', { 'x-telegram-bot-api-secret-token': 'wrong' }],
  ['an empty secret', { 'x-telegram-bot-api-secret-token': '' }],
  ['the secret and more', { 'x-telegram-bot-api-secret-token': `${SECRET}x` }],
])('refuses a forged call with %s', async (_, headers) => {
  const answer = await call('telegram', JSON.stringify(update(4, 'giả')), headers as Record<string, string>)
  expect(answer.status).toBe(401)
  expect(await world.cameIn()).toEqual([])
  expect(world.woken).toEqual([])
})

it('names what cannot be read', async () => {
  const answer = await call('telegram', '{"update_id":')
  expect(answer.status).toBe(400)
  expect(await answer.json()).toEqual({ error: 'the body is not JSON' })
})

it.each(['zalo', 'web', 'nothing', '__proto__', 'constructor'])('has no webhook for %s', async (channel) => {
  expect((await call(channel, '{}')).status).toBe(404)
})

it.each([
  ['1 MB', 1024 * 1024, 200],
  ['one byte more', 1024 * 1024 + 1, 413],
])('takes a body of %s', async (_, bytes, status) => {
  const empty = JSON.stringify(update(5, ''))
  const body = JSON.stringify(update(5, 'a'.repeat(bytes - Buffer.byteLength(empty))))
  expect((await call('telegram', body)).status).toBe(status)
})

it('does not ask where a platform calls from', async () => {
  const headers = { origin: 'https://elsewhere.example', 'x-telegram-bot-api-secret-token': SECRET }
  expect((await call('telegram', JSON.stringify(update(6, 'xa')), headers)).status).toBe(200)
})

function call(
  channel: string,
  body: string,
  headers: Record<string, string> = { 'x-telegram-bot-api-secret-token': SECRET },
): Promise<Response> {
  return Promise.resolve(
    world.app.request(`/webhooks/${channel}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers },
    }),
  )
}

function update(id: number, text: string) {
  const person = { id: 42, is_bot: false, first_name: 'Thử', language_code: 'vi' }
  return {
    update_id: id,
    message: {
      message_id: id,
      date: 1_795_000_000,
      chat: { id: 42, type: 'private', first_name: 'Thử' },
      from: person,
      text,
    },
  }
}
