import { type Audience, type AudienceProblem, audienceProblem, isNamed, narrowed } from '../domain/audience.ts'
import { type Day, dayOf, readDay } from '../domain/day.ts'
import type { Role, Scope } from '../domain/staff.ts'
import { noticeLimits } from '../flows/staff-notice.ts'
import { programmeIds } from '../policy/index.ts'
import type { Announcement } from '../ports/announcements.ts'
import type { ActorKind } from '../ports/applications.ts'
import type { AuditEntry } from '../ports/audit.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Store, Tx } from '../ports/store.ts'
import type { AnnouncementText } from './announcement-message.ts'

/** What announcing needs. */
export interface AnnounceDeps {
  store: Store
  clock: Clock
  jobs: Jobs
}

/** Who announces: a member of staff by id, or the command line. */
export interface Author {
  kind: ActorKind
  id: string
  /** Of a member of staff. */
  role?: Role
  officeId: number
  scope: Scope
  /** The channel where they wrote in place of the console; the log names it. */
  via?: ChannelId
}

/** The longest a field may be, in characters: the whole fits one message on every channel. The line of a picture may take a second one. */
export const announcementLimits = { ...noticeLimits, otherBody: 1500, sender: 80, source: 200 } as const

/** What is wrong with a field: nothing in it, too much in it, or an audience that cannot be. */
export type AnnounceProblems = Partial<
  Record<
    keyof AnnouncementText | 'otherBody' | 'audience' | 'lastDay',
    'empty' | 'too_long' | 'sent_before' | 'no_day' | 'past' | AudienceProblem
  >
>

/** A draft that was kept, or what stands against it. */
export type Drafted = { ok: true; id: string } | { ok: false; problems: AnnounceProblems }

/** What is to be announced. `lastDay` as it was typed: after that day it goes to nobody any more; nothing typed, no end. */
export interface Announcing {
  author: Author
  text: AnnouncementText
  /** A second text, which half of the households get in place of the body. Empty: there is none. */
  otherBody?: string
  audience: Audience
  lastDay?: string
  /** One that is written anew. It was not sent yet, and is a draft again: whoever agreed to it did not agree to this. */
  revise?: string
}

/** Keeps a draft, a new one or one that is written anew. Nothing is sent. */
export async function announce(
  deps: AnnounceDeps,
  { author, text, otherBody = '', audience, lastDay = '', revise }: Announcing,
): Promise<Drafted> {
  const at = deps.clock.now()
  const cut = narrowed(audience, author.scope)
  const problems = {
    ...textProblems({ ...text, otherBody }),
    ...lastDayProblem(lastDay, dayOf(at)),
    ...(await audienceProblems(deps.store, author, cut)),
  }
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  const until = readDay(lastDay)
  const draft = { ...trimmed(text), otherBody: tidy(otherBody), audience: cut, ...(until ? { lastDay: until } : {}) }
  const id = await deps.store.transaction(async (tx) => {
    const kept = await keepDraft(tx, { author, draft, at, ...(revise === undefined ? {} : { revise }) })
    if (kept)
      await noteAnnouncement(tx, {
        author,
        action: revise ? 'announcement.revise' : 'announcement.draft',
        id: kept,
        at,
      })
    return kept
  })
  return id === undefined ? { ok: false, problems: { body: 'sent_before' } } : { ok: true, id }
}

/** The id of the draft, or undefined when the one to write anew is not of their office or was sent meanwhile. */
async function keepDraft(
  tx: Tx,
  {
    author,
    draft,
    revise,
    at,
  }: {
    author: Author
    draft: AnnouncementText & { otherBody: string; audience: Audience; lastDay?: Day }
    revise?: string
    at: Date
  },
): Promise<string | undefined> {
  if (revise === undefined)
    return tx.announcements.create({ ...draft, officeId: author.officeId, authorId: author.id, at })
  const theirs = await seenAnnouncement(tx, author, revise)
  return theirs && (await tx.announcements.revise(revise, { ...draft, writer: author.id })) ? revise : undefined
}

/** An announcement of the author's office, or undefined: one of another office does not exist for them. */
export async function seenAnnouncement(
  tx: Pick<Tx, 'announcements'>,
  { officeId }: Pick<Author, 'officeId'>,
  id: string,
): Promise<Announcement | undefined> {
  const found = /^\d{1,18}$/.test(id) ? await tx.announcements.find(id) : undefined
  return found?.officeId === officeId ? found : undefined
}

/** Typed as a day that is over, or as no day. */
function lastDayProblem(typed: string, today: Day): AnnounceProblems {
  if (typed.trim() === '') return {}
  const day = readDay(typed)
  if (!day) return { lastDay: 'no_day' }
  return day < today ? { lastDay: 'past' } : {}
}

/** What stands against a text, by field. */
function textProblems(text: AnnouncementText & { otherBody: string }): AnnounceProblems {
  const fields = Object.keys(announcementLimits) as (keyof typeof announcementLimits)[]
  const found = fields.flatMap((field) => {
    const length = [...text[field].trim()].length
    if (length > announcementLimits[field]) return [[field, 'too_long']]
    return length === 0 && field !== 'source' && field !== 'otherBody' ? [[field, 'empty']] : []
  })
  return Object.fromEntries(found)
}

/** What stands against the audience of an announcement, for who it is that writes, approves or sends it. */
export async function audienceProblems(
  store: Pick<Tx, 'units' | 'people'>,
  { scope }: Author,
  audience: Audience,
): Promise<AnnounceProblems> {
  const communes = (await store.units.communes(scope.officeId)).filter(
    (c) => !scope.communeId || c.id === scope.communeId,
  )
  const groups = await store.people.groups(scope)
  const associations = await store.people.associations()
  const choices = {
    communes: communes.map((c) => c.id),
    groups: groups.map((g) => g.id),
    programmes: programmeIds,
    associations: associations.map((a) => a.id),
    accounts: isNamed(audience) ? await store.people.accountsIn(scope, audience.accounts) : [],
  }
  const problem = audienceProblem(audience, { scope, choices })
  return problem ? { audience: problem } : {}
}

function tidy(text: string): string {
  return text.normalize('NFC').replaceAll('\r\n', '\n').trim()
}

function trimmed({ sender, title, body, source }: AnnouncementText): AnnouncementText {
  return { sender: tidy(sender), title: tidy(title), body: tidy(body), source: tidy(source) }
}

/** One thing that was done to an announcement, for the log. */
export interface Noted {
  author: Pick<Author, 'kind' | 'id' | 'via'>
  action: string
  id: string
  at: Date
  detail?: AuditEntry['detail']
}

/** Puts on record who did what to an announcement. */
export async function noteAnnouncement(
  tx: Pick<Tx, 'audit'>,
  { author, action, id, at, detail }: Noted,
): Promise<void> {
  const actor = { actorKind: author.kind, actorId: author.id }
  const channel = author.via
  await tx.audit.write({
    ...{ at, ...actor, action, subjectKind: 'announcement', subjectId: id },
    ...(detail === undefined && channel === undefined
      ? {}
      : { detail: { ...detail, ...(channel ? { channel } : {}) } }),
  })
}
