import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { seal } from '../support/staff-world.ts'

let world: ConsoleWorld
let officer: Visitor
let chair: Visitor
let stranger: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer', { name: 'Lê Mai' }))
  chair = await world.signIn(await world.staff('commune_chair', { communeId: world.commune.first }))
  stranger = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
  await world.household({ name: 'Trần Thị Hoà' })
})
afterAll(() => world.close())

const path = () => `/console/groups/${world.group.first}`
const givePhone = (phone: string | null) =>
  world.database.prisma.savingsCreditGroup.update({
    where: { id: world.group.first },
    data: { leaderPhoneIndex: phone === null ? null : seal.index(phone) },
  })

/** Issues a code and gives what stands on the sheet. */
async function code(form: Record<string, string> = { role: 'leader' }): Promise<string> {
  const { text } = await world.post(`${path()}/code`, form, officer)
  return (/class="code">(TO-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4})</.exec(text)?.[1] ?? '').replaceAll('-', '')
}

describe('groups', () => {
  it('are listed for the reader’s unit', async () => {
    const { text } = await world.get('/console/groups', officer)
    for (const name of ['Tổ G1', 'Tổ G2']) expect(text).toContain(name)
    expect(text).not.toContain('Tổ G3')
    expect((await world.get('/console/groups', chair)).text).not.toContain('Tổ G2')
    expect((await world.get('/console/groups?after=9999', officer)).text).toContain('Chưa có Tổ nào')
    expect((await world.get('/console/applications', officer)).text).toContain('href="/console/groups"')
  })

  it('have a page with the papers of the meeting', async () => {
    const { text } = await world.get(path(), officer)
    for (const words of ['Lê Văn Tâm', 'Hội Phụ nữ', `${path()}/form/03td.pdf`, `${path()}/form/10ctd.pdf`])
      expect(text).toContain(words)
  })

  it.each(['x', '0', '99999999999'])('of the number %s are not there', async (id) => {
    expect((await world.get(`/console/groups/${id}`, officer)).status).toBe(404)
  })

  it('of another office are not there, whatever is tried', async () => {
    for (const answer of [
      await world.get(path(), stranger),
      await world.post(`${path()}/code`, { role: 'leader', phone: '0977000001' }, stranger),
      await world.post(`${path()}/end`, { role: '1' }, stranger),
    ])
      expect(answer.status).toBe(404)
  })
})

describe('a code for the leader', () => {
  it('stands on a sheet once, and works with the number on file only', async () => {
    await givePhone('0977000001')
    const issued = await code()
    const tried = (phone: string) => world.store.leaders.tryCode({ code: issued, phone, at: world.clock.now() })
    expect((await tried('0977000002')).kind).toBe('wrong_phone')
    expect(await tried('0977000001')).toMatchObject({ kind: 'right', groupId: world.group.first, role: 'leader' })
    expect((await world.store.audit.list({ action: 'group.code', limit: 1 }))[0]).toMatchObject({
      subjectId: String(world.group.first),
    })
    const again = await code()
    expect((await tried('0977000001')).kind).toBe('unknown')
    const kept = JSON.stringify(
      (await world.database.prisma.groupCode.findMany()).map((r) => ({ ...r, id: 0 })),
      (_, v) => (typeof v === 'bigint' ? String(v) : v),
    )
    for (const secret of [again, '0977000001']) expect(kept).not.toContain(secret)
  })

  it('needs a number where none is on file, and says so', async () => {
    await givePhone(null)
    const none = await world.post(`${path()}/code`, { role: 'leader', phone: '' }, officer)
    expect(none.status).toBe(422)
    expect(none.text).toContain('Cần số điện thoại')
    const bad = await world.post(`${path()}/code`, { role: 'deputy', phone: '123' }, officer)
    expect(bad.text).toContain('Số điện thoại chưa đúng.')
    expect(await code({ role: 'deputy', phone: '0977 000 003' })).not.toBe('')
  })

  it('is not a chair’s to issue, nor a role a chair’s to end', async () => {
    expect((await world.get(path(), chair)).text).not.toContain('Cấp mã cho Tổ')
    expect((await world.post(`${path()}/code`, { role: 'leader', phone: '0977000001' }, chair)).status).toBe(404)
    expect((await world.post(`${path()}/end`, { role: '1' }, chair)).status).toBe(404)
  })
})

