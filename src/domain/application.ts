import {
  type ApplicationReason,
  groupReasons,
  refusalReasons,
  useReasons,
  withdrawalReasons,
} from './application-reason.ts'
import type { ApplicationState } from './application-state.ts'
import type { Role } from './staff.ts'

export { type ApplicationReason, applicationReasons, readReason } from './application-reason.ts'
export {
  type ApplicationState,
  applicationStates,
  hasEnded,
  type Owner,
  ownerOf,
  sentStates,
  turnsOf,
  watchedBy,
} from './application-state.ts'

// A request for a loan on its way through the bank. The paper path stays what it is (group meeting, list 03/TD, the commune's
// confirmation, the bank's decision, notice 04/TD, money on the fixed day, use check 06/TD): a state says where the paper lies and
// whose turn it is. The whole of it is drawn in README.md from the rules below.

/** Who acts on a request: a member of staff, the leader of the group that weighs it, or the household itself. */
export type Actor = Role | 'group_leader' | 'household'

/** What an event cannot do without: a coded reason, a remark (the number of the paper), a day, or the bank's part filled in before. */
export type Need = 'reason' | 'note' | 'day' | 'bank_part'

interface Rule {
  from: readonly ApplicationState[]
  /** `where_it_was`: the state that the request was returned from. */
  to: ApplicationState | 'where_it_was'
  by: readonly Actor[]
  needs?: readonly Need[]
  /** The reasons that may be given with it. */
  reasons?: readonly ApplicationReason[]
}

const beforeDecision = ['submitted', 'with_group', 'listed', 'commune_confirmed', 'direct', 'with_officer'] as const
const desk: readonly Actor[] = ['officer', 'director']
const saysNo = { needs: ['reason'], reasons: refusalReasons } as const

const rules = {
  send: { from: ['draft'], to: 'submitted', by: ['household'] },
  pass_to_group: { from: ['submitted'], to: 'with_group', by: desk },
  // For loans without a group. The days for a decision do not run yet: they begin when the file is complete.
  take_direct: { from: ['submitted'], to: 'direct', by: desk },
  list: { from: ['with_group'], to: 'listed', by: [...desk, 'group_leader'] },
  // A leader records what the meeting said of what the group has, and nothing else. The day is that of the meeting.
  return_from_group: {
    from: ['with_group'],
    to: 'returned',
    by: ['group_leader'],
    needs: ['reason', 'day'],
    reasons: groupReasons,
  },
  confirm: { from: ['listed'], to: 'commune_confirmed', by: ['commune_chair'] },
  // The chair's signature came on paper: the remark names the list, so that it can be found.
  record_confirmation: { from: ['listed'], to: 'commune_confirmed', by: desk, needs: ['note'] },
  receive_file: { from: ['commune_confirmed', 'direct'], to: 'with_officer', by: desk },
  approve: { from: ['with_officer'], to: 'approved', by: ['director'], needs: ['bank_part'] },
  refuse: { from: ['with_officer', 'waiting_for_capital'], to: 'refused', by: ['director'], ...saysNo },
  wait_for_capital: { from: ['with_officer'], to: 'waiting_for_capital', by: ['director'] },
  capital_allotted: { from: ['waiting_for_capital'], to: 'with_officer', by: ['director'] },
  notify: { from: ['approved'], to: 'notified', by: desk, needs: ['day'] },
  disburse: { from: ['notified'], to: 'disbursed', by: desk, needs: ['day'] },
  check_use: { from: ['disbursed'], to: 'use_checked', by: desk, needs: ['day'] },
  // The remark names the sheet 06/TD.
  find_wrong_use: {
    from: ['disbursed'],
    to: 'use_wrong',
    by: desk,
    needs: ['reason', 'day', 'note'],
    reasons: useReasons,
  },
  return: { from: beforeDecision, to: 'returned', by: desk, ...saysNo },
  // A chair sends back what waits for the chair, and nothing else.
  return_unconfirmed: { from: ['listed'], to: 'returned', by: ['commune_chair'], ...saysNo },
  supplement: { from: ['returned'], to: 'where_it_was', by: [...desk, 'household'] },
  withdraw: {
    from: [...beforeDecision, 'waiting_for_capital', 'approved', 'notified', 'returned'],
    to: 'withdrawn',
    by: [...desk, 'household'],
    needs: ['reason'],
    reasons: withdrawalReasons,
  },
} as const satisfies Record<string, Rule>

/** What can happen to a request. */
export type ApplicationEventName = keyof typeof rules

/** All events, in the order of the path. */
export const applicationEvents = Object.keys(rules) as ApplicationEventName[]

/** Where a request stands, as far as its next step asks. */
export interface Standing {
  state: ApplicationState
  /** While it is returned: the state that it goes back to. */
  returnedFrom?: ApplicationState
  /** True once staff have filled in the bank's part of 01/TD. */
  bankPart: boolean
}

/** A wish to move a request on. */
export interface Step {
  event: ApplicationEventName
  by: Actor
  reason?: ApplicationReason
  note?: string
  day?: string
}

/** Where a step leads, or the one thing that stands against it. */
export type Stepped = { ok: true; to: ApplicationState } | { ok: false; problem: StepProblem }

/** `out_of_order`: not from this state. `not_yours`: another role's turn. `needs_...`: something has to be said with it first. */
export type StepProblem = 'out_of_order' | 'not_yours' | `needs_${Need}`

/** Takes one step. Nothing happens out of order, and nobody acts in another's place. */
export function step(standing: Standing, wish: Step): Stepped {
  const rule: Rule = rules[wish.event]
  if (!rule.from.includes(standing.state)) return { ok: false, problem: 'out_of_order' }
  if (!rule.by.includes(wish.by)) return { ok: false, problem: 'not_yours' }
  const missing = rule.needs?.find((need) => !given(need, standing, wish))
  if (missing) return { ok: false, problem: `needs_${missing}` }
  const to = rule.to === 'where_it_was' ? standing.returnedFrom : rule.to
  return to ? { ok: true, to } : { ok: false, problem: 'out_of_order' }
}

/** What somebody may do with a request that stands there, in the order of the path. */
export function eventsFor(state: ApplicationState, by: Actor): ApplicationEventName[] {
  return applicationEvents.filter((event) => {
    const rule: Rule = rules[event]
    return rule.from.includes(state) && rule.by.includes(by)
  })
}

/** What has to be said with an event. */
export function needsOf(event: ApplicationEventName): readonly Need[] {
  const rule: Rule = rules[event]
  return rule.needs ?? []
}

/** The reasons that may be given with an event. */
export function reasonsOf(event: ApplicationEventName): readonly ApplicationReason[] {
  const rule: Rule = rules[event]
  return rule.reasons ?? []
}

/** The way of an event, as it is drawn. */
export function wayOf(event: ApplicationEventName): Pick<Rule, 'from' | 'to' | 'by'> {
  return rules[event]
}

/** Reads an event as a form sends it, or undefined. */
export function readEvent(text: string): ApplicationEventName | undefined {
  return applicationEvents.find((event) => event === text)
}

function given(need: Need, standing: Standing, wish: Step): boolean {
  if (need === 'bank_part') return standing.bankPart
  if (need === 'reason') return wish.reason !== undefined && reasonsOf(wish.event).includes(wish.reason)
  return (wish[need] ?? '').trim() !== ''
}
