import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '../../src/http/serve.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { openWorld, type World, type WorldOptions } from '../support/http-world.ts'

let fresh: FreshDatabase
let world: World
let wrong: Record<string, string | Error | undefined> = {}

const broken = new Hono()
broken.get('/', () => {
  throw new Error('password=secret at /some/path')
})
broken.get('/token/:token', () => {
  throw new Error('broken')
})
broken.get('/refused', () => {
  throw new HTTPException(403)
})
broken.post('/', async (c) => c.text(await c.req.text()))

const options: Omit<WorldOptions, 'url'> = {
  routes: { '/broken': broken },
  checks: ['database', 'queue', 'channels'].map((name) => ({
    name,
    check: async () => {
      const found = wrong[name]
      if (found instanceof Error) throw found
      return found
    },
  })),
  measures: [
    {
      name: 'loa_deliveries_total',
      help: 'Messages by their state',
      kind: 'counter',
      labels: ['state'],
      read: async () => [
        { value: 7, labels: { state: 'sent' } },
        { value: 2, labels: { state: 'failed' } },
      ],
    },
    { name: 'loa_waiting', help: 'Updates that wait', kind: 'gauge', read: async () => [{ value: 3 }] },
  ],
}

beforeAll(async () => {
  fresh = await freshDatabase()
  world = await openWorld({ url: fresh.url, ...options })
})
afterAll(async () => {
  await world.close()
  await fresh.drop()
})

const get = (path: string, headers: Record<string, string> = {}) => world.app.request(path, { headers })

describe('health', () => {
  it('is live as soon as it answers, whatever else is wrong', async () => {
    wrong = { database: 'down' }
    expect((await get('/health/live')).status).toBe(200)
  })

  it.each([
    ['nothing', {}, 200, undefined],
    ['one thing', { queue: 'no connection' }, 503, { queue: 'no connection' }],
    [
      'two things, one of them thrown',
      { database: new Error('refused'), channels: 'telegram: unauthorized' },
      503,
      { database: 'refused', channels: 'telegram: unauthorized' },
    ],
  ])('is ready when %s is wrong', async (_, found, status, reasons) => {
    wrong = found
    const answer = await get('/health/ready')
    expect(answer.status).toBe(status)
    expect(((await answer.json()) as { reasons?: object }).reasons).toEqual(reasons)
  })

  it('tells figures: those of the process and our own, read anew each time', async () => {
    await get('/metrics')
    const answer = await get('/metrics')
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(text).toContain('process_cpu_seconds_total')
    expect(text).toContain('# TYPE loa_deliveries_total counter')
    expect(text).toContain('loa_deliveries_total{state="sent"} 7')
    expect(text).toContain('loa_deliveries_total{state="failed"} 2')
    expect(text).toContain('loa_waiting 3')
  })
})

describe('openapi', () => {
  it('describes every public route, and all it refers to is there', async () => {
    const document = (await (await get('/openapi.json')).json()) as {
      openapi: string
      paths: object
      components: { schemas: object }
    }
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths).sort()).toEqual([
      '/chat/api/messages',
      '/chat/events',
      '/health/live',
      '/health/ready',
      '/metrics',
      '/webhooks/{channel}',
    ])
    const named = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)
    const known = Object.keys(document.components.schemas)
    for (const [, name] of named) expect(known).toContain(name)
    expect(JSON.stringify(document)).not.toContain('__shared')
  })
})

