import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Actor,
  type ApplicationEventName,
  type ApplicationState,
  applicationEvents,
  applicationStates,
  eventsFor,
  hasEnded,
  needsOf,
  ownerOf,
  reasonsOf,
  type Standing,
  sentStates,
  step,
  turnsOf,
  watchedBy,
} from '../../src/domain/application.ts'

const actors: Actor[] = ['officer', 'director', 'commune_chair', 'admin', 'group_leader', 'household']

/** All that an event may ask for. */
const all = (event: ApplicationEventName) => {
  const [reason] = reasonsOf(event)
  return { ...(reason ? { reason } : {}), note: '03/TD số 5', day: '2026-12-12' }
}

describe('a request on its way', () => {
  it.each<[string, ApplicationState, ApplicationEventName, Actor, ApplicationState]>([
    ['the household sends its draft', 'draft', 'send', 'household', 'submitted'],
    ['the officer passes it to the group', 'submitted', 'pass_to_group', 'officer', 'with_group'],
    ['a loan without a group is taken up directly', 'submitted', 'take_direct', 'officer', 'direct'],
    ['and its file reaches the desk once it is complete', 'direct', 'receive_file', 'officer', 'with_officer'],
    ['the group lists it', 'with_group', 'list', 'officer', 'listed'],
    ['its leader records that', 'with_group', 'list', 'group_leader', 'listed'],
    ['or that the meeting did not agree', 'with_group', 'return_from_group', 'group_leader', 'returned'],
    ['the chair confirms', 'listed', 'confirm', 'commune_chair', 'commune_confirmed'],
    ['the chair signed on paper', 'listed', 'record_confirmation', 'officer', 'commune_confirmed'],
    ['the file reaches the bank', 'commune_confirmed', 'receive_file', 'officer', 'with_officer'],
    ['the director approves', 'with_officer', 'approve', 'director', 'approved'],
    ['the director refuses', 'with_officer', 'refuse', 'director', 'refused'],
    ['there is no capital', 'with_officer', 'wait_for_capital', 'director', 'waiting_for_capital'],
    ['capital arrives', 'waiting_for_capital', 'capital_allotted', 'director', 'with_officer'],
    ['refused while waiting', 'waiting_for_capital', 'refuse', 'director', 'refused'],
    ['the notice goes out', 'approved', 'notify', 'officer', 'notified'],
    ['the money is paid', 'notified', 'disburse', 'officer', 'disbursed'],
    ['the use of it is checked', 'disbursed', 'check_use', 'officer', 'use_checked'],
    ['and found wrong', 'disbursed', 'find_wrong_use', 'officer', 'use_wrong'],
    ['sent back before the group', 'submitted', 'return', 'officer', 'returned'],
    ['sent back at the desk', 'with_officer', 'return', 'director', 'returned'],
    ['the chair sends it back', 'listed', 'return_unconfirmed', 'commune_chair', 'returned'],
    ['the household changes its mind', 'submitted', 'withdraw', 'household', 'withdrawn'],
    ['even on the last day', 'notified', 'withdraw', 'household', 'withdrawn'],
  ])('%s', (_, state, event, by, to) => {
    expect(step({ state, bankPart: true }, { event, by, ...all(event) })).toEqual({ ok: true, to })
  })

  it.each<[ApplicationState]>([
    ['submitted'],
    ['with_group'],
    ['listed'],
    ['commune_confirmed'],
    ['direct'],
    ['with_officer'],
  ])('goes back to %s once what was missing is there', (returnedFrom) => {
    const standing = { state: 'returned', returnedFrom, bankPart: false } as const
    expect(step(standing, { event: 'supplement', by: 'household' })).toEqual({ ok: true, to: returnedFrom })
  })

  it.each<[string, ApplicationState, ApplicationEventName, Actor]>([
    ['approved before it is at the desk', 'commune_confirmed', 'approve', 'director'],
    ['approved before the file of a direct loan is complete', 'direct', 'approve', 'director'],
    ['checked before it is paid', 'notified', 'check_use', 'officer'],
    ['withdrawn as a draft', 'draft', 'withdraw', 'household'],
    ['paid before the notice', 'approved', 'disburse', 'officer'],
    ['listed before the group has it', 'submitted', 'list', 'officer'],
    ['returned after the decision', 'approved', 'return', 'officer'],
    ['withdrawn after the money', 'disbursed', 'withdraw', 'household'],
    ['decided twice', 'refused', 'approve', 'director'],
    ['supplemented without being returned', 'submitted', 'supplement', 'household'],
    ['sent back by the chair when it is not the chair’s turn', 'with_group', 'return_unconfirmed', 'commune_chair'],
  ])('is not %s', (_, state, event, by) => {
    expect(step({ state, bankPart: true }, { event, by, ...all(event) })).toEqual({
      ok: false,
      problem: 'out_of_order',
    })
  })

  it.each<[string, ApplicationState, ApplicationEventName, Actor]>([
    ['an officer does not approve', 'with_officer', 'approve', 'officer'],
    ['an officer does not refuse', 'with_officer', 'refuse', 'officer'],
    ['an officer does not confirm for the chair', 'listed', 'confirm', 'officer'],
    ['a chair does not list', 'with_group', 'list', 'commune_chair'],
    ['a chair does not approve', 'with_officer', 'approve', 'commune_chair'],
    ['an administrator does nothing', 'submitted', 'pass_to_group', 'admin'],
    ['staff do not send for a household', 'draft', 'send', 'officer'],
    ['a chair does not check the use', 'disbursed', 'check_use', 'commune_chair'],
    ['a leader does not confirm', 'listed', 'confirm', 'group_leader'],
    ['a leader does not pass to the group', 'submitted', 'pass_to_group', 'group_leader'],
    ['a leader does not withdraw for a household', 'with_group', 'withdraw', 'group_leader'],
    ['an officer does not say no for the group', 'with_group', 'return_from_group', 'officer'],
    ['a household does not pass itself on', 'submitted', 'pass_to_group', 'household'],
  ])('%s', (_, state, event, by) => {
    expect(step({ state, bankPart: true }, { event, by, ...all(event) })).toEqual({ ok: false, problem: 'not_yours' })
  })

  it.each<[ApplicationEventName, ApplicationState, Actor, object, string]>([
    ['return', 'submitted', 'officer', {}, 'needs_reason'],
    ['refuse', 'with_officer', 'director', {}, 'needs_reason'],
    ['record_confirmation', 'listed', 'officer', { note: '  ' }, 'needs_note'],
    ['return_from_group', 'with_group', 'group_leader', { day: '2026-12-12' }, 'needs_reason'],
    ['return_from_group', 'with_group', 'group_leader', { reason: 'plan_not_feasible' }, 'needs_day'],
    [
      ...(['return_from_group', 'with_group', 'group_leader'] as const),
      { reason: 'overdue_debt', day: '2026-12-12' },
      'needs_reason',
    ],
    ['notify', 'approved', 'officer', {}, 'needs_day'],
    ['disburse', 'notified', 'officer', {}, 'needs_day'],
    ['check_use', 'disbursed', 'officer', {}, 'needs_day'],
    ['find_wrong_use', 'disbursed', 'officer', { day: '2026-12-12', note: '06/TD' }, 'needs_reason'],
    ['find_wrong_use', 'disbursed', 'officer', { reason: 'used_otherwise', day: '2026-12-12' }, 'needs_note'],
    ['withdraw', 'submitted', 'household', {}, 'needs_reason'],
    ['refuse', 'with_officer', 'director', { reason: 'used_otherwise' }, 'needs_reason'],
  ])('%s cannot do without what has to be said', (event, state, by, wish, problem) => {
    expect(step({ state, bankPart: true }, { event, by, ...wish })).toEqual({ ok: false, problem })
  })

  it('is not approved before the bank has filled in its part', () => {
    const wish = { event: 'approve', by: 'director' } as const
    expect(step({ state: 'with_officer', bankPart: false }, wish)).toEqual({ ok: false, problem: 'needs_bank_part' })
    expect(step({ state: 'with_officer', bankPart: true }, wish)).toEqual({ ok: true, to: 'approved' })
  })

  it.each(applicationStates.map((s) => [s]))('%s has an owner, and a way on unless it has ended', (state) => {
    const ways = actors.flatMap((by) => eventsFor(state, by))
    expect(ownerOf[state]).toBeTruthy()
    expect(ways.length === 0).toBe(hasEnded(state))
  })

  it('offers a role what it may do, in the order of the path', () => {
    expect(eventsFor('submitted', 'officer')).toEqual(['pass_to_group', 'take_direct', 'return', 'withdraw'])
    expect(eventsFor('with_group', 'group_leader')).toEqual(['list', 'return_from_group'])
    expect(eventsFor('listed', 'commune_chair')).toEqual(['confirm', 'return_unconfirmed'])
    expect(eventsFor('with_officer', 'director')).toEqual([
      'approve',
      'refuse',
      'wait_for_capital',
      'return',
      'withdraw',
    ])
  })

  it('reaches every state', () => {
    const reached = new Set<string>(['draft'])
    for (let round = 0; round < applicationStates.length; round++) {
      for (const state of [...reached] as ApplicationState[]) {
        for (const event of applicationEvents) {
          for (const by of ['officer', 'director', 'commune_chair', 'household'] as const) {
            const stepped = step({ state, bankPart: true }, { event, by, ...all(event) })
            if (stepped.ok) reached.add(stepped.to)
          }
        }
      }
    }
    expect([...reached].sort()).toEqual([...applicationStates].sort())
  })

  it('asks a reason for every step that says no', () => {
    expect(applicationEvents.filter((e) => needsOf(e).includes('reason'))).toEqual([
      'return_from_group',
      'refuse',
      'find_wrong_use',
      'return',
      'return_unconfirmed',
      'withdraw',
    ])
  })

  it('has a reason to choose for every step that needs one', () => {
    for (const event of applicationEvents) expect(reasonsOf(event).length > 0).toBe(needsOf(event).includes('reason'))
  })

  it('is somebody’s turn in every list, and a draft is in none', () => {
    const listed = (['officer', 'director', 'commune_chair'] as const).flatMap((role) => [
      ...turnsOf(role),
      ...watchedBy(role),
    ])
    expect(listed.sort()).toEqual(sentStates.filter((state) => !hasEnded(state)).sort())
  })

  it('never comes to a state that is not listed, whatever is tried in whatever order', () => {
    const tries = fc.record({
      event: fc.constantFrom(...applicationEvents),
      by: fc.constantFrom(...actors),
      says: fc.boolean(),
      bankPart: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(tries, { maxLength: 60 }), (wishes) => {
        let standing: Standing = { state: 'draft', bankPart: false }
        for (const { event, by, says, bankPart } of wishes) {
          const stepped = step({ ...standing, bankPart }, { event, by, ...(says ? all(event) : {}) })
          expect(eventsFor(standing.state, by).includes(event)).toBe(stepped.ok || stepped.problem.startsWith('needs_'))
          if (!stepped.ok) continue
          standing = {
            state: stepped.to,
            bankPart,
            ...(stepped.to === 'returned' ? { returnedFrom: standing.state } : {}),
          }
          expect(applicationStates).toContain(standing.state)
          const ways = actors.flatMap((who) => eventsFor(standing.state, who))
          expect(ways.length > 0).toBe(!hasEnded(standing.state))
          expect(ownerOf[standing.state] === 'nobody').toBe(hasEnded(standing.state))
        }
      }),
      { numRuns: 500 },
    )
  })
})
