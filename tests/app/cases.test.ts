import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerCase, longestAnswer } from '../../src/app/answer-case.ts'
import type { CaseRoute } from '../../src/domain/case.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let officer: StaffMember
beforeAll(async () => {
  world = await staffWorld()
  officer = await world.staff('officer')
})
afterAll(() => world.close())

async function opened(routedTo: CaseRoute = 'officer') {
  const accountId = await world.account({})
  const place = { officeId: world.office.id, communeId: world.commune.first }
  const { id } = await world.store.cases.open({
    kind: 'talk',
    accountId,
    ...place,
    routedTo,
    text: 'Alo',
    at: now,
    dueAt: now,
  })
  return { id, accountId }
}

describe('an answer', () => {
  it('is kept, told and written down', async () => {
    const { id, accountId } = await opened()
    world.woken.length = 0
    expect(await answerCase(world, { staff: officer, caseId: id, text: ' Mai chị ra nhé ' })).toEqual({ ok: true })
    expect((await world.store.cases.lines(id)).at(-1)).toMatchObject({
      by: 'staff',
      text: 'Mai chị ra nhé',
      staffName: officer.name,
    })
    expect((await world.store.cases.find(id))?.state).toBe('answered')
    expect((await world.told(accountId))[0]).toEqual(
      expect.arrayContaining(['cases:told.answer.text', 'cases:told.honest']),
    )
    expect(world.woken).toEqual([{ name: 'send-batch', lane: 0 }])
    expect((await world.store.audit.list({ actorId: officer.id, limit: 1 }))[0]).toMatchObject({
      action: 'case.answer',
      subjectId: id,
    })
  })

  it.each([
    ['nothing', ' \n ', 'empty'],
    ['too much', 'a'.repeat(longestAnswer + 1), 'too_long'],
  ])('is not %s', async (_, text, problem) => {
    const { id, accountId } = await opened()
    expect(await answerCase(world, { staff: officer, caseId: id, text })).toEqual({ ok: false, problem })
    expect(await world.told(accountId)).toEqual([])
  })

  it('may be as long as it may be', async () => {
    const { id } = await opened()
    expect(await answerCase(world, { staff: officer, caseId: id, text: 'ặ'.repeat(longestAnswer) })).toEqual({
      ok: true,
    })
  })

  it('is not given to a case that is closed', async () => {
    const { id, accountId } = await opened()
    await world.store.cases.close(id, now, 'solved')
    expect(await answerCase(world, { staff: officer, caseId: id, text: 'x' })).toEqual({ ok: false, problem: 'closed' })
    expect(await world.told(accountId)).toEqual([])
  })

  it.each<[string, CaseRoute, () => Promise<StaffMember>, boolean]>([
    ['an officer does not see what goes to the director', 'director', () => world.staff('officer'), false],
    ['the director does', 'director', () => world.staff('director'), true],
    [
      'a chair answers what goes to the chair',
      'commune_chair',
      () => world.staff('commune_chair', { communeId: world.commune.first }),
      true,
    ],
    [
      'not of another commune',
      'commune_chair',
      () => world.staff('commune_chair', { communeId: world.commune.second }),
      false,
    ],
    [
      'nor what goes to the officer',
      'officer',
      () => world.staff('commune_chair', { communeId: world.commune.first }),
      false,
    ],
    [
      'another office sees nothing',
      'officer',
      () => world.staff('director', { officeId: world.office.otherId }),
      false,
    ],
    ['nor does an administrator', 'officer', () => world.staff('admin'), false],
  ])('%s', async (_, route, who, ok) => {
    const { id } = await opened(route)
    const answered = await answerCase(world, { staff: await who(), caseId: id, text: 'x' })
    expect(answered).toEqual(ok ? { ok: true } : { ok: false, problem: 'not_found' })
  })
})
