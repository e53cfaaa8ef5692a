import { describe, expect, it } from 'vitest'
import type { Given } from '../../src/conversation/question.ts'
import { asks, factsOf, isOpen, saysOf } from '../../src/flows/check-eligibility/facts.ts'
import { candidates, type Known, type PurposeId, purposeOf } from '../../src/flows/check-eligibility/purposes.ts'
import type { Asked } from '../../src/flows/check-eligibility/rows.ts'
import { mostQuestions, outcomeOf, stillDecides } from '../../src/flows/check-eligibility/still-decides.ts'
import { openOn, type ProgrammeId, weighAll, weighOne } from '../../src/policy/index.ts'
import { answerOf, type MadeUp, madeUp } from './made-up-households.ts'

const day = '2026-11-22'
const purposes = Object.keys(candidates) as PurposeId[]
/** Programmes whose text allows a purpose, and that the talk does not lead to from it. */
const notLedTo: Record<string, string> = {
  'study ex_prisoner': 'the training of those who were released, not a child at school',
  'study ethnic_minority': 'the decree names no sum for it that we read',
  'housing ethnic_minority': 'only the office can say whether it still lends; told where the first answer is no',
  'housing poor': 'a few millions for repairs, told where the household is poor and refused elsewhere',
}

/** Talks to the end as the household would answer. */
function talked({ given, ...household }: MadeUp): Known {
  let known: Known = { answers: {}, given }
  known = { ...known, answers: { purpose: household.purpose } }
  for (let node = stillDecides(known); node !== undefined; node = stillDecides(known))
    known = { ...known, answers: { ...known.answers, [node]: answerOf(node, { given, ...household }) } }
  return known
}

const households = Array.from({ length: 1500 }, (_, n) => madeUp(n, purposes[n % purposes.length] ?? 'production', day))
const talks = households.map((household) => ({ household, known: talked(household) }))
const asked = talks.map(({ known }) => Object.keys(known.answers).length)

describe('asking little', () => {
  it('comes to the answer after few questions', () => {
    for (const purpose of purposes)
      report(
        purpose,
        asked.filter((_, n) => households[n]?.purpose === purpose),
      )
    report('all', asked)
    expect(median(asked)).toBeLessThanOrEqual(5)
    expect(Math.max(...asked)).toBeLessThanOrEqual(mostQuestions)
  })

  it('comes to the same verdicts, sums and rates as the law with all that the household knows', () => {
    for (const { household, known } of talks) {
      const ids = candidates[household.purpose]
      const told = weighAll(factsOf(known), day, ids)
      const all = weighAll(household.facts, day, ids)
      for (const id of ids) {
        const said = { id, outcome: outcomeOf(told[id] as never), known }
        expect(said, JSON.stringify(household)).toEqual({ ...said, outcome: outcomeOf(all[id] as never) })
      }
    }
  })

  it('asks nothing that could not change a verdict, a sum or a rate', () => {
    for (const { household, known } of talks.slice(0, 300)) {
      const order = Object.keys(known.answers) as Asked[]
      for (const [n, node] of order.entries()) {
        const answers = Object.fromEntries(order.slice(0, n).map((name) => [name, known.answers[name]]))
        if (n > 0)
          expect(changes(node, { answers, given: household.given }), `${node} ${JSON.stringify(answers)}`).toBe(true)
      }
    }
  })

  it.each(purposes)('leads for %s to every open programme whose text allows it', (purpose) => {
    const { purpose: use } = factsOf({ answers: { purpose }, given: { day } })
    const fit = openOn(day).filter((id) => use != null && allows(id, use))
    const missing = fit.filter((id) => !candidates[purpose].includes(id) && !(`${purpose} ${id}` in notLedTo))
    expect(missing).toEqual([])
  })

  it.each([
    ['no day is known', {}],
    ['a day is older than every law', { day: '1990-01-01' }],
  ] as [string, Given][])('ends at once where %s', (_, given) => {
    for (const purpose of purposes) expect(stillDecides({ answers: { purpose }, given })).toBeUndefined()
  })
})

/** Whether two answers of a question can end differently: with the rest open, or with any one or two of the other questions answered. */
function changes(node: Asked, known: Known, depth = 2): boolean {
  const purpose = purposeOf(known) ?? 'production'
  const ends = Object.keys(saysOf(node, known)).map((answer) => {
    const facts = factsOf({ ...known, answers: { ...known.answers, [node]: answer } })
    return candidates[purpose].map((id) => outcomeOf(weighOne(id, facts, day))).join()
  })
  if (new Set(ends).size > 1) return true
  if (depth === 0) return false
  const others = asks[purpose].filter((other) => other !== node && isOpen(other, known, factsOf(known)))
  return others.some((other) =>
    Object.keys(saysOf(other, known)).some((answer) =>
      changes(node, { ...known, answers: { ...known.answers, [other]: answer } }, depth - 1),
    ),
  )
}

function allows(id: ProgrammeId, purpose: NonNullable<ReturnType<typeof factsOf>['purpose']>): boolean {
  return weighOne(id, { purpose }, day).reasons.some((r) => r.rule === 'purpose_fits' && r.met === true)
}

function median(counts: readonly number[]): number {
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
}

function report(name: string, counts: readonly number[]): void {
  const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length
  const figures = `median ${median(counts)}, mean ${mean.toFixed(2)}, most ${Math.max(...counts)}`
  process.stdout.write(`questions of ${counts.length} households, ${name}: ${figures}\n`)
}
