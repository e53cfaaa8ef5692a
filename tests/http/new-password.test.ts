import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offerNewPassword } from '../../src/app/offer-new-password.ts'
import { setNewPassword } from '../../src/app/set-new-password.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { type ConsoleWorld, consoleWorld, password, type Visitor } from '../support/console-world.ts'
import { totp } from '../support/totp.ts'

let world: ConsoleWorld
let chief: StaffMember
let director: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  chief = await world.staff('director')
  director = await world.signIn(chief)
})
afterAll(() => world.close())

const fresh = 'năm từ khác hẳn nhau'
const typed = { password: fresh, again: fresh }
const day = 86_400_000

/** The path of the link that the list of accounts shows after the button was pressed. */
const linkFor = async ({ id }: StaffMember, who = director): Promise<string> => {
  const { text } = await world.post(`/console/staff/${id}/new-password`, {}, who)
  return /http:\/\/loa\.test(\/console\/new-password\/[\w-]{43})</.exec(text)?.[1] ?? ''
}

const entering = async ({ email }: StaffMember, by: string) =>
  world.post('/console/sign-in', { email, password: by, next: '/console/programmes' })

const holds = async (who: Visitor) => (await world.get('/console', who)).status === 200

/** Somebody who is signed in and whose password is known. */
const member = async (role: 'officer' | 'director' = 'officer') => {
  const staff = await world.staff(role)
  return { staff, who: await world.enter(staff) }
}

describe('a new password', () => {
  it('is set by a link, which ends all sessions; who made it and who used it is on record', async () => {
    const { staff, who } = await member()
    const path = await linkFor(staff)
    expect((await world.get(path)).text).toContain(staff.email)
    expect(await holds(who)).toBe(true)
    expect(await world.post(path, typed)).toMatchObject({
      ...{ status: 303, to: '/console/sign-in?done=new_password', cookie: '' },
    })
    expect((await world.get('/console/sign-in?done=new_password')).text).toContain('Đã đặt mật khẩu mới.')
    expect(await holds(who)).toBe(false)
    expect((await entering(staff, password)).status).toBe(401)
    expect(await entering(staff, fresh)).toMatchObject({ status: 303, to: '/console/programmes' })
    const rows = await world.store.audit.list({ limit: 9, subjectKind: 'staff', subjectId: staff.id })
    const told = rows.filter(({ action }) => action.startsWith('staff.')).map((row) => [row.action, row.actorId])
    expect(told).toEqual([
      ['staff.password', staff.id],
      ['staff.password_offer', chief.id],
    ])
    expect(JSON.stringify(rows)).not.toContain(path.split('/').at(-1))
  })

  it('leaves the second factor where it was', async () => {
    const { staff, who } = await member('director')
    const { secret } = await world.setUpSecondFactor(who)
    await world.post(await linkFor(staff), typed)
    const first = await entering(staff, fresh)
    expect(first.to).toBe('/console/sign-in/code?next=%2Fconsole%2Fprogrammes')
    const next = totp(secret, 1)
    const second = await world.post('/console/sign-in/code', { code: next }, { cookie: first.cookie })
    expect(second).toMatchObject({ status: 303, to: '/console' })
    expect((await world.store.staff.find(staff.id))?.secondFactor).toBe(true)
  })

  it('ends a sign-in that was begun with the old one and waits for its code', async () => {
    const { staff, who } = await member('director')
    const { secret } = await world.setUpSecondFactor(who)
    const begun = await entering(staff, password)
    await world.post(await linkFor(staff), typed)
    const code = totp(secret, 1)
    const second = await world.post('/console/sign-in/code', { code }, { cookie: begun.cookie })
    expect(second.to).toBe('/console/sign-in?ended')
    expect(await world.store.staff.sessions(staff.id)).toEqual([])
  })

  it.each([
    ['two that differ', { password: fresh, again: 'khác' }, 'Hai lần gõ mật khẩu chưa giống nhau.'],
    ['one that is short', { password: 'ngắn', again: 'ngắn' }, 'Cần ít nhất 12 chữ.'],
    ['one that never ends', { password: 'a'.repeat(129), again: 'a'.repeat(129) }, 'Nhiều nhất 128 chữ.'],
  ])('is not %s, and the link stays good', async (_, form, problem) => {
    const { staff } = await member()
    const path = await linkFor(staff)
    const refused = await world.post(path, form)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(problem)
    expect((await world.post(path, typed)).status).toBe(303)
  })
})

