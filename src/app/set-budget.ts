import { type Day, dayOf, firstOfMonth } from '../domain/day.ts'
import { type Dong, readDong } from '../domain/money.ts'
import { may } from '../domain/staff.ts'
import { consultationDong } from '../domain/zalo-window.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import type { Charged } from '../ports/ways.ts'

/** The least and the most that a month may have: below it hardly a message can go, above it a nought too many was typed. */
export const budgetLimits = { least: 1_000, most: 10_000_000_000 } as const

/** Why a budget is not taken. */
export type BudgetProblem = 'no_amount' | 'too_small' | 'too_large'

/**
 * Sets what may be spent on messages in one month, as people type amounts: "500.000", "2tr". Empty or nothing at all: nothing that costs
 * is sent. Who did it is on record. Undefined where they may not.
 */
export async function setBudget(
  { store, clock }: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, text }: { staff: StaffMember; text: string },
): Promise<{ ok: true; budget: Dong | null } | { ok: false; problem: BudgetProblem } | undefined> {
  if (!may(staff.role, 'channels.manage')) return undefined
  const dong = text.trim() === '' ? 0 : readDong(text)
  const problem = problemOf(dong)
  if (dong === undefined || problem) return { ok: false, problem: problem ?? 'no_amount' }
  const budget = dong === 0 ? null : dong
  const at = clock.now()
  await store.transaction(async (tx) => {
    await tx.ways.setBudget('zalo', budget)
    const subject = { subjectKind: 'channel', subjectId: 'zalo' }
    const detail = { dong: budget }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'channel.budget', ...subject, detail })
  })
  return { ok: true, budget }
}

function problemOf(dong: Dong | undefined): BudgetProblem | undefined {
  if (dong === undefined) return 'no_amount'
  if (dong > 0 && dong < budgetLimits.least) return 'too_small'
  return dong > budgetLimits.most ? 'too_large' : undefined
}

/** How this month stands. */
export interface BudgetNow {
  /** Its first day. */
  month: Day
  /** Spent, with what is put aside for messages that are on their way. */
  spent: Dong
  budget: Dong | null
  /** Of the budget, in percent, rounded down; 0 without one. */
  sharePct: number
  /** `unset`: no budget. `near`: four fifths and more. `reached`: not enough left for one more of the messages that are used. */
  state: 'unset' | 'fine' | 'near' | 'reached'
}

/** The same with what was charged, which takes long where much was. */
export interface SpendingNow extends BudgetNow {
  charged: Charged[]
}

/** From this share on it is time to look. */
const nearPct = 80

interface Asked<W extends keyof Store['ways']> {
  store: { ways: Pick<Store['ways'], W> }
  clock: Clock
}

/** How this month's budget stands, and what was charged. */
export async function spendingNow({ store, clock }: Asked<'means' | 'charged'>): Promise<SpendingNow> {
  const budget = await budgetNow({ store, clock })
  return { ...budget, charged: await store.ways.charged('zalo', budget.month) }
}

/** How this month's budget stands. */
export async function budgetNow({ store, clock }: Asked<'means'>): Promise<BudgetNow> {
  const month = firstOfMonth(dayOf(clock.now()))
  const { templates, budget, spent } = await store.ways.means('zalo', month)
  const prices = Object.values(templates).flatMap((vias) => Object.values(vias).map(({ dong }) => dong))
  const sharePct = budget === null ? 0 : Math.floor((spent / budget) * 100)
  const dearest = Math.max(consultationDong, ...prices)
  return { month, spent, budget, sharePct, state: stateOf({ budget, sharePct, left: (budget ?? 0) - spent, dearest }) }
}

function stateOf(of: { budget: Dong | null; sharePct: number; left: Dong; dearest: Dong }): SpendingNow['state'] {
  if (of.budget === null) return 'unset'
  if (of.left < of.dearest) return 'reached'
  return of.sharePct >= nearPct ? 'near' : 'fine'
}
