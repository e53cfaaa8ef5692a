import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerCase } from '../../src/app/answer-case.ts'
import { decideApplication } from '../../src/app/decide-application.ts'
import { issueGroupCode } from '../../src/app/leader-code.ts'
import { endLeader } from '../../src/app/leader-end.ts'
import type { ApplicationState } from '../../src/domain/application.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
let officer: StaffMember
let group: { first: number; second: number }
let household: { first: string; second: string }
let people = 0

beforeAll(async () => {
  bench = await talkBench()
  const { officeId, households } = await smallOffice(bench)
  const { prisma } = bench.database
  const first = await prisma.savingsCreditGroup.findFirstOrThrow()
  const { id: _, ...rest } = first
  const second = await prisma.savingsCreditGroup.create({ data: { ...rest, code: '0000002', name: 'Tổ 2' } })
  group = { first: first.id, second: second.id }
  await prisma.savingsCreditGroup.updateMany({
    data: { leaderPhoneSealed: bench.seal.seal('0977000001'), leaderPhoneIndex: bench.seal.index('0977000001') },
  })
  await prisma.household.update({ where: { id: households[0]! }, data: { groupId: first.id } })
  await prisma.household.update({ where: { id: households[1]! }, data: { groupId: second.id } })
  household = { first: String(households[0]), second: String(households[1]) }
  for (let i = 0; i < 8; i++) {
    const at = { communeId: first.communeId, groupId: first.id }
    await prisma.household.create({
      data: { customerId: `9${i}`, headName: `Tổ viên ${i}`, headNameFolded: `to vien ${i}`, ...at },
    })
  }
  const made = { id: 'cb', name: 'Lê Mai', email: 'mai@vbsp.example', role: 'officer', officeId }
  await prisma.staff.create({ data: made })
  officer = (await bench.store.staff.find('cb'))!
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})

const deps = () => ({ ...bench.deps, randomBytes: (n: number) => crypto.getRandomValues(new Uint8Array(n)) })
const rows = () => bench.database.prisma

async function code(
  groupId: number,
  { role = 'leader' as const, phone = '' }: { role?: 'leader' | 'deputy'; phone?: string } = {},
): Promise<string> {
  const done = await issueGroupCode(deps(), { staff: officer, groupId: String(groupId), role, phone })
  if (!done.ok) throw new Error(done.problem)
  return done.issued.code
}

/** Somebody who has met Loa. */
async function somebody(channel: 'web' | 'telegram' = 'web'): Promise<Person> {
  const person = bench.person(`leader-${++people}`, channel)
  await person.arrives()
  return person
}

async function accountOf(): Promise<string> {
  const row = await rows().channelAccount.findFirstOrThrow({ where: { address: `leader-${people}` } })
  return row.id.toString()
}

async function leader(groupId: number): Promise<Person> {
  const person = await somebody()
  await person.does({ kind: 'start', payload: await code(groupId) })
  await person.goes('Tôi hứa', '0977 000 001')
  return person
}

let keys = 0

/** A request of a household, with the household's own account, in that state. */
async function request(householdId: string, state: ApplicationState = 'with_group', name = 'x'): Promise<string> {
  const at = bench.now
  const account = await bench.store.accounts.arrive({ channel: 'web', address: `household-${++keys}`, name, at })
  const { officeId, communeId } = { officeId: officer.officeId!, communeId: 1 }
  const { id } = await bench.store.applications.submit({
    ...{ sentKey: `k${keys}`, accountId: account.id, householdId, officeId, communeId, at },
    ...{ programme: 'clean_water', amount: 20_000_000, lawDay: '2026-11-16', verdict: {} },
    answers: { full_name: name, phone: '0912345678', term_months: 48, later_papers: ['identity_front'] },
  })
  if (state !== 'submitted') {
    const step = {
      from: 'submitted',
      to: state,
      event: 'pass_to_group',
      actorKind: 'staff',
      actorId: 'cb',
      at,
    } as const
    await bench.store.applications.move(id, step)
  }
  return id
}

