import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { keptWordings, wordingFound } from '../../src/domain/consent-wording.ts'
import { wordingOf } from '../../src/domain/paper-consent.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What stands in a locale file, raw. */
function rawText(lang: string, key: string): unknown {
  const [file = '', path = ''] = key.split(':')
  const whole = JSON.parse(readFileSync(`${root}/locales/${lang}/${file}.json`, 'utf8'))
  return path.split('.').reduce((at, name) => at?.[name], whole)
}

/** Every wording that the source gives to a consent. */
function wordingsInUse(): string[] {
  const dir = `${root}/src/app`
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const texts = files.map((name) => readFileSync(`${dir}/${name}`, 'utf8'))
  return texts.flatMap((text) => [...text.matchAll(/wording(?:: | = )'([^']+)'/g)].map(([, name]) => name ?? ''))
}

describe('the words of a consent', () => {
  it.each(Object.entries(keptWordings))('%s are kept in both languages, with their numbers', (_, { text, numbers }) => {
    for (const lang of ['vi', 'en']) {
      const kept = String(rawText(lang, `consents:wordings.${text}`))
      const gaps = [...kept.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(kept.length, lang).toBeGreaterThan(30)
      expect(gaps.filter((name) => !['office', 'programme'].includes(name ?? '')).sort()).toEqual(Object.keys(numbers))
    }
  })

  it.each(Object.entries(keptWordings).filter(([, { asked }]) => asked))(
    '%s are those that are asked today: whoever changes these gives them a new name',
    (_, { text, asked = '' }) => {
      for (const lang of ['vi', 'en']) expect(rawText(lang, asked)).toBe(rawText(lang, `consents:wordings.${text}`))
    },
  )

  it('are kept for every wording that is given', () => {
    expect(wordingsInUse().length).toBeGreaterThan(2)
    for (const wording of wordingsInUse())
      expect(
        Object.keys(keptWordings).some((name) => name.split(' ')[0] === wording),
        wording,
      ).toBe(true)
  })

  it.each([
    ['of one purpose of several', { wording: 'flows/welcome:1', purpose: 'announcements' }, 'welcome_1_news'],
    ['of every purpose', { wording: 'flows/link-account:1', purpose: 'reminders' }, 'link_account_1'],
    ['that are asked no more', { wording: 'flows/apply:1', purpose: 'application' }, 'apply_1'],
  ])('are found: %s', (_, consent, text) => {
    expect(wordingFound(consent)).toMatchObject({ kind: 'words', wording: { text } })
  })

  it.each([
    ['a paper', { wording: wordingOf('Giấy số 1'), purpose: 'reminders' }, { kind: 'paper', paper: 'Giấy số 1' }],
    ['another name', { wording: 'w1', purpose: 'talk' }, { kind: 'unknown' }],
    ['the purpose that was not asked for', { wording: 'flows/welcome:1', purpose: 'loans' }, { kind: 'unknown' }],
  ])('are none for %s', (_, consent, found) => {
    expect(wordingFound(consent)).toEqual(found)
  })
})
