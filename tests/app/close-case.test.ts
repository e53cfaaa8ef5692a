import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCase, longestReason } from '../../src/app/close-case.ts'
import { closeSilentCases } from '../../src/app/close-silent-cases.ts'
import { escalateCases } from '../../src/app/escalate-cases.ts'
import type { CaseKind, CaseRoute } from '../../src/domain/case.ts'
import type { Day } from '../../src/domain/day.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

const language = loadLanguage()
let world: StaffWorld
let officer: StaffMember
beforeAll(async () => {
  world = await staffWorld()
  officer = await world.staff('officer', { name: 'Lê Mai' })
})
afterAll(() => world.close())

/** A moment in Viet Nam. */
const at = (text: string) => new Date(`${text}+07:00`)

interface Opening {
  status?: 'blocked' | 'gone'
  without?: true
  kind?: CaseKind
  routedTo?: CaseRoute
  dueAt?: Date
}

async function opened({ status, without, kind = 'crop', routedTo = 'officer', dueAt = now }: Opening = {}) {
  const accountId = await world.account(status ? { status } : {})
  const place = { officeId: world.office.id, communeId: world.commune.first }
  const of = { kind, routedTo, ...place, text: 'Lúa lép', at: now, dueAt, ...(without ? {} : { accountId }) }
  const { id } = await world.store.cases.open(of)
  return { id, accountId }
}

const find = (id: string) => world.store.cases.find(id)
const log = async (subjectId: string) =>
  (await world.store.audit.list({ subjectKind: 'case', subjectId, limit: 9 })).map((row) => row.action)

describe('staff say that it is settled', () => {
  it('the household is asked, and nothing is closed', async () => {
    const { id, accountId } = await opened()
    world.woken.length = 0
    expect(await closeCase(world, { staff: officer, caseId: id })).toEqual({ ok: true, how: 'asked' })
    expect(await find(id)).toMatchObject({ state: 'answered', solvedAt: now })
    expect(await world.told(accountId)).toEqual([['cases:told.solved.title', 'cases:told.solved.text']])
    const [row] = await world.database.prisma.delivery.findMany({ where: { accountId: BigInt(accountId) } })
    expect(JSON.stringify(row?.body)).toContain('flows/case-solved:settled.ask')
    expect(world.woken).toEqual([{ name: 'send-batch', lane: 0 }])
    expect(await log(id)).toEqual(['case.ask_solved'])
  })

  it('it is asked once', async () => {
    const { id, accountId } = await opened()
    await closeCase(world, { staff: officer, caseId: id })
    expect(await closeCase(world, { staff: officer, caseId: id })).toEqual({ ok: false, problem: 'asked_before' })
    expect(await world.told(accountId)).toHaveLength(1)
  })

  it('a second question leaves the talk to staff', async () => {
    const { id, accountId } = await opened()
    await closeCase(world, { staff: officer, caseId: id })
    const quiet = { until: new Date(now.getTime() + 3_600_000).toISOString(), told: true }
    await world.store.talks.save(accountId, { past: {}, runs: 0, quiet }, now)
    expect(await closeCase(world, { staff: officer, caseId: id })).toEqual({ ok: false, problem: 'asked_before' })
    expect((await world.store.talks.load(accountId)).quiet).toEqual(quiet)
  })

  it('Loa listens for the answer, and no longer leaves the talk to staff', async () => {
    const { id, accountId } = await opened()
    const quiet = { until: new Date(now.getTime() + 3_600_000).toISOString(), told: true }
    await world.store.talks.save(accountId, { past: {}, runs: 0, quiet }, now)
    await closeCase(world, { staff: officer, caseId: id })
    const talk = await world.store.talks.load(accountId)
    expect([talk.quiet, talk.caseId]).toEqual([undefined, id])
  })

  it.each<[string, Opening]>([
    ['nobody wrote', { without: true }],
    ['the account was blocked', { status: 'blocked' }],
    ['the account is gone', { status: 'gone' }],
  ])('where %s, a reason closes it', async (_, of) => {
    const { id, accountId } = await opened(of)
    const close = (reason?: string) => closeCase(world, { staff: officer, caseId: id, ...(reason ? { reason } : {}) })
    expect(await close()).toEqual({ ok: false, problem: 'no_reason' })
    expect(await close('  ')).toEqual({ ok: false, problem: 'no_reason' })
    expect(await close('a'.repeat(longestReason + 1))).toEqual({ ok: false, problem: 'too_long' })
    expect((await find(id))?.state).toBe('open')
    expect(await close('Đã gặp tại nhà ngày 23/11')).toEqual({ ok: true, how: 'closed' })
    expect(await find(id)).toMatchObject({ state: 'closed', outcome: 'by_staff' })
    expect((await world.store.cases.lines(id)).at(-1)).toMatchObject({ by: 'staff', text: 'Đã gặp tại nhà ngày 23/11' })
    expect(await close('lần nữa')).toEqual({ ok: false, problem: 'closed' })
    expect(await world.told(accountId)).toEqual([])
  })

  it('who may not see it cannot end it', async () => {
    const { id } = await opened({ routedTo: 'director' })
    expect(await closeCase(world, { staff: officer, caseId: id })).toEqual({ ok: false, problem: 'not_found' })
  })
})

