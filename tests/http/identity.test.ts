import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openLoanRequest } from '../../src/app/form-loan-request.ts'
import { bankPart } from '../e2e/desk.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

const number = bankPart.idNumber
const masked = `•••••••${number.slice(-4)}`

let world: ConsoleWorld
let officer: Visitor
let chair: Visitor
let path: string
let id: string
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer', { id: 'ha' }))
  chair = await world.signIn(await world.staff('commune_chair', { id: 'chair', communeId: world.commune.first }))
})
afterAll(() => world.close())
beforeEach(async () => {
  const householdId = await world.household({ name: 'Trần Thị Hoa', phone: '0912345678' })
  id = await world.application({ accountId: await world.account({ householdId }), householdId })
  path = `/console/applications/${id}`
  await world.post(`${path}/complete`, bankPart, officer)
})

const opened = async () =>
  (await world.store.audit.list({ limit: 10, action: 'application.identity', subjectId: id })).map((row) => row.actorId)

describe('the identity number of a request', () => {
  it('is masked until it is opened, and whoever did is on record with the request', async () => {
    const { text } = await world.get(path, officer)
    expect(text).toContain(masked)
    expect(text).not.toContain(number)
    expect(await opened()).toEqual([])
    expect((await world.post(`${path}/identity`, {}, officer)).text).toContain(number)
    expect(await opened()).toEqual(['ha'])
    expect(JSON.stringify(await world.store.audit.list({ limit: 50, actorId: 'ha' }))).not.toContain(number)
    expect((await world.get(path, officer)).text).not.toContain(number)
  })

  it('stays when the form is corrected without it, and changes with it', async () => {
    const form = await world.get(`${path}/complete`, officer)
    expect(form.text).toContain(`Đã lưu: ${masked}`)
    expect(form.text).not.toContain(number)
    const kept = async () => (await world.store.applications.find(id))?.bank?.idNumber
    await world.post(`${path}/complete`, { ...bankPart, idNumber: '', address: 'Thôn 4' }, officer)
    expect(await kept()).toBe(number)
    const wrong = await world.post(`${path}/complete`, { ...bankPart, idNumber: '', address: '' }, officer)
    expect(wrong.status).toBe(422)
    expect(wrong.text).not.toContain(number)
    await world.post(`${path}/complete`, { ...bankPart, idNumber: '035168000999' }, officer)
    expect(await kept()).toBe('035168000999')
  })

  it('is not the chair’s to open, on the page or on a form', async () => {
    const page = await world.get(path, chair)
    expect(page.text).toContain(masked)
    expect(page.text).not.toContain(`${path}/identity`)
    expect((await world.post(`${path}/identity`, {}, chair)).text).not.toContain(number)
    expect(await opened()).toEqual([])
    const borrowerFor = async (staffId: string) => {
      const staff = await world.store.staff.find(staffId)
      return staff && (await openLoanRequest(world, { staff, applicationId: id }))?.borrower
    }
    expect(await borrowerFor('ha')).toMatchObject({ idNumber: number })
    expect(await borrowerFor('chair')).toMatchObject({ idNumber: '' })
    expect(await borrowerFor('chair')).not.toHaveProperty('phone')
  })
})
