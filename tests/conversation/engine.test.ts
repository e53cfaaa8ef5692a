import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, answersOf, back, begin, edit, type Saved, stand, type Turn } from '../../src/conversation/engine.ts'
import { type AnyFlow, flow } from '../../src/conversation/flow.ts'
import { amount, choice, filled, number, pick, text } from '../../src/conversation/question.ts'
import { type FlowId, flowOf, flows } from '../../src/flows/index.ts'
import { trials } from '../flows/trials.ts'

/** A made-up talk with a fork, a question that one side skips, and a typed answer. */
const fair = flow({
  id: 'fair',
  first: [{ when: (_, given) => given.animal !== undefined, go: 'price' }, { go: 'animal' }],
  questions: {
    animal: choice('cow', 'hen'),
    colour: pick(({ given }) => (Array.isArray(given.colours) ? (given.colours as string[]) : ['red'])),
    price: filled(amount({ min: 1000, max: 9_000_000 }), ({ answers }) => ({ animal: String(answers.animal) })),
    count: number(({ answers }) => ({ min: 1, max: answers.animal === 'hen' ? 100 : 2 })),
    name: text({ min: 2, max: 10 }),
  },
  outcomes: ['bought', 'left'],
  route: {
    animal: [{ when: (a) => a.animal === 'cow', go: 'colour' }, { go: 'price' }],
    colour: 'price',
    price: [{ when: (a) => (a.price ?? 0) > 5_000_000, go: 'left' }, { go: 'count' }],
    count: 'name',
    name: 'bought',
  },
}) as unknown as AnyFlow

const start = { ref: 'r1', given: { colours: ['red', 'black'] } }
const reply = (said: string) => (['cow', 'hen', 'red', 'black'].includes(said) ? { tap: said } : { text: said })
const say = (...said: string[]) =>
  said.reduce<Turn>((turn, line) => advance(fair, turn.saved, { reply: reply(line) }), begin(fair, start))
const place = (turn: Turn | undefined) => (turn?.kind === 'ask' ? turn.prompt.node : turn?.outcome)

describe('begin', () => {
  it.each([
    ['the first question', {}, 'animal'],
    ['the first that is not known', { animal: 'hen' }, 'price'],
  ])('puts %s', (_, given, node) => {
    const turn = begin(fair, { ref: 'r1', given })
    expect(turn).toMatchObject({ kind: 'ask', prompt: { node, ref: 'r1', flow: 'fair' }, saved: { replies: [] } })
  })
})

describe('advance', () => {
  it.each([
    ['cow > red > 2 triệu > 2 > Bông', 'bought'],
    ['hen > 2 triệu > 100 > Mơ', 'bought'],
    ['hen > 5 triệu > 1 > Mơ', 'bought'],
    ['hen > 5000001', 'left'],
    ['cow', 'colour'],
    ['cow > black', 'price'],
    ['hen', 'price'],
    ['hen > 5000000', 'count'],
  ])('%s leads to %s', (lines, there) => {
    expect(place(say(...lines.split(' > ')))).toBe(there)
  })

  it.each([
    ['words where a button is', ['sure'], 'animal'],
    ['a button of another question', ['cow', 'cow'], 'colour'],
    ['a sum below the limit', ['hen', '999'], 'price'],
    ['a sum above the limit', ['hen', '9000001'], 'price'],
    ['a limit that an answer sets', ['cow', 'red', '1 triệu', '3'], 'count'],
    ['one letter of a name', ['hen', '1 triệu', '3', 'M'], 'name'],
    ['signs for a name', ['hen', '1 triệu', '3', '!!!'], 'name'],
  ])('puts a question again for %s', (_, lines, node) => {
    const before = say(...lines.slice(0, -1))
    const turn = say(...lines)
    expect(turn).toMatchObject({ kind: 'ask', prompt: { node }, problem: { key: `flows/fair:${node}.error` } })
    expect(turn.saved).toEqual(before.saved)
  })

  it('gives the answers as values at the end', () => {
    expect(say('cow', 'red', '2tr', '2', ' Bông ')).toMatchObject({
      answers: { animal: 'cow', colour: 'red', price: 2_000_000, count: 2, name: 'Bông' },
    })
  })

  it.each([
    ['another answer forgets the rest', 'animal', 'hen', 'price', ['animal']],
    ['the same answer changes nothing', 'animal', 'cow', 'count', ['animal', 'colour', 'price']],
    ['an answer to what was not asked changes nothing', 'name', 'cow', 'count', ['animal', 'colour', 'price']],
    ['an answer to no question changes nothing', 'constructor', 'cow', 'count', ['animal', 'colour', 'price']],
    ['an option that is none changes nothing', 'colour', 'cow', 'count', ['animal', 'colour', 'price']],
  ])('to an earlier question: %s', (_, node, tap, there, kept) => {
    const turn = advance(fair, say('cow', 'red', '1 triệu').saved, { reply: { tap }, node })
    expect(place(turn)).toBe(there)
    expect(turn.saved.replies.map((r) => r.node)).toEqual(kept)
  })

  it('takes up an end again where an earlier answer changes', () => {
    const turn = advance(fair, say('hen', '6 triệu').saved, { reply: { tap: 'cow' }, node: 'animal' })
    expect(place(turn)).toBe('colour')
  })

  it('stays at its end when nothing is said', () => {
    expect(place(advance(fair, say('hen', '6 triệu').saved, { reply: { text: 'x' } }))).toBe('left')
  })
})

