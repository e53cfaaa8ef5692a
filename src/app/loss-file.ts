import type { Words } from '../conversation/words.ts'
import { dayOf } from '../domain/day.ts'
import { lossPermille } from '../domain/loss-report.ts'
import { may } from '../domain/staff.ts'
import { measureFor } from '../policy/index.ts'
import type { LossFileForm } from '../ports/forms.ts'
import type { LossReport } from '../ports/losses.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import { programmeName } from './application-message.ts'
import { communeName, type FormDeps, formGroup, formOffice, noteOpened, statusWords } from './form-parts.ts'
import { disasterWords } from './loss-open.ts'
import { type SeenReport, seenLoss } from './loss-step.ts'

/** The draft of the file for one report. Undefined when it is not theirs to see. Who opened it is written down. */
export function openLossFile(
  { store, clock }: FormDeps,
  { staff, reportId }: { staff: StaffMember; reportId: string },
): Promise<LossFileForm | undefined> {
  const at = clock.now()
  return store.transaction(async (tx) => {
    const seen = may(staff.role, 'disasters.verify') ? await seenLoss(tx, staff, reportId) : undefined
    if (!seen) return undefined
    await noteOpened(tx, { staff, at, subjectKind: 'loss_report', subjectId: reportId, form: 'loss_file' })
    return formOf(tx, { ...seen, staff })
  })
}

async function formOf(
  tx: Tx,
  { report, household, staff }: SeenReport & { staff: StaffMember },
): Promise<LossFileForm> {
  const disaster = await tx.disasters.find(report.disasterId)
  const found = report.caseId === undefined ? undefined : await tx.cases.find(report.caseId)
  const loans = (await tx.loans.ofHousehold(household.id)).filter(({ status }) => status !== 'closed')
  const phone = may(staff.role, 'people.phone') ? household.phone : undefined
  return {
    ...{ form: 'loss_file', code: found?.code ?? `T${report.id}` },
    ...{ office: await formOffice(tx, household.commune.officeId), commune: communeName(household.commune) },
    ...(household.group ? { group: formGroup(household.group) } : {}),
    borrower: {
      name: household.headName,
      ...(household.birthYear === undefined ? {} : { birthYear: household.birthYear }),
      address: [household.hamlet, household.commune.name].filter(Boolean).join(', '),
      ...(phone ? { phone } : {}),
      ...statusWords(household.povertyStatus),
      ...(household.listYear === undefined ? {} : { listYear: household.listYear }),
    },
    disaster: disaster ? disasterWords(disaster) : { key: 'disaster:kinds.other' },
    loans: loans.map(({ loanCode, programme, principal, outstanding, finalDueDate, asOf }) => ({
      ...{ loanCode, programme: programmeName(programme), principal, outstanding, finalDueDate, asOf },
    })),
    ...{ happenedOn: report.happenedOn, reportedOn: dayOf(report.reportedAt), place: report.place },
    items: report.items.map((item) => ({ ...item, kind: { key: `disaster:loss_kinds.${item.kind}` } })),
    photos: (await tx.losses.photos(report.id)).map(({ at }) => dayOf(at)),
    ...seenPart(report),
  }
}

/** What staff saw, and what may be proposed of it by the law of the day on which they saw it. */
function seenPart({ seen }: LossReport): Pick<LossFileForm, 'seen' | 'proposed'> {
  if (!seen) return {}
  const measure = measureFor(seen, seen.on)
  const source: Words = { key: 'common:named', with: { name: measure?.cite.text ?? '' } }
  return {
    seen: { ...seen, share: shareText(seen) },
    ...(measure
      ? { proposed: { propose: measure.propose, source, uncertain: measure.confidence === 'uncertain' } }
      : {}),
  }
}

/** "39,9": tenths, cut and never rounded up, so that no share looks as if it had reached an edge. */
export function shareText(seen: Parameters<typeof lossPermille>[0]): string {
  const permille = lossPermille(seen)
  return `${Math.floor(permille / 10)},${permille % 10}`
}
