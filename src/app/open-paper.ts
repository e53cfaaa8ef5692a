import type { Words } from '../conversation/words.ts'
import { may } from '../domain/staff.ts'
import { paperWords } from '../flows/apply/read-back.ts'
import { otherPaper } from '../flows/supply-papers.ts'
import type { AttachmentBrief, Attachments } from '../ports/attachments.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import { seenApplication } from './decide-application.ts'

/** Which picture somebody wants to see. */
export interface PaperWish {
  staff: StaffMember
  applicationId: string
  attachmentId: string
}

/** Opens one picture of a paper, and writes down who looked at which. Undefined when it is not theirs to see, or not of that request. */
export async function openPaper(
  deps: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, applicationId, attachmentId }: PaperWish,
): Promise<Awaited<ReturnType<Attachments['open']>>> {
  const at = deps.clock.now()
  return deps.store.transaction(async (tx) => {
    const seen = seesPapers(staff) ? await seenApplication(tx, staff, applicationId) : undefined
    const named = /^\d{1,18}$/.test(attachmentId)
    const paper = seen && named ? await tx.attachments.open(applicationId, attachmentId) : undefined
    if (!paper) return undefined
    const subject = { subjectKind: 'application', subjectId: applicationId, detail: { paper: paper.paper } }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'application.paper', ...subject })
    return paper
  })
}

/** Who may open pictures of papers: whoever completes the request at the bank. A chair confirms without them. */
export function seesPapers({ role }: Pick<StaffMember, 'role'>): boolean {
  return may(role, 'applications.complete')
}

/** What a paper of a request is called. */
export function paperName({ paper }: Pick<AttachmentBrief, 'paper'>, programme: string): Words {
  if (paper === otherPaper) return { key: 'flows/supply-papers:other' }
  return paperWords(paper, { given: { programme } })
}
