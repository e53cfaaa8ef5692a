import type { Given, Json } from '../conversation/question.ts'
import type { Filler } from '../conversation/words.ts'
import { type Audience, nobody } from '../domain/audience.ts'
import type { Announcement } from '../ports/announcements.ts'
import type { Store } from '../ports/store.ts'
import type { Author } from './announce.ts'
import { countAudience } from './announcement-audience.ts'
import type { StepDeps } from './announcement-finding.ts'
import type { Ended } from './endings/ending.ts'
import { type Scene, say } from './scene.ts'
import { sendingProgress } from './sending-progress.ts'

/** Units on one page of the list. Staff pick from many, and know what they look for. */
const perPage = 8

/** So many of the office's newest are looked through for one's own. */
const newest = 100

/** What is picked from: the communes, or the groups of one of them. */
export interface UnitsLook {
  what: unknown
  commune?: number
  page?: number
}

/** The talk of somebody of staff from its beginning, below something that was said. */
export function fromTheStart(...parts: Ended['parts']): Ended {
  return { parts, next: { flow: 'staff-notice' } }
}

/** A page of the units that an author may write to. Groups are looked for in a commune, where there are several. */
export async function offerUnits(scene: Scene, author: Author, { what, commune, page = 0 }: UnitsLook): Promise<Ended> {
  const communes = await communesOf(scene, author)
  const chosen = communes.find(({ id }) => id === commune) ?? (communes.length === 1 ? communes[0] : undefined)
  const ofGroups = what === 'group' && chosen !== undefined
  const all = ofGroups
    ? (await scene.tx.people.groups({ officeId: author.officeId, communeId: chosen.id })).map(entryOf('g'))
    : communes.map(entryOf('c'))
  if (all.length === 0) return fromTheStart(say('flows/staff-notice:no_units'))
  const first = page * perPage < all.length ? page * perPage : 0
  const items: Json[] = all.slice(first, first + perPage)
  if (first + perPage < all.length) items.push('next')
  const given = { what: ofGroups ? 'group' : String(what), page, items, ...(ofGroups ? { commune: chosen.id } : {}) }
  return { parts: [], next: { flow: 'staff-notice', given } }
}

/** Goes on to the words of a notice for a unit, with whom it will reach. */
export async function beginNotice(
  scene: Scene,
  author: Author,
  { to, name }: { to: string; name: string },
): Promise<Ended> {
  const audience = audienceFor(to)
  const counted = audience && (await countAudience(noticeDeps(scene), { author, audience }))
  if (!counted?.ok) return fromTheStart(say('flows/staff-notice:outside'))
  const { reached: count, households } = counted.reach
  if (count === 0) return fromTheStart(say('flows/staff-notice:nobody', { name, households }))
  const given: Given = { to, name, count, households, day: scene.day }
  return {
    parts: [say('flows/staff-notice:reach', { name, count, households })],
    next: { flow: 'staff-notice', given },
  }
}

/** Whom a picked unit stands for: `c` or `g` and its number. */
export function audienceFor(to: unknown): Audience | undefined {
  const [, kind, id] = /^([cg])(\d{1,9})$/.exec(String(to)) ?? []
  if (kind === undefined) return undefined
  return kind === 'c' ? { ...nobody, communes: [Number(id)] } : { ...nobody, groups: [Number(id)] }
}

/** What the use cases of announcing need, within the transaction of this talk. Nothing is sent from here, so that nobody is woken. */
export function noticeDeps({ tx, now, language, pages }: Scene): StepDeps {
  const store: Store = { ...tx, transaction: (run) => run(tx) }
  const own = pages ? { publicUrl: pages.publicUrl } : {}
  return { store, clock: { now: () => now }, jobs: { wake: async () => {} }, language, ...own }
}

/** Where the last three announcements of an author stand. */
export async function showStanding(scene: Scene, { id, officeId }: Author): Promise<Ended> {
  const all = await scene.tx.announcements.list({ scope: { officeId }, limit: newest })
  const own = all.filter(({ authorId }) => authorId === id).slice(0, 3)
  if (own.length === 0) return fromTheStart(say('flows/staff-notice:standing.none'))
  const lines: Filler[] = []
  for (const one of own) lines.push(await standingLine(scene, one))
  return fromTheStart(say('flows/staff-notice:standing.list', { lines: { lines } }))
}

async function standingLine(scene: Scene, announcement: Announcement): Promise<Filler> {
  const { title, status } = announcement
  const more = await moreOf(scene, announcement)
  const state = { words: { key: `announcements:states.${status}` } }
  return { words: { key: 'flows/staff-notice:standing.line', with: { title, state, more } } }
}

/** How far it has come, or what has to be changed. */
async function moreOf(scene: Scene, announcement: Announcement): Promise<Filler> {
  const { mailingId, status, returnedWhy: why } = announcement
  if (mailingId !== undefined) {
    const deps = { ...noticeDeps(scene), openChannels: [] }
    const { total, sent, toGo, failed } = await sendingProgress(deps, { ...announcement, mailingId })
    return { words: { key: 'flows/staff-notice:standing.counts', with: { total, sent, toGo, failed } } }
  }
  if (status === 'returned' && why) return { words: { key: 'flows/staff-notice:standing.why', with: { why } } }
  return ''
}

async function communesOf({ tx }: Scene, { officeId, scope }: Author) {
  return (await tx.units.communes(officeId)).filter(({ id }) => !scope.communeId || id === scope.communeId)
}

function entryOf(kind: 'c' | 'g') {
  return ({ id, name }: { id: number; name: string }) => ({ id: `${kind}${id}`, name })
}
