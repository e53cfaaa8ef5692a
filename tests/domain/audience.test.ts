import { describe, expect, it } from 'vitest'
import { type Audience, type AudienceProblem, audienceProblem, narrowed, nobody } from '../../src/domain/audience.ts'
import type { Scope } from '../../src/domain/staff.ts'

const choices = {
  communes: [10, 11],
  groups: [100],
  programmes: ['poor', 'clean_water'],
  associations: [11, 12],
  accounts: ['7', '8'],
}
const office = { officeId: 1 }
const local = { officeId: 1, communeId: 10 }

describe('an audience', () => {
  it.each<[string, Audience, Scope, AudienceProblem | undefined]>([
    ['everybody of an office', { everybody: true }, office, undefined],
    ['everybody, by somebody of one commune', { everybody: true }, local, 'too_wide'],
    ['nobody', nobody, office, 'empty'],
    ['a commune of the office', { ...nobody, communes: [10] }, office, undefined],
    ['a commune of another office', { ...nobody, communes: [10, 20] }, office, 'outside'],
    ['a group that is not there', { ...nobody, groups: [101] }, office, 'outside'],
    ['a programme that is not there', { ...nobody, programmes: ['gold'] }, office, 'outside'],
    ['named accounts of the office', { accounts: ['8', '7'] }, office, undefined],
    ['named accounts, by somebody of one commune who sees them', { accounts: ['7'] }, local, undefined],
    ['an account that is not theirs', { accounts: ['7', '9'] }, office, 'outside'],
    ['accounts of which none is named', { accounts: [] }, office, 'empty'],
    ['an association and a programme', { ...nobody, associations: [12], programmes: ['poor'] }, office, undefined],
    ['a status alone', { ...nobody, statuses: ['poor'] }, office, undefined],
    ['whether an account is linked, alone', { ...nobody, linked: false }, office, undefined],
    ['heard of within a day', { ...nobody, heard: { within: true, days: 1 } }, office, undefined],
    ['heard of within no day', { ...nobody, heard: { within: true, days: 0 } }, office, 'heard'],
    ['heard of as far back as it goes', { ...nobody, heard: { within: false, days: 730 } }, office, undefined],
    ['heard of farther back', { ...nobody, heard: { within: false, days: 731 } }, office, 'heard'],
    ['everybody but a commune', { everybody: true, except: { ...nobody, communes: [10] } }, office, undefined],
    [
      'everybody but a commune of another office',
      { everybody: true, except: { ...nobody, communes: [20] } },
      office,
      'outside',
    ],
    [
      'everybody but a commune, by somebody of one',
      { everybody: true, except: { ...nobody, communes: [10] } },
      local,
      'too_wide',
    ],
    ['nobody but some', { ...nobody, except: { ...nobody, communes: [10] } }, office, 'empty'],
  ])('%s', (_, audience, scope, problem) => {
    expect(audienceProblem(audience, { scope, choices })).toBe(problem)
  })

  it('is cut to the commune of somebody of one commune', () => {
    expect(narrowed({ ...nobody, programmes: ['poor'] }, local)).toEqual({
      ...nobody,
      programmes: ['poor'],
      communes: [10],
    })
    expect(narrowed({ ...nobody, programmes: ['poor'] }, office)).toEqual({ ...nobody, programmes: ['poor'] })
    expect(narrowed({ everybody: true }, local)).toEqual({ everybody: true })
    expect(narrowed({ accounts: ['7'] }, local)).toEqual({ accounts: ['7'] })
  })
})