const stateOf = async (id: string) => (await bench.store.applications.find(id))?.state

describe('becoming the leader of a group', () => {
  it('takes the code from paper and the number that the bank has', async () => {
    const person = await somebody()
    const started = await person.does({ kind: 'start', payload: await code(group.first) })
    expect(started).toContain('chuyện riêng của bà con')
    expect(await person.goes('Tôi hứa', '0977000001')).toContain('tổ trưởng Tổ 1')
    const accountId = await accountOf()
    expect(await bench.store.leaders.leaderAccountOf(group.first)).toBe(accountId)
    expect(await bench.store.leaders.leaderAccountOf(group.second)).toBeUndefined()
    const [written] = await bench.store.audit.list({ action: 'group.lead', limit: 1 })
    expect(written).toMatchObject({ actorKind: 'leader', actorId: accountId, subjectId: String(group.first) })
  })

  it('by the menu, the code typed as it stands on paper', async () => {
    const person = await somebody()
    const typed = (await code(group.first)).toLowerCase().replace(/^(..)(....)/, '$1-$2-')
    await person.goes('Việc khác', 'Liên kết sổ vay', 'Tôi là tổ trưởng', typed, 'Tôi hứa')
    expect(await person.types('+84 977 000 001')).toContain('tổ trưởng Tổ 1')
  })

  it('on Telegram takes the shared number only, and only the sender’s own', async () => {
    const person = await somebody('telegram')
    await person.does({ kind: 'start', payload: await code(group.first) })
    await person.taps('Tôi hứa')
    expect(await person.types('0977000001')).toContain('Số gõ tay')
    await person.does({ kind: 'contact', phone: '0977000001', own: false })
    expect(await bench.store.leaders.groupsOf(await accountOf())).toEqual([])
    expect(await person.does({ kind: 'contact', phone: '+84977000001', own: true })).toContain('tổ trưởng Tổ 1')
  })

  it.each([
    ['a code that nobody issued', 'TOABCDEFGH', '0977000001'],
    ['the code of a household', 'ABCDEFGH', '0977000001'],
    ['another number than the one on file', undefined, '0977000002'],
  ])('does not take %s', async (_, typed, phone) => {
    const person = await somebody()
    await person.goes('Việc khác', 'Liên kết sổ vay', 'Tôi là tổ trưởng')
    await person.goes(typed ?? (await code(group.first)), 'Tôi hứa')
    expect(await person.types(phone)).toContain('chưa đúng')
    expect(await bench.store.leaders.groupsOf(await accountOf())).toEqual([])
  })

  it('does not take a code twice, nor one that is over', async () => {
    const used = await code(group.second)
    const at = bench.now
    await (await somebody()).does({ kind: 'start' })
    const { leaders } = bench.store
    const tried = await leaders.tryCode({ code: used, phone: '0977000001', at })
    expect(tried.kind).toBe('right')
    if (tried.kind !== 'right') return
    const accountId = await accountOf()
    expect(await leaders.begin({ codeId: tried.codeId, accountId, at })).toBe(true)
    expect(await leaders.begin({ codeId: tried.codeId, accountId, at })).toBe(false)
    expect((await leaders.tryCode({ code: used, phone: '0977000001', at })).kind).toBe('unknown')
    const late = { code: await code(group.second), phone: '0977000001', at: new Date(at.getTime() + 31 * 86_400_000) }
    expect((await leaders.tryCode(late)).kind).toBe('unknown')
    const [role] = await leaders.ofGroup(group.second)
    expect(await leaders.end({ roleId: role?.id ?? '0', groupId: group.second, at, why: 'office' })).toBe(true)
  })

  it('throws a code away after five wrong numbers, and locks who guesses', async () => {
    const found = await code(group.first)
    const person = await somebody()
    await person.does({ kind: 'start', payload: found })
    for (let i = 0; i < 5; i++) {
      await person.does({ kind: 'start', payload: found })
      await person.goes('Tôi hứa', `097700010${i}`)
    }
    expect(person.last().text).toContain('Bà con cần việc gì')
    expect(person.all.map(({ text }) => text).join('\n')).toContain('khóa việc liên kết')
    const tried = { code: found, phone: '0977000001', at: bench.now }
    expect((await bench.store.leaders.tryCode(tried)).kind).toBe('unknown')
  })

  it('needs a typed number for a deputy, and one on file or typed for a leader', async () => {
    const wanted = { staff: officer, groupId: String(group.first), role: 'deputy' as const }
    expect(await issueGroupCode(deps(), { ...wanted, phone: '' })).toMatchObject({ problem: 'no_phone' })
    expect(await issueGroupCode(deps(), { ...wanted, phone: '12' })).toMatchObject({ problem: 'bad_phone' })
    const typed = await code(group.first, { role: 'deputy', phone: '0977000009' })
    const person = await somebody()
    await person.does({ kind: 'start', payload: typed })
    expect(await person.goes('Tôi hứa', '0977000009')).toContain('tổ phó Tổ 1')
  })

  it('ends the role of whoever had it, and tells them', async () => {
    const before = await leader(group.first)
    const beforeId = await accountOf()
    await leader(group.first)
    expect(before.last().text).toContain('không còn làm việc cho Tổ 1')
    expect(await bench.store.leaders.groupsOf(beforeId)).toEqual([])
    const leads = await bench.store.leaders.ofGroup(group.first)
    expect(leads.filter(({ role }) => role === 'leader').map(({ accountId }) => accountId)).toEqual([await accountOf()])
  })

  it('goes with the data of who has their account erased', async () => {
    const person = await leader(group.second)
    const accountId = await accountOf()
    await person.does({ kind: 'withdrawn' })
    expect(await bench.store.leaders.groupsOf(accountId)).toEqual([])
  })
})

