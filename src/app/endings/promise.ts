import type { Day } from '../../domain/day.ts'
import type { promise } from '../../flows/promise.ts'
import { keepPromise, promiseParts } from '../promises.ts'
import { say } from '../scene.ts'
import { toldLoans } from '../told-loans.ts'
import type { EndingsOf } from './ending.ts'

/** The day that was named is kept; without one the day that the reminder asks for stands. */
export const promiseEndings: EndingsOf<typeof promise> = {
  named: async ({ scene, turn }) => {
    const told = await toldLoans(scene, turn.saved.given)
    if (!told) return { parts: [say('common:old_button')], next: { flow: 'menu' } }
    const promised = { told, day: turn.answers.day as Day, named: true }
    await keepPromise(scene, promised)
    return { parts: await promiseParts(scene, promised) }
  },
  open: async ({ scene, turn }) => {
    const told = await toldLoans(scene, turn.saved.given)
    const ahead = told !== undefined && told.until >= scene.day
    return { parts: [ahead ? say('flows/promise:open', { day: { day: told.until } }) : say('flows/reminder:will_pay')] }
  },
}
