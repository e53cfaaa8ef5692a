import type { Ask } from './ask.ts'
import { echo, received } from './events.ts'
import type { Contact, Shown, World } from './world.ts'

/** Shows a message of the OA. Its echo comes before the answer, after it, or never; then the phone reports it. */
export async function deliver(ask: Ask, about: { contact: Contact; shown: Shown }): Promise<void> {
  const { world } = ask
  show(world, about)
  const way = world.way('echo')
  if (way === 'before') await Promise.race([echo(world, about).settled, goneAway(ask.gone)])
  ask.afterwards(() => {
    if (way === 'after') echo(world, about)
    if (world.settings.receipts) received(world, about.contact, about.shown)
  })
}

/** Puts a message onto the phone. */
export function show(world: World, { contact, shown }: { contact: Contact; shown: Shown }): void {
  contact.shown.push(shown)
  if (shown.by === 'oa') world.sentAt.push(world.now())
  world.changed()
}

function goneAway(gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (gone.aborted) resolve()
    gone.addEventListener('abort', () => resolve(), { once: true })
  })
}