describe('a link', () => {
  const ended = async (path: string) => {
    for (const answer of [await world.get(path), await world.post(path, typed)]) {
      expect(answer.status).toBe(404)
      expect(answer.text).toContain('Đường dẫn này không còn dùng được')
      expect(answer.text).not.toContain('@example.vn')
    }
  }

  it('is good once, also for two at once', async () => {
    const { staff } = await member()
    const path = await linkFor(staff)
    const answers = await Promise.all([world.post(path, typed), world.post(path, typed)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404])
    await ended(path)
  })

  it.each([
    ['the moment before a day is over', day - 1, true],
    ['when the day is over', day, false],
  ])('is good for a day: %s', async (_, after, good) => {
    const { staff } = await member()
    const path = await linkFor(staff)
    const before = world.clock.at
    world.clock.at = new Date(before.getTime() + after)
    if (good) expect((await world.post(path, typed)).status).toBe(303)
    else await ended(path)
    world.clock.at = before
  })

  it('ends with the next one', async () => {
    const { staff } = await member()
    const [first, second] = [await linkFor(staff), await linkFor(staff)]
    await ended(first)
    expect((await world.get(second)).status).toBe(200)
  })

  it('ends when the account is shut, for good', async () => {
    const { staff } = await member()
    const path = await linkFor(staff)
    await world.post(`/console/staff/${staff.id}/disable`, {}, director)
    await ended(path)
    expect(await linkFor(staff)).toBe('')
    await world.post(`/console/staff/${staff.id}/enable`, {}, director)
    await ended(path)
  })

  it('that nobody made is told like one that is over', async () => {
    await ended(`/console/new-password/${'x'.repeat(43)}`)
    await ended('/console/new-password/%00')
  })

  it('is never kept as it is, and lets nobody sign in', async () => {
    const { staff } = await member()
    const token = (await linkFor(staff)).split('/').at(-1) ?? ''
    const rows = await world.database.prisma.staffCredential.findMany({ where: { userId: staff.id } })
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain(token)
    for (const row of rows) expect((await entering(staff, row.accountId)).status).toBe(401)
    expect((await entering(staff, token)).status).toBe(401)
  })

  it('is nobody’s to make for oneself, for another office, for an administrator by a director, or as an officer', async () => {
    const of = async (staff: StaffMember, who = director) =>
      (await world.post(`/console/staff/${staff.id}/new-password`, {}, who)).status
    const { staff, who } = await member()
    expect(await of(chief)).toBe(404)
    expect(await of(await world.staff('officer', { officeId: world.office.otherId }))).toBe(404)
    expect(await of(await world.staff('admin'))).toBe(404)
    expect(await of(chief, who)).toBe(403)
    expect(await of(staff, await world.signIn(await world.staff('admin')))).toBe(200)
    const { text } = await world.get('/console/staff', director)
    expect(text).toContain(`/console/staff/${staff.id}/new-password`)
    expect(text).not.toContain(`/console/staff/${chief.id}/new-password`)
  })

  it('from the command line sets the password of an administrator who is alone', async () => {
    const alone = await world.staff('admin')
    await world.enter(alone)
    const offered = await offerNewPassword({ ...world, newToken: () => 'cli-token' }, { staffId: alone.id })
    const setting = { ...world, hashPassword: async () => 'a hash' }
    expect(await setNewPassword(setting, { token: offered?.token ?? '', password: fresh })).toMatchObject({
      ...{ ok: true, staff: { id: alone.id } },
    })
    const { prisma } = world.database
    expect(await prisma.staffCredential.findMany({ where: { userId: alone.id } })).toMatchObject([
      { providerId: 'credential', accountId: alone.id, password: 'a hash' },
    ])
  })
})

describe('the way in', () => {
  it('says whom to ask, to everybody alike', async () => {
    const { text } = await world.get('/console/sign-in')
    expect(text).toContain('Quên mật khẩu: hỏi giám đốc hoặc quản trị viên của phòng.')
  })
})
