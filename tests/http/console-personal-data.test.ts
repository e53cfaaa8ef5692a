import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let officer: Visitor
let director: Visitor
let stranger: Visitor
let hoa: string
let customerId: string
let account: string
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer'))
  director = await world.signIn(await world.staff('director'))
  stranger = await world.signIn(await world.staff('director', { officeId: world.office.otherId }))
})
afterAll(() => world.close())
beforeEach(async () => {
  hoa = await world.household({ name: 'Trần Thị Hoà', phone: '0912345678', programmes: ['poor'] })
  customerId = (await world.store.households.find(hoa))?.customerId ?? ''
  account = await world.account({ householdId: hoa, consents: ['talk', 'loans'], name: 'Hoà' })
  await world.application({ accountId: account, householdId: hoa })
  const of = {
    kind: 'difficulty',
    routedTo: 'officer',
    officeId: world.office.id,
    at: world.clock.at,
    dueAt: world.clock.at,
  } as const
  await world.store.cases.open({ ...of, householdId: hoa, accountId: account, text: 'lũ cuốn mất 2 con bò' })
})

const page = () => `/console/people/${hoa}/data`
const paper = 'Giấy số 12 ngày 20/11/2026'
const logged = async () =>
  (await world.store.audit.list({ subjectKind: 'household', subjectId: hoa, limit: 9 })).map((r) => r.action)

describe('a copy of everything', () => {
  it('is a file with what is kept, opened, and says in the log by which paper', async () => {
    const { text, headers, status } = await world.post(`${page()}/export`, { paper }, director)
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toBe(`attachment; filename="data-2026-11-24.json"`)
    const data = JSON.parse(text)
    expect(data.household).toMatchObject({ headName: 'Trần Thị Hoà', phone: '0912345678', customerId })
    expect(data.cases[0].lines[0].text).toBe('lũ cuốn mất 2 con bò')
    expect(data.applications[0].answers.plan).toBe('xây bể nước')
    expect(data.loans).toHaveLength(1)
    expect(data.consents).toHaveLength(2)
    expect(text).not.toContain('phoneSealed')
    const [log] = await world.store.audit.list({ action: 'people.export', limit: 1 })
    expect(log).toMatchObject({ subjectId: hoa, detail: { paper } })
  })

  it.each([
    ['no paper', ''],
    ['a paper that is a letter', 'x'.repeat(61)],
  ])('is not given for %s', async (_, typed) => {
    const { status, text } = await world.post(`${page()}/export`, { paper: typed }, director)
    expect(status).toBe(422)
    expect(text).toContain('role="alert"')
    expect(await logged()).not.toContain('people.export')
  })

  describe('of a household in which two people write to us', () => {
    let spouse: string
    beforeEach(async () => {
      spouse = await world.account({ householdId: hoa, consents: ['talk'], name: 'Bình' })
      const place = { officeId: world.office.id, householdId: hoa, accountId: spouse, routedTo: 'officer' } as const
      const { at } = world.clock
      await world.store.cases.open({ ...place, kind: 'complaint', text: 'vợ tôi giấu sổ', at, dueAt: at })
    })
    const lines = (text: string) =>
      (JSON.parse(text) as { cases: { lines: { text: string }[] }[] }).cases.map((found) => found.lines[0]?.text)

    it('is of whoever asks: nobody reads what the other one wrote', async () => {
      const { text } = await world.get(page(), director)
      expect(text).toContain('Ai xin bản sao')
      const own = await world.post(`${page()}/export`, { paper, whose: spouse }, director)
      expect(lines(own.text)).toEqual(['vợ tôi giấu sổ'])
      const hers = await world.post(`${page()}/export`, { paper, whose: account }, director)
      expect(lines(hers.text)).toEqual(['lũ cuốn mất 2 con bò'])
      const [log] = await world.store.audit.list({ action: 'people.export', limit: 1 })
      expect(log).toMatchObject({ subjectId: hoa, detail: { paper, account } })
    })

    it('is of all where all have signed', async () => {
      const { text } = await world.post(`${page()}/export`, { paper, whose: 'household' }, director)
      expect(lines(text)).toHaveLength(2)
    })

    it.each(['', '0', 'x'])('is not given where nobody of them is chosen: “%s”', async (whose) => {
      const { status, text } = await world.post(`${page()}/export`, { paper, whose }, director)
      expect(status).toBe(422)
      expect(text).toContain('href="#whose"')
      expect(await logged()).not.toContain('people.export')
    })
  })

  it('is a director’s: officers are told so, and get none, for complaints about them are in it', async () => {
    const { text } = await world.get(page(), officer)
    expect(text).not.toContain('/data/export')
    expect(text).toContain('chuyển giấy của bà con cho giám đốc')
    expect((await world.get(page(), director)).text).toContain('/data/export')
    expect((await world.post(`${page()}/export`, { paper }, officer)).status).toBe(404)
    expect(await logged()).not.toContain('people.export')
  })

  it('is not given to another office', async () => {
    expect((await world.post(`${page()}/export`, { paper }, stranger)).status).toBe(404)
    expect((await world.get(page(), stranger)).status).toBe(404)
  })
})

