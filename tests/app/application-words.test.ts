import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { toldKey } from '../../src/app/application-message.ts'
import {
  applicationEvents,
  applicationReasons,
  applicationStates,
  hasEnded,
  needsOf,
  ownerOf,
  sentStates,
} from '../../src/domain/application.ts'

const langs = ['vi', 'en'] as const
const file = (lang: string, name: string) =>
  JSON.parse(readFileSync(new URL(`../../locales/${lang}/${name}.json`, import.meta.url), 'utf8'))
const words: Record<string, Record<string, unknown>> = Object.fromEntries(
  langs.map((lang) => [lang, { applications: file(lang, 'applications'), console: file(lang, 'console') }]),
)

/** The words at a key, in one language. */
function at(lang: string, key: string): unknown {
  return key.split(/[:.]/).reduce<unknown>((rest, name) => (rest as Record<string, unknown>)?.[name], words[lang])
}

describe.each(langs)('what is said of a request, in %s', (lang) => {
  const says = (key: string) => expect(at(lang, key), key).toEqual(expect.any(String))

  it.each(applicationEvents.filter((event) => event !== 'send').map((event) => [event]))(
    'after %s: to the household, and to whoever takes the step',
    (event) => {
      for (const part of ['title', 'text', 'next']) says(`${toldKey(event)}.${part}`)
      for (const part of ['events', 'explain', 'happened']) says(`console:application.${part}.${event}`)
      for (const need of needsOf(event)) says(`console:application.problems.needs_${need}`)
      if (needsOf(event).includes('day')) says(`console:application.day.${event}`)
      if (needsOf(event).includes('note')) says(`console:application.note_papers.${event}`)
    },
  )

  it.each(applicationStates.map((state) => [state]))('where it is %s', (state) => {
    says(`applications:states.${state}`)
    says(`console:owners.${ownerOf[state]}`)
    if (sentStates.includes(state) && !hasEnded(state)) says(`console:application.todo.${state}`)
  })

  it.each(applicationReasons.map((reason) => [reason]))('because of %s', (reason) => {
    says(`applications:reasons.${reason}`)
  })
})
