import type { settings } from '../../flows/settings.ts'
import { channelOrderOpening } from '../order-channels.ts'
import { channelNames, ofAllAccounts, otherAccounts } from '../own-accounts.ts'
import { eraseAccounts, ownDataParts } from '../own-data.ts'
import { say } from '../scene.ts'
import { setCodeWord, setReceipts } from '../set-household-choice.ts'
import { turnPurpose } from '../turn-purpose.ts'
import { unlinkAccount } from '../unlink-account.ts'
import type { Ended, EndingsOf } from './ending.ts'

/** What the person decided takes effect at once and is put on record. */
export const settingsEndings: EndingsOf<typeof settings> = {
  turned: async ({ scene, turn }) => {
    const { news, reminders } = turn.answers
    if (isTurn(news)) await turnPurpose(scene, 'announcements', news)
    if (isTurn(reminders)) await turnPurpose(scene, 'reminders', reminders)
    const which = news ? `news_${news}` : `reminders_${reminders}`
    const everywhere = await ofAllAccounts(scene, 'flows/settings:everywhere')
    return { parts: [say(`flows/settings:turned.${which}`), ...everywhere], next: { flow: 'menu' } }
  },
  receipts_turned: async ({ scene, turn }) => {
    const to = turn.answers.receipts === 'off' ? 'off' : 'on'
    const done = await setReceipts(scene, to)
    return done ? { parts: [say(`flows/settings:receipts_turned.${to}`)], next: { flow: 'menu' } } : linkFirst
  },
  code_word_set: async ({ scene, turn }) => {
    const word = turn.answers.code_word ?? ''
    if (!(await setCodeWord(scene, word))) return linkFirst
    const said = word === '' ? say('flows/settings:code_word_gone') : say('flows/settings:code_word_set', { word })
    return { parts: [said], next: { flow: 'menu' } }
  },
  order: async ({ scene }) => ({ parts: [], next: await channelOrderOpening(scene) }),
  language_set: async ({ scene, turn }) => {
    await scene.tx.accounts.setLang(scene.account.id, turn.answers.language ?? 'vi')
    return { parts: [say('flows/settings:language_set')], next: { flow: 'menu' } }
  },
  see: async ({ scene }) => ({ parts: await ownDataParts(scene), next: { flow: 'menu' } }),
  unlinked: async ({ scene }) => {
    const others = await otherAccounts(scene)
    await unlinkAccount(scene, scene.account.id)
    const kept = others.length === 0 ? [] : [say('flows/settings:others_stay', { channels: channelNames(others) })]
    return { parts: [say('flows/settings:unlinked'), ...kept], next: { flow: 'menu' } }
  },
  erase_asked: async ({ scene }) => {
    const channels = [...new Set((await otherAccounts(scene)).map(({ channel }) => channel))]
    return { parts: [], next: { flow: 'settings', given: { open: 'erase', channels } } }
  },
  kept: () => ({ parts: [say('flows/settings:kept')], next: { flow: 'menu' } }),
  erased: async ({ scene }) => {
    await eraseAccounts(scene)
    // The count of runs goes on: a ref that came twice would take a new request for a second tap on an old one.
    return { parts: [say('flows/settings:erased')], change: ({ runs }) => ({ past: {}, runs }) }
  },
}

/** What is the household's to decide needs an account that was proven to be its own. */
const linkFirst: Ended = { parts: [say('flows/settings:link_first')], next: { flow: 'link-account' } }

function isTurn(answer: string | undefined): answer is 'on' | 'off' {
  return answer === 'on' || answer === 'off'
}