/** Comes back once somebody waits for a sender that is held. */
async function waitingForLock(): Promise<void> {
  const asked = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  while ((await world.database.pool.query(asked)).rowCount === 0);
}

describe('erasing', () => {
  it('is a director’s, with the paper and the number of the customer typed; then nothing is left but what must stay', async () => {
    const done = await world.post(`${page()}/erase`, { paper, customer_id: ` ${customerId} ` }, director)
    expect(done).toMatchObject({ status: 303, to: `${page()}?done=data_erased` })
    expect((await world.get(`${page()}?done=data_erased`, director)).text).toContain('Đã xóa dữ liệu của hộ này.')
    expect(await world.store.accounts.find(account)).toMatchObject({ name: '' })
    expect(await world.store.accounts.ofHousehold(hoa)).toEqual([])
    expect(await world.store.consents.of(account)).toEqual([])
    const left = JSON.stringify(await world.store.ownData.exportHousehold(hoa))
    expect(left).not.toContain('con bò')
    expect(left).toContain('xây bể nước')
    expect(await logged()).toContain('people.erase')
    expect((await world.told(account)).at(-1)).toEqual(['personal-data:told'])
    expect(world.woken).toContainEqual({ name: 'send-batch', lane: 0 })
  })

  it('waits for what is just being heard, which then goes too', async () => {
    const { store, clock } = world
    const sender = { id: account, at: clock.at }
    let erasing: Promise<unknown> = Promise.resolve()
    let erased = false
    await store.transaction(async (tx) => {
      await tx.talks.hold(sender.id)
      erasing = world.post(`${page()}/erase`, { paper, customer_id: customerId }, director).then(() => (erased = true))
      await waitingForLock()
      expect(erased).toBe(false)
      await tx.talks.save(sender.id, { past: {}, runs: 3, topic: 'poor' }, sender.at)
    })
    await erasing
    expect(await store.talks.load(account)).toEqual({ past: {}, runs: 3 })
  })

  it.each([
    ['no paper', { paper: '' }],
    ['the number of another customer', { customer_id: '6600000000' }],
    ['no number', { customer_id: '' }],
  ])('is not done with %s', async (_, typed) => {
    const { status } = await world.post(`${page()}/erase`, { paper, customer_id: customerId, ...typed }, director)
    expect(status).toBe(422)
    expect(await world.store.accounts.ofHousehold(hoa)).toHaveLength(1)
  })

  it('is not offered to an officer, nor taken', async () => {
    expect((await world.get(page(), officer)).text).not.toContain('/data/erase')
    expect((await world.get(page(), director)).text).toContain('/data/erase')
    expect((await world.post(`${page()}/erase`, { paper, customer_id: customerId }, officer)).status).toBe(404)
    expect((await world.post(`${page()}/erase`, { paper, customer_id: customerId }, stranger)).status).toBe(404)
    expect(await world.store.accounts.ofHousehold(hoa)).toHaveLength(1)
  })
})