describe('a talk that was kept while the flow changed', () => {
  const kept = (...replies: [string, string][]): Saved => ({
    flow: 'fair',
    ...start,
    replies: replies.map(([node, said]) => ({ node, reply: reply(said) })),
  })

  it.each([
    ['an option that is gone', kept(['animal', 'goat'], ['price', '1 triệu']), 'animal'],
    ['a question that is gone', kept(['animal', 'hen'], ['weight', '3']), 'price'],
    ['a question in another place', kept(['price', '1 triệu']), 'animal'],
    ['nothing wrong', kept(['animal', 'hen'], ['price', '1 triệu']), 'count'],
  ])('goes on before %s', (_, saved, node) => {
    expect(place(stand(fair, saved))).toBe(node)
  })

  it('throws where the table leads nowhere, since that is our error', () => {
    const broken: AnyFlow = { ...fair, route: { ...fair.route, animal: [{ when: () => false, go: 'price' }] } }
    expect(() => stand(broken, kept(['animal', 'hen']))).toThrow('no way on from fair/animal')
  })
})

describe('back', () => {
  it.each([
    ['one answer', ['cow', 'red'], 'colour'],
    ['the last of an end', ['hen', '6 triệu'], 'price'],
    ['the only answer', ['cow'], 'animal'],
  ])('takes back %s', (_, lines, node) => {
    expect(place(back(fair, say(...lines).saved))).toBe(node)
  })

  it('has nothing to take back at the beginning', () => expect(back(fair, say().saved)).toBeUndefined())

  it('leaves a correction as it was', () => {
    const end = say('hen', '1 triệu', '3', 'Mơ')
    const asked = edit(fair, end.saved, 'price')
    expect(asked && back(fair, asked.saved)).toEqual(end)
  })
})

describe('edit', () => {
  const end = say('hen', '1 triệu', '3', 'Mơ')
  const corrected = (node: string, said: string, turn: Turn = end) => {
    const asked = edit(fair, turn.saved, node)
    if (!asked) throw new Error(`${node} was not asked`)
    return advance(fair, asked.saved, { reply: reply(said) })
  }

  it.each([
    ['a sum and keeps the rest', 'price', '2 triệu', 'bought'],
    ['a number and keeps the rest', 'count', '100', 'bought'],
    ['an answer that leads elsewhere and asks there', 'animal', 'cow', 'colour'],
    ['an answer that ends it', 'price', '6 triệu', 'left'],
  ])('corrects %s', (_, node, said, there) => {
    expect(place(corrected(node, said))).toBe(there)
  })

  it('drops only what no longer fits', () => {
    const cows = say('cow', 'red', '1 triệu', '2', 'Mơ')
    expect(corrected('price', '2 triệu', cows).saved.replies).toHaveLength(5)
    const hens = corrected('count', '50')
    const turn = corrected('animal', 'cow', hens)
    expect(turn.saved.replies).toEqual([{ node: 'animal', reply: { tap: 'cow' } }])
  })

  it('puts the question again where the correction cannot be read, and changes nothing', () => {
    const turn = corrected('price', 'much')
    expect(turn).toMatchObject({ prompt: { node: 'price' }, problem: { key: 'flows/fair:price.error' } })
    expect(turn.saved.replies).toEqual(end.saved.replies)
    expect(place(advance(fair, turn.saved, { reply: { text: '2 triệu' } }))).toBe('bought')
  })

  it.each(['colour', 'nothing'])('does not put %s, which was never answered', (node) => {
    expect(edit(fair, end.saved, node)).toBeUndefined()
  })

  it('is left by an answer to an earlier question', () => {
    const asked = edit(fair, end.saved, 'count')
    const turn = asked && advance(fair, asked.saved, { reply: { tap: 'cow' }, node: 'animal' })
    expect(turn?.saved.editing).toBeUndefined()
    expect(place(turn)).toBe('colour')
  })
})

