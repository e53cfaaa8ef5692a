import type { Words } from '../conversation/words.ts'
import { type Filler, fillersIn } from '../domain/announcement-fillers.ts'
import { type Day, dayOf } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import { isOwnHost, readPasted } from '../domain/pasted.ts'
import { hardToRead } from '../domain/readability.ts'
import type { Announcement, Reach } from '../ports/announcements.ts'
import type { Language } from '../ports/language.ts'
import { fillingOf } from './announcement-filling.ts'
import { type CheckDeps, type Finding, toBeMended } from './announcement-finding.ts'
import { type SendingPlan, sendingPlan } from './announcement-plan.ts'
import { lawFindings } from './law-findings.ts'
import { ownDomains } from './own-domains.ts'

/** What a machine finds in an announcement, and how it would go. */
export interface Checked {
  findings: Finding[]
  reach: Reach
  plan: SendingPlan
}

/** Looks at an announcement as it stands: its words, its figures, its links, and what else goes to the same people on that day. */
export async function checkAnnouncement(deps: CheckDeps, announcement: Announcement): Promise<Checked> {
  const { store, clock } = deps
  const now = clock.now()
  const { officeId, audience } = announcement
  const day = dayOf(announcement.sendAt ?? now)
  const reach = await store.announcements.count(audience, officeId, now)
  const plan = await sendingPlan(deps, announcement)
  const findings = [
    ...(await linkFindings(deps, announcement)),
    ...wordFindings(deps.language, announcement),
    ...lawFindings(deps.language, announcement, day),
    ...readFindings(announcement),
    ...(await fillFindings(deps, announcement, now)),
    ...pictureFindings(announcement),
    ...(await besideFindings(deps, announcement, { day, reach })),
    ...planFindings(plan, announcement),
  ]
  return { findings, reach, plan }
}

/** What stands in the way: what has to be mended, and the warnings that nobody ticked. */
export function unsettled(findings: readonly Finding[], ticked: readonly string[]): 'stopped' | 'unticked' | undefined {
  if (toBeMended(findings).length > 0) return 'stopped'
  return findings.every(({ id }) => ticked.includes(id)) ? undefined : 'unticked'
}

type Text = Pick<Announcement, 'title' | 'body' | 'source' | 'sender' | 'otherBody' | 'picture'>

/** All that recipients read of it. */
function wholeOf({ title, body, otherBody = '', source, sender, picture }: Text): string {
  return [title, body, otherBody, source, sender, picture?.alt].filter(Boolean).join('\n')
}

const stop = (id: string, key: string, fillers: Words['with'] = {}): Finding => ({
  ...{ id, level: 'stop', words: { key: `announcing:checks.${key}`, with: fillers } },
})
const warning = (id: string, key: string, fillers: Words['with'] = {}): Finding => ({
  ...{ id, level: 'warning', words: { key: `announcing:checks.${key}`, with: fillers } },
})

async function linkFindings({ store, publicUrl }: CheckDeps, announcement: Announcement): Promise<Finding[]> {
  const text = wholeOf(announcement)
  const own = [...(await ownDomains(store)), ...(publicUrl ? [new URL(publicUrl).hostname] : [])]
  const { hosts } = readPasted(text)
  const broken = (text.match(/https?:\/{0,2}\S*/gi) ?? []).filter((link) => !isWhole(link))
  return [
    ...hosts.filter((host) => !isOwnHost(host, own)).map((host) => stop(`link:${host}`, 'foreign_link', { host })),
    ...broken.map((link) => stop(`broken:${link}`, 'broken_link', { link })),
  ]
}

/** An address that opens, over a line that nobody reads on the way. */
function isWhole(link: string): boolean {
  return /^https:\/\/[^\s/]/i.test(link) && URL.canParse(link)
}

