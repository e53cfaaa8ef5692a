import { describe, expect, it } from 'vitest'
import { answerQuestion, offerWords, type Reading } from '../../src/app/answer-question.ts'
import { edit, type Turn } from '../../src/conversation/engine.ts'
import type { AnyFlow } from '../../src/conversation/flow.ts'
import { matchOption } from '../../src/conversation/match.ts'
import { readToken, tokenOf } from '../../src/conversation/token.ts'
import type { Filler, Prompt, Words } from '../../src/conversation/words.ts'
import { fold } from '../../src/domain/fold.ts'
import { type FlowId, flows } from '../../src/flows/index.ts'
import { programmeIds } from '../../src/policy/index.ts'
import { choiceOf, intents, readChoice, sensitiveKinds } from '../../src/understanding/index.ts'
import { repositoryFiles } from '../house/files.ts'
import { fillersOf, localesOf, textOf } from '../house/locales.ts'
import { sourcesOf } from '../house/source.ts'
import { explore, labelsOf, language, longestRef, negations, walk } from '../walk.ts'
import { trials } from './trials.ts'

/** The bytes that the narrowest channel carries in a button. */
const longestToken = 64
/** Options that fit a screen without scrolling. */
const mostOptions = 4
/** Choices that may have more, and why. */
const longChoices: Record<string, string> = {
  'apply.edit_field': 'the answers of one part, each of which can be corrected',
  'apply.items': 'the rows of a table, one of which is removed',
  'apply.papers': 'the papers of the checklist, one of which is sent again',
  'supply-papers.papers': 'the papers of the checklist, one of which is sent again',
  'apply.commune': 'the communes of the office',
  'check-eligibility.purpose': 'what people borrow for: five kinds of purpose',
  'check-eligibility.commune': 'the communes of the office, and elsewhere',
  'check-eligibility.poverty': 'the four names of the list, and not knowing',
  'check-eligibility.student': 'the three ways into the programme, none, and not knowing',
  'check-eligibility.former_unit': 'the units that a commune was made of',
  'check-eligibility.income': 'between the three ceilings of the law, above, and not knowing',
  'staff-notice.whom': 'the communes of a unit or the groups of one, for staff: eight at a time, and the next page',
  'next-step.what': 'tried with all offers at once; each list of offers is checked below',
}
/** Options that mean a word that works everywhere. Tapped, they are that word. */
const sameAsWord = [
  'my-cases.which.menu',
  'my-cases.what.menu',
  'my-loan.next.menu',
  'next-step.what.menu',
  'next-step.what.person',
]
const everywhere = ['back', 'menu', 'person', 'stop']

const locales = localesOf(repositoryFiles())
const langs = ['vi', 'en']

