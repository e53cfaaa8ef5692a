import type { ApplicationState } from '../domain/application.ts'
import type { FormGroup, FormOffice, GroupListForm, GroupMinutesForm, GroupRequest } from '../ports/forms.ts'
import type { GroupMember, MemberRequest } from '../ports/group-papers.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import { programmeName } from './application-message.ts'
import {
  communeName,
  type FormDeps,
  formGroup,
  formOffice,
  noteOpened,
  number,
  statusWords,
  text,
} from './form-parts.ts'
import { seenGroup } from './seen-group.ts'

/** Whose papers are opened. With a programme only the requests of that one are on them. */
export interface GroupPapersWanted {
  staff: StaffMember
  groupId: string
  programme?: string
}

/** The requests that a group has still to weigh: those that came to it, and those that are about to. */
const beforeReview: readonly ApplicationState[] = ['submitted', 'with_group']

/** 03/TD for a group's meeting. Undefined when the group is not theirs to see. Who opened it is written down. */
export function openGroupList(deps: FormDeps, wanted: GroupPapersWanted): Promise<GroupListForm | undefined> {
  return opened(deps, wanted, {
    name: '03/TD',
    gather: async (_tx, { head, requests }) => {
      const ids = [...new Set(requests.map(({ programme }) => programme))]
      const only = ids.length === 1 ? ids[0] : wanted.programme
      return {
        form: 'group_list',
        ...head,
        ...(only === undefined ? {} : { programme: programmeName(only) }),
        requests: requests.map((request) => listed(request, head.commune)),
      }
    },
  })
}

/** 10C/TD for a group's meeting, with the list of its members to sign. Undefined when the group is not theirs to see. Who opened it is written down. */
export function openGroupMinutes(deps: FormDeps, wanted: GroupPapersWanted): Promise<GroupMinutesForm | undefined> {
  return opened(deps, wanted, {
    name: '10C/TD',
    gather: async (tx, { head, requests, groupId }) => {
      const members = await tx.groupPapers.members(groupId)
      return {
        form: 'group_minutes',
        ...head,
        requests: requests.map((request) => listed(request, head.commune)),
        members: members.map((member) => ({ name: member.name, address: addressOf(member, head.commune) })),
      }
    },
  })
}

interface Found {
  groupId: number
  head: { office: FormOffice; commune: string; group: FormGroup }
  requests: MemberRequest[]
}

interface Paper<Form> {
  name: string
  gather: (tx: Tx, found: Found) => Promise<Form>
}

async function opened<Form>(
  { store, clock }: FormDeps,
  { staff, groupId, programme }: GroupPapersWanted,
  { name, gather }: Paper<Form>,
): Promise<Form | undefined> {
  const at = clock.now()
  return store.transaction(async (tx) => {
    const seen = await seenGroup(tx, staff, groupId)
    if (!seen) return undefined
    const { group, commune } = seen
    const all = await tx.groupPapers.requests(group.id, beforeReview)
    const head = {
      office: await formOffice(tx, commune.officeId),
      commune: communeName(commune),
      group: formGroup(group),
    }
    const requests = programme === undefined ? all : all.filter((request) => request.programme === programme)
    const form = await gather(tx, { groupId: group.id, head, requests })
    await noteOpened(tx, { staff, at, subjectKind: 'group', subjectId: groupId, form: name })
    return form
  })
}

function listed(request: MemberRequest, commune: string): GroupRequest {
  const { name, status, programme, amount, answers } = request
  const termMonths = number(answers.term_months)
  return {
    ...{ name, amount },
    address: addressOf(request, commune),
    ...statusWords(status),
    programme: programmeName(programme),
    ...(termMonths === undefined ? {} : { termMonths }),
    purpose: text(answers.plan),
  }
}

function addressOf({ hamlet }: GroupMember, commune: string): string {
  return hamlet ?? commune
}