/** Threats are no bank's words; pressure may be meant well, and somebody has to have seen it. */
function wordFindings(language: Language, announcement: Announcement): Finding[] {
  const text = ` ${wordsOf(wholeOf(announcement))} `
  const unmarked = fold(text).trim() === text.trim()
  const says = (word: string) => text.includes(` ${unmarked ? fold(word) : wordsOf(word)} `)
  return [
    ...language
      .lists('unfit:threats')
      .filter(says)
      .map((word) => stop(`threat:${word}`, 'threat', { word })),
    ...language
      .lists('announcing:pressure')
      .filter(says)
      .map((word) => warning(`pressure:${word}`, 'pressure', { word })),
  ]
}

function wordsOf(text: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
  return words.filter(Boolean).join(' ')
}

function readFindings({ title, body, otherBody = '' }: Announcement): Finding[] {
  return [body, otherBody].filter(Boolean).flatMap((text) => {
    const { sentence, text: long, words, shouted } = hardToRead(`${title}\n${text}`)
    return [
      ...(sentence === undefined ? [] : [warning(`sentence:${sentence}`, 'long_sentence', { count: sentence })]),
      ...(long === undefined ? [] : [warning(`text:${long}`, 'long_text', { count: long })]),
      ...words.map((word) => warning(`word:${word}`, 'long_word', { word })),
      ...(shouted === undefined ? [] : [warning(`shouted:${shouted}`, 'shouted', { words: shouted })]),
    ]
  })
}

/** Without a name there are words that fit everybody; a day that is not known is not said. */
async function fillFindings(deps: CheckDeps, announcement: Announcement, at: Date): Promise<Finding[]> {
  const { body, otherBody = '', officeId, audience, title, sender, source, picture } = announcement
  const { known, unknown } = fillersIn(`${body}\n${otherBody}`)
  // Only the text itself is filled.
  const outside = fillersIn([title, sender, source, picture?.alt ?? ''].join('\n'))
  const stops = [...unknown, ...outside.known, ...outside.unknown].map((name) =>
    stop(`filler:${name}`, 'unknown_filler', { name: `{${name}}` }),
  )
  if (known.length === 0) return stops
  const { days, fallbacks } = await fillingOf(deps, { officeId, at })
  const missing = await deps.store.announcements.unfilled(audience, officeId, { at, days })
  const lacking = known.filter((filler) => missing[filler] > 0)
  const said = (filler: Filler) => ({ name: `{${filler}}`, count: missing[filler], fallback: fallbacks[filler] })
  return [
    ...stops,
    ...lacking.map((filler) =>
      filler === 'transaction_day'
        ? stop(`missing:${filler}`, 'no_day', said(filler))
        : warning(`missing:${filler}`, 'fallback', said(filler)),
    ),
  ]
}

/** No machine here reads what stands on a picture: a person has to have looked at it. */
function pictureFindings({ picture }: Announcement): Finding[] {
  return picture ? [warning('picture', 'picture')] : []
}

async function besideFindings(
  { store }: CheckDeps,
  { id, officeId }: Announcement,
  { day, reach }: { day: Day; reach: Reach },
): Promise<Finding[]> {
  const titles = await store.announcements.beside(id, officeId, day)
  return [
    ...(reach.reached + reach.followers === 0 ? [stop('nobody', 'nobody')] : []),
    ...(titles.length === 0 ? [] : [warning(`beside:${titles.length}`, 'beside', { titles: { list: titles } })]),
    ...(reach.putOff === 0 ? [] : [warning('put_off', 'put_off', { count: reach.putOff })]),
  ]
}

function planFindings({ channels, end }: SendingPlan, { lastDay }: Announcement): Finding[] {
  const unreached = channels.flatMap(({ cost }) => cost?.unreached ?? []).reduce((sum, count) => sum + count, 0)
  return [
    ...(unreached === 0 ? [] : [warning('unreached', 'unreached', { count: unreached })]),
    ...(end && lastDay !== undefined && dayOf(end) > lastDay ? [warning('too_slow', 'too_slow')] : []),
  ]
}
