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
  step,
} from '../../src/domain/application.ts'

const all = { reason: 'missing_paper', note: '03/TD số 5', day: '2026-12-12' } as const

describe('a request on its way', () => {
  it.each<[string, ApplicationState, ApplicationEventName, Actor, ApplicationState]>([
    ['the officer passes it to the group', 'submitted', 'pass_to_group', 'officer', 'with_group'],
    ['a loan without a group goes straight to the desk', 'submitted', 'take_direct', 'officer', 'with_officer'],
    ['the group lists it', 'with_group', 'list', 'officer', 'listed'],
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
    ['sent back before the group', 'submitted', 'return', 'officer', 'returned'],
    ['sent back at the desk', 'with_officer', 'return', 'director', 'returned'],
    ['the chair sends it back', 'listed', 'return_unconfirmed', 'commune_chair', 'returned'],
    ['the household changes its mind', 'submitted', 'withdraw', 'household', 'withdrawn'],
    ['even on the last day', 'notified', 'withdraw', 'household', 'withdrawn'],
  ])('%s', (_, state, event, by, to) => {
    expect(step({ state, bankPart: true }, { event, by, ...all })).toEqual({ ok: true, to })
  })

  it.each<[ApplicationState]>([['submitted'], ['with_group'], ['listed'], ['commune_confirmed'], ['with_officer']])(
    'goes back to %s once what was missing is there',
    (returnedFrom) => {
      const standing = { state: 'returned', returnedFrom, bankPart: false } as const
      expect(step(standing, { event: 'supplement', by: 'household' })).toEqual({ ok: true, to: returnedFrom })
    },
  )

  it.each<[string, ApplicationState, ApplicationEventName, Actor]>([
    ['approved before it is at the desk', 'commune_confirmed', 'approve', 'director'],
    ['paid before the notice', 'approved', 'disburse', 'officer'],
    ['listed before the group has it', 'submitted', 'list', 'officer'],
    ['returned after the decision', 'approved', 'return', 'officer'],
    ['withdrawn after the money', 'disbursed', 'withdraw', 'household'],
    ['decided twice', 'refused', 'approve', 'director'],
    ['supplemented without being returned', 'submitted', 'supplement', 'household'],
    ['sent back by the chair when it is not the chair’s turn', 'with_group', 'return_unconfirmed', 'commune_chair'],
  ])('is not %s', (_, state, event, by) => {
    expect(step({ state, bankPart: true }, { event, by, ...all })).toEqual({ ok: false, problem: 'out_of_order' })
  })

  it.each<[string, ApplicationState, ApplicationEventName, Actor]>([
    ['an officer does not approve', 'with_officer', 'approve', 'officer'],
    ['an officer does not refuse', 'with_officer', 'refuse', 'officer'],
    ['an officer does not confirm for the chair', 'listed', 'confirm', 'officer'],
    ['a chair does not list', 'with_group', 'list', 'commune_chair'],
    ['a chair does not approve', 'with_officer', 'approve', 'commune_chair'],
    ['an administrator does nothing', 'submitted', 'pass_to_group', 'admin'],
    ['a household does not pass itself on', 'submitted', 'pass_to_group', 'household'],
  ])('%s', (_, state, event, by) => {
    expect(step({ state, bankPart: true }, { event, by, ...all })).toEqual({ ok: false, problem: 'not_yours' })
  })

  it.each<[ApplicationEventName, ApplicationState, Actor, object, string]>([
    ['return', 'submitted', 'officer', {}, 'needs_reason'],
    ['refuse', 'with_officer', 'director', {}, 'needs_reason'],
    ['record_confirmation', 'listed', 'officer', { note: '  ' }, 'needs_note'],
    ['notify', 'approved', 'officer', {}, 'needs_day'],
    ['disburse', 'notified', 'officer', {}, 'needs_day'],
  ])('%s cannot do without what has to be said', (event, state, by, wish, problem) => {
    expect(step({ state, bankPart: true }, { event, by, ...wish })).toEqual({ ok: false, problem })
  })

  it('is not approved before the bank has filled in its part', () => {
    const wish = { event: 'approve', by: 'director' } as const
    expect(step({ state: 'with_officer', bankPart: false }, wish)).toEqual({ ok: false, problem: 'needs_bank_part' })
    expect(step({ state: 'with_officer', bankPart: true }, wish)).toEqual({ ok: true, to: 'approved' })
  })

  it.each(applicationStates.map((s) => [s]))('%s has an owner, and a way on unless it has ended', (state) => {
    const actors: Actor[] = ['officer', 'director', 'commune_chair', 'admin', 'household']
    const ways = actors.flatMap((by) => eventsFor(state, by))
    expect(ownerOf[state]).toBeTruthy()
    expect(ways.length === 0).toBe(hasEnded(state))
  })

  it('offers a role what it may do, in the order of the path', () => {
    expect(eventsFor('submitted', 'officer')).toEqual(['pass_to_group', 'take_direct', 'return', 'withdraw'])
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
    const reached = new Set<string>(['submitted'])
    for (let round = 0; round < applicationStates.length; round++) {
      for (const state of [...reached] as ApplicationState[]) {
        for (const event of applicationEvents) {
          for (const by of ['officer', 'director', 'commune_chair', 'household'] as const) {
            const stepped = step({ state, bankPart: true }, { event, by, ...all })
            if (stepped.ok) reached.add(stepped.to)
          }
        }
      }
    }
    expect([...reached].sort()).toEqual([...applicationStates].sort())
  })

  it('asks a reason for every step that says no', () => {
    expect(applicationEvents.filter((e) => needsOf(e).includes('reason'))).toEqual([
      'refuse',
      'return',
      'return_unconfirmed',
    ])
  })
})
