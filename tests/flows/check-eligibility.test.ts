import { describe, expect, it } from 'vitest'
import type { AnyFlow } from '../../src/conversation/flow.ts'
import { checkEligibility } from '../../src/flows/check-eligibility.ts'
import { talk } from '../walk.ts'
import { communes } from './trials.ts'

const flow = checkEligibility as unknown as AnyFlow
const linked = { ...communes, commune: '990001', povertyStatus: 'poor' }
const say = (line: string) => line.split(' > ')

describe('check-eligibility', () => {
  it.each([
    ['production > 1 > permanent > poor', { poverty: 'poor' }],
    ['production > 2 > permanent > none', { poverty: 'none' }],
    ['1 > 3 > 1 > ho can ngheo', { commune: 'elsewhere', poverty: 'near_poor' }],
    ['lam an > xa suoi may > thuong tru > nha em ho ngheo a', { commune: '990002', poverty: 'poor' }],
    ['chăn nuôi > noi khac > tam tru > moi thoat ngheo > chua qua 3 nam', { escaped_years: 'within_three' }],
    ['production > 1 > permanent > newly_escaped > 3', { escaped_years: 'not_sure' }],
    ['study > 1 > permanent > poor > university > first', { study_level: 'university', student_year: 'first' }],
    ['study > 1 > permanent > near_poor > school', { study_level: 'school' }],
    [
      'cho con di hoc > 1 > 1 > khong thuoc dien nao > 3 > 2 > tu nam thu hai',
      { student: 'orphan', student_year: 'later' },
    ],
    [
      'study > 1 > permanent > newly_escaped > hardship > vocational > later',
      { poverty: 'newly_escaped', student: 'hardship' },
    ],
    ['clean_water > 1 > thi tran dong van ha > permanent > both > none', { former_unit: 'thi_tran_dong_van_ha' }],
    ['nuoc sach > 1 > khong nho > thuong tru > nha ve sinh > chua co', { former_unit: 'not_sure', works: 'toilet' }],
    ['clean_water > 2 > temporary > water > damaged', { residence: 'temporary', works_state: 'damaged' }],
    ['clean_water > 3 > none > ca hai > van dung tot', { works_state: 'good' }],
    ['housing > 1 > permanent > poor > build > 80 trieu', { housing_cost: 80_000_000 }],
    [
      'mua nha > 2 > thuong tru > none > mua > 1 ty 2 > cong nhan',
      { housing_cost: 1_200_000_000, housing_group: 'worker' },
    ],
    ['housing > 1 > permanent > newly_escaped > 2 > 500tr > 4', { housing: 'build', housing_group: 'other' }],
  ])('of a stranger, %s', (lines, answers) => {
    expect(talk(flow, communes, say(lines))).toMatchObject({ kind: 'done', outcome: 'answer', answers })
  })

  it.each([
    ['production > permanent', ['purpose', 'residence']],
    ['study > permanent > 1 > first', ['purpose', 'residence', 'study_level', 'student_year']],
    ['clean_water > permanent > water > damaged', ['purpose', 'residence', 'works', 'works_state']],
    ['housing > temporary > buy > 600 triệu', ['purpose', 'residence', 'housing', 'housing_cost']],
  ])('of a linked household asks only for what is not known, %s', (lines, asked) => {
    const turn = talk(flow, linked, say(lines))
    expect(turn).toMatchObject({ kind: 'done', outcome: 'answer' })
    expect(turn.saved.replies.map((r) => r.node)).toEqual(asked)
  })

  it('does not ask for a purpose that was named', () => {
    expect(talk(flow, { ...communes, purpose: 'housing' }, [])).toMatchObject({ prompt: { node: 'commune' } })
  })

  it.each([
    ['hello', 'purpose'],
    ['production > 4', 'commune'],
    ['production > 1 > permanent > khong phai ho ngheo', 'poverty'],
    ['housing > 1 > permanent > poor > buy > chưa biết', 'housing_cost'],
    ['housing > 1 > permanent > poor > buy > 999 nghìn', 'housing_cost'],
  ])('puts a question again, %s: %s', (lines, node) => {
    expect(talk(flow, communes, say(lines))).toMatchObject({
      kind: 'ask',
      prompt: { node },
      problem: { key: `flows/check-eligibility:${node}.error` },
    })
  })

  it('goes another way when an older button is tapped', () => {
    const turn = talk(flow, communes, say('study > 1 > permanent > purpose.clean_water'))
    expect(turn).toMatchObject({ kind: 'ask', prompt: { node: 'commune' } })
    expect(turn.saved.replies.map((r) => r.node)).toEqual(['purpose'])
  })

  it('stays where it is when the older button says what was said', () => {
    expect(talk(flow, communes, say('study > 1 > permanent > purpose.study'))).toMatchObject({
      prompt: { node: 'poverty' },
    })
  })
})