describe('what a leader does', () => {
  it('sees who asks for what and which papers are missing, and nothing of debts, phones and identity', async () => {
    const id = await request(household.first)
    const person = await leader(group.first)
    await person.types('menu')
    const shown = await person.taps('Tổ của tôi')
    expect(shown).toContain('Chờ họp Tổ: 1 đơn')
    const one = await person.taps('Nguyễn Thị Lành, 20.000.000 đồng')
    for (const words of ['Nguyễn Thị Lành', '20.000.000 đồng', '48 tháng', 'Căn cước, mặt trước'])
      expect(one).toContain(words)
    for (const hidden of ['0912345678', '25.000.000', '6600', '140.000']) expect(one).not.toContain(hidden)
    await rows().application.update({ where: { id: BigInt(id) }, data: { state: 'withdrawn' } })
  })

  it('records that the meeting agreed: the request is on the list, and the household told', async () => {
    const id = await request(household.first)
    const person = await leader(group.first)
    await person.goes('Nguyễn Thị Lành, 20.000.000 đồng', 'Tổ đồng ý', 'hôm qua', '8', 'Số tiền, thời hạn khác')
    expect(await person.types('30 triệu')).toContain('không nhiều hơn')
    const check = await person.goes('15 triệu', '3 năm')
    expect(check).toContain('15.000.000 đồng, 36 tháng')
    expect(await person.taps('Đúng, ghi vào')).toContain('Đã ghi: Tổ đồng ý')
    expect(await stateOf(id)).toBe('listed')
    const event = (await bench.store.applications.events(id)).at(-1)
    const accountId = await accountOf()
    expect(event).toMatchObject({ event: 'list', actorKind: 'leader', actorId: accountId, day: '2026-11-15' })
    expect(event?.note).toContain('8 tổ viên dự: đồng ý 15.000.000 đồng, 36 tháng')
    expect(await bench.store.leaders.reviews(id)).toMatchObject([
      { agreed: true, amount: 15_000_000, termMonths: 36, heldOn: '2026-11-15', present: 8, accountId },
    ])
    const [written] = await bench.store.audit.list({ subjectKind: 'application', subjectId: id, limit: 1 })
    expect(written).toMatchObject({ action: 'application.list', actorKind: 'leader', actorId: accountId })
    // The same button once more changes nothing.
    expect(await person.taps('Đúng, ghi vào')).toContain('Đã ghi: Tổ đồng ý')
    expect(await bench.store.leaders.reviews(id)).toHaveLength(1)
  })

  it('records that it did not: the request goes back with the reason', async () => {
    const id = await request(household.first)
    const person = await leader(group.first)
    await person.goes('Nguyễn Thị Lành, 20.000.000 đồng', 'Tổ không đồng ý', '16/11', '7', 'Kế hoạch khó làm được')
    expect(await person.taps('Sửa lại')).toContain('Cuộc họp Tổ có đồng ý không?')
    await person.goes('Tổ không đồng ý', '16/11', '7', 'Kế hoạch khó làm được', 'Đúng, ghi vào')
    expect(await stateOf(id)).toBe('returned')
    expect((await bench.store.applications.events(id)).at(-1)).toMatchObject({
      ...{ event: 'return_from_group', reason: 'plan_not_feasible', told: 'applications:told.return_from_group' },
    })
    expect(await bench.store.applications.find(id)).toMatchObject({ returnedFrom: 'with_group' })
  })

  it('has pages of at most four, and comes to all of them', async () => {
    const ids = []
    for (let i = 0; i < 6; i++) ids.push(await request(household.first))
    const person = await leader(group.first)
    const own = () => person.last().buttons.filter(({ token }) => /^leader-group.what\.(a\d|next)/.test(token))
    expect(own()).toHaveLength(3)
    const first = own().map(({ token }) => token)
    await person.taps('Xem tiếp')
    expect(own()).toHaveLength(4)
    const seen = [...first, ...own().map(({ token }) => token)].flatMap((token) => /\.a(\d+)/.exec(token)?.[1] ?? [])
    expect(seen).toEqual(ids)
    await rows().application.updateMany({ data: { state: 'withdrawn' } })
  })

  it('with several groups is asked which one first', async () => {
    await request(household.second)
    const person = await leader(group.first)
    await person.does({ kind: 'start', payload: await code(group.second) })
    await person.goes('Tôi hứa', '0977000001')
    await person.types('menu')
    expect(await person.taps('Tổ của tôi')).toContain('Anh/chị phụ trách 2 Tổ')
    expect(await person.taps('Tổ 2')).toContain('Chờ họp Tổ: 1 đơn')
    expect(await person.goes('Trần Văn Chung, 20.000.000 đồng')).toContain('Trần Văn Chung')
    const done = await person.goes('Tổ đồng ý', 'hôm nay', '1', 'Đúng như đơn', 'Đúng, ghi vào')
    expect(done).toContain('Tổ 2\nChờ họp Tổ: 0 đơn')
    await rows().application.updateMany({ data: { state: 'withdrawn' } })
  })
})

