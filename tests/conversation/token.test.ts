import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readToken, tokenOf } from '../../src/conversation/token.ts'
import type { Prompt } from '../../src/conversation/words.ts'

const prompt: Prompt = { kind: 'text', flow: 'check-eligibility', ref: '3f', node: 'works_state', ask: { key: 'a:b' } }

describe('token', () => {
  it('names flow, question, answer and run', () => {
    expect(tokenOf(prompt, 'damaged')).toBe('check-eligibility/works_state.damaged#3f')
  })

  it('is read back as it was written', () => {
    const ref = fc.stringMatching(/^[a-z0-9]{1,12}$/)
    const id = fc.stringMatching(/^[a-z0-9_]{1,20}$/)
    fc.assert(
      fc.property(ref, id, (run, option) => {
        const token = tokenOf({ ...prompt, ref: run }, option)
        expect(readToken(token)).toEqual({ flow: prompt.flow, node: prompt.node, ref: run, option })
      }),
    )
  })

  it.each([
    [
      'a button from before there were runs',
      'menu/what.borrow#',
      { flow: 'menu', node: 'what', option: 'borrow', ref: '' },
    ],
    ['a number as an answer', 'apply/commune.13348#1', { flow: 'apply', node: 'commune', option: '13348', ref: '1' }],
    ['nothing', '', undefined],
    ['words', 'xin chao', undefined],
    ['no run', 'menu/what.borrow', undefined],
    ['a run that is too long', `menu/what.borrow#${'a'.repeat(17)}`, undefined],
    ['capitals', 'Menu/what.borrow#1', undefined],
    ['two questions', 'menu/what.help.talk#1', undefined],
    ['a path', '../menu/what.borrow#1', undefined],
    ['something behind it', 'menu/what.borrow#1\n', undefined],
    ['marks', 'menu/what.mở#1', undefined],
  ])('reads %s', (_, text, token) => expect(readToken(text)).toEqual(token))
})
