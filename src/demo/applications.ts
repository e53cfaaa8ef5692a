import { type ApplicationState, needsOf, step } from '../domain/application.ts'
import type { BankPart } from '../domain/bank-part.ts'
import { addDays, addMonths, atHour, type Day } from '../domain/day.ts'
import type { Role } from '../domain/staff.ts'
import { weighOne } from '../policy/index.ts'
import type { Json, SentRequest } from '../ports/applications.ts'
import type { Household } from '../ports/households.ts'
import type { Language } from '../ports/language.ts'
import type { Tx } from '../ports/store.ts'
import type { SampleAccount } from './accounts.ts'
import { type SampleRequest, sampleRequests } from './sample-requests.ts'

/** Requests of the sample accounts in several states. Steps are taken by the rules of the path. */
export async function seedApplications(
  tx: Tx,
  context: { accounts: readonly SampleAccount[]; staffIds: Record<Role, string>; language: Language; day: Day },
): Promise<void> {
  for (const [place, request] of sampleRequests.entries()) await seedApplication(tx, { ...context, request, place })
}

async function seedApplication(
  tx: Tx,
  context: Parameters<typeof seedApplications>[1] & { request: SampleRequest; place: number },
): Promise<void> {
  const { accounts, language, day, request, place } = context
  // Every third account, round and round: none has two.
  const { id: accountId, household } = accounts[(place * 3 + 1) % accounts.length]!
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
  const bank = bankPart(request, { household, sentOn, issuer: language.say({ key: 'demo:bank.issuer' }, 'vi') })
  await takeSteps(tx, { ...context, id, sentOn, bank })
}

interface Taking {
  id: string
  request: SampleRequest
  sentOn: Day
  bank: BankPart
  staffIds: Record<Role, string>
}

/** The bank's part is filled in once there is something to decide on. */
async function takeSteps(tx: Tx, { id, request, sentOn, bank, staffIds }: Taking): Promise<void> {
  let from: ApplicationState = 'submitted'
  let kept: Record<string, Json> | undefined
  for (const [place, { event, by, reason, inDays }] of request.steps.entries()) {
    const on = addDays(sentOn, place + 1)
    const at = atHour(on, 14, 10)
    if (needsOf(event).includes('bank_part')) kept = { ...bank }
    const said = { ...(reason ? { reason } : {}), ...(inDays === undefined ? {} : { day: addDays(on, inDays) }) }
    const taken = step({ state: from, bankPart: kept !== undefined }, { event, by, ...said })
    if (!taken.ok) throw new Error(`a sample request cannot take the step ${event}: ${taken.problem}`)
    if (kept && said.day) kept[event === 'notify' ? 'receiveOn' : 'disbursedOn'] = said.day
    if (kept) await tx.applications.complete(id, kept, at)
    await tx.applications.move(id, {
      from,
      to: taken.to,
      event,
      actorKind: 'staff',
      actorId: staffIds[by],
      at,
      ...said,
    })
    from = taken.to
  }
}

/** Made-up figures of form 01/TD. No card has a number that begins so. */
function bankPart(
  { amount, months, programme, facts }: SampleRequest,
  { household, sentOn, issuer }: { household: Household; sentOn: Day; issuer: string },
): BankPart {
  const ratePct = weighOne(programme, { ...facts, requestedTotalVnd: amount }, sentOn).ratePctPerYear ?? 0
  return {
    borrowerName: household.headName,
    birthDate: `${household.birthYear ?? 1975}-03-02` as Day,
    idNumber: `000${household.customerId.slice(-9)}`,
    idIssuedOn: '2022-05-10',
    idIssuedBy: issuer,
    address: [household.hamlet, household.commune.name].filter(Boolean).join(', '),
    heirName: '',
    ...{ amount, ratePct, overdueRatePct: Math.round(ratePct * 130) / 100, termMonths: months, instalmentMonths: 12 },
    instalmentAmount: Math.ceil(amount / Math.ceil(months / 12)),
    finalDueDate: addMonths(sentOn, months),
    interestDay: 15,
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
