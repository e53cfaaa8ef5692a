import type { settings } from '../../flows/settings.ts'
import { eraseAccount, ownDataParts } from '../own-data.ts'
import { say } from '../scene.ts'
import { turnPurpose } from '../turn-purpose.ts'
import type { EndingsOf } from './ending.ts'

/** What the person decided takes effect at once and is put on record. */
export const settingsEndings: EndingsOf<typeof settings> = {
  turned: async ({ scene, turn }) => {
    const { news, reminders } = turn.answers
    if (news) await turnPurpose(scene, 'announcements', news)
    if (reminders) await turnPurpose(scene, 'reminders', reminders)
    const which = news ? `news_${news}` : `reminders_${reminders}`
    return { parts: [say(`flows/settings:turned.${which}`)], next: { flow: 'menu' } }
  },
  language_set: async ({ scene, turn }) => {
    await scene.tx.accounts.setLang(scene.account.id, turn.answers.language ?? 'vi')
    return { parts: [say('flows/settings:language_set')], next: { flow: 'menu' } }
  },
  see: async ({ scene }) => ({ parts: await ownDataParts(scene), next: { flow: 'menu' } }),
  unlinked: async ({ scene }) => {
    await scene.tx.accounts.unlink(scene.account.id)
    await scene.tx.consents.withdraw(scene.account.id, ['loans', 'reminders'], scene.now)
    return { parts: [say('flows/settings:unlinked')], next: { flow: 'menu' } }
  },
  kept: () => ({ parts: [say('flows/settings:kept')], next: { flow: 'menu' } }),
  erased: async ({ scene }) => {
    await eraseAccount(scene)
    // The count of runs goes on: a ref that came twice would take a new request for a second tap on an old one.
    return { parts: [say('flows/settings:erased')], change: ({ runs }) => ({ past: {}, runs }) }
  },
}
