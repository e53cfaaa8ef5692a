import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { now } from '../support/staff-world.ts'

let world: ConsoleWorld
let officer: Visitor
let director: Visitor
let householdId: string
let caseId: string

beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer'))
  director = await world.signIn(await world.staff('director'))
  householdId = await world.household({ name: 'Lê Thị Hẹn', programmes: ['poor'] })
  const accountId = await world.account({ householdId, consents: ['talk', 'reminders'] })
  const loan = await world.database.prisma.loan.findFirstOrThrow({ where: { householdId: BigInt(householdId) } })
  const loanId = loan.id.toString()
  await world.store.promises.keep([
    { loanId, accountId, dueDate: '2026-11-19', kind: 'soon', day: '2026-11-27', named: true, at: now },
  ])
  const about = { kind: 'payment', accountId, householdId, officeId: world.office.id, at: now, dueAt: now } as const
  const { id } = await world.store.cases.open({ ...about, routedTo: 'director', text: 'không biên lai', by: 'bot' })
  caseId = id
  const claim = { householdId, accountId, loanIds: [loanId], receipt: 'no', at: now } as const
  await world.store.promises.claim({ ...claim, to: 'point', name: 'cô Cán', caseId })
  await world.store.promises.claim({ ...claim, to: 'leader', receipt: 'yes', paidOn: '2026-11-20' })
})
afterAll(() => world.close())

describe('what a household says of payments', () => {
  it('stands on its page: the promise with its state, the claim with day and receipt', async () => {
    const { text } = await world.get(`/console/people/${householdId}`, officer)
    expect(text).toContain('Hẹn trả thứ Sáu, 27/11/2026')
    expect(text).toContain('Đang chờ')
    expect(text).toContain('Trả cho: Tổ trưởng. Ngày: thứ Sáu, 20/11/2026. Biên lai: Có')
  })

  it('leaves out for an officer what is the director’s to look into', async () => {
    expect((await world.get(`/console/people/${householdId}`, officer)).text).not.toContain('cô Cán')
    const { text } = await world.get(`/console/people/${householdId}`, director)
    expect(text).toContain('cô Cán')
    expect(text).toContain(`/console/cases/${caseId}`)
  })
})

describe('the word about booked payments', () => {
  const path = '/console/reminders/receipts'

  it('is switched off and on by the director, and nobody else', async () => {
    expect((await world.get(path, director)).text).toContain('Đang bật')
    expect((await world.get(path, officer)).status).toBe(404)
    expect(await world.post(path, { to: 'off' }, officer)).toMatchObject({ status: 404 })
    expect(await world.store.receipts.isOn(world.office.id)).toBe(true)
    expect(await world.post(path, { to: 'off' }, director)).toMatchObject({ status: 303, to: path })
    expect(await world.store.receipts.isOn(world.office.id)).toBe(false)
    expect(await world.store.receipts.isOn(world.office.otherId)).toBe(true)
    expect((await world.get(path, director)).text).toContain('Đang tắt')
    await world.post(path, { to: 'on' }, director)
    expect(await world.store.receipts.isOn(world.office.id)).toBe(true)
    const log = await world.database.prisma.audit.findMany({ where: { action: 'office.receipts' } })
    expect(log.map(({ detail }) => detail)).toEqual([{ to: 'off' }, { to: 'on' }])
  })
})
