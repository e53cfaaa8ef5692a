import { type CaseKind, type CaseState, caseKinds, caseStates, routesOf } from '../../../domain/case.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { DeskFilter, DeskPlace } from '../../../ports/case-desk.ts'
import type { StaffMember } from '../../../ports/staff.ts'
import type { Ctx } from '../deps.ts'
import { link } from '../parts.tsx'

/** Whose cases the list shows. */
export const whoses = ['mine', 'nobody', 'all'] as const

/** What is asked for, as it stands in the address. */
export interface DeskAsked {
  state: CaseState
  whose: (typeof whoses)[number]
  kind?: CaseKind
  late?: true
}

/** Reads an address. What cannot be read asks for nothing. */
export function deskAsked(c: Ctx): DeskAsked {
  const kind = caseKinds.find((one) => one === c.req.query('kind'))
  const state = caseStates.find((one) => one === c.req.query('state')) ?? 'open'
  return {
    state,
    whose: whoses.find((one) => one === c.req.query('whose')) ?? 'all',
    ...(kind ? { kind } : {}),
    ...(state === 'open' && c.req.query('late') ? { late: true as const } : {}),
  }
}

/** The list, as somebody of staff may see it. */
export function deskFilter({ state, whose, kind, late }: DeskAsked, staff: StaffMember, now: Date): DeskFilter {
  return {
    ...{ scope: scopeOf(staff), routes: routesOf(staff.role), state, now },
    whose: whose === 'mine' ? { staffId: staff.id } : whose,
    ...(kind ? { kind } : {}),
    ...(late ? { overdue: true as const } : {}),
  }
}

/** The place that the next page goes on from. */
export function deskPlace(c: Ctx): { after?: DeskPlace } {
  const [rank = '', due = '', id = ''] = (c.req.query('after') ?? '').split('.')
  if (!/^[012]$/.test(rank) || !/^\d{1,15}$/.test(due) || !/^\d{1,18}$/.test(id)) return {}
  return { after: { rank: Number(rank), dueAt: new Date(Number(due)), id } }
}

/** An address of the list, or of one of its faces: what is usual is left out. */
export function deskLink(path: string, { state, whose, kind, late }: DeskAsked, after?: DeskPlace): string {
  return link(path, {
    state: state === 'open' ? undefined : state,
    whose: whose === 'all' ? undefined : whose,
    kind,
    late: late ? 'yes' : undefined,
    after: after && [after.rank, after.dueAt.getTime(), after.id].join('.'),
  })
}
