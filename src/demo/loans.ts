import type { Day } from '../domain/day.ts'
import type { Chance } from './chance.ts'
import type { SampleHousehold } from './households.ts'
import { type LoanPlan, type LoanProgramme, planOf, type Standing } from './loan-plan.ts'
import { sessionDay } from './office.ts'
import { visitor } from './visitor.ts'

/** A loan that is to be made up: who borrows, for what, what is left of it, and how it stands. */
interface Wish {
  household: SampleHousehold
  programme: LoanProgramme
  outstanding: number
  standing: Standing
}

/**
 * What an average sample loan has outstanding, in million dong. With the numbers of loans these give the proportions of the
 * office that the sample is modelled on: of 586 thousand million, newly escaped 230, clean water 108, near poor and poor 94,
 * social housing 43, students 25, and 86 for the rest.
 */
const averages: Record<LoanProgramme, number> = {
  newly_escaped: 70,
  clean_water: 30,
  poor: 62,
  near_poor: 67,
  social_housing: 348,
  student: 35,
  job_creation: 59,
  labour_export: 61,
  ex_prisoner: 58,
}

const waterLoans = 204
const studentLoans = 40

/** 600 loans of the sample households, those of the visitor first. */
export function sampleLoans(
  households: readonly SampleHousehold[],
  { day, chance }: { day: Day; chance: Chance },
): LoanPlan[] {
  const [own, ...others] = households
  const wishes = borrowersOf(others, chance).flatMap(([programme, borrowers]) =>
    wishesOf({ programme, borrowers, chance }),
  )
  const standing = standingOf(wishes, day)
  const plans = chance
    .shuffled(wishes)
    .map((wish, place) => planOf({ ...wish, standing: standing(wish), loanId: loanId(place + 1) }, { day, chance }))
  return [...visitorLoans(own!, { day, chance }), ...plans]
}

/** Who borrows under which programme: the main purpose of each, clean water in former communes, students in any. */
function borrowersOf(
  others: readonly SampleHousehold[],
  chance: Chance,
): (readonly [LoanProgramme, readonly SampleHousehold[]])[] {
  const mainly = others.filter((home) => home.purpose !== 'water')
  const main = [...new Set(mainly.map((home) => home.purpose as LoanProgramme))].map(
    (programme) => [programme, mainly.filter((home) => home.purpose === programme)] as const,
  )
  const onlyWater = others.filter((home) => home.purpose === 'water')
  const settled = mainly.filter((home) => home.purpose !== 'social_housing' && home.purpose !== 'ex_prisoner')
  const rural = settled.filter((home) => home.group.kind === 'xa')
  const water = [...onlyWater, ...chance.shuffled(rural).slice(0, waterLoans - 1 - onlyWater.length)]
  const students = chance.shuffled(settled.filter((home) => home.birthYear < 1985)).slice(0, studentLoans)
  return [...main, ['clean_water', water], ['student', students]]
}

/** Amounts spread evenly from three fifths to seven fifths of the average, so that their sum is known. In tenths of a million. */
function wishesOf({
  programme,
  borrowers,
  chance,
}: {
  programme: LoanProgramme
  borrowers: readonly SampleHousehold[]
  chance: Chance
}): Wish[] {
  const shares = chance.shuffled(borrowers.map((_, place) => 0.6 + (0.8 * (place + 0.5)) / borrowers.length))
  return borrowers.map((household, place) => ({
    household,
    programme,
    outstanding: Math.round(averages[programme] * (shares[place] ?? 1) * 10) * 100_000,
    standing: 'later',
  }))
}

/** Which loans are due at the coming session, and which are in trouble: the first that there are at each point. */
function standingOf(wishes: readonly Wish[], day: Day): (wish: Wish) => Standing {
  const at = (inDays: number) => wishes.filter((wish) => daysTo(wish.household, day) === inDays)
  const newly = wishes.filter((wish) => wish.programme === 'newly_escaped' && daysTo(wish.household, day) > 3)
  const chosen = new Map<Wish, Standing>()
  const set = (list: readonly Wish[], standing: Standing) => {
    for (const wish of list) chosen.set(wish, standing)
  }
  set(at(3).slice(0, 28), 'due')
  set(at(3).slice(28, 29), 'adjustment_pending')
  set(at(0).slice(0, 16), 'due')
  for (const inDays of [8, 12, 16, 21]) set(at(inDays).slice(0, 6), 'due')
  set(newly.slice(20, 26), 'overdue')
  set(newly.slice(26, 27), 'frozen')
  set(newly.slice(27, 28), 'risk_pending')
  return (wish) => chosen.get(wish) ?? 'later'
}

function daysTo({ group }: SampleHousehold, day: Day): number {
  return Math.round((Date.parse(sessionDay(group.point, day)) - Date.parse(day)) / 86_400_000)
}

function visitorLoans(household: SampleHousehold, context: { day: Day; chance: Chance }): LoanPlan[] {
  const due = { household, standing: 'due' as const }
  const water = { ...due, programme: 'clean_water' as const, outstanding: 16_000_000, loanId: visitor.waterLoanId }
  const work = { ...due, programme: 'near_poor' as const, outstanding: 40_000_000, loanId: visitor.productionLoanId }
  return [planOf(water, context), planOf(work, context)]
}

// Sixteen digits, as on the bank's papers. Those of the visitor end in 2468 and 1357, which no other loan does.
function loanId(number: number): string {
  return `660037990000${String(3000 + number).padStart(4, '0')}`
}
