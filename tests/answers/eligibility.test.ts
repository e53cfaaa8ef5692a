import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eligibilityParts } from '../../src/app/eligibility-parts.ts'
import type { Day } from '../../src/domain/day.ts'
import type { Verdict } from '../../src/domain/eligibility.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { type Facts, factsSchema, type ProgrammeId, programmeIds, weighOne } from '../../src/policy/index.ts'
import { anyFacts } from '../policy/any-facts.ts'
import { households } from './households.ts'

const language = loadLanguage()
const day: Day = '2026-11-16'
const cases = programmeIds.flatMap((id) =>
  Object.entries(households[id]).map(([verdict, facts]): [ProgrammeId, Verdict, Facts] => [
    id,
    verdict as Verdict,
    facts,
  ]),
)

/** An answer as it is read, one paragraph a line. */
function rendered([id, verdict, facts]: [ProgrammeId, Verdict, Facts], lang: string): string {
  const parts = eligibilityParts(id, { weighed: weighOne(id, facts, day), facts, day })
  return [`## ${id} ${verdict}`, ...parts.map((part) => language.say(part.words, lang)), ''].join('\n')
}

describe('whether a household may borrow', () => {
  it.each(cases)('%s: %s', (id, verdict, facts) => {
    expect(weighOne(id, factsSchema.parse(facts), day).verdict).toBe(verdict)
  })

  it('has a household for every verdict that somebody can reach', () => {
    const written = programmeIds.filter((id) => Object.keys(households[id]).length > 0)
    fc.assert(
      fc.property(fc.constantFrom(...written), anyFacts, (id, facts) => {
        expect(Object.keys(households[id])).toContain(weighOne(id, facts, day).verdict)
      }),
      { numRuns: 3000 },
    )
  })

  it.each(language.langs)('reads as the snapshot shows, in %s', async (lang) => {
    const text = cases.map((one) => rendered(one, lang)).join('\n')
    expect(text).not.toMatch(/[{}]|undefined/)
    await expect(text).toMatchFileSnapshot(`eligibility-${lang}.txt`)
  })
})