describe('the role of an account', () => {
  it('is shown, and ended by a button; the account is told', async () => {
    const accountId = await world.account({ name: 'Bác Tâm' })
    const at = world.clock.now()
    const issued = await code({ role: 'leader', phone: '0977000001' })
    const tried = await world.store.leaders.tryCode({ code: issued, phone: '0977000001', at })
    if (tried.kind === 'right') await world.store.leaders.begin({ codeId: tried.codeId, accountId, at })
    const { text } = await world.get(path(), officer)
    expect(text).toContain('Bác Tâm')
    const role = /name="role" value="(\d+)"/.exec(text)?.[1] ?? ''
    const done = await world.post(`${path()}/end`, { role }, officer)
    expect((await world.get(done.to ?? '', officer)).text).toContain('Đã thôi vai trò')
    expect(await world.store.leaders.leaderAccountOf(world.group.first)).toBeUndefined()
    expect(await world.told(accountId)).toEqual([['flows/leader-link:ended']])
    expect((await world.post(`${path()}/end`, { role }, officer)).status).toBe(404)
    expect((await world.post(`${path()}/end`, { role: 'x' }, officer)).status).toBe(404)
  })
})

describe('links for chairs', () => {
  it('are made once, with a QR code and without the PIN; a new one ends the old one', async () => {
    const form = { commune: String(world.commune.first) }
    const made = async () => {
      const { text } = await world.post('/console/chair-links', form, officer)
      return { text, url: /http:\/\/loa\.test(\/chair\/[\w-]{43})/.exec(text)?.[1] ?? '' }
    }
    const first = await made()
    expect(first.text).toContain('<svg')
    expect(first.text).not.toMatch(/class="code">\d{6}</)
    expect((await world.get(first.url)).status).toBe(200)
    const second = await made()
    expect((await world.get(first.url)).status).toBe(404)
    const list = await world.get('/console/chair-links', officer)
    expect(list.text).toContain('Chưa đọc mã cho chủ tịch')
    const colleague = await world.signIn(await world.staff('officer', { name: 'Vũ Hạnh' }))
    const pin = /action="(\/console\/chair-links\/\d+\/pin)"/.exec(list.text)?.[1] ?? ''
    expect((await world.post(pin, {}, stranger)).status).toBe(404)
    expect((await world.post(pin, {}, officer)).to).toBe('/console/chair-links?done=other_person')
    expect((await world.get('/console/chair-links?done=other_person', officer)).text).toContain('thì không đọc mã')
    expect((await world.post(pin, {}, colleague)).text).toMatch(/class="code">\d{6}</)
    expect((await world.get('/console/chair-links', officer)).text).toContain('Chưa mở')
    expect(list.text).not.toContain(second.url)
    const revoke = /action="(\/console\/chair-links\/\d+\/revoke)"/.exec(list.text)?.[1] ?? ''
    expect((await world.post(revoke, {}, stranger)).status).toBe(404)
    expect((await world.post(revoke, {}, officer)).to).toBe('/console/chair-links?done=revoked')
    expect((await world.get(second.url)).status).toBe(404)
    const actions = (await world.store.audit.list({ subjectKind: 'commune', subjectId: form.commune, limit: 4 })).map(
      ({ action }) => action,
    )
    expect(actions).toEqual(['chair.revoke', 'chair.pin', 'chair.link', 'chair.link'])
  })

  it('are asked for where households wait and no link is good', async () => {
    const { second } = world.commune
    expect((await world.get('/console/chair-links', officer)).text).not.toContain('Cần gửi liên kết')
    const householdId = await world.household({ communeId: second })
    const accountId = await world.account({ householdId })
    const id = await world.application({ accountId, householdId, communeId: second })
    const step = { from: 'submitted', to: 'listed', event: 'list', actorKind: 'staff', actorId: 'x' } as const
    await world.store.applications.move(id, { ...step, at: world.clock.now() })
    const home = async () => (await world.get('/console', officer)).text
    expect((await world.get('/console/chair-links', officer)).text).toContain('Cần gửi liên kết')
    expect(await home()).toContain('Xã chờ liên kết')
    await world.post('/console/chair-links', { commune: String(second) }, officer)
    const list = (await world.get('/console/chair-links', officer)).text
    expect(list).not.toContain('Cần gửi liên kết')
    // It opens for nobody yet.
    expect(await home()).toContain('Xã chờ liên kết')
    const colleague = await world.signIn(await world.staff('officer', { name: 'Đỗ Yên' }))
    const pin = new RegExp(`value="${second}"[\\s\\S]*?action="(/console/chair-links/\\d+/pin)"`).exec(list)?.[1] ?? ''
    expect((await world.post(pin, {}, colleague)).text).toMatch(/class="code">\d{6}</)
    expect(await home()).not.toContain('Xã chờ liên kết')
  })

  it('are not made for a commune of another unit, nor by a chair', async () => {
    for (const commune of [String(world.commune.other), 'x', '', '0'])
      expect((await world.post('/console/chair-links', { commune }, officer)).status).toBe(404)
    expect((await world.get('/console/chair-links', chair)).status).toBe(403)
    expect((await world.post('/console/chair-links', { commune: String(world.commune.first) }, chair)).status).toBe(403)
  })
})