describe('a household that says nothing', () => {
  const run = async (moment: string) => {
    world.clock.at = at(moment)
    const closed = await closeSilentCases({ ...world, language })
    world.clock.at = now
    return closed
  }

  it('has seven whole days, then the case is closed, and it reads how to open it again', async () => {
    const { id, accountId } = await opened()
    await world.database.prisma.case.updateMany({ data: { solvedAt: null } })
    await closeCase(world, { staff: officer, caseId: id })
    expect(await run('2026-12-01T09:00')).toBe(0)
    expect(await run('2026-12-02T06:00')).toBe(0)
    expect((await find(id))?.state).toBe('answered')
    expect(await run('2026-12-02T07:00')).toBe(1)
    expect(await find(id)).toMatchObject({ state: 'closed', outcome: 'no_answer' })
    expect((await world.told(accountId)).at(-1)).toEqual(['cases:told.silent.title', 'cases:told.silent.text'])
    expect((await world.store.cases.lines(id)).at(-1)?.by).toBe('bot')
    expect(await log(id)).toEqual(['case.close', 'case.ask_solved'])
    expect(await run('2026-12-03T09:00')).toBe(0)
  })

  it('is not silent once it wrote', async () => {
    const { id } = await opened()
    await closeCase(world, { staff: officer, caseId: id })
    await world.store.cases.say(id, { by: 'household', text: 'Chưa ai đến cả', at: now })
    expect(await find(id)).toMatchObject({ state: 'open' })
    expect((await find(id))?.solvedAt).toBeUndefined()
    expect(await run('2026-12-09T09:00')).toBe(0)
  })

  it('is not one that was answered and never asked', async () => {
    const { id } = await opened()
    await world.store.cases.say(id, { by: 'staff', staff: officer.id, text: 'Mai chị ra nhé', at: now })
    expect(await run('2027-01-09T09:00')).toBe(0)
    expect((await find(id))?.state).toBe('answered')
  })
})

