import type { Talk } from '../conversation/talk.ts'
import type { Part, Words } from '../conversation/words.ts'
import { dayOf } from '../domain/day.ts'
import { begunAnywhere } from './begun-request.ts'
import type { Ended } from './endings/ending.ts'
import { returnedRequest } from './returned-request.ts'
import { type Scene, say } from './scene.ts'

/** Where this account's requests stand, newest first; the three latest are enough for a small screen. */
export async function applicationParts({ tx, account }: Scene): Promise<Part[]> {
  const sent = await tx.applications.ofAccount(account.id)
  return sent.slice(0, 3).map(({ code, programme, state, since }) =>
    say('common:application', {
      code,
      programme: { words: nameOf(programme) },
      state: { words: { key: `applications:states.${state}` } },
      day: { day: dayOf(since) },
    }),
  )
}

/** One's requests, and the way back into one that was put off. What was never sent is a draft: it lies in the talk and nowhere else. */
export async function showApplications({ scene, talk }: { scene: Scene; talk: Talk }): Promise<Ended> {
  const begun = await begunAnywhere(scene, talk)
  const draft = begun
    ? [say('applications:draft', { programme: { words: nameOf(String(begun.given.programme)) } })]
    : []
  const parts = [...draft, ...(await applicationParts(scene))]
  const onward = (await returnedRequest(scene)) ? 'papers' : 'ask_again'
  const offers = [...(begun ? ['resume'] : []), onward, 'person', 'menu']
  return {
    parts: parts.length > 0 ? parts : [say('common:no_applications')],
    next: { flow: 'next-step', given: { offers } },
  }
}

function nameOf(programme: string): Words {
  return { key: `programmes/${programme.replaceAll('_', '-')}:name` }
}
