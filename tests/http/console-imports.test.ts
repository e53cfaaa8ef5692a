import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fewestJumping } from '../../src/domain/import-difference.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { csvOf, work } from './import-things.ts'

let world: ConsoleWorld
let officer: Visitor
let other: Visitor
let local: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer', { name: 'Phạm Thu Hương' }))
  other = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
  local = await world.signIn(await world.staff('officer', { communeId: world.commune.second }))
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.database.pool.query('TRUNCATE import_file, import_run, loan, household CASCADE')
})

const path = '/console/imports'

interface Sent {
  kind?: string
  list?: Buffer
  name?: string
  instalments?: Buffer
}

/** Sends the form as a browser does. */
async function send({ kind = 'loans', list, name = 'mon-vay.csv', instalments }: Sent, who = officer) {
  const form = new FormData()
  form.set('kind', kind)
  if (list) form.set('list', new File([new Uint8Array(list)], name))
  form.set('instalments', instalments ? new File([new Uint8Array(instalments)], 'phan-ky.csv') : new File([], ''))
  const headers = { accept: 'text/html', origin: 'http://loa.test', cookie: who.cookie ?? '' }
  const response = await world.app.request(`${path}/upload`, { method: 'POST', body: form, headers })
  return { status: response.status, to: response.headers.get('location') ?? '', text: await response.text() }
}

/** Sends it, lets the worker compare it, and gives the page of the file. */
async function compared(sent: Sent, who = officer) {
  const { to } = await send(sent, who)
  await work(world)
  return { to, page: await world.get(to, who) }
}

const loan = (n: number, of: Record<string, string> = {}) => ({
  loan_id: `L${n}`,
  customer_id: `K${n}`,
  household_head: `Nguyễn Văn ${n}`,
  programme: 'poor',
  commune_code: 'C1',
  principal_vnd: '20000000',
  disbursed_on: '2025-01-10',
  final_due_date: '2030-01-10',
  rate_pct: '6,6',
  overdue_rate_pct: '8,58',
  outstanding_vnd: '15000000',
  overdue_vnd: '0',
  interest_due_vnd: '80000',
  as_of: '2026-11-20',
  status: 'normal',
  ...of,
})
const loans = (count: number, of: (n: number) => Record<string, string> = () => ({})) =>
  csvOf(Array.from({ length: count }, (_, n) => loan(n, of(n))))

const counted = async () => Number((await world.database.prisma.loan.count()) ?? 0)

/** Applies what was compared, as somebody presses the button. */
async function apply(to: string, form: Record<string, string> = {}, who = officer) {
  const done = await world.post(`${to}/apply`, form, who)
  await work(world)
  return done
}

