import { describe, expect, it } from 'vitest'
import { answerCheckLine, checkAnswerSchema, checkJsonSchema } from '../../src/policy/check-line.ts'
import { factNames, programmeIds } from '../../src/policy/index.ts'

const today = '2026-11-22'
const ask = (line: unknown) => {
  const answer = answerCheckLine(typeof line === 'string' ? line : JSON.stringify(line), today)
  return { ok: answer.ok, ...JSON.parse(answer.line) }
}

describe('a line of check', () => {
  it('is answered under the public names', () => {
    const answer = ask({
      id: 'a',
      facts: { povertyStatus: 'poor', existingVbspDebtVnd: { poor: 30_000_000 } },
      programmes: ['poor'],
    })
    expect(answer).toMatchObject({
      ok: true,
      id: 'a',
      programmes: {
        poor: {
          verdict: 'eligible',
          maxAmountVnd: 100_000_000,
          maxAdditionalVnd: 70_000_000,
          amountUnit: 'per_household',
          ratePctPerYear: 6.24,
          overdueRatePct: 8.112,
          termMonths: 120,
          collateralRequired: false,
          missing: [],
        },
      },
    })
    expect(answer.programmes.poor.reasons[0]).toMatchObject({
      rule: 'on_poor_list',
      met: true,
      citation: expect.stringContaining('78/2002'),
    })
  })

  it('answers every programme when none is named, in the shape of its schema', () => {
    const { ok, ...answer } = ask({ id: 7, facts: {} })
    expect(ok).toBe(true)
    expect(Object.keys(answer.programmes)).toEqual([...programmeIds])
    expect(checkAnswerSchema.safeParse(answer).success).toBe(true)
  })

  it('weighs by the day that it names, and by today when it names none', () => {
    const facts = { povertyStatus: 'poor' }
    const rate = (line: object) => ask({ id: 1, facts, programmes: ['poor'], ...line }).programmes.poor.ratePctPerYear
    expect([rate({ asOf: '2025-11-30' }), rate({ asOf: null }), rate({})]).toEqual([6.6, 6.24, 6.24])
  })

  it('takes null for unknown', () => {
    expect(ask({ id: 1, facts: Object.fromEntries(factNames.map((name) => [name, null])) }).ok).toBe(true)
  })

  it.each([
    ['no JSON', 'poor', null, 'not JSON'],
    ['a wrong word', { id: 'x', facts: { povertyStatus: 'rich' } }, 'x', 'facts.povertyStatus'],
    ['a wrong type', { id: 'x', facts: { applicantAge: '40' } }, 'x', 'facts.applicantAge'],
    ['a figure for a yes or no', { id: 'x', facts: { groupMember: 1 } }, 'x', 'facts.groupMember'],
    ['a negative sum', { id: 'x', facts: { monthlyIncomeVnd: -1 } }, 'x', 'facts.monthlyIncomeVnd'],
    ['half a dong', { id: 'x', facts: { requestedTotalVnd: 0.5 } }, 'x', 'facts.requestedTotalVnd'],
    ['an unknown fact', { id: 'x', facts: { shoeSize: 42 } }, 'x', 'facts.shoeSize'],
    [
      'a debt of an unknown programme',
      { id: 'x', facts: { existingVbspDebtVnd: { cars: 1 } } },
      'x',
      'facts.existingVbspDebtVnd',
    ],
    ['a day that does not exist', { id: 'x', facts: { leftListDate: '2026-02-30' } }, 'x', 'facts.leftListDate'],
    ['a day of weighing that does not exist', { id: 'x', facts: {}, asOf: '2026-13-01' }, 'x', 'asOf'],
    ['an unknown programme', { id: 'x', facts: {}, programmes: ['cars'] }, 'x', 'programmes.0'],
    ['no facts', { id: 'x' }, 'x', 'facts'],
    ['an unknown name', { id: 'x', facts: {}, when: '2026-01-01' }, 'x', 'when'],
    ['no id', { facts: {} }, null, 'id'],
    ['a list', [], null, 'expected object'],
  ])('refuses %s and names the field', (_, line, id, error) => {
    expect(ask(line)).toEqual({ ok: false, id, error: expect.stringContaining(error) })
  })

  it('publishes both schemas', () => {
    const { line, answer } = checkJsonSchema() as {
      line: { properties: { facts: { properties: object } } }
      answer: object
    }
    expect(Object.keys(line.properties.facts.properties)).toEqual(factNames)
    expect(answer).toHaveProperty('anyOf')
  })
})
