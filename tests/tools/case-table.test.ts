import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { caseKinds } from '../../src/domain/case.ts'
import { casesDrawnInto, caseTable } from './case-table.ts'

describe('the table of cases', () => {
  it.each(caseKinds.map((kind) => [kind]))('has a row for %s', (kind) => {
    expect(caseTable()).toContain(`| \`${kind}\` |`)
  })

  it('says to whom silence raises it, step by step', () => {
    expect(caseTable()).toContain('| `group_matter` | group_leader |  | 2 | officer, then director |')
    expect(caseTable()).toContain('| `fraud` | director |  | 1 |  |')
    expect(caseTable()).toContain('| `disaster` | officer | commune_chair | 1 | director |')
  })

  it('stands in the README as the code is: npm run flows:draw', () => {
    const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    expect(casesDrawnInto(text)).toBe(text)
  })

  it('refuses a text without the marks', () => expect(() => casesDrawnInto('x')).toThrow('<!-- cases -->'))
})
