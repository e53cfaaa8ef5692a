import { describe, expect, it } from 'vitest'
import { back, stand } from '../../src/conversation/engine.ts'
import type { AnyFlow } from '../../src/conversation/flow.ts'
import { checkEligibility } from '../../src/flows/check-eligibility/check-eligibility.ts'
import { talk } from '../walk.ts'
import { eligibilityGiven, linkedGiven, mixedGiven } from './trials.ts'

const flow = checkEligibility as unknown as AnyFlow
const say = (line: string) => line.split(' > ')

describe('check-eligibility', () => {
  it.each([
    ['production > 1 > poor > no > no > no', { poverty: 'poor', area: 'no', minority: 'no', served: 'no' }],
    ['1 > 3 > ho can ngheo > khong thuoc vung nao > khong', { commune: 'elsewhere', poverty: 'near_poor' }],
    [
      'lam an > xa suoi may > nha em ho ngheo a > vung dac biet kho khan > khong co',
      { commune: '990002', area: 'special' },
    ],
    [
      'chăn nuôi > noi khac > moi thoat ngheo > chua ro > chua qua 3 nam > khong co',
      { area: 'not_sure', escaped_years: 'within' },
    ],
    ['production > 1 > poor > difficult > yes > no', { minority: 'yes' }],
    ['production > 1 > none > no > within > yes', { served: 'within', police_list: 'yes' }],
    ['production > 1 > not_sure > no > no', { poverty: 'not_sure' }],
    ['study > 1 > university > poor > no', { study_level: 'university', field: 'no' }],
    ['study > 1 > school', { study_level: 'school' }],
    [
      'cho con di hoc > 1 > dai hoc > khong thuoc dien nao > 3 > co > nam thu nhat, dat',
      { student: 'orphan', marks: 'first_good' },
    ],
    ['clean_water > 2 > both > none', { works: 'both' }],
    ['nuoc sach > 1 > nha ve sinh > ho ngheo', { works: 'toilet', poverty: 'poor' }],
    ['clean_water > elsewhere > phuong tu truoc > none', { unit: 'old_ward' }],
    ['clean_water > 2 > deu con dung tot > none', { works: 'good' }],
    ['housing > build > poor', { housing: 'build', poverty: 'poor' }],
    [
      'mua nha > mua > khong thuoc dien nao > chua co nha > cong nhan > khong ro',
      { home: 'no_home', housing_group: 'employed', income: 'not_sure' },
    ],
    ['abroad > 1 > chua ky', { contract: 'no' }],
    ['di lam o nuoc ngoai > 2 > da ky > ho can ngheo > thuong tru', { registration: 'permanent' }],
  ])('of a stranger, %s', (lines, answers) => {
    expect(talk(flow, eligibilityGiven, say(lines))).toMatchObject({ kind: 'done', outcome: 'answer', answers })
  })

  it.each([
    ['production > no > no', ['purpose', 'area', 'served']],
    ['study > university > no', ['purpose', 'study_level', 'field']],
    ['clean_water > water > damaged', ['purpose', 'works', 'works_state']],
    ['clean_water > both', ['purpose', 'works']],
    ['housing > build', ['purpose', 'housing']],
    ['abroad > no', ['purpose', 'contract']],
  ])('of a linked household asks only for what is not known, %s', (lines, asked) => {
    const turn = talk(flow, linkedGiven, say(lines))
    expect(turn).toMatchObject({ kind: 'done', outcome: 'answer' })
    expect(turn.saved.replies.map((r) => r.node)).toEqual(asked)
  })

  it('asks for the old unit only where a ward was made of wards and communes', () => {
    expect(talk(flow, mixedGiven, say('clean_water > 1'))).toMatchObject({ prompt: { node: 'former_unit' } })
    expect(talk(flow, eligibilityGiven, say('clean_water > 1'))).toMatchObject({ prompt: { node: 'works' } })
  })

  it('ends early where nothing can change the answer any more', () => {
    expect(talk(flow, eligibilityGiven, say('study > unregistered'))).toMatchObject({ kind: 'done', outcome: 'answer' })
    expect(talk(flow, eligibilityGiven, say('abroad > unregistered'))).toMatchObject({
      kind: 'done',
      outcome: 'answer',
    })
  })

  it('does not ask for a purpose that was named', () => {
    expect(talk(flow, { ...eligibilityGiven, purpose: 'study' }, [])).toMatchObject({ prompt: { node: 'commune' } })
  })

  it.each([
    ['hello', 'purpose'],
    ['production > 5', 'commune'],
    ['production > 1 > khong phai ho ngheo', 'poverty'],
    ['production > 1 > poor > khong biet', 'area'],
    ['housing > build > none > employed > 30 triệu', 'income'],
  ])('puts a question again, %s: %s', (lines, node) => {
    expect(talk(flow, eligibilityGiven, say(lines))).toMatchObject({
      kind: 'ask',
      prompt: { node },
      problem: { key: `flows/check-eligibility:${node}.error` },
    })
  })

  it('goes another way when an older button is tapped', () => {
    const turn = talk(flow, eligibilityGiven, say('study > 1 > university > purpose.clean_water'))
    expect(turn).toMatchObject({ kind: 'ask', prompt: { node: 'commune' } })
    expect(turn.saved.replies.map((r) => r.node)).toEqual(['purpose'])
  })

  it('stays where it is when the older button says what was said', () => {
    expect(talk(flow, eligibilityGiven, say('study > 1 > university > purpose.study'))).toMatchObject({
      prompt: { node: 'poverty' },
    })
  })

  it('goes back one question at a time, and comes to the same question again from the stored replies', () => {
    const turn = talk(flow, eligibilityGiven, say('production > 1 > poor > difficult'))
    expect(turn).toMatchObject({ prompt: { node: 'minority' } })
    expect(stand(flow, JSON.parse(JSON.stringify(turn.saved)))).toEqual(turn)
    expect(back(flow, turn.saved)).toMatchObject({ prompt: { node: 'area' } })
  })
})
