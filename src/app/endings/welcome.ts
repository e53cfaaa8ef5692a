import type { welcome } from '../../flows/welcome.ts'
import { openingOfCode } from '../leader-code.ts'
import { say } from '../scene.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** The first meeting ends: what was agreed is put on record with its wording, and what was asked first is answered. */
export const welcomeEndings: EndingsOf<typeof welcome> = {
  language_chosen: async ({ scene, turn }) => {
    const lang = turn.answers.language ?? 'vi'
    await scene.tx.accounts.setLang(scene.account.id, lang)
    const { language: _, ...given } = turn.saved.given
    return { parts: [], next: { flow: 'welcome', given: { ...given, language: lang } } }
  },
  agreed: async (place) => {
    const { tx, account, now } = place.scene
    const purposes = place.turn.answers.news === 'yes' ? (['talk', 'announcements'] as const) : (['talk'] as const)
    await tx.consents.give({ accountId: account.id, purposes, wording: 'flows/welcome:1', lang: account.lang, at: now })
    return onward(place, 'flows/welcome:agreed')
  },
  declined: (place) => onward(place, 'flows/welcome:declined'),
}

function onward({ turn }: EndPlace, key: string): Ended {
  const { code, asked } = turn.saved.given
  if (typeof code === 'string') return { parts: [say(key)], next: openingOfCode(code) }
  if (typeof asked === 'string') return { parts: [say(key)], hear: asked }
  return { parts: [say(key)], next: { flow: 'menu' } }
}