describe('every answer', () => {
  it('forbids script that is not our own, framing, and telling other sites where one came from', async () => {
    const { headers } = await get('/health/live')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('x-request-id')).toMatch(/\S{8,}/)
  })

  it('is one plain sentence and an id when we are at fault, and the log has the rest', async () => {
    world.logged.length = 0
    const answer = await get('/broken', { accept: 'text/html' })
    const page = await answer.text()
    const id = answer.headers.get('x-request-id')!
    expect(answer.status).toBe(500)
    expect(page).toContain(id)
    expect(page).not.toContain('secret')
    expect(world.logged).toMatchObject([{ level: 'error', what: { requestId: id, path: '/broken' } }])
  })

  it('keeps what opens a door out of the log', async () => {
    world.logged.length = 0
    await get('/broken/token/zR7vKJ0yq3nF2bQ9mX1cT5wL8sD4hG6a')
    expect(world.logged).toMatchObject([{ what: { path: '/broken/token/[hidden]' } }])
  })

  it('is a plain refusal where a part of the service refuses by itself, and no fault of ours', async () => {
    world.logged.length = 0
    expect((await get('/broken/refused')).status).toBe(403)
    expect(world.logged).toEqual([])
  })

  it.each([
    ['a person', 'text/html', '<!doctype html>'],
    ['a program', 'application/json', '{"error":'],
  ])('says that there is no such page to %s', async (_, accept, begins) => {
    const answer = await get('/no/such', { accept })
    expect(answer.status).toBe(404)
    expect((await answer.text()).startsWith(begins)).toBe(true)
  })

  it.each([
    ['64 kB', 64 * 1024, 200],
    ['one byte more', 64 * 1024 + 1, 413],
  ])('takes a form of %s: %i bytes, %i', async (_, bytes, status) => {
    const answer = await world.app.request('/broken', { method: 'POST', body: 'a'.repeat(bytes) })
    expect(answer.status).toBe(status)
  })

  it.each([
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }, 403],
    ['another site, by its origin', { origin: 'https://evil.example' }, 403],
    ['nobody wants to say', { origin: 'null' }, 403],
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost' }, 200],
    ['our own page, by its origin', { origin: 'http://localhost' }, 200],
    ['our own page, under another name of ours', { origin: 'http://10.0.0.5:3000', host: '10.0.0.5:3000' }, 200],
    ['a program', {}, 200],
  ])('to a form sent by %s', async (_, headers, status) => {
    const answer = await world.app.request('/broken', {
      method: 'POST',
      body: 'a',
      headers: headers as Record<string, string>,
    })
    expect(answer.status).toBe(status)
  })
})

describe('the server', () => {
  it('listens on a free port and stops', async () => {
    const served = await serve({ app: world.app, port: 0, host: '127.0.0.1' })
    const address = `http://127.0.0.1:${served.port}/health/live`
    expect((await fetch(address)).status).toBe(200)
    await served.close()
    await expect(fetch(address)).rejects.toThrow()
  })

  it('refuses a port that is taken', async () => {
    const served = await serve({ app: world.app, port: 0, host: '127.0.0.1' })
    await expect(serve({ app: world.app, port: served.port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE')
    await served.close()
  })

  it('ends the streams that are open, and does not wait for who reads them', async () => {
    const served = await serve({ app: world.app, port: 0, host: '127.0.0.1' })
    const at = `http://127.0.0.1:${served.port}`
    const hello = await fetch(`${at}/chat`, { redirect: 'manual' })
    const [cookie] = hello.headers.getSetCookie()[0]!.split(';')
    const stream = await fetch(`${at}/chat/events`, { headers: { cookie: cookie! } })
    expect(stream.status).toBe(200)
    const read = stream.text()
    await served.close()
    expect(await read).toContain('event: news')
  })

  it('lets a running request end before it stops', async () => {
    let begun: () => void = () => {}
    let finish: () => void = () => {}
    const running = new Promise<void>((resolve) => (begun = resolve))
    const app = new Hono()
    app.get('/', async (c) => {
      begun()
      await new Promise<void>((resolve) => (finish = resolve))
      return c.text('done')
    })
    const served = await serve({ app: app as unknown as World['app'], port: 0, host: '127.0.0.1' })
    const answer = fetch(`http://127.0.0.1:${served.port}/`)
    await running
    const closed = served.close()
    finish()
    expect(await (await answer).text()).toBe('done')
    await closed
  })
})
