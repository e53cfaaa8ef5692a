import { type Audience, type Chosen, type Heard, householdStatuses, isNobody } from '../../../domain/audience.ts'
import type { Typed } from '../respond.tsx'

/** What stands before the names of the fields that say who is left out. */
export const exceptPrefix = 'not_'

/** The audience that a form says. What cannot be read narrows nothing; numbers of days are looked at later. */
export function audienceOf(typed: Typed): Audience {
  const left = chosenOf(typed, exceptPrefix)
  const except = isNobody(left) ? {} : { except: left }
  return typed.one('whom') === 'everybody' ? { everybody: true, ...except } : { ...chosenOf(typed, ''), ...except }
}

function chosenOf({ one, all }: Typed, prefix: string): Chosen {
  const numbers = (name: string) =>
    all(prefix + name)
      .map(Number)
      .filter(Number.isSafeInteger)
  const statuses = householdStatuses.filter((status) => all(`${prefix}statuses`).includes(status))
  const langs = all(`${prefix}langs`).filter((lang) => /^[a-z]{2,3}$/.test(lang))
  const year = one(`${prefix}listYear`).trim()
  const linked = one(`${prefix}linked`)
  const heard = heardOf(one(`${prefix}heard`), one(`${prefix}heardDays`))
  return {
    communes: numbers('communes'),
    groups: numbers('groups'),
    programmes: all(`${prefix}programmes`),
    associations: numbers('associations'),
    ...(statuses.length > 0 ? { statuses } : {}),
    ...(/^\d{4}$/.test(year) ? { listYear: Number(year) } : {}),
    ...(langs.length > 0 ? { langs } : {}),
    ...(heard ? { heard } : {}),
    ...(linked === 'yes' || linked === 'no' ? { linked: linked === 'yes' } : {}),
  }
}

function heardOf(how: string, days: string): Heard | undefined {
  if (how !== 'within' && how !== 'not_within') return undefined
  return { within: how === 'within', days: /^\d{1,9}$/.test(days.trim()) ? Number(days) : 0 }
}