describe('a list that is handed in', () => {
  it('is compared first, shows what it would change, and is applied when somebody says so', async () => {
    const { to, page } = await compared({ list: loans(3) })
    expect(to).toMatch(/^\/console\/imports\/files\/\d+$/)
    expect(page.text).toContain('Chờ anh/chị quyết')
    expect(page.text).toContain('Ghi vào sổ')
    expect(await counted()).toBe(0)
    expect((await apply(to)).status).toBe(303)
    expect(await counted()).toBe(3)
    expect((await world.get(to, officer)).text).toContain('Đã ghi vào sổ')
    const list = await world.get(path, officer)
    expect(list.text).toContain('Phạm Thu Hương')
    expect(list.text).toContain('mon-vay.csv')
    expect(list.text).toContain('Hoàn lại')
  })

  it('is sealed while it waits, and gone once it is applied', async () => {
    const { to } = await compared({ list: loans(2) })
    const kept = async () => {
      const { rows } = await world.database.pool.query(
        `SELECT encode(content_sealed, 'escape') AS held FROM import_chunk
         UNION ALL SELECT found_sealed FROM import_file WHERE found_sealed IS NOT NULL`,
      )
      return rows.map(({ held }) => String(held))
    }
    expect((await kept()).length).toBeGreaterThan(1)
    expect((await kept()).join()).not.toMatch(/Nguy|15000000|compared/)
    await apply(to)
    expect(await kept()).toEqual([])
  })

  it('works on the page by reloading until it is compared, and wakes the worker again', async () => {
    const { to } = await send({ list: loans(1) })
    world.woken.length = 0
    const page = await world.get(to, officer)
    expect(page.headers.get('refresh')).toBe('3')
    expect(world.woken.map(({ name }) => name)).toContain('work-imports')
    await work(world)
    expect((await world.get(to, officer)).headers.get('refresh')).toBeNull()
  })

  it('changes nothing the second time, and says so', async () => {
    const { to } = await compared({ list: loans(2) })
    await apply(to)
    const { page } = await compared({ list: loans(2) })
    expect(page.text).toContain('không thay đổi gì trong sổ')
    expect(page.text).not.toContain('/apply"')
  })

  it('is applied once, however often the button is pressed and the worker comes by', async () => {
    const { to } = await compared({ list: loans(2) })
    await world.post(`${to}/apply`, {}, officer)
    expect((await world.post(`${to}/apply`, {}, officer)).status).toBe(404)
    await Promise.all([work(world), work(world)])
    expect(await world.database.prisma.importRun.count()).toBe(1)
  })

  it('with bad rows names them by line and column, and can be taken without them', async () => {
    const { to, page } = await compared({ list: loans(3, (n) => (n === 1 ? { rate_pct: 'x' } : {})) })
    expect(page.text).toContain('1 trong 3 dòng bị hỏng')
    expect(page.text).toMatch(/<td[^>]*>3<\/td><td[^>]*>rate_pct<\/td>/)
    expect((await apply(to)).status).toBe(404)
    expect((await world.post(`${to}/skip`, {}, officer)).status).toBe(303)
    await work(world)
    await apply(to)
    expect(await counted()).toBe(2)
  })

  it('brings its instalments as a second file', async () => {
    const instalments = csvOf([{ loan_id: 'L0', due_date: '2026-12-12', principal_vnd: '1000000' }])
    const { to, page } = await compared({ list: loans(1), instalments })
    expect(page.text).toContain('1 mới, 0 thay đổi, 0 kỳ không còn')
    await apply(to)
    expect(await world.database.prisma.instalment.count()).toBe(1)
  })

  it('is dropped without a trace when somebody says so', async () => {
    const { to } = await compared({ list: loans(1) })
    expect((await world.post(`${to}/drop`, {}, officer)).to).toBe(path)
    expect(await world.database.prisma.importChunk.count()).toBe(0)
    expect((await world.get(to, officer)).status).toBe(404)
  })

  it('is not shown after a day, and gone with the next round of the worker', async () => {
    const { to } = await compared({ list: loans(1) })
    const day = 24 * 3_600_000
    const began = world.clock.at
    try {
      world.clock.at = new Date(began.getTime() + day)
      expect((await world.get(to, officer)).status).toBe(200)
      world.clock.at = new Date(began.getTime() + day + 1)
      expect((await world.get(to, officer)).status).toBe(404)
      await work(world)
      expect(await world.database.prisma.importFile.count()).toBe(0)
    } finally {
      world.clock.at = began
    }
  })

  it.each<[string, Sent, number, string]>([
    ['no file', {}, 422, 'Chưa chọn tệp'],
    ['an empty file', { list: Buffer.alloc(0) }, 422, 'Chưa chọn tệp'],
    ['a kind that is none', { kind: 'staff', list: Buffer.from('x') }, 422, 'Chưa chọn danh sách'],
  ])('is not taken: %s', async (_, sent, status, words) => {
    const answer = await send(sent)
    expect([answer.status, answer.text.includes(words)]).toEqual([status, true])
    expect(await world.database.prisma.importFile.count()).toBe(0)
  })

  it.each([
    [
      'breaks off in the middle of a file',
      '--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\nloans\r\n--x\r\ncontent-disposition: form-data; name="list"; filename="a.csv"\r\n\r\nloan_id',
    ],
    ['is none', 'loan_id'],
  ])('is not taken where the form %s, and leaves nothing behind', async (_, body) => {
    const headers = { accept: 'text/html', origin: 'http://loa.test', cookie: officer.cookie ?? '' }
    const type = { 'content-type': 'multipart/form-data; boundary=x' }
    const response = await world.app.request(`${path}/upload`, {
      method: 'POST',
      body,
      headers: { ...headers, ...type },
    })
    expect([response.status, (await response.text()).includes('gửi lại')]).toEqual([422, true])
    expect(await world.database.prisma.importFile.count()).toBe(0)
  })

  it('is not taken when it is larger than the limit, and leaves nothing behind', async () => {
    const answer = await send({ list: Buffer.alloc(64 * 1024 * 1024 + 1, 'x') })
    expect(answer.status).toBe(413)
    expect(await world.database.prisma.importChunk.count()).toBe(0)
  }, 60_000)

  it('waits behind five others at most', async () => {
    for (let n = 0; n < 5; n++) expect((await send({ list: loans(1) })).status).toBe(303)
    expect((await send({ list: loans(1) })).text).toContain('Có nhiều tệp đang chờ')
  })
})

