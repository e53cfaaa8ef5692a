import { describe, expect, it } from 'vitest'
import { begin, type Turn } from '../../src/conversation/engine.ts'
import { type AnyFlow, flow } from '../../src/conversation/flow.ts'
import { choice } from '../../src/conversation/question.ts'
import { keep, newTalk, nextRef, setAside, type Talk, tap } from '../../src/conversation/talk.ts'

const shop = flow({
  id: 'shop',
  first: 'what',
  questions: { what: choice('milk', 'rice'), sure: choice('yes', 'no') },
  outcomes: ['bought', 'left'],
  route: { what: 'sure', sure: [{ when: (a) => a.sure === 'yes', go: 'bought' }, { go: 'left' }] },
}) as unknown as AnyFlow
const flows: Record<string, AnyFlow> = { shop, till: { ...shop, id: 'till', closes: ['bought', 'left'] } }

/** A talk in which those options were tapped one after another, each in the run that stands. */
function talkOf(id: 'shop' | 'till', ...options: string[]): Talk {
  const { talk, ref } = nextRef(newTalk)
  const table = flows[id] ?? shop
  return options.reduce(
    (now, option) => {
      const saved = now.current ?? now.past[id]?.saved
      const node = saved?.replies.length === 0 ? 'what' : 'sure'
      const result = tap(flows, now, { flow: id, ref, node, option })
      return result.kind === 'turn' ? keep(result.talk, result.turn) : now
    },
    keep(talk, begin(table, { ref, given: {} })),
  )
}

const token = (node: string, option: string, ref = '1', id = 'shop') => ({ flow: id, ref, node, option })
const place = (turn: Turn) => (turn.kind === 'ask' ? turn.prompt.node : turn.outcome)

describe('tap', () => {
  it.each([
    ['on the question that stands', talkOf('shop'), token('what', 'milk'), 'sure'],
    ['on the question before', talkOf('shop', 'milk'), token('what', 'rice'), 'sure'],
    ['that leads to the end', talkOf('shop', 'milk'), token('sure', 'yes'), 'bought'],
    ['on an option that is none', talkOf('shop'), token('what', 'gold'), 'what'],
    ['on a question not yet put', talkOf('shop'), token('sure', 'yes'), 'what'],
    ['on a run that was left', setAside(talkOf('shop', 'milk')), token('sure', 'no'), 'left'],
    ['on a run that ended', talkOf('shop', 'milk', 'yes'), token('sure', 'no'), 'left'],
    ['on the last answer of a run that ended', talkOf('shop', 'milk', 'yes'), token('sure', 'yes'), 'bought'],
    ['on an earlier answer of a run that ended', talkOf('shop', 'milk', 'yes'), token('what', 'rice'), 'sure'],
  ])('%s', (_, talk, button, there) => {
    const result = tap(flows, talk, button)
    expect(result.kind === 'turn' && place(result.turn)).toBe(there)
  })

  it.each([
    ['of a run before the last', talkOf('shop'), token('what', 'milk', '0')],
    ['of a flow that never ran', newTalk, token('what', 'milk')],
    ['of no flow', talkOf('shop'), token('what', 'milk', '1', 'bank')],
    ['of a name that every object has', talkOf('shop'), token('what', 'milk', '1', 'constructor')],
    ['on an option that is none of a run that ended', talkOf('shop', 'milk', 'yes'), token('sure', 'gold')],
    ['on a question that is none of a run that ended', talkOf('shop', 'milk', 'yes'), token('price', 'yes')],
  ])('%s is stale', (_, talk, button) => {
    expect(tap(flows, talk, button)).toEqual({ kind: 'stale' })
  })

  it.each([
    ['the last answer', 'sure', 'yes'],
    ['another answer', 'sure', 'no'],
    ['an earlier one', 'what', 'rice'],
  ])('on %s of a run that closed opens nothing', (_, node, option) => {
    expect(tap(flows, talkOf('till', 'milk', 'yes'), token(node, option, '1', 'till'))).toEqual({ kind: 'closed' })
  })

  it('on a run that closed says what was noted', () => {
    const open = talkOf('till', 'milk')
    const end = tap(flows, open, token('sure', 'yes', '1', 'till'))
    const talk = end.kind === 'turn' ? keep(end.talk, end.turn, { key: 'shop:note' }) : newTalk
    expect(tap(flows, talk, token('sure', 'yes', '1', 'till'))).toEqual({ kind: 'closed', note: { key: 'shop:note' } })
  })

  it('on a run that was left, not ended, goes on even where its end closes', () => {
    const result = tap(flows, setAside(talkOf('till', 'milk')), token('sure', 'yes', '1', 'till'))
    expect(result.kind === 'turn' && place(result.turn)).toBe('bought')
  })

  it('on another flow puts the current one aside', () => {
    const other = keep(setAside(talkOf('shop', 'milk')), begin(flows.till ?? shop, { ref: '2', given: {} }))
    const result = tap(flows, other, token('sure', 'yes'))
    expect(result.kind === 'turn' && result.talk.past.till?.saved.ref).toBe('2')
    expect(result.kind === 'turn' && result.talk.current).toBeUndefined()
  })
})

describe('keep and setAside', () => {
  it('keep makes a question the current run', () => {
    expect(talkOf('shop', 'milk').current).toMatchObject({ flow: 'shop', ref: '1', replies: [{ node: 'what' }] })
  })
  it('keep puts an end among the past, with what it came to', () => {
    const talk = talkOf('shop', 'milk', 'yes')
    expect(talk.current).toBeUndefined()
    expect(talk.past.shop).toMatchObject({ done: { outcome: 'bought' }, saved: { ref: '1' } })
  })
  it('setAside leaves a talk without a question as it is', () => {
    expect(setAside(newTalk)).toBe(newTalk)
  })
  it('setAside keeps case and topic', () => {
    const talk = { ...talkOf('shop'), caseId: '7', topic: 'poor' }
    expect(setAside(talk)).toMatchObject({ caseId: '7', topic: 'poor', past: { shop: { saved: { ref: '1' } } } })
  })
})

describe('nextRef', () => {
  it.each([
    [0, '1'],
    [34, 'z'],
    [35, '10'],
    [36 ** 12 - 2, 'z'.repeat(12)],
  ])('after %d runs is %s', (runs, ref) => {
    const next = nextRef({ ...newTalk, runs })
    expect(next.ref).toBe(runs > Number.MAX_SAFE_INTEGER ? next.ref : ref)
    expect(next.talk.runs).toBe(runs + 1)
  })
})
