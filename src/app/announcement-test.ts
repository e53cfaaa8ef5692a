import type { Message } from '../conversation/words.ts'
import { lanes } from '../domain/delivery.ts'
import type { Tester } from '../ports/announcements.ts'
import type { Language } from '../ports/language.ts'
import type { Settings } from '../ports/settings.ts'
import { type AnnounceDeps, type Author, noteAnnouncement, seenAnnouncement } from './announce.ts'
import { asUnknown } from './announcement-filling.ts'
import { announcementMessage } from './announcement-message.ts'

/** What trying an announcement out needs. */
export interface TestDeps extends AnnounceDeps {
  language: Pick<Language, 'say'>
  randomBytes: (count: number) => Uint8Array
}

/** Where somebody of staff stands: a code to be written to Loa from their own account, or that account. */
export interface Testing {
  code?: string
  tester?: Tester
}

/** How trying out ended. `no_account`: nobody has written the code within the time. */
export type Tested = { ok: true } | { ok: false; problem: 'not_found' | 'no_account' }

/** A code counts for so long, in minutes. */
export const testMinutes = 30

interface Kept {
  code: string
  at: string
  tester?: Tester
}

/** The account that somebody tries announcements out with, or the code by which they name it. */
export async function testingOf(settings: Pick<Settings, 'get'>, { id }: Pick<Author, 'id'>): Promise<Testing> {
  const kept = await keptOf(settings, id)
  if (kept?.tester) return { tester: kept.tester }
  return kept ? { code: kept.code } : {}
}

/** Gives out a code that is to be written to Loa. An account that was named before is forgotten. */
export async function beginTesting(deps: TestDeps, { id }: Pick<Author, 'id'>): Promise<void> {
  const figures = [...deps.randomBytes(6)].map((byte) => byte % 10).join('')
  const kept: Kept = { code: figures, at: deps.clock.now().toISOString() }
  await deps.store.settings.set(settingOf(id), kept)
}

/** Finds the account from which the code was written. */
export async function findTester(deps: TestDeps, { id }: Pick<Author, 'id'>): Promise<Tested> {
  const kept = await keptOf(deps.store.settings, id)
  const since = kept && new Date(kept.at)
  if (!kept || !since || deps.clock.now().getTime() - since.getTime() > testMinutes * 60_000)
    return { ok: false, problem: 'no_account' }
  const tester = await deps.store.announcements.whoWrote(kept.code, since)
  if (!tester) return { ok: false, problem: 'no_account' }
  await deps.store.transaction(async (tx) => {
    await tx.settings.set(settingOf(id), { ...kept, tester })
    await tx.settings.set(ownerOf(tester.accountId), id)
  })
  return { ok: true }
}

/** Whose own account it is, by the id of the member of staff. Undefined where they named another one since, or asked for a new code. */
export async function testerOf(settings: Pick<Settings, 'get'>, accountId: string): Promise<string | undefined> {
  const id = await settings.get(ownerOf(accountId))
  if (typeof id !== 'string') return undefined
  return (await testingOf(settings, { id })).tester?.accountId === accountId ? id : undefined
}

/** Sends an announcement, marked as a try, to the own account of whoever tries it out. */
export async function sendTest(deps: TestDeps, { author, id }: { author: Author; id: string }): Promise<Tested> {
  const found = await seenAnnouncement(deps.store, author, id)
  if (!found) return { ok: false, problem: 'not_found' }
  const { tester } = await testingOf(deps.store.settings, author)
  if (!tester) return { ok: false, problem: 'no_account' }
  const at = deps.clock.now()
  const to = { id: tester.accountId, channel: tester.channel }
  const read = await asUnknown(deps, found, at)
  const texts = [read, ...(read.otherBody ? [{ ...read, body: read.otherBody }] : [])]
  await deps.store.transaction(async (tx) => {
    for (const text of texts) await tx.outbox.write(to, marked(announcementMessage(text)), { lane: lanes.reply, at })
    await noteAnnouncement(tx, { author, action: 'announcement.test', id, at })
  })
  await deps.jobs.wake('send-batch', { lane: lanes.reply })
  return { ok: true }
}

/** Nobody who comes upon it takes it for one that was sent to many. */
function marked({ parts }: Message): Message {
  return { parts: [{ as: 'text', words: { key: 'announcing:test.mark' } }, ...parts] }
}

async function keptOf(settings: Pick<Settings, 'get'>, staffId: string): Promise<Kept | undefined> {
  return (await settings.get(settingOf(staffId))) as Kept | undefined
}

function settingOf(staffId: string): string {
  return `announcements.test.${staffId}`
}

function ownerOf(accountId: string): string {
  return `announcements.tester.${accountId}`
}
