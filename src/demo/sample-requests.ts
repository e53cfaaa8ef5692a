import type { ApplicationEventName, ApplicationReason } from '../domain/application.ts'
import type { Dong } from '../domain/money.ts'
import type { Role } from '../domain/staff.ts'
import type { Facts, ProgrammeId } from '../policy/index.ts'

/** A step of a sample request. `inDays`: how many days after the step its day is, where it needs one. */
export interface SampleStep {
  event: ApplicationEventName
  by: Role
  reason?: ApplicationReason
  inDays?: number
}

/** A sample request: when it was sent and the steps that were taken since, one a day. The plan is `demo:plans.<plan>`. */
export interface SampleRequest {
  programme: ProgrammeId
  facts: Facts
  amount: Dong
  own: Dong
  months: number
  plan: string
  daysAgo: number
  steps: readonly SampleStep[]
}

const passed = { event: 'pass_to_group', by: 'officer' } as const
const listed = { event: 'list', by: 'officer' } as const
const confirmed = { event: 'confirm', by: 'commune_chair' } as const
const received = { event: 'receive_file', by: 'officer' } as const
const approved = { event: 'approve', by: 'director' } as const
const complete = [passed, listed, confirmed, received] as const

/** One request in each state in which somebody has something to do, and one that was refused. */
export const sampleRequests: readonly SampleRequest[] = [
  {
    programme: 'clean_water',
    facts: { waterWork: 'damaged', sanitationWork: 'good', groupMember: true },
    amount: 20_000_000,
    own: 5_000_000,
    months: 60,
    plan: 'well',
    daysAgo: 0,
    steps: [],
  },
  {
    programme: 'job_creation',
    facts: { borrowerType: 'worker', purpose: 'job_creation', groupMember: true },
    amount: 80_000_000,
    own: 30_000_000,
    months: 60,
    plan: 'tailor',
    daysAgo: 1,
    steps: [],
  },
  {
    programme: 'near_poor',
    facts: { povertyStatus: 'near_poor', purpose: 'production', groupMember: true },
    amount: 60_000_000,
    own: 10_000_000,
    months: 60,
    plan: 'cows',
    daysAgo: 5,
    steps: [passed],
  },
  {
    programme: 'newly_escaped',
    facts: { povertyStatus: 'newly_escaped', purpose: 'production', groupMember: true },
    amount: 90_000_000,
    own: 20_000_000,
    months: 60,
    plan: 'fish',
    daysAgo: 9,
    steps: [passed, listed],
  },
  {
    programme: 'student',
    facts: { hasStudent: true, studentLevel: 'university', groupMember: true },
    amount: 40_000_000,
    own: 0,
    months: 108,
    plan: 'study',
    daysAgo: 12,
    steps: complete,
  },
  {
    programme: 'clean_water',
    facts: { waterWork: 'none', sanitationWork: 'none', groupMember: true },
    amount: 50_000_000,
    own: 8_000_000,
    months: 60,
    plan: 'bathroom',
    daysAgo: 8,
    steps: [passed, { event: 'return', by: 'officer', reason: 'missing_paper' }],
  },
  {
    programme: 'poor',
    facts: { povertyStatus: 'poor', purpose: 'production', groupMember: true },
    amount: 50_000_000,
    own: 5_000_000,
    months: 60,
    plan: 'pigs',
    daysAgo: 4,
    steps: [passed, listed, confirmed],
  },
  {
    programme: 'job_creation',
    facts: { borrowerType: 'worker', purpose: 'job_creation', groupMember: true },
    amount: 100_000_000,
    own: 40_000_000,
    months: 60,
    plan: 'carpenter',
    daysAgo: 8,
    steps: [...complete, { event: 'wait_for_capital', by: 'director' }],
  },
  {
    programme: 'near_poor',
    facts: { povertyStatus: 'near_poor', purpose: 'production', groupMember: true },
    amount: 50_000_000,
    own: 10_000_000,
    months: 60,
    plan: 'ducks',
    daysAgo: 6,
    steps: [...complete, approved],
  },
  {
    programme: 'clean_water',
    facts: { waterWork: 'none', sanitationWork: 'good', groupMember: true },
    amount: 25_000_000,
    own: 5_000_000,
    months: 60,
    plan: 'tank',
    daysAgo: 11,
    steps: [
      ...complete,
      approved,
      { event: 'notify', by: 'officer', inDays: 1 },
      { event: 'disburse', by: 'officer', inDays: 0 },
    ],
  },
  {
    programme: 'newly_escaped',
    facts: { povertyStatus: 'newly_escaped', purpose: 'production', groupMember: true },
    amount: 70_000_000,
    own: 0,
    months: 60,
    plan: 'shop',
    daysAgo: 10,
    steps: [...complete, { event: 'refuse', by: 'director', reason: 'plan_not_feasible' }],
  },
]
