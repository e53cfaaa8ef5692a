import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { announce } from '../../src/cli/announce.ts'
import { approval } from '../../src/cli/approval.ts'
import { session } from '../../src/cli/session.ts'
import { staff } from '../../src/cli/staff.ts'
import { sendsAlone } from '../support/sends-alone.ts'
import { type StaffWorld, staffWorld } from '../support/staff-world.ts'
import { commandLine } from './command-line.ts'

const following = { write: () => {}, terminal: false, columns: 80, wait: async () => {} }
let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
  await sendsAlone(world)
  await world.account({ householdId: await world.household({ programmes: ['poor'] }) })
  await world.household({ programmes: ['poor'] })
})
afterAll(() => world.close())
beforeEach(() => {
  world.woken.length = 0
})

const loa = (...args: string[]) =>
  commandLine(
    world,
    (program, doors) => {
      staff(program, doors)
      announce(program, doors, following)
      approval(program, doors)
      session(program, doors)
    },
    args,
  )

describe('staff add', () => {
  it('prints a link that makes an account', async () => {
    const { printed } = await loa('staff', 'add', 'gd@example.vn', '--role', 'director', '--unit', 'PGD1')
    const token = /^http:\/\/loa\.test\/console\/invitation\/([\w-]{43})$/.exec(printed[0] ?? '')?.[1] ?? ''
    expect(await world.store.staff.invitation(token, world.clock.now())).toMatchObject({
      ...{ email: 'gd@example.vn', role: 'director', officeId: world.office.id },
    })
  })

  it('takes a commune for a chair', async () => {
    const { failed } = await loa('staff', 'add', 'ct@example.vn', '--role', 'commune_chair', '--unit', 'C2')
    expect(failed).toBeUndefined()
    const open = await world.store.staff.invitations({ communeId: world.commune.second }, world.clock.now())
    expect(open).toMatchObject([{ role: 'commune_chair' }])
  })

  it.each([
    [
      'an unknown role',
      ['x@example.vn', '--role', 'king', '--unit', 'PGD1'],
      '--role is one of officer, director, commune_chair, admin, not king',
    ],
    [
      'an unknown unit',
      ['x@example.vn', '--role', 'officer', '--unit', 'X'],
      '--unit X is the code of no office and no commune',
    ],
    [
      'no unit',
      ['x@example.vn', '--role', 'officer'],
      'this role needs --unit with the code of an office or a commune',
    ],
    [
      'a chair of an office',
      ['x@example.vn', '--role', 'commune_chair', '--unit', 'PGD1'],
      'a commune chair needs --unit with the code of a commune',
    ],
    ['no address', ['x', '--role', 'officer', '--unit', 'PGD1'], 'EMAIL is not an address'],
  ])('refuses %s in one sentence', async (_, args, sentence) => {
    expect((await loa('staff', 'add', ...args)).failed).toBe(sentence)
  })
})

describe('staff reset-second-factor', () => {
  it('takes the second factor of an account away and ends its sessions', async () => {
    const { id, email } = await world.staff('admin')
    const { prisma } = world.database
    await prisma.staff.update({ where: { id }, data: { twoFactorEnabled: true } })
    await prisma.staffTwoFactor.create({ data: { id, userId: id, secret: 'sealed', backupCodes: 'sealed' } })
    const expiresAt = new Date(Date.now() + 3_600_000)
    await prisma.staffSession.create({ data: { id, token: id, userId: id, expiresAt } })
    const { printed } = await loa('staff', 'reset-second-factor', email.toUpperCase())
    expect(printed).toEqual([`${email}: the second factor is gone; it is set up anew at the next sign-in`])
    expect((await world.store.staff.find(id))?.secondFactor).toBeUndefined()
    expect(await prisma.staffTwoFactor.count({ where: { userId: id } })).toBe(0)
    expect(await world.store.staff.sessions(id)).toEqual([])
    const [row] = await world.store.audit.list({ limit: 1, subjectId: id })
    expect(row).toMatchObject({ action: 'second_factor.reset', actorKind: 'system', actorId: 'cli' })
    expect((await loa('staff', 'reset-second-factor', email)).failed).toBe(`${email} has no second factor`)
  })

  it('says when nobody has the address', async () => {
    const { failed } = await loa('staff', 'reset-second-factor', 'x@example.vn')
    expect(failed).toBe('nobody has an account under x@example.vn')
  })
})

describe('staff new-password', () => {
  it('prints a link for a member, and writes that down', async () => {
    const { id, email } = await world.staff('admin')
    const { printed } = await loa('staff', 'new-password', email.toUpperCase())
    const token = /^http:\/\/loa\.test\/console\/new-password\/([\w-]{43})$/.exec(printed[0] ?? '')?.[1] ?? ''
    expect(await world.store.staff.newPasswordOf(token, world.clock.now())).toMatchObject({ id })
    const [row] = await world.store.audit.list({ limit: 1, subjectId: id })
    expect(row).toMatchObject({ action: 'staff.password_offer', actorKind: 'system', actorId: 'cli' })
    expect(JSON.stringify(row)).not.toContain(token)
  })

  it('says when nobody has the address, and when the account is shut', async () => {
    const { failed } = await loa('staff', 'new-password', 'x@example.vn')
    expect(failed).toBe('nobody has an account under x@example.vn')
    const { id, email } = await world.staff('officer')
    await world.store.staff.setDisabled(id, world.clock.now())
    expect((await loa('staff', 'new-password', email)).failed).toBe(`the account of ${email} is shut`)
  })
})

