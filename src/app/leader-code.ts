import { addDays, atHour, type Day, dayOf } from '../domain/day.ts'
import { readPhone } from '../domain/phone.ts'
import { may } from '../domain/staff.ts'
import type { FlowId } from '../flows/index.ts'
import type { GroupRoleName } from '../ports/leaders.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { IssueDeps } from './issue-link-code.ts'
import { randomCode } from './issue-link-code.ts'
import { type SeenGroup, seenGroup } from './seen-group.ts'

/** What an officer asks for: a code for the leader or the deputy of a group. */
export interface GroupCodeWanted {
  staff: StaffMember
  groupId: string
  role: GroupRoleName
  /** As it was typed: the number of whoever gets the code. Empty: the leader's that stands in the list of groups. */
  phone: string
}

/** A code on paper: for one role of one group, once, until the end of that day. */
export interface IssuedGroupCode extends SeenGroup {
  role: GroupRoleName
  /** `TO` and eight characters. */
  code: string
  lastDay: Day
}

/** How it ended. `no_phone`: none is on file, or it is the deputy's that is needed; `bad_phone`: what was typed is none. */
export type GroupCodeDone =
  | { ok: true; issued: IssuedGroupCode }
  | { ok: false; problem: 'not_found' | 'no_phone' | 'bad_phone' }

/** No household's code begins so: its signs leave out the O. */
const prefix = 'TO'
const validDays = 30

/** Issues a one-time code that ties an account to the lead of a group; an earlier one that was not used ends. */
export async function issueGroupCode(deps: IssueDeps, wanted: GroupCodeWanted): Promise<GroupCodeDone> {
  const { staff, groupId, role } = wanted
  const at = deps.clock.now()
  const code = prefix + randomCode(deps)
  const lastDay = addDays(dayOf(at), validDays)
  const expiresAt = atHour(addDays(lastDay, 1), 0)
  const typed = wanted.phone.trim()
  const phone = readPhone(typed)
  return deps.store.transaction(async (tx): Promise<GroupCodeDone> => {
    const seen = may(staff.role, 'people.link') ? await seenGroup(tx, staff, groupId) : undefined
    if (!seen) return { ok: false, problem: 'not_found' }
    if (typed !== '' && !phone) return { ok: false, problem: 'bad_phone' }
    // The number on file is the leader's: for a deputy it proves nothing.
    if (role === 'deputy' && !phone) return { ok: false, problem: 'no_phone' }
    const of = { groupId: seen.group.id, role, code, by: staff.id, at, expiresAt, ...(phone ? { phone } : {}) }
    if (!(await tx.leaders.issue(of))) return { ok: false, problem: 'no_phone' }
    const subject = { subjectKind: 'group', subjectId: groupId, detail: { role, typed: phone !== undefined } }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'group.code', ...subject })
    return { ok: true, issued: { ...seen, role, code, lastDay } }
  })
}

/** True for what looks like the code of a group. */
export function isGroupCode(text: string): boolean {
  return /^TO[A-HJ-NP-Z2-9]{8}$/.test(text.toUpperCase().replace(/[^A-Z0-9]/g, ''))
}

/** The code on paper that a message is, of a household or a group, however it is typed; undefined for any other message. */
export function typedCode(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  if (!/^(?:TO[- ]?)?[A-HJ-NP-Z2-9]{4}[- ]?[A-HJ-NP-Z2-9]{4}$/.test(code)) return undefined
  // A word of eight letters is a word, and eight figures are a number.
  const bare = code.replace(/[- ]/g, '')
  return /\d/.test(bare) && /[A-Z]/.test(bare) ? bare : undefined
}

/** Where a code in the link that was opened leads. */
export function openingOfCode(code: string): { flow: FlowId; given: { code: string } } {
  return { flow: isGroupCode(code) ? 'leader-link' : 'link-account', given: { code } }
}
