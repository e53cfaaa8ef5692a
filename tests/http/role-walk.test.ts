import { inspectRoutes } from 'hono/dev'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, ConsoleWorld, Visitor } from '../support/console-world.ts'
import { freshDatabase } from '../support/database.ts'
import { openWorld } from '../support/http-world.ts'
import { type Row, rows, walkers } from './walk-rows.ts'
import { type Place, thingsOf } from './walk-things.ts'
import { type ZaloOffice, zaloOffice } from './zalo-office.ts'

const setUp = '/console/account/second-factor'

let office: ZaloOffice
let world: ConsoleWorld
let make: ReturnType<typeof thingsOf>
/** The places: the first commune of the own office, its second one, and another office. */
let places: Record<'own' | 'sibling' | 'foreign', Place>
let visitors: Record<(typeof walkers)[number] | 'unready' | 'narrow', Visitor>

beforeAll(async () => {
  office = await zaloOffice()
  world = office.world
  make = thingsOf(world)
  const { office: at, commune, group } = world
  const author = await world.signIn(await world.staff('officer'))
  const other = await world.signIn(await world.staff('officer', { officeId: at.otherId }))
  places = {
    own: { officeId: at.id, communeId: commune.first, groupId: group.first, author },
    sibling: { officeId: at.id, communeId: commune.second, groupId: group.second, author },
    foreign: { officeId: at.otherId, communeId: commune.other, groupId: group.other, author: other },
  }
  visitors = {
    officer: await world.signIn(await world.staff('officer', { id: 'walk-officer' })),
    director: await world.signIn(await world.staff('director', { id: 'walk-director' })),
    commune_chair: await world.signIn(
      await world.staff('commune_chair', { id: 'walk-chair', communeId: commune.first }),
    ),
    admin: await world.signIn(await world.staff('admin', { id: 'walk-admin' })),
    unready: await world.enter(await world.staff('director')),
    narrow: await world.signIn(await world.staff('officer', { id: 'walk-narrow', communeId: commune.first })),
  }
}, 60_000)
afterAll(() => office.close())

const named = Object.entries(rows)
const methodOf = (route: string) => route.split(' ')[0] ?? ''

/** The address of a route, with a fresh thing of that place in it. */
const addressOf = async (route: string, row: Row, place: Place): Promise<string> => {
  const id = row.thing ? await make[row.thing](place) : ''
  const params: Record<string, string> = { id, token: id, ...row.params }
  const path = (route.split(' ')[1] ?? '').replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => params[name] ?? '')
  return path.replace('/*', '/nowhere') + (row.query ?? '')
}

const ask = async (route: string, row: Row, { who, at }: { who: Visitor; at: Place }): Promise<Answer> => {
  const address = await addressOf(route, row, at)
  return methodOf(route) === 'POST' ? world.post(address, row.form ?? {}, who) : world.get(address, who)
}

describe('the table', () => {
  it('has every route of the console, and no other', () => {
    const routes = inspectRoutes(world.app as never).filter(({ path }) => /^\/console(\/|$)/.test(path))
    const handlers = routes.filter(({ isMiddleware }) => !isMiddleware)
    expect(handlers.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(rows).sort())
    expect(routes.filter(({ isMiddleware, method }) => isMiddleware && method !== 'ALL')).toEqual([])
  })
})

describe('the walk', () => {
  it.each(named)('%s', async (route, row) => {
    const own = { at: places.own }
    const statuses: number[] = []
    for (const role of walkers) {
      const who = row.ends ? await world.enter(await world.staff('officer')) : visitors[role]
      const answer = await ask(route, row, { who, ...own })
      statuses.push(answer.status)
      guarded(route, answer)
    }
    expect(statuses).toEqual(row.answers)

    const stranger = await ask(route, row, { who: {}, ...own })
    if (row.open) expect(stranger.status).toBe(row.answers[0])
    else expect(stranger).toMatchObject({ status: 302, to: expect.stringMatching(/^\/console\/sign-in(\?next=|$)/) })
    guarded(route, stranger)

    const unready = await ask(route, row, { who: row.ends ? {} : visitors.unready, ...own })
    if (row.unready ?? row.open) expect(unready.status).toBe(row.unready ?? row.answers[0])
    else expect(unready).toMatchObject({ status: methodOf(route) === 'GET' ? 302 : unready.status, to: setUp })
    guarded(route, unready)
  })
})

