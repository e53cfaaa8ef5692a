import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { programmes } from '../../src/policy/catalogue.ts'
import { programmeIds, programmeKey, termsOn, weighAll } from '../../src/policy/index.ts'
import { anyDay, anyFacts } from './any-facts.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../locales/${path}`, import.meta.url), 'utf8'))
const policy = { vi: read('vi/policy.json'), en: read('en/policy.json') }

/** The text of a key, `file:dotted.name`, in a language. */
function text(lang: 'vi' | 'en', key: string): string | undefined {
  const [file, name] = key.split(':') as [string, string]
  const tree = file === 'policy' ? policy[lang] : read(`${lang}/${file}.json`)
  return name.split('.').reduce((branch, part) => branch?.[part], tree)
}

function fillersOf(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').sort()
}

function leaves(tree: unknown, path = ''): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]]
  return Object.entries(tree as Record<string, unknown>).flatMap(([name, branch]) => leaves(branch, `${path}.${name}`))
}

describe.each(['vi', 'en'] as const)('words in %s', (lang) => {
  it.each(programmeIds)('%s has every sentence and every paper', (id) => {
    for (const field of ['name', 'short', 'who', 'use', 'how'])
      expect(text(lang, programmeKey(id, field)), field).toBeTypeOf('string')
    expect([...(text(lang, programmeKey(id, 'short')) ?? '')].length).toBeLessThanOrEqual(30)
    const papers = programmes[id].papers.flatMap((p) => p.value)
    for (const paper of papers) expect(text(lang, programmeKey(id, `documents.${paper}`)), paper).toBeTypeOf('string')
  })

  it('has a sentence, with its figures given, for whatever a rule says', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        for (const weighed of Object.values(weighAll(facts, day))) {
          for (const { words } of weighed.reasons) {
            const sentence = text(lang, words.key)
            expect(sentence, words.key).toBeTypeOf('string')
            expect(Object.keys(words.with ?? {}), words.key).toEqual(expect.arrayContaining(fillersOf(sentence ?? '')))
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('says of a broken condition that it is broken, and of an open one that it is open', () => {
    const sentences = {
      true: /\.(met|direct|building|no_home|no_ceiling|person|not_needed|on_list|orphan|average|misfortune|practice)$/,
      false: /\.(unmet|not_left_yet|too_late)$/,
      null: /\.(unknown|unsettled|to_confirm|graduation)$/,
    }
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        const reasons = Object.values(weighAll(facts, day)).flatMap((w) => w.reasons)
        for (const { met, words } of reasons) expect(words.key).toMatch(sentences[`${met}`])
      }),
      { numRuns: 150 },
    )
  })

  it.each(Object.values(programmes).flatMap((p) => p.rules.map((r) => r.id)))('rule %s has its sentences', (rule) => {
    for (const state of ['met', 'unmet', 'unknown'])
      expect(text(lang, `policy:rules.${rule}.${state}`), state).toBeTypeOf('string')
  })

  it('names units, lines, bases, terms and certifiers of everything in force', () => {
    const days: Day[] = ['2012-01-01', '2016-01-01', '2022-06-01', '2023-12-01', '2026-11-22']
    for (const day of days) {
      for (const terms of programmeIds.map((id) => termsOn(id, day)).filter((t) => t !== undefined)) {
        for (const limit of terms.limits) {
          expect(policy[lang].units[limit.unit], limit.unit).toBeTypeOf('string')
          if ('of' in limit) expect(policy[lang].bases[limit.of], limit.of).toBeTypeOf('string')
        }
        for (const { name } of [...terms.limits, ...terms.rates, ...terms.terms, ...terms.collateral])
          expect(policy[lang].lines[name], name).toBeTypeOf('string')
        for (const term of terms.terms)
          if ('formula' in term) expect(policy[lang].terms[term.formula]).toBeTypeOf('string')
        for (const { certifier } of terms.certifiers) expect(policy[lang].certifiers[certifier]).toBeTypeOf('string')
        for (const { kind } of terms.collateral) expect(policy[lang].collateral[kind]).toBeTypeOf('string')
      }
    }
  })

  it('puts no figure of the law into a sentence of a rule', () => {
    expect(leaves(policy[lang].rules).filter(([, sentence]) => /\d/.test(sentence))).toEqual([])
  })
})

describe('both languages', () => {
  const files = ['policy.json', ...programmeIds.map((id) => `programmes/${id.replaceAll('_', '-')}.json`)]
  it.each(files)('%s has the same keys and fillers', (file) => {
    expect(existsSync(new URL(`../../locales/vi/${file}`, import.meta.url))).toBe(true)
    const shape = (lang: string) =>
      leaves(read(`${lang}/${file}`)).map(([path, sentence]) => `${path} ${fillersOf(sentence)}`)
    expect(shape('vi').sort()).toEqual(shape('en').sort())
  })
})
