import { describe, expect, it } from 'vitest'
import { announcementLimits } from '../../src/app/announce.ts'
import { noticeLimits, staffNotice } from '../../src/flows/staff-notice.ts'
import { talk } from '../walk.ts'
import { noticeGiven } from './trials.ts'

const flow = staffNotice as never
const written = ['Lịch', 'Ngày 12 có phiên.']

describe('a notice from chat', () => {
  it.each([
    ['a commune is looked for', {}, ['commune'], 'choose'],
    ['a group is looked for', {}, ['group'], 'choose'],
    ['where mine stand', {}, ['standing'], 'standing'],
    ['a unit is picked', { items: [{ id: 'c1', name: 'Phường' }, 'next'] }, ['c1'], 'picked'],
    ['the next page', { items: [{ id: 'c1', name: 'Phường' }, 'next'] }, ['next'], 'choose'],
    ['it is handed over', noticeGiven, [...written, 'no_end', 'hand_over'], 'handed'],
    ['it is written again', noticeGiven, [...written, 'no_end', 'again'], 'again'],
  ] as const)('%s', (_, given, lines, outcome) => {
    expect(talk(flow, given as never, lines)).toMatchObject({ kind: 'done', outcome })
  })

  it.each([
    ['22/11', true],
    ['21/11', false],
    ['31/12/2026', true],
    ['24/5/2027', true],
    ['25/5/2027', false],
    ['no_end', true],
    ['chưa biết', false],
  ])('takes the last day %s: %s', (typed, taken) => {
    const turn = talk(flow, noticeGiven, [...written, typed])
    expect(turn).toMatchObject({ kind: 'ask', prompt: { node: taken ? 'check' : 'last_day' } })
  })

  it.each([
    ['title', noticeLimits.title, []],
    ['text', noticeLimits.body, ['Lịch']],
  ] as const)('takes a %s of %i characters and not one more', (node, most, before) => {
    const whole = talk(flow, noticeGiven, [...before, 'ơ'.repeat(most)])
    const longer = talk(flow, noticeGiven, [...before, 'ơ'.repeat(most + 1)])
    expect(whole.kind === 'ask' && whole.prompt.node).not.toBe(node)
    expect(longer).toMatchObject({
      kind: 'ask',
      prompt: { node },
      problem: { key: `flows/staff-notice:${node}.error` },
    })
  })

  it('is as long as an announcement may be', () => {
    expect(announcementLimits).toMatchObject(noticeLimits)
  })
})
