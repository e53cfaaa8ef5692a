import { readDay } from '../domain/day.ts'
import type { Application, ApplicationEvent } from '../ports/applications.ts'
import type { ApprovalNoticeForm } from '../ports/forms.ts'
import type { Household } from '../ports/households.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import { programmeName } from './application-message.ts'
import { seenApplication } from './decide-application.ts'
import {
  borrowerOf,
  communeName,
  type FormDeps,
  formGroup,
  formOffice,
  noteOpened,
  termsOf,
  text,
} from './form-parts.ts'
import { refusalOf } from './form-refusal.ts'

/** True once there is a decision to give notice of, and it stands. */
export function isDecided({ state }: Pick<Application, 'state'>, events: readonly ApplicationEvent[]): boolean {
  return state === 'refused' || (state !== 'withdrawn' && events.some(({ event }) => event === 'approve'))
}

/** 04/TD of a request that was decided. Undefined when it is not theirs to see, or not decided yet. Who opened it is written down. */
export async function openApprovalNotice(
  { store, clock }: FormDeps,
  { staff, applicationId }: { staff: StaffMember; applicationId: string },
): Promise<ApprovalNoticeForm | undefined> {
  const at = clock.now()
  return store.transaction(async (tx) => {
    const application = await seenApplication(tx, staff, applicationId)
    const form = application && (await gathered(tx, application, staff))
    if (form) await noteOpened(tx, { staff, at, subjectKind: 'application', subjectId: applicationId, form: '04/TD' })
    return form
  })
}

async function gathered(tx: Tx, application: Application, staff: StaffMember): Promise<ApprovalNoticeForm | undefined> {
  const { householdId, communeId } = application
  const household = householdId === undefined ? undefined : await tx.households.find(householdId)
  const outcome = await outcomeOf(tx, application, household)
  if (!outcome) return undefined
  const commune = communeId === undefined ? undefined : await tx.units.commune(communeId)
  return {
    form: 'approval_notice',
    code: application.code,
    office: await formOffice(tx, application.officeId),
    ...(commune ? { commune: communeName(commune) } : {}),
    ...(household?.group ? { group: formGroup(household.group) } : {}),
    programme: programmeName(application.programme),
    borrower: borrowerOf(application, { household, staff }),
    asked: application.amount,
    outcome,
  }
}

async function outcomeOf(
  tx: Tx,
  application: Application,
  household: Household | undefined,
): Promise<ApprovalNoticeForm['outcome'] | undefined> {
  const { id, bank } = application
  if (!isDecided(application, await tx.applications.events(id))) return undefined
  const refusal = await refusalOf(tx, application)
  if (refusal) return { refusal: refusal.reason, ...(refusal.note ? { note: refusal.note } : {}) }
  const terms = termsOf(bank)
  if (!terms) return undefined
  const receiveOn = readDay(text(bank?.receiveOn))
  return { terms, ...(receiveOn ? { receiveOn } : {}), place: await placeOf(tx, application, household) }
}

/** Money is paid at the transaction point of the household or of its commune; where none is known, at the office. */
async function placeOf(
  tx: Tx,
  { communeId, officeId }: Application,
  household: Household | undefined,
): Promise<string> {
  const own = household && (await tx.units.pointOfHousehold(household.id))
  const point = own ?? (communeId === undefined ? undefined : await tx.units.pointOfCommune(communeId))
  const place = point ?? (await tx.units.office(officeId))
  return [place?.name, place?.address].filter(Boolean).join(', ')
}