describe('a case that nobody answers', () => {
  const due = at('2026-11-25T17:00')
  const run = async (moment: string) => {
    world.clock.at = at(moment)
    const raised = await escalateCases(world)
    world.clock.at = now
    return raised
  }
  const told = async (accountId: string) => {
    const rows = await world.database.prisma.delivery.findMany({
      where: { accountId: BigInt(accountId) },
      orderBy: { id: 'asc' },
    })
    return rows.map((row) => language.say((row.body as { parts: { words: never }[] }).parts[0]!.words, 'vi'))
  }

  it('is raised once by each step, told in one sentence and written down', async () => {
    await world.database.prisma.case.updateMany({ data: { state: 'closed' } })
    const { id, accountId } = await opened({ dueAt: due, routedTo: 'group_leader', kind: 'group_matter' })
    expect(await run('2026-11-25T17:00')).toBe(0)
    expect(await run('2026-11-25T17:05')).toBe(1)
    expect(await find(id)).toMatchObject({
      level: 1,
      routedTo: 'group_leader',
      dueAt: due,
      escalatedAt: at('2026-11-25T17:05'),
    })
    expect(await run('2026-11-25T18:05')).toBe(0)
    expect(await run('2026-11-26T17:00')).toBe(0)
    expect(await run('2026-11-26T17:05')).toBe(1)
    expect(await find(id)).toMatchObject({ level: 2 })
    expect(await run('2026-12-26T17:05')).toBe(0)
    const { code } = (await find(id))!
    expect(await told(accountId)).toEqual([
      `Việc số ${code} chưa được trả lời đúng hẹn, Loa xin lỗi bà con. Loa đã báo lên cán bộ tín dụng. Phòng giao dịch hứa trả lời trước 17 giờ thứ Năm, 26/11/2026.`,
      `Việc số ${code} chưa được trả lời đúng hẹn, Loa xin lỗi bà con. Loa đã báo lên giám đốc phòng giao dịch. Phòng giao dịch hứa trả lời trước 17 giờ thứ Sáu, 27/11/2026.`,
    ])
    const rows = await world.store.audit.list({ subjectKind: 'case', subjectId: id, limit: 9 })
    expect(rows.map((row) => [row.action, row.actorKind, row.detail])).toEqual([
      ['case.raise', 'system', { level: 2, to: 'director' }],
      ['case.raise', 'system', { level: 1, to: 'officer' }],
    ])
  })

  it("a chair's goes to the officer and the director", async () => {
    const { id, accountId } = await opened({ dueAt: due, routedTo: 'commune_chair' })
    expect(await run('2026-11-25T17:05')).toBe(1)
    expect((await find(id))?.level).toBe(1)
    expect((await told(accountId))[0]).toContain('cán bộ tín dụng, giám đốc phòng giao dịch')
  })

  it("the director's own is raised to nobody", async () => {
    const { id } = await opened({ dueAt: due, routedTo: 'director', kind: 'fraud' })
    expect(await run('2026-11-25T17:05')).toBe(0)
    expect((await find(id))?.level).toBe(0)
  })

  it('is left alone at night, and raised in the morning', async () => {
    await opened({ dueAt: due })
    expect(await run('2026-11-25T23:05')).toBe(0)
    expect(await run('2026-11-26T06:59')).toBe(0)
    expect(await run('2026-11-26T07:05')).toBe(1)
  })

  it('is left alone once it is answered or closed', async () => {
    const answered = await opened({ dueAt: due })
    await world.store.cases.say(answered.id, { by: 'staff', staff: officer.id, text: 'Vâng', at: now })
    const closed = await opened({ dueAt: due })
    await world.store.cases.close(closed.id, now, 'solved')
    expect(await run('2026-11-27T09:00')).toBe(0)
  })

  it('that was answered and is open again has a new deadline, and goes on from where it was raised to', async () => {
    const { id } = await opened({ dueAt: due, kind: 'talk' })
    await run('2026-11-25T17:05')
    await world.store.cases.say(id, { by: 'staff', staff: officer.id, text: 'Vâng', at: at('2026-11-26T09:00') })
    await world.store.cases.say(id, { by: 'household', text: 'Chưa xong', at: at('2026-11-26T10:00') })
    expect(await find(id)).toMatchObject({ state: 'open', level: 1, dueAt: at('2026-11-27T17:00') })
    expect(await run('2026-11-28T09:00')).toBe(0)
  })

  it('tells nobody of a lock on their linking', async () => {
    const { accountId } = await opened({ dueAt: due, kind: 'link_locked' })
    expect(await run('2026-11-25T17:05')).toBe(1)
    expect(await told(accountId)).toEqual([])
  })

  it('counts the days on which its office works', async () => {
    await world.store.applications.setTimes(world.office.id, { aims: {}, closed: new Set<Day>(['2026-11-26']) })
    const { id } = await opened({ dueAt: due, routedTo: 'group_leader', kind: 'group_matter' })
    await run('2026-11-25T17:05')
    expect(await run('2026-11-26T17:05')).toBe(0)
    expect(await run('2026-11-27T17:05')).toBe(1)
    expect((await find(id))?.level).toBe(2)
    await world.store.applications.setTimes(world.office.id, { aims: {}, closed: new Set() })
  })
})
