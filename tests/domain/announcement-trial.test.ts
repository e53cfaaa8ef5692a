import { describe, expect, it } from 'vitest'
import {
  type TrialReading,
  type TrialVerdict,
  trialErrorsLeast,
  trialLeast,
  trialMost,
  trialOptOutsLeast,
  trialSize,
  trialVerdict,
} from '../../src/domain/announcement-trial.ts'

const now = new Date('2026-11-24T03:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const minutes = 10

describe('how many go first', () => {
  it.each([
    [0, undefined],
    [2 * trialLeast - 1, undefined],
    [2 * trialLeast, trialLeast],
    [2_000, trialLeast],
    [2_001, 21],
    [49_900, 499],
    [50_000, trialMost],
    [1_000_000, trialMost],
  ])('of %i', (total, first) => {
    expect(trialSize(total)).toBe(first)
  })
})

describe('what becomes of the rest', () => {
  const all = { errors: 0, doubtful: 0, skipped: 0, waiting: 0, putOff: 0, optOuts: 0 }
  const wait: TrialVerdict = { do: 'wait' }
  const goOn: TrialVerdict = { do: 'go_on' }
  const errors: TrialVerdict = { do: 'stop', why: 'errors' }
  const optOuts: TrialVerdict = { do: 'stop', why: 'opt_outs' }
  it.each<[string, Partial<TrialReading>, TrialVerdict]>([
    ['all sent, just now', { sent: 100, triedAt: now }, wait],
    ['all sent, a moment too short ago', { sent: 100, triedAt: ago(9.99) }, wait],
    ['all sent, long enough ago', { sent: 100, triedAt: ago(10) }, goOn],
    ['one still on its way', { sent: 99, waiting: 1, triedAt: ago(60) }, wait],
    ['one waits for tomorrow', { sent: 99, putOff: 1, triedAt: ago(10) }, goOn],
    ['all wait for tomorrow', { sent: 0, putOff: 100 }, wait],
    ['all were left out', { sent: 0, skipped: 100 }, { do: 'stop', why: 'nothing_went' }],
    ['errors at the limit', { sent: 90, errors: 10, triedAt: ago(10) }, goOn],
    ['one error more', { sent: 89, errors: 11, triedAt: ago(10) }, errors],
    ['one error more, at once', { sent: 89, errors: 11, triedAt: now }, errors],
    ['so many errors that the rest cannot mend it', { sent: 0, errors: 11, waiting: 89, triedAt: now }, errors],
    ['errors that the rest may mend', { sent: 0, errors: 10, waiting: 90, triedAt: now }, wait],
    ['errors of the few that were not left out', { sent: 5, errors: 3, skipped: 92, triedAt: now }, errors],
    ['too few errors to mean anything', { sent: 5, errors: trialErrorsLeast - 1, skipped: 93, triedAt: ago(10) }, goOn],
    ['people who switch it off, at the limit', { sent: 100, optOuts: 5, triedAt: ago(10) }, goOn],
    ['one more who switches it off', { sent: 100, optOuts: 6, triedAt: now }, optOuts],
    [
      'too few of them to mean anything',
      { sent: 10, skipped: 90, optOuts: trialOptOutsLeast - 1, triedAt: ago(10) },
      goOn,
    ],
    ['most in doubt, the others sent', { sent: 10, doubtful: 90, triedAt: ago(10) }, goOn],
    ['all in doubt', { doubtful: 100, triedAt: ago(10) }, { do: 'stop', why: 'nothing_went' }],
    ['errors of those that are not in doubt', { sent: 20, errors: 3, doubtful: 77, triedAt: ago(10) }, errors],
    ['both: the errors are named', { sent: 80, errors: 20, optOuts: 20, triedAt: now }, errors],
  ])('%s', (_, reading, verdict) => {
    expect(trialVerdict({ ...all, size: 100, sent: 0, ...reading }, { now, minutes })).toEqual(verdict)
  })
})