describe('a suspicious jump', () => {
  beforeEach(async () => {
    const { to } = await compared({ list: loans(100) })
    await apply(to)
  })
  const rates = (count: number) => loans(100, (n) => (n < count ? { rate_pct: '9' } : {}))

  it('below the limit is no jump', async () => {
    const { to, page } = await compared({ list: rates(fewestJumping - 1) })
    expect(page.text).not.toContain('Nghi ngờ')
    expect((await apply(to)).status).toBe(303)
  })

  it('is held with its reason until somebody says that they have looked again', async () => {
    const { to, page } = await compared({ list: rates(fewestJumping) })
    expect(page.text).toContain('Nghi ngờ: 20 trong 100 món vay đổi lãi suất.')
    const refused = await apply(to)
    expect([refused.status, refused.text.includes('đánh dấu')]).toEqual([422, true])
    expect(await world.database.prisma.loan.count({ where: { ratePct: 9 } })).toBe(0)
    expect((await apply(to, { accept_jumps: 'yes' })).status).toBe(303)
    expect(await world.database.prisma.loan.count({ where: { ratePct: 9 } })).toBe(fewestJumping)
  })

  it('loans that are not listed any more stay open, and are closed only where somebody says so', async () => {
    const open = () => world.database.prisma.loan.count({ where: { status: { not: 'closed' } } })
    const first = await compared({ list: loans(98, (n) => (n === 0 ? { outstanding_vnd: '14000000' } : {})) })
    expect(first.page.text).toContain('2 món vay, dư nợ 30.000.000')
    await apply(first.to)
    expect(await open()).toBe(100)
    const second = await compared({ list: loans(98) })
    await apply(second.to, { close_gone: 'yes' })
    expect(await open()).toBe(98)
  })

  it('of loans with a bad row can close none, and says why', async () => {
    const open = () => world.database.prisma.loan.count({ where: { status: { not: 'closed' } } })
    const { to } = await compared({ list: loans(99, (n) => (n === 1 ? { rate_pct: 'x' } : {})) })
    await world.post(`${to}/skip`, {}, officer)
    await work(world)
    const page = await world.get(to, officer)
    expect(page.text).toContain('lần này không đóng món vay nào')
    expect(page.text).not.toContain('name="close_gone"')
    await apply(to, { close_gone: 'yes' })
    expect(await open()).toBe(100)
  })

  it('is compared anew where more loans are missing from it than somebody saw', async () => {
    const open = () => world.database.prisma.loan.count({ where: { status: { not: 'closed' } } })
    const { to } = await compared({ list: loans(98, (n) => (n === 0 ? { outstanding_vnd: '14000000' } : {})) })
    await apply((await compared({ list: csvOf([loan(500)]) })).to, { accept_jumps: 'yes' })
    await apply(to, { close_gone: 'yes' })
    expect(await open()).toBe(101)
    expect((await world.get(to, officer)).text).toContain('Đóng 3 món vay')
  })

  it('is compared anew where the register has changed since somebody looked', async () => {
    const { to } = await compared({ list: rates(3) })
    await world.database.prisma.loan.updateMany({ where: { loanCode: 'L1' }, data: { outstanding: 1n } })
    await apply(to)
    expect(await world.database.prisma.loan.count({ where: { ratePct: 9 } })).toBe(0)
    const page = await world.get(to, officer)
    expect(page.text).toContain('Sổ đã thay đổi sau khi anh/chị xem')
    await apply(to)
    expect(await world.database.prisma.loan.count({ where: { ratePct: 9 } })).toBe(3)
  })
})

describe('the way back', () => {
  const latest = async () => (await world.database.prisma.importRun.findFirstOrThrow({ orderBy: { id: 'desc' } })).id
  const undo = async (who = officer) => world.post(`${path}/${await latest()}/undo`, {}, who)

  it('takes the latest list of its kind back, once, and writes it down', async () => {
    await apply((await compared({ list: loans(3) })).to)
    await apply((await compared({ list: loans(3, () => ({ outstanding_vnd: '9000000' })) })).to)
    const run = await latest()
    expect((await undo()).to).toBe(`${path}?undone=${run}`)
    expect(await world.database.prisma.loan.count({ where: { outstanding: 15_000_000n } })).toBe(3)
    expect((await undo()).status).toBe(404)
    expect((await world.get(`${path}?undone=${run}`, officer)).text).toContain('Đã hoàn lại mon-vay.csv')
    const entry = await world.database.prisma.audit.findFirstOrThrow({ where: { action: 'import.undo' } })
    expect(entry.detail).toMatchObject({ kind: 'loans', restored: 3, removed: 0 })
  })

  it('is closed where something later rests on it, with a plain sentence', async () => {
    await apply((await compared({ list: loans(2) })).to)
    const household = await world.database.prisma.household.findFirstOrThrow()
    await world.account({ householdId: household.id.toString() })
    const kept = await undo()
    expect([kept.status, kept.text.includes('1 việc khác đã dựa vào các dòng mới')]).toEqual([409, true])
    expect(await counted()).toBe(2)
  })

  it('is closed to another office, and to who works in one commune and took another list', async () => {
    await apply((await compared({ list: loans(2) })).to)
    expect((await undo(other)).status).toBe(404)
    expect((await undo(local)).status).toBe(404)
    expect((await undo()).status).toBe(303)
  })

  it('ends after a week', async () => {
    await apply((await compared({ list: loans(2) })).to)
    const began = world.clock.at
    try {
      world.clock.at = new Date(began.getTime() + 7 * 86_400_000 + 1)
      expect((await undo()).status).toBe(404)
    } finally {
      world.clock.at = began
    }
    expect((await undo()).status).toBe(303)
  })
})

