import type { Talk } from '../conversation/talk.ts'
import type { InboundKind } from '../ports/channel.ts'
import { openFlow, proceed, standing } from './proceed.ts'
import { supplyOpening } from './returned-request.ts'
import { type Said, type Scene, say } from './scene.ts'
import { type TakenPhoto, wantsPhoto } from './take-photo.ts'

/** A picture, and what it came to where it was fetched. */
export interface SentPhoto {
  what: Extract<InboundKind, { kind: 'photo' }>
  taken?: TakenPhoto
}

/** A picture where one was asked for is kept and answers the question. One that cannot be used is told why; elsewhere it is not looked at. */
export async function hearPhoto(scene: Scene, talk: Talk, { what, taken }: SentPhoto): Promise<Said> {
  const { tx, account, now } = scene
  const { photo } = what
  if (!wantsPhoto(talk)) {
    if ('kept' in photo) await tx.attachments.drop(photo.kept, account.id)
    return unasked(scene, talk)
  }
  if ('kept' in photo) {
    const open = await tx.attachments.isOpen(photo.kept, account.id)
    return open ? proceed(scene, talk, { photo: photo.kept }) : unusable(scene, talk, 'not_fetched')
  }
  if ('problem' in photo) return unusable(scene, talk, photo.problem)
  if (!taken || 'problem' in taken) return unusable(scene, talk, taken?.problem ?? 'not_fetched')
  const id = await tx.attachments.keep({ accountId: account.id, photo: taken.photo, at: now })
  return proceed(scene, talk, { photo: id })
}

/** A picture that nobody asked for: where a request waits for papers, it is asked which one it shows. */
async function unasked(scene: Scene, talk: Talk): Promise<Said> {
  const free = talk.current === undefined || leadsOn.has(talk.current.flow)
  const opening = free ? await supplyOpening(scene) : undefined
  if (!opening?.given) return standing(scene, talk, [say('common:photo_not_now')])
  const asked = await openFlow(scene, talk, opening)
  return {
    ...asked,
    parts: [say('flows/supply-papers:photo_first', { code: String(opening.given.code) }), ...asked.parts],
  }
}

/** What only leads on is left for what the picture is about. */
const leadsOn: ReadonlySet<string> = new Set(['menu', 'next-step'])

function unusable(scene: Scene, talk: Talk, problem: string): Promise<Said> {
  return standing(scene, talk, [say(`common:photo_problem.${problem}`)])
}