describe('announce', () => {
  it('keeps a draft and says whom it would reach', async () => {
    const { printed } = await loa('announce', '--text', 'Ngày 12 giao dịch.', '--audience', 'all', '--json')
    const out = JSON.parse(printed[0] ?? '')
    expect(out).toMatchObject({ status: 'draft', reach: { households: 2, reached: 1, noAccount: 1 } })
    expect(await world.store.announcements.find(out.id)).toMatchObject({
      status: 'draft',
      title: 'Thông báo của Phòng giao dịch Duy Tiên',
    })
    expect(world.woken).toEqual([])
    expect((await loa('announce', '--text', 'x', '--audience', 'all')).printed[0]).toContain(
      'sẽ đến 1 người trong 2 hộ',
    )
  })

  it('sends with --yes', async () => {
    const { printed } = await loa(
      'announce',
      '--text',
      'Ngày 12.',
      '--audience',
      'commune:C1,programme:poor',
      '--yes',
      '--json',
    )
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ status: 'sending', written: 1 })
    expect(world.woken).toEqual([{ name: 'send-batch', lane: 2 }])
    const second = await loa('announce', '--text', 'x', '--audience', 'group:G1', '--yes')
    expect(second.printed[0]).toContain('cho 1 người')
    expect(second.printed[1]).toMatch(/^Theo dõi: loa sending watch \d+$/)
  })

  it.each([
    [
      'an unknown part',
      ['--text', 'x', '--audience', 'commune:C3'],
      '--audience: "commune:C3" names nothing of the office Phòng giao dịch Duy Tiên',
    ],
    ['no words', ['--text', ' ', '--audience', 'all'], '--text is empty'],
    ['too many words', ['--text', 'x'.repeat(1501), '--audience', 'all'], '--text is too long'],
    ['nobody', ['--text', 'x', '--audience', 'commune:C2', '--yes'], 'this audience reaches nobody, nothing was sent'],
    [
      'to follow a draft',
      ['--text', 'x', '--audience', 'all', '--watch'],
      '--watch goes with --yes: a draft goes nowhere',
    ],
    ['an unknown office', ['--text', 'x', '--audience', 'all', '--office', 'X'], '--office X is the code of no office'],
  ])('refuses %s in one sentence', async (_, args, sentence) => {
    expect((await loa('announce', ...args)).failed).toBe(sentence)
  })

  it('sends nothing that has to be mended, also where nobody has to agree, and says what', async () => {
    const { failed } = await loa('announce', '--text', 'Xem bit.ly/abc', '--audience', 'all', '--yes')
    expect(failed).toMatch(/^nothing was sent: mend the draft at \S+\/announcements\/\d+ first\. .*bit\.ly$/)
    expect(world.woken).toEqual([])
  })

  it('waits for a second person where one has to agree, and says so in one sentence', async () => {
    expect((await loa('approval', '--office', 'PGD1', '--set', 'director')).printed).toEqual(['PGD1: director'])
    const { failed } = await loa('announce', '--text', 'Ngày 12.', '--audience', 'all', '--yes')
    const id =
      /has to approve announcement (\d+), which waits at http:\/\/loa\.test\/console/.exec(failed ?? '')?.[1] ?? ''
    expect(await world.store.announcements.find(id)).toMatchObject({ status: 'waiting' })
    expect(world.woken).toEqual([])
    const [row] = await world.store.audit.list({ subjectKind: 'office', limit: 1 })
    expect(row).toMatchObject({ action: 'announcement.rule', detail: { rule: 'director' } })
    expect((await loa('approval')).printed).toEqual(['PGD1: director', 'PGD2: none'])
    const stopped = await loa('announce', '--text', 'Xem bit.ly/abc', '--audience', 'all', '--yes')
    expect(stopped.failed).toMatch(/^nothing was sent: mend the draft at \S+\/announcements\/\d+ first\. .*bit\.ly$/)
    await loa('approval', '--office', 'PGD1', '--set', 'none')
    expect((await loa('approval', '--set', 'nobody')).failed).toBe(
      '--set is one of director, officer, none, not nobody',
    )
    expect((await loa('approval', '--office', 'X')).failed).toBe('--office X is the code of no office')
  })

  it('speaks for the office that is named', async () => {
    const { failed } = await loa('announce', '--text', 'x', '--audience', 'commune:C3', '--office', 'PGD2')
    expect(failed).toBeUndefined()
  })
})

describe('session move', () => {
  it('moves the session of one month and puts it on record', async () => {
    const data = {
      code: 'TXN001',
      communeId: world.commune.first,
      name: 'Điểm 1',
      address: 'Nhà văn hóa',
      dayOfMonth: 17,
    }
    const point = await world.database.prisma.transactionPoint.create({ data })
    const done = await loa('session', 'move', point.code, '2026-12-30', '--reason', 'holiday')
    expect(done.failed).toBeUndefined()
    const moved = await world.database.prisma.transactionPointException.findFirstOrThrow({
      where: { pointId: point.id },
    })
    expect(moved).toMatchObject({ year: 2026, month: 12, reason: 'holiday' })
    expect(
      await world.database.prisma.audit.count({ where: { action: 'session.move', subjectId: String(point.id) } }),
    ).toBe(1)
  })

  it.each([
    ['a point that is none', ['NOWHERE', '2026-12-30'], 'there is no transaction point NOWHERE'],
    [
      'a reason that threatens',
      ['NOWHERE', '2026-12-30', '--reason', 'ai vắng sẽ bị phạt tiền'],
      'REASON is read by households: at most 80 characters, no threat, no link, no number to call',
    ],
    ['a day that is none', ['NOWHERE', '2026-02-30'], 'DAY must be a date that exists, as YYYY-MM-DD, not 2026-02-30'],
  ])('refuses %s', async (_, args, sentence) => {
    expect((await loa('session', 'move', ...args)).failed).toBe(sentence)
  })
})
