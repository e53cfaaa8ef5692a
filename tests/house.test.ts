import { describe, expect, it } from 'vitest'
import { codeRules, fileRules } from './house/every-rule.ts'
import { repositoryFiles } from './house/files.ts'
import { medianFunction } from './house/lengths.ts'
import { unlikePackages } from './house/libraries.ts'
import { longest } from './house/plan.ts'
import { sourcesOf } from './house/source.ts'

// The rules stand in house/plan.ts, as tables; house/breaches.test.ts shows that each of them refuses a breach.

const files = repositoryFiles()
const sources = sourcesOf(files)
const median = medianFunction(sources)

describe('the house', () => {
  it.each(Object.entries(codeRules))('%s', (_, breaches) => {
    expect(breaches(sources), `half of the functions have at most ${median} lines`).toEqual([])
  })

  it.each(Object.entries(fileRules))('%s', (_, breaches) => {
    expect(breaches(files)).toEqual([])
  })

  it(`half of the functions are short: at most ${median} lines`, () => {
    expect(median).toBeLessThan(longest.medianFunction)
  })

  it('what is installed has a home, and nothing else', () => {
    expect(unlikePackages(files['package.json'] ?? '')).toEqual([])
  })
})
