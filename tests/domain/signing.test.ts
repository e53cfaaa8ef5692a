import { describe, expect, it } from 'vitest'
import { readDayOfMonth, readHour } from '../../src/domain/point-place.ts'
import { readSigning, usualSigning } from '../../src/domain/signing.ts'
import { isSameWording, readWording, type Wording } from '../../src/domain/wording.ts'

const mai = { staffId: 's1', name: 'Lê Mai' }

describe('how an office signs', () => {
  it.each<[string, unknown, ReturnType<typeof readSigning>]>([
    ['nothing kept', undefined, usualSigning],
    ['null', null, usualSigning],
    ['by its leaders', { by: 'leader', officers: {} }, { by: 'leader', officers: {} }],
    ['with an officer', { by: 'officer', officers: { 11: mai } }, { by: 'officer', officers: { 11: mai } }],
    ['by nobody that we know', { by: 'mayor', officers: { 11: mai } }, { by: 'officer', officers: { 11: mai } }],
    ['with a name of nobody', { officers: { 11: { staffId: 's1', name: '' } } }, usualSigning],
    ['with half an officer', { officers: { 11: { name: 'Lê Mai' } } }, usualSigning],
    ['for no commune', { officers: { x: mai } }, usualSigning],
  ])('%s', (_, kept, signing) => expect(readSigning(kept)).toEqual(signing))
})

describe('a text of a comparison', () => {
  it.each<[string, unknown, Wording | undefined]>([
    ['with nothing added', { by: 'office', appeal: 'none' }, { by: 'office', appeal: 'none' }],
    ['with a sentence of ours', { by: 'leader', appeal: 'help' }, { by: 'leader', appeal: 'help' }],
    [
      'with one of its own',
      { by: 'office', appeal: 'own', sentence: 'x' },
      { by: 'office', appeal: 'own', sentence: 'x' },
    ],
    ['with one that is not there', { by: 'office', appeal: 'own' }, undefined],
    ['signed by nobody that we know', { by: 'mayor', appeal: 'none' }, undefined],
    ['with something that we do not have', { by: 'office', appeal: 'threat' }, undefined],
    ['that is none', null, undefined],
  ])('%s', (_, kept, wording) => expect(readWording(kept)).toEqual(wording))

  it('is the same as one that reads the same', () => {
    expect(isSameWording({ by: 'office', appeal: 'none' }, { by: 'office', appeal: 'none' })).toBe(true)
    expect(isSameWording({ by: 'office', appeal: 'none' }, { by: 'leader', appeal: 'none' })).toBe(false)
    expect(isSameWording({ by: 'office', appeal: 'none' }, { by: 'office', appeal: 'help' })).toBe(false)
    const own = (sentence: string): Wording => ({ by: 'office', appeal: 'own', sentence })
    expect(isSameWording(own('x'), own('y'))).toBe(false)
  })
})

describe('the place of a point', () => {
  it.each<[string, string | undefined]>([
    ['7:30', '07:30'],
    ['07:30', '07:30'],
    ['7h30', '07:30'],
    ['7 giờ 30', '07:30'],
    ['8', '08:00'],
    ['8h', '08:00'],
    ['23:59', '23:59'],
    ['24:00', undefined],
    ['7:60', undefined],
    ['sáng', undefined],
    ['', undefined],
  ])('hour %s', (typed, hour) => expect(readHour(typed)).toBe(hour))

  it.each<[string, number | undefined]>([
    ['1', 1],
    [' 31 ', 31],
    ['0', undefined],
    ['32', undefined],
    ['1.5', undefined],
    ['', undefined],
  ])('day %s', (typed, day) => expect(readDayOfMonth(typed)).toBe(day))
})
