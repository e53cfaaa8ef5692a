import type { Talk } from '../conversation/talk.ts'
import type { Part } from '../conversation/words.ts'
import { dayOf } from '../domain/day.ts'
import type { Ended } from './endings/ending.ts'
import { type Scene, say } from './scene.ts'

/** Where this account's requests stand, newest first; the three latest are enough for a small screen. */
export async function applicationParts({ tx, account }: Scene): Promise<Part[]> {
  const sent = await tx.applications.ofAccount(account.id)
  if (sent.length === 0) return [say('common:no_applications')]
  return sent.slice(0, 3).map(({ code, programme, state, updatedAt }) =>
    say('common:application', {
      code,
      programme: { words: { key: `programmes/${programme.replaceAll('_', '-')}:name` } },
      state: { words: { key: `applications:states.${state}` } },
      day: { day: dayOf(updatedAt) },
    }),
  )
}

/** One's requests, and the way back into one that was put off. */
export async function showApplications({ scene, talk }: { scene: Scene; talk: Talk }): Promise<Ended> {
  const begun = talk.past.apply && !talk.past.apply.done
  const offers = [...(begun ? ['resume'] : []), 'ask_again', 'person', 'menu']
  return { parts: await applicationParts(scene), next: { flow: 'next-step', given: { offers } } }
}