describe('a request that comes to the group', () => {
  it('is told to its leader, and to nobody where there is none', async () => {
    const person = await leader(group.first)
    for (const householdId of [household.first, household.second]) {
      const applicationId = await request(householdId, 'submitted')
      expect(await decideApplication(deps(), { staff: officer, applicationId, event: 'pass_to_group' })).toEqual({
        ok: true,
      })
    }
    const said = await person.types('menu')
    expect(said).toContain('Tổ 1 có đơn mới chờ họp: Nguyễn Thị Lành')
    expect(said).not.toContain('Trần Văn Chung')
    await rows().application.updateMany({ data: { state: 'withdrawn' } })
  })
})

describe('what a leader never does', () => {
  const forged = (kind: string, id: string, ref: string) => `leader-group/what.${kind}${id}#${ref}`
  const refOf = (person: Person) => /#(\w+)$/.exec(person.last().buttons[0]?.token ?? '')?.[1] ?? ''

  it('opens a request of another group, by a tap with its number', async () => {
    await request(household.first)
    const foreign = await request(household.second)
    const person = await leader(group.first)
    const said = await person.does({ kind: 'tap', token: forged('a', foreign, refOf(person)) })
    expect(said).not.toContain('Trần Văn Chung')
    expect(await stateOf(foreign)).toBe('with_group')
  })

  it('records a meeting of another group, even with a run that was begun for it', async () => {
    const foreign = await request(household.second)
    const person = await leader(group.first)
    await person.taps('Nguyễn Thị Lành, 20.000.000 đồng')
    const { accounts, talks } = bench.store
    const account = await accounts.find(await accountOf())
    const talk = await talks.load(account!.id)
    talk.current!.given.id = foreign
    await talks.save(account!.id, talk, bench.now)
    await person.goes('Tổ đồng ý', 'hôm nay', '5', 'Đúng như đơn')
    expect(await person.taps('Đúng, ghi vào')).toContain('không còn chờ anh/chị')
    expect(await stateOf(foreign)).toBe('with_group')
    expect(await bench.store.leaders.reviews(foreign)).toEqual([])
  })

  it('goes on by old buttons once the role has ended', async () => {
    const id = await request(household.first)
    const person = await leader(group.first)
    const accountId = await accountOf()
    await person.goes('Nguyễn Thị Lành, 20.000.000 đồng', 'Tổ đồng ý', 'hôm nay', '5', 'Đúng như đơn')
    const list = person.all
      .flatMap(({ buttons }) => buttons)
      .find(({ token }) => token.startsWith('leader-group/what.a'))
    const [role] = await bench.store.leaders.ofGroup(group.first)
    const wish = { staff: officer, groupId: String(group.first), roleId: role!.id }
    expect(await endLeader(deps(), { ...wish, groupId: String(group.second) })).toBe(false)
    expect(await endLeader(deps(), wish)).toBe(true)
    expect(await endLeader(deps(), wish)).toBe(false)
    expect(await bench.store.leaders.groupsOf(accountId)).toEqual([])
    expect(await person.taps('Đúng, ghi vào')).toContain('không phụ trách Tổ nào')
    expect(await stateOf(id)).toBe('with_group')
    const opened = await person.does({ kind: 'tap', token: list?.token ?? '' })
    expect(opened).not.toContain('Nguyễn Thị Lành')
    expect(person.last().buttons.map(({ label }) => label)).not.toContain('Tổ của tôi')
  })

  it('is nobody’s by a name: a stranger who asks finds no group', async () => {
    const person = await somebody()
    await rows().channelAccount.updateMany({ where: { address: `leader-${people}` }, data: { name: 'Trần Văn Tổ' } })
    await person.types('menu')
    expect(person.last().buttons.map(({ label }) => label)).not.toContain('Tổ của tôi')
    const said = await person.does({ kind: 'tap', token: `menu/what.my_group#${refOf(person)}` })
    expect(said).not.toContain('Nguyễn Thị Lành')
  })
})

