import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { now } from '../support/staff-world.ts'

let world: ConsoleWorld
let officer: Visitor
let chair: Visitor
let stranger: Visitor
let id: string
let paper: string
let counter = 0

beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer', { name: 'Lê Mai' }))
  chair = await world.signIn(await world.staff('commune_chair', { communeId: world.commune.first }))
  stranger = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
})
afterAll(() => world.close())
beforeEach(async () => {
  const householdId = await world.household({ name: 'Trần Thị Hoa' })
  const accountId = await world.account({ householdId })
  const { officeId, communeId } = { officeId: world.office.id, communeId: world.commune.first }
  const sent = await world.store.applications.submit({
    ...{ sentKey: `papers-${++counter}`, accountId, householdId, officeId, communeId, programme: 'student' },
    answers: {
      full_name: 'Trần Thị Hoa',
      student_name: 'Trần Văn Nam',
      school: 'Đại học Mây',
      study_year: 2,
      tuition: 15_000_000,
      contract_day: '2026-02-03',
      items: [{ item: 'máy <tính>', quantity: '1', amount: 12_000_000 }],
      later_papers: ['school_certificate'],
    },
    ...{ amount: 20_000_000, lawDay: '2026-11-24', verdict: null, at: now },
  })
  id = sent.id
  const photo = {
    bytes: new Uint8Array([0xff, 0xd8, 0xff, 1, 2, 3]),
    mime: 'image/jpeg',
    width: 1200,
    height: 900,
  } as const
  paper = await world.store.attachments.keep({ accountId, photo, at: now })
  await world.store.attachments.handOver(id, { accountId, papers: [{ paper: 'identity_front', attachmentId: paper }] })
})

const opens = (who: Visitor, attachmentId = paper, applicationId = id) =>
  world.get(`/console/applications/${applicationId}/paper/${attachmentId}`, who)
const otherRequest = async () => {
  const householdId = await world.household({ name: 'Lê Văn Ba' })
  return world.application({ accountId: await world.account({ householdId }), householdId, key: `other-${++counter}` })
}
const looked = async () =>
  (await world.database.prisma.audit.findMany({ where: { action: 'application.paper', subjectId: id } })).length

describe('the papers of a request', () => {
  it('are listed by name, with what is brought later, the table and what the programme needs', async () => {
    const { text } = await world.get(`/console/applications/${id}`, officer)
    expect(text).toContain('Mở ảnh: Căn cước, mặt trước')
    expect(text).toContain('Giấy xác nhận của nhà trường: hộ vay nộp giấy sau')
    for (const said of ['Trần Văn Nam', 'Đại học Mây', '15.000.000', 'máy &lt;tính&gt;', '12.000.000'])
      expect(text).toContain(said)
    expect(text).not.toContain('student_name')
    // The pictures themselves are not on the page.
    expect(text).not.toMatch(/src="[^"]*paper/)
  })

  it('open one by one, with headers that let no browser keep or guess them, and each look is on record', async () => {
    const { status, headers } = await opens(officer)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('image/jpeg')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-disposition')).toMatch(/^inline; filename="identity_front-\d+\.jpg"$/)
    await opens(officer)
    expect(await looked()).toBe(2)
  })

  it('are not shown to a chair, who sees only that they are there', async () => {
    const { text } = await world.get(`/console/applications/${id}`, chair)
    expect(text).toContain('Căn cước, mặt trước (đã có ảnh)')
    expect(text).not.toContain('/paper/')
    expect((await opens(chair)).status).toBe(404)
  })

  it.each([
    ['another office', () => opens(stranger)],
    ['another request', () => otherRequest().then((other) => opens(officer, paper, other))],
    ['no number', () => opens(officer, 'x')],
    ['a number that is none', () => opens(officer, '999999999999999999')],
    ['nobody', () => world.get(`/console/applications/${id}/paper/${paper}`)],
  ])('do not open for %s, and nothing is on record', async (_, ask) => {
    expect((await ask()).status).not.toBe(200)
    expect(await looked()).toBe(0)
  })

  it('go with the request', async () => {
    await world.database.prisma.application.delete({ where: { id: BigInt(id) } })
    expect(await world.database.prisma.attachment.count({ where: { id: BigInt(paper) } })).toBe(0)
  })
})
