import type { Chance } from './chance.ts'
import names from './names.json' with { type: 'json' }

/** A made-up name, put together from parts that are common. */
export function personName(chance: Chance): string {
  const { middle, given } = chance.pick([names.women, names.men])
  return `${chance.pick(names.surnames)} ${chance.pick(middle)} ${chance.pick(given)}`
}

/** A number that reads like a mobile number and, with its many noughts, like a sample. */
export function samplePhone(number: number): string {
  return `09000${String(number).padStart(5, '0')}`
}