describe('difficulties of members', () => {
  const openCase = async (
    householdId: string,
    kind: 'difficulty' | 'complaint',
    routedTo: 'group_leader' | 'officer',
  ) => {
    const at = bench.now
    const account = await bench.store.accounts.arrive({ channel: 'web', address: `household-${++keys}`, at })
    const place = { officeId: officer.officeId!, communeId: 1, householdId, accountId: account.id }
    const words = { text: 'Tôi mất sổ vay', at, dueAt: at }
    const { id } = await bench.store.cases.open({ kind, ...place, routedTo: routedTo as never, ...words })
    return { id, accountId: account.id }
  }

  it('are answered by the leader; the household gets the words', async () => {
    await rows().application.updateMany({ data: { state: 'withdrawn' } })
    const { id, accountId } = await openCase(household.first, 'difficulty', 'group_leader')
    const person = await leader(group.first)
    const label = person.last().buttons[0]?.label ?? ''
    expect(label).toContain('Nguyễn Thị Lành')
    expect(await person.taps(label)).toContain('Tôi mất sổ vay')
    expect(await person.types('Mai chị ra nhà văn hóa, tôi làm giấy giúp.')).toContain('Đã gửi trả lời')
    expect(await bench.store.cases.find(id)).toMatchObject({ state: 'answered' })
    const told = await rows().delivery.findMany({ where: { accountId: BigInt(accountId) } })
    expect(JSON.stringify(told.map(({ body }) => body))).toContain('flows/leader-answer:signed')
    const [written] = await bench.store.audit.list({ subjectKind: 'case', subjectId: id, limit: 1 })
    expect(written).toMatchObject({ action: 'case.answer', actorKind: 'leader' })
  })

  it('that staff took up, or that were raised to them, are theirs: what is said next may be about the leader', async () => {
    await rows().case.updateMany({ data: { state: 'closed' } })
    const { id, accountId } = await openCase(household.first, 'difficulty', 'group_leader')
    const raised = await openCase(household.first, 'difficulty', 'group_leader')
    const { leaders, cases } = bench.store
    expect((await leaders.cases(group.first)).map((one) => one.id)).toEqual([id, raised.id])
    await cases.raise(raised.id, { level: 1, at: bench.now })
    expect(await answerCase(deps(), { staff: officer, caseId: id, text: 'Chào chị.' })).toEqual({ ok: true })
    await cases.say(id, { by: 'household', text: 'Bà ấy giữ sổ của tôi', at: bench.now })
    expect(await cases.find(id)).toMatchObject({ state: 'open', routedTo: 'group_leader', accountId })
    expect(await leaders.cases(group.first)).toEqual([])
    for (const one of [id, raised.id]) expect(await leaders.answered(one)).toBe(false)
  })

  it('in a quiet talk: who accuses the leader has a complaint of its own, and the leader sees nothing', async () => {
    await rows().case.updateMany({ data: { state: 'closed' } })
    const { id, accountId } = await openCase(household.first, 'difficulty', 'group_leader')
    const person = bench.person(`household-${keys}`)
    await person.arrives()
    await answerCase(deps(), { staff: officer, caseId: id, text: 'Chào chị.' })
    expect(await person.types('tổ trưởng giữ sổ vay của tôi không trả')).not.toContain('đang trực tiếp')
    await person.types('bà ấy giữ từ tháng 8')
    const made = await rows().case.findFirstOrThrow({
      where: { accountId: BigInt(accountId) },
      orderBy: { id: 'desc' },
    })
    expect(made).toMatchObject({ kind: 'complaint', routedTo: expect.not.stringContaining('group_leader') })
    expect(await bench.store.cases.lines(id)).toHaveLength(2)
    expect(await bench.store.leaders.cases(group.first)).toEqual([])
  })

  it('that complain, that are the office’s, or that are another group’s never appear', async () => {
    const hidden = [
      await openCase(household.first, 'complaint', 'group_leader'),
      await openCase(household.first, 'complaint', 'officer'),
      await openCase(household.first, 'difficulty', 'officer'),
      await openCase(household.second, 'difficulty', 'group_leader'),
    ]
    const person = await leader(group.first)
    expect(person.all.map(({ text }) => text).join('\n')).toContain('Tổ chưa có việc nào')
    await request(household.first)
    await person.goes('menu', 'Tổ của tôi')
    const ref = /#(\w+)$/.exec(person.last().buttons[0]?.token ?? '')?.[1] ?? ''
    for (const { id } of hidden) {
      const said = await person.does({ kind: 'tap', token: `leader-group/what.c${id}#${ref}` })
      expect(said).not.toContain('Tôi mất sổ vay')
    }
  })
})