describe('a form of another site', () => {
  const strange = [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]
  it.each(named.filter(([route]) => methodOf(route) === 'POST'))('does nothing: %s', async (route, row) => {
    const address = await addressOf(route, row, places.own)
    const before = await world.database.prisma.audit.count()
    for (const sends of strange) {
      for (const role of walkers)
        expect((await world.post(address, row.form ?? {}, { ...visitors[role], sends })).status).toBe(403)
    }
    expect(await world.database.prisma.audit.count()).toBe(before)
  })
})

describe('where people come by HTTPS', () => {
  it.each([
    ['https://loa.test', 'max-age=31536000'],
    ['http://loa.test', null],
  ])('browsers are told to stay with it: %s', async (publicUrl, told) => {
    const database = await freshDatabase()
    const plain = await openWorld({ url: database.url, publicUrl })
    expect((await plain.app.request('/')).headers.get('strict-transport-security')).toBe(told)
    await plain.close()
    await database.drop()
  })
})

/** Things whose pages name somebody or something of a unit. Who opens an invitation, or sets a new password, needs nothing but its token. */
const ofUnits = named.filter(([, { thing }]) => thing && thing !== 'invitation' && thing !== 'offer')

/** What an office has in common: an officer of one commune sends announcements, and the director of the office gives accounts in all of it. */
const ofOffices: (string | undefined)[] = ['draft', 'pictured', 'sent', 'staff', 'equipped', 'reply']

describe('an id of another unit', () => {
  const forges = async (route: string, row: Row, { who, at }: { who: keyof typeof visitors; at: Place }) => {
    const answer = await ask(route, row, { who: visitors[who], at })
    expect([403, 404], `${who} ${route}`).toContain(answer.status)
    expect(answer.text).not.toMatch(/Trần Thị Hoà|0912|26-\d{6}/)
  }

  it.each(ofUnits)('of another office is not there: %s', async (route, row) => {
    for (const who of [...walkers, 'narrow'] as const) await forges(route, row, { who, at: places.foreign })
  })

  it.each(ofUnits.filter(([, { thing }]) => !ofOffices.includes(thing)))(
    'of another commune is not there: %s',
    async (route, row) => {
      for (const who of ['commune_chair', 'narrow'] as const) await forges(route, row, { who, at: places.sibling })
    },
  )

  it('that is none is not there either', async () => {
    for (const id of ['0', '-1', '999999999', '1e3', '%00', "1'--", '..%2f1', '9'.repeat(30)]) {
      for (const [route] of ofUnits) {
        const path = (route.split(' ')[1] ?? '').replace(':id', id).replace(/:turn\{[^}]*\}/, 'disable')
        const answer = await (methodOf(route) === 'POST'
          ? world.post(path, {}, visitors.director)
          : world.get(path, visitors.director))
        expect([404, 403], `${methodOf(route)} ${path}`).toContain(answer.status)
      }
    }
  })

  it('leaves no trace of having done anything', async () => {
    const done = await world.store.audit.list({ actorId: 'walk-narrow', limit: 50 })
    expect(done.map(({ action }) => action)).toEqual(['sign_in'])
  })
})

/** What every answer carries, and no page holds. */
function guarded(route: string, { headers, text }: Answer): void {
  const policy = headers.get('content-security-policy') ?? ''
  for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"])
    expect(policy, route).toContain(part)
  for (const part of ['unsafe', 'nonce', 'http:', '*']) expect(policy, route).not.toContain(part)
  expect(headers.get('x-content-type-options'), route).toBe('nosniff')
  expect(headers.get('referrer-policy'), route).toBe('same-origin')
  expect(headers.get('cross-origin-opener-policy'), route).toBe('same-origin')
  for (const feature of ['camera', 'microphone', 'geolocation'])
    expect(headers.get('permissions-policy'), route).toContain(`${feature}=()`)
  expect(headers.get('cache-control'), route).toMatch(/\.(css|js)$/.test(route) ? /^no-/ : /^no-store$/)
  if (!headers.get('content-type')?.startsWith('text/html')) return
  expect(text.match(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:/i), route).toBeNull()
}