describe('the stretch of the bank that somebody sees', () => {
  it.each<[string, Visitor | 'officer' | 'other' | 'local', Record<string, string>, string]>([
    ['a commune of another office', 'officer', { commune_code: 'C3' }, 'commune_code'],
    ['a commune of ours, from another office', 'other', { commune_code: 'C1' }, 'commune_code'],
    ['another commune, from who works in one', 'local', { commune_code: 'C1' }, 'commune_code'],
    ['a group of another office', 'officer', { group_id: 'G3' }, 'group_id'],
  ])('a list that writes into %s is refused', async (_, who, cells, column) => {
    const visitor = { officer, other, local }[who as 'officer']
    const { page } = await compared({ list: csvOf([loan(1, cells)]) }, visitor)
    expect(page.text).toContain('thuộc đơn vị khác')
    expect(page.text).toContain(column)
  })

  it('a loan that another office has cannot be taken over', async () => {
    await apply((await compared({ list: csvOf([loan(1, { commune_code: 'C3' })]) }, other)).to, {}, other)
    const { page } = await compared({ list: csvOf([loan(1)]) })
    expect(page.text).toContain('“L1” thuộc đơn vị khác')
    expect(page.text).toContain('“K1” thuộc đơn vị khác')
  })

  it('files and past lists of one office are not shown to another', async () => {
    const { to } = await compared({ list: loans(1) })
    expect((await world.get(to, other)).status).toBe(404)
    expect((await world.post(`${to}/apply`, {}, other)).status).toBe(404)
    expect((await world.post(`${to}/drop`, {}, other)).status).toBe(404)
    await apply(to)
    expect((await world.get(path, other)).text).not.toContain('mon-vay.csv')
    expect((await world.get(path, officer)).text).toContain('mon-vay.csv')
  })
})

describe('the page', () => {
  it.each([
    ['at the limit', '2026-10-20', 'Số liệu mới nhất'],
    ['beyond it', '2026-10-19', 'đang dừng'],
  ])('says how old the figures are: %s', async (_, as_of, words) => {
    await apply((await compared({ list: loans(1, () => ({ as_of })) })).to)
    expect((await world.get(path, officer)).text).toContain(words)
  })

  it.each(['loans', 'households', 'groups', 'payments', 'consents', 'instalments'])(
    'gives an empty list of %s, which is read as one',
    async (kind) => {
      const csv = await world.get(`${path}/template/${kind}.csv`, officer)
      expect(csv.headers.get('content-disposition')).toContain(`${kind}.csv`)
      if (kind === 'instalments') return
      const { page } = await compared({ kind, list: Buffer.from(csv.text) })
      expect(page.text).toContain('không thay đổi gì trong sổ')
    },
  )

  it.each(['staff.csv', 'loans.pdf', 'loans'])('has no empty list %s', async (file) => {
    expect((await world.get(`${path}/template/${file}`, officer)).status).toBe(404)
  })
})

describe('the front page', () => {
  it('warns who works with loans when figures are too old, and nobody else', async () => {
    await apply((await compared({ list: loans(2, (n) => ({ as_of: n === 0 ? '2026-10-19' : '2026-11-20' })) })).to)
    const warned = async (who: Visitor) =>
      (await world.get('/console', who)).text.includes('Tin nhắc của 1 món vay đang dừng')
    const chair = await world.signIn(await world.staff('commune_chair', { communeId: world.commune.first }))
    expect([await warned(officer), await warned(other), await warned(local), await warned(chair)]).toEqual([
      ...[true, false, false, false],
    ])
  })
})