describe.each(Object.entries(flows) as [FlowId, unknown][])('%s', (id, table) => {
  const flow = table as AnyFlow
  const turns = met(flow, id)
  const prompts = turns.flatMap((turn) => (turn.kind === 'ask' ? [turn.prompt] : []))

  it('is named as it is filed', () => expect(flow.id).toBe(id))

  it('leads on paper to every place, and each way ends in an outcome', () => {
    const { places, ways } = walk(flow)
    expect([...places].sort()).toEqual([...Object.keys(flow.questions), ...flow.outcomes].sort())
    for (const way of ways) expect(flow.outcomes).toContain(way.at(-1))
  })

  it('is led to every place by answers', () => {
    const seen = turns.map((turn) => (turn.kind === 'ask' ? turn.prompt.node : turn.outcome))
    expect([...new Set(seen)].sort()).toEqual([...Object.keys(flow.questions), ...flow.outcomes].sort())
  })

  it('has words for every question, mistake and option, and fills their gaps', () => {
    const said = prompts.flatMap((prompt) => [
      prompt.ask,
      { key: `flows/${id}:${prompt.node}.error` },
      ...(prompt.hint ? [prompt.hint] : []),
      ...optionsOf(prompt).map((option) => option.label),
    ])
    expect([...new Set(said.flatMap((words) => unsaid(words)))]).toEqual([])
  })

  it.each(langs)('asks in whole sentences in %s', (lang) => {
    for (const { ask } of prompts) expect(language.say(ask, lang)).not.toMatch(/[{}]|undefined|NaN|\[object/)
  })

  it('has no words for places and options that it does not have', () => {
    const known = prompts.flatMap((p) => optionsOf(p).map((o) => `${p.node}.options.${o.id}`))
    const told = Object.keys(locales.vi?.[`flows/${id}`] ?? {}).filter((key) => key.includes('.options.'))
    expect(told.filter((key) => !known.includes(key))).toEqual([])
  })

  it('fits its answers into the narrowest button, and reads them back', () => {
    for (const prompt of prompts) {
      for (const { id: option } of optionsOf(prompt)) {
        const token = tokenOf(prompt, option)
        expect(Buffer.byteLength(token), token).toBeLessThanOrEqual(longestToken)
        expect(readToken(token)).toEqual({ flow: id, ref: longestRef, node: prompt.node, option })
      }
    }
  })

  it('leaves the words that work everywhere alone', () => {
    const taken = prompts.flatMap((p) => optionsOf(p).map((o) => `${id}.${p.node}.${o.id}`))
    const wrong = taken.filter((name) => everywhere.includes(name.split('.').at(-1) ?? ''))
    expect([...new Set(wrong)].filter((name) => !sameAsWord.includes(name))).toEqual([])
  })

  it('shows at most four options', () => {
    const many = prompts.filter((p) => optionsOf(p).length > mostOptions).map((p) => `${id}.${p.node}`)
    expect([...new Set(many)].filter((name) => !(name in longChoices))).toEqual([])
  })

  it.each(langs)('understands each label typed as it stands, without marks, and by its number, in %s', (lang) => {
    for (const prompt of prompts) {
      const labels = labelsOf(prompt, lang)
      for (const [index, label] of labels.entries()) {
        for (const typed of [label, fold(label), `${index + 1}`, `${index + 1}.`, `so ${index + 1}`])
          expect(matchOption(typed, { labels, negations }), `${prompt.node}: ${typed}`).toBe(index)
      }
    }
  })
})

describe('offers after an answer', () => {
  const offered = sourcesOf(repositoryFiles())
    .filter((s) => s.path.startsWith('src/app/'))
    .flatMap((s) =>
      [...s.text.matchAll(/offers(?:: | = )\[(.*)\](?!\.)/g)].map((m) => ({ path: s.path, list: m[1] ?? '' })),
    )
    .map(({ path, list }) => ({ path, ids: [...list.matchAll(/'([a-z_]+)'/g)].map((m) => m[1] ?? '') }))

  it('are found in code', () => expect(offered.length).toBeGreaterThan(3))

  it.each(offered)('of $path have words and fit a screen: $ids', ({ ids }) => {
    expect(ids.length).toBeLessThanOrEqual(mostOptions)
    for (const id of ids) expect(textOf(locales, 'vi', `flows/next-step:what.options.${id}`), id).toBeDefined()
  })
})

describe('offers after an answer to free words', () => {
  const day = '2026-11-22'
  const readings = [
    ...intents.flatMap((intent) => [null, ...programmeIds].map((programme) => ({ intent, programme, confidence: 1 }))),
    ...intents.map((intent) => ({ intent, programme: 'poor', confidence: 0.1 })),
    ...sensitiveKinds.map((sensitive) => ({ intent: intents[0], programme: null, confidence: 1, sensitive })),
  ]

  it.each(langs)('have words in %s', (lang) => {
    for (const reading of readings) {
      const { offers } = answerQuestion({ reading: { alternatives: [], ...reading } as Reading, day })
      for (const offer of offers) expect(() => language.say(offerWords(offer), lang), offer).not.toThrow()
    }
  })

  it('come back out of their buttons, and fit them in the thousandth run of a talk', () => {
    for (const intent of intents) {
      for (const programme of [null, ...programmeIds]) {
        const option = choiceOf({ intent, programme })
        const prompt: Prompt = { kind: 'text', flow: 'next-step', node: 'what', ref: 'zz', ask: { key: 'a:b' } }
        const token = tokenOf(prompt, option)
        expect(Buffer.byteLength(token), token).toBeLessThanOrEqual(longestToken)
        expect(readToken(token)?.option).toBe(option)
        expect(readChoice(option)).toEqual({ intent, programme })
      }
    }
  })
})

function met(flow: AnyFlow, id: FlowId): Turn[] {
  const turns: Turn[] = []
  for (const trial of trials[id]) explore(flow, trial, (turn) => void turns.push(turn))
  return [...turns, ...corrections(flow, turns)]
}

/** Each question as it is put once more where its answer is corrected. */
function corrections(flow: AnyFlow, turns: readonly Turn[]): Turn[] {
  return Object.keys(flow.questions).flatMap((node) => {
    const answered = turns.findLast(({ saved }) => saved.replies.some((r) => r.node === node))
    return (answered && edit(flow, answered.saved, node)) ?? []
  })
}

function optionsOf(prompt: Prompt) {
  return prompt.kind === 'choice' ? prompt.options : []
}

/** Languages that lack the words, gaps that stay open, and the same for words within words. */
function unsaid(words: Words): string[] {
  const gaps = Object.keys(words.with ?? {})
  const own = langs.flatMap((lang) => {
    const text = textOf(locales, lang, words.key)
    if (text === undefined) return [`${words.key} is not in ${lang}`]
    return fillersOf(text).flatMap((name) => (gaps.includes(name) ? [] : [`${words.key} leaves ${name} open`]))
  })
  return [...own, ...Object.values(words.with ?? {}).flatMap((filler) => inner(filler))]
}

function inner(filler: Filler): string[] {
  if (typeof filler !== 'object') return []
  if ('words' in filler) return unsaid(filler.words)
  if ('list' in filler) return filler.list.flatMap((item) => inner(item))
  return []
}
