import {
  type ApplicationEventName,
  type ApplicationReason,
  type ApplicationState,
  step,
} from '../domain/application.ts'
import { addDays, atHour, type Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import type { Role } from '../domain/staff.ts'
import { type Facts, type ProgrammeId, weighOne } from '../policy/index.ts'
import type { SentRequest } from '../ports/applications.ts'
import type { Language } from '../ports/language.ts'
import type { Tx } from '../ports/store.ts'
import type { SampleAccount } from './accounts.ts'

/** A sample request: when it was sent and the steps that were taken since, one a day. The plan is `demo:plans.<plan>`. */
interface SampleRequest {
  programme: ProgrammeId
  facts: Facts
  amount: Dong
  own: Dong
  months: number
  plan: string
  daysAgo: number
  steps: { event: ApplicationEventName; by: Role; reason?: ApplicationReason; note?: string }[]
}

const passed = { event: 'pass_to_group', by: 'officer' } as const
const listed = { event: 'list', by: 'officer' } as const
const confirmed = { event: 'confirm', by: 'commune_chair' } as const
const received = { event: 'receive_file', by: 'officer' } as const

const sample: readonly SampleRequest[] = [
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
    steps: [passed, listed, confirmed, received],
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
]

/** Requests of the sample accounts in several states. Steps are taken by the rules of the path. */
export async function seedApplications(
  tx: Tx,
  context: { accounts: readonly SampleAccount[]; staffIds: Record<Role, string>; language: Language; day: Day },
): Promise<void> {
  for (const [place, request] of sample.entries()) await seedApplication(tx, { ...context, request, place })
}

async function seedApplication(
  tx: Tx,
  context: Parameters<typeof seedApplications>[1] & { request: SampleRequest; place: number },
): Promise<void> {
  const { accounts, language, day, request, place } = context
  const { id: accountId, household } = accounts[place * 3 + 1]!
  const sentOn = addDays(day, -request.daysAgo)
  const { id } = await tx.applications.submit({
    sentKey: `demo.${place + 1}`,
    accountId,
    householdId: household.id,
    officeId: household.commune.officeId,
    communeId: household.commune.id,
    programme: request.programme,
    answers: {
      full_name: household.headName,
      birth_year: household.birthYear ?? null,
      hamlet: household.hamlet ?? '',
      communeName: household.commune.name,
      phone: household.phone ?? '',
      amount: request.amount,
      plan: language.say({ key: `demo:plans.${request.plan}` }, 'vi'),
      own_capital: request.own,
      term_months: request.months,
    },
    amount: request.amount,
    lawDay: sentOn,
    verdict: verdictOf(request, sentOn),
    at: atHour(sentOn, 7, 15 + place),
  })
  await takeSteps(tx, { ...context, id, sentOn })
}

async function takeSteps(
  tx: Tx,
  {
    id,
    request,
    sentOn,
    staffIds,
  }: { id: string; request: SampleRequest; sentOn: Day; staffIds: Record<Role, string> },
): Promise<void> {
  let from: ApplicationState = 'submitted'
  for (const [place, { event, by, reason, note }] of request.steps.entries()) {
    const taken = step(
      { state: from, bankPart: false },
      { event, by, ...(reason ? { reason } : {}), ...(note ? { note } : {}) },
    )
    if (!taken.ok) throw new Error(`a sample request cannot take the step ${event}: ${taken.problem}`)
    const at = atHour(addDays(sentOn, place + 1), 14, 10)
    await tx.applications.move(id, {
      from,
      to: taken.to,
      event,
      actorKind: 'staff',
      actorId: staffIds[by],
      at,
      ...(reason ? { reason } : {}),
    })
    from = taken.to
  }
}

/** What the law says of the request, in the shape in which requests keep it. */
function verdictOf({ programme, facts, amount }: SampleRequest, day: Day): SentRequest['verdict'] {
  const asked = { ...facts, requestedTotalVnd: amount }
  const { verdict, ratePctPerYear, termMonths, reasons, missing } = weighOne(programme, asked, day)
  return {
    verdict,
    missing: [...missing],
    facts: asked as SentRequest['verdict'],
    ratePctPerYear: ratePctPerYear ?? null,
    termMonths: termMonths ?? null,
    reasons: reasons.map(({ rule, met, citation }) => ({ rule, met, citation: citation.text })),
  }
}
