import type { CaseKind, CaseRoute } from '../domain/case.ts'
import { caseDueAt, stepsOf } from '../domain/case-clock.ts'
import type { Cases, CasesBefore } from '../ports/cases.ts'
import { timesOf } from './application-times.ts'
import { caseOf } from './case-row.ts'
import type { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'

/** What happens to a case by its clock, and how it ends. */
export function caseClock(db: Db): Pick<Cases, 'unanswered' | 'raise' | 'askSolved' | 'silent' | 'reopen' | 'close'> {
  const changed = async (where: Prisma.CaseWhereInput, data: Prisma.CaseUpdateManyMutationInput) =>
    (await db.case.updateMany({ where, data })).count === 1
  return {
    unanswered: ({ before, ...page }) => pageOf(db, page, { state: 'open', dueAt: { lt: before }, OR: raisable }),
    raise: (id, { level, at }) => changed({ id: key(id), state: 'open', level: level - 1 }, { level, escalatedAt: at }),
    askSolved: (id, at) =>
      changed({ id: key(id), state: { not: 'closed' }, solvedAt: null }, { state: 'answered', solvedAt: at }),
    silent: ({ before, ...page }) => pageOf(db, page, { state: 'answered', solvedAt: { lt: before } }),
    reopen: async (id, at) => {
      const data = { ...(await dueAgain(db, id, at)), state: 'open', solvedAt: null, closedAt: null, outcome: null }
      return changed({ id: key(id), state: { not: 'open' } }, data)
    },
    close: (id, at, outcome) =>
      changed(outcome === 'no_answer' ? stillSilent(id) : { id: key(id), state: { not: 'closed' } }, {
        state: 'closed',
        closedAt: at,
        outcome: outcome ?? null,
      }),
  }
}

/** The deadline of a case that is open again, on the days on which its office works. */
export async function dueAgain(db: Db, id: string, at: Date): Promise<{ dueAt: Date }> {
  const of = await db.case.findUniqueOrThrow({ where: { id: key(id) }, select: { kind: true, officeId: true } })
  const { closed } = await timesOf(db, of.officeId)
  return { dueAt: caseDueAt(of.kind as CaseKind, at, closed) }
}

const routes: readonly CaseRoute[] = ['group_leader', 'officer', 'commune_chair']

/** What stands on its last step already is nobody's to raise. */
const raisable = routes.map((routedTo) => ({ routedTo, level: { lt: stepsOf(routedTo) } }))

async function pageOf(db: Db, { afterId, limit }: Omit<CasesBefore, 'before'>, where: Prisma.CaseWhereInput) {
  const after = afterId === undefined ? {} : { id: { gt: key(afterId) } }
  const rows = await db.case.findMany({ where: { ...where, ...after }, orderBy: { id: 'asc' }, take: limit })
  return rows.map(caseOf)
}

/** Whoever spoke in the meantime is not silent. */
function stillSilent(id: string): Prisma.CaseWhereInput {
  return { id: key(id), state: 'answered', solvedAt: { not: null } }
}