describe('whatever is said', () => {
  const lines = fc.array(
    fc.constantFrom('cow', 'hen', 'red', 'black', '1 triệu', '6 triệu', '2', '100', 'Mơ', '', '🐄', 'price'),
    { maxLength: 8 },
  )

  it('gives the same for the same answers, however they are kept', () => {
    fc.assert(
      fc.property(lines, (said) => {
        const turn = say(...said)
        const thawed: Saved = JSON.parse(JSON.stringify(turn.saved))
        expect(stand(fair, thawed)).toEqual(stand(fair, turn.saved))
        expect(say(...said)).toEqual(turn)
        const { problem: _, ...plain } = turn as Turn & { problem?: unknown }
        expect(stand(fair, turn.saved)).toEqual(plain)
      }),
    )
  })

  it('is taken back to the turn before', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('cow', 'hen', 'red', '1 triệu', '2', 'Mơ'), (said, last) => {
        const before = stand(fair, say(...said).saved)
        const after = advance(fair, before.saved, { reply: reply(last) })
        if (after.saved.replies.length > before.saved.replies.length) expect(back(fair, after.saved)).toEqual(before)
      }),
    )
  })

  it('changes nothing when it is said to the same question once more', () => {
    fc.assert(
      fc.property(lines, (said) => {
        const turn = stand(fair, say(...said).saved)
        for (const { node, reply: again } of turn.saved.replies)
          expect(advance(fair, turn.saved, { reply: again, node })).toEqual(turn)
      }),
    )
  })

  it('keeps, through a correction, the answers up to the first that no longer fits', () => {
    fc.assert(
      fc.property(
        lines,
        fc.nat(4),
        fc.constantFrom('cow', 'hen', 'black', '2 triệu', '6 triệu', '1', '90'),
        (said, nth, next) => {
          const { saved } = stand(fair, say(...said).saved)
          const node = saved.replies[nth]?.node
          const asked = node === undefined ? undefined : edit(fair, saved, node)
          if (!asked || node === undefined) return
          const turn = advance(fair, asked.saved, { reply: reply(next) })
          if (turn.kind === 'ask' && turn.problem) return
          const wished = saved.replies.map((r) => (r.node === node ? { node, reply: reply(next) } : r))
          expect(turn.saved.replies).toEqual(wished.slice(0, turn.saved.replies.length))
          const stopped = wished[turn.saved.replies.length]
          if (stopped) expect(place(turn) !== stopped.node || rejected(turn, stopped.reply)).toBe(true)
        },
      ),
    )
  })

  function rejected(turn: Turn, again: Saved['replies'][number]['reply']): boolean {
    const next = advance(fair, turn.saved, { reply: again })
    return next.kind === 'ask' && next.problem !== undefined
  }
})

describe('every flow of ours, whatever is tapped', () => {
  const tokens = fc.array(fc.record({ node: fc.nat(20), option: fc.nat(20), named: fc.boolean() }), { maxLength: 6 })

  it.each(Object.keys(flows) as FlowId[])('%s never throws and replays to itself', (id) => {
    const found = flowOf(id)
    if (!found) throw new Error(`no flow ${id}`)
    const nodes = Object.keys(found.questions)
    fc.assert(
      fc.property(fc.constantFrom(...trials[id]), tokens, ({ given, typed }, taps) => {
        let turn = begin(found, { ref: 'r1', given })
        for (const { node, option, named } of taps) {
          const asked = turn.kind === 'ask' ? turn.prompt : undefined
          const options = asked?.kind === 'choice' ? asked.options : []
          const tap = options[option % Math.max(1, options.length)]?.id ?? 'none'
          const line = typed?.[asked?.node ?? '']
          const next = nodes[node % nodes.length]
          turn = advance(found, turn.saved, {
            reply: line === undefined ? { tap } : { text: line.replace('share ', '') },
            ...(named && next !== undefined ? { node: next } : {}),
          })
        }
        const again = stand(found, JSON.parse(JSON.stringify(turn.saved)))
        expect(again.saved).toEqual(turn.saved)
        expect(answersOf(found, again.saved)).toEqual(answersOf(found, turn.saved))
      }),
      { numRuns: 40 },
    )
  })
})
