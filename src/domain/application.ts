import type { Role } from './staff.ts'

// A request for a loan on its way through the bank. The paper path stays what it is (group meeting, list 03/TD, the commune's
// confirmation, the bank's decision, notice 04/TD, money on the fixed day): a state says where the paper lies and whose turn it is.
//
//   submitted ─ pass_to_group ─> with_group ─ list ─> listed ─ confirm | record_confirmation ─> commune_confirmed
//       │                                                                                          │ receive_file
//       └─ take_direct (loans without a group) ──────────────> with_officer <─────────────────────┘
//   with_officer ─ approve ─> approved ─ notify ─> notified ─ disburse ─> disbursed
//       │  ├─ refuse ─> refused
//       │  └─ wait_for_capital ─> waiting_for_capital ─ capital_allotted ─> with_officer
//   every open state up to with_officer ─ return ─> returned ─ supplement ─> where it was
//   every state before the money is paid ─ withdraw ─> withdrawn

/** Where a request stands. It exists once the household has sent it. */
export const applicationStates = [
  'submitted',
  'with_group',
  'listed',
  'commune_confirmed',
  'with_officer',
  'waiting_for_capital',
  'approved',
  'refused',
  'notified',
  'disbursed',
  'returned',
  'withdrawn',
] as const

/** One of `applicationStates`. */
export type ApplicationState = (typeof applicationStates)[number]

/** Whose turn it is. `nobody`: the request has ended. */
export type Owner = 'household' | 'group' | 'commune_chair' | 'officer' | 'director' | 'nobody'

/** The owner of each state. */
export const ownerOf: Record<ApplicationState, Owner> = {
  submitted: 'officer',
  with_group: 'group',
  listed: 'commune_chair',
  commune_confirmed: 'officer',
  with_officer: 'director',
  waiting_for_capital: 'director',
  approved: 'officer',
  refused: 'nobody',
  notified: 'officer',
  disbursed: 'nobody',
  returned: 'household',
  withdrawn: 'nobody',
}

/** The states in which it is that role's turn. What the group has is the officer's to record: groups have no account. */
export function turnsOf(role: Role): ApplicationState[] {
  const owners: Record<Role, readonly Owner[]> = {
    officer: ['officer', 'group'],
    director: ['director'],
    commune_chair: ['commune_chair'],
    admin: [],
  }
  return applicationStates.filter((state) => owners[role].includes(ownerOf[state]))
}

/** Why a request is sent back or refused, as the bank's checklists name it. */
export const applicationReasons = [
  'not_on_list',
  'wrong_programme',
  'not_resident',
  'not_group_member',
  'group_did_not_agree',
  'missing_paper',
  'above_ceiling',
  'overdue_debt',
  'wrong_use_before',
  'other_member_borrows',
  'purpose_not_allowed',
  'plan_not_feasible',
  'no_legal_capacity',
  'expired_id',
  'commune_did_not_confirm',
] as const

/** One of `applicationReasons`. No capital this period is no reason to refuse: it is a state of its own. */
export type ApplicationReason = (typeof applicationReasons)[number]

/** Who acts on a request: a member of staff, or the household itself. */
export type Actor = Role | 'household'

interface Rule {
  from: readonly ApplicationState[]
  /** `where_it_was`: the state that the request was returned from. */
  to: ApplicationState | 'where_it_was'
  by: readonly Actor[]
  /** What has to be said with it: a coded reason, a remark (the number of the paper), a day, or the bank's part filled in before. */
  needs?: readonly Need[]
}

/** What an event cannot do without. */
export type Need = 'reason' | 'note' | 'day' | 'bank_part'

const beforeDecision = ['submitted', 'with_group', 'listed', 'commune_confirmed', 'with_officer'] as const
const desk: readonly Actor[] = ['officer', 'director']

const rules = {
  pass_to_group: { from: ['submitted'], to: 'with_group', by: desk },
  take_direct: { from: ['submitted'], to: 'with_officer', by: desk },
  list: { from: ['with_group'], to: 'listed', by: desk },
  confirm: { from: ['listed'], to: 'commune_confirmed', by: ['commune_chair'] },
  // The chair's signature came on paper: the remark names the list, so that it can be found.
  record_confirmation: { from: ['listed'], to: 'commune_confirmed', by: desk, needs: ['note'] },
  receive_file: { from: ['commune_confirmed'], to: 'with_officer', by: desk },
  approve: { from: ['with_officer'], to: 'approved', by: ['director'], needs: ['bank_part'] },
  refuse: { from: ['with_officer', 'waiting_for_capital'], to: 'refused', by: ['director'], needs: ['reason'] },
  wait_for_capital: { from: ['with_officer'], to: 'waiting_for_capital', by: ['director'] },
  capital_allotted: { from: ['waiting_for_capital'], to: 'with_officer', by: ['director'] },
  notify: { from: ['approved'], to: 'notified', by: desk, needs: ['day'] },
  disburse: { from: ['notified'], to: 'disbursed', by: desk, needs: ['day'] },
  return: { from: beforeDecision, to: 'returned', by: desk, needs: ['reason'] },
  // A chair sends back what waits for the chair, and nothing else.
  return_unconfirmed: { from: ['listed'], to: 'returned', by: ['commune_chair'], needs: ['reason'] },
  supplement: { from: ['returned'], to: 'where_it_was', by: [...desk, 'household'] },
  withdraw: {
    from: [...beforeDecision, 'waiting_for_capital', 'approved', 'notified', 'returned'],
    to: 'withdrawn',
    by: [...desk, 'household'],
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

/** Reads an event as a form sends it, or undefined. */
export function readEvent(text: string): ApplicationEventName | undefined {
  return applicationEvents.find((event) => event === text)
}

/** Reads a reason as a form sends it, or undefined. */
export function readReason(text: string): ApplicationReason | undefined {
  return applicationReasons.find((reason) => reason === text)
}

/** True when nothing more can happen to it. */
export function hasEnded(state: ApplicationState): boolean {
  return ownerOf[state] === 'nobody'
}

function given(need: Need, standing: Standing, wish: Step): boolean {
  if (need === 'bank_part') return standing.bankPart
  return (wish[need] ?? '').trim() !== ''
}
