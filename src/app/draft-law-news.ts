import type { Day } from '../domain/day.ts'
import type { Scope } from '../domain/staff.ts'
import type { Language } from '../ports/language.ts'
import { type AnnounceDeps, type Author, announce } from './announce.ts'
import { lawNews } from './law-news.ts'
import { type Concerned, replayLaw } from './replay-law.ts'

/** What drafting came to: a draft for each office concerned, or nobody who could be written to. */
export type DraftedNews = { ok: true; ids: string[] } | { ok: false; problem: 'nobody' }

/** The language that announcements are written in. */
const lang = 'vi'

/** Drafts one message, for each office that it concerns, to those whose answer a change of the law alters. A person reads and sends it. */
export async function draftLawNews(
  deps: AnnounceDeps & { language: Language },
  { author, scope, from, to }: { author: Pick<Author, 'kind' | 'id'>; scope: Scope; from: Day; to: Day },
): Promise<DraftedNews> {
  const { concerned } = await replayLaw(deps.store, { scope, from, to })
  const ids: string[] = []
  for (const officeId of new Set(concerned.map((c) => c.officeId))) {
    const ofOffice = concerned.filter((c) => c.officeId === officeId)
    const id = await draft(deps, { author: { ...author, officeId, scope: { ...scope, officeId } }, ofOffice, from, to })
    if (id !== undefined) ids.push(id)
  }
  return ids.length === 0 ? { ok: false, problem: 'nobody' } : { ok: true, ids }
}

async function draft(
  deps: AnnounceDeps & { language: Language },
  { author, ofOffice, from, to }: { author: Author; ofOffice: readonly Concerned[]; from: Day; to: Day },
): Promise<string | undefined> {
  const named = [...new Set(ofOffice.flatMap((c) => c.accountId ?? []))]
  const accounts = await deps.store.people.accountsIn(author.scope, named)
  const office = await deps.store.units.office(author.officeId)
  if (accounts.length === 0 || office === undefined) return undefined
  const reached = ofOffice.filter((c) => c.accountId !== undefined && accounts.includes(c.accountId))
  const text = lawNews((words) => deps.language.say(words, lang), { concerned: reached, sender: office.name, from, to })
  const drafted = await announce(deps, { author, text, audience: { accounts } })
  if (!drafted.ok)
    throw new Error(`the news of the law could not be drafted: ${Object.keys(drafted.problems).join(', ')}`)
  return drafted.id
}
