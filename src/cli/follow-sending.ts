import { type SendingProgress, sendingProgress } from '../app/sending-progress.ts'
import { momentText, reasonWords, standingWords } from '../app/sending-words.ts'
import type { Announcement } from '../ports/announcements.ts'
import type { CommandDeps, Doors } from './doors.ts'

/** Where a sending is followed: standard error, so that standard output stays clean, and a way to wait between two looks. */
export interface Following {
  write(text: string): void
  /** True when somebody sits before it: then one line is written over and over. */
  terminal: boolean
  /** How many characters fit on a line of the terminal. */
  columns: number
  wait(ms: number): Promise<void>
}

/** An announcement that was sent, with how far it has come. */
export interface Followed {
  announcement: Announcement & { mailingId: string }
  going: SendingProgress
}

/** A look each second; longer apart where looking takes long, so that following costs a tenth of the time at most. */
const pace = { everyMs: 1_000, factor: 10 } as const

/** Follows an announcement until it ends. One that was cancelled meanwhile ends the command with that sentence. */
export async function followSending(
  { doors, following }: { doors: Doors; following: Following },
  deps: CommandDeps,
  { id, json }: { id: string; json: boolean },
): Promise<void> {
  const show = json ? showJson(doors) : showBar(deps, following)
  for (;;) {
    const from = deps.clock.now().getTime()
    const seen = await lookAt(doors, deps, id)
    show(seen)
    const { status } = seen.announcement
    if (status === 'done' || status === 'cancelled') return tellEnd({ doors, following }, deps, { seen, json })
    const took = deps.clock.now().getTime() - from
    await following.wait(Math.max(pace.everyMs, pace.factor * took))
  }
}

/** How far an announcement has come. Fails with a sentence where there is none of that number, or it is a draft. */
export async function lookAt(doors: Doors, deps: CommandDeps, id: string): Promise<Followed> {
  const announcement = /^\d{1,18}$/.test(id) ? await deps.store.announcements.find(id) : undefined
  if (!announcement) return doors.fail(`there is no announcement ${id}`)
  const { mailingId } = announcement
  if (mailingId === undefined) return doors.fail(`announcement ${id} is a draft: nothing of it was sent`)
  const sent = { ...announcement, mailingId }
  return { announcement: sent, going: await sendingProgress(deps, sent) }
}

/** All there is to tell, for one line of JSON. */
export function asJson({ announcement: { id, title, status }, going }: Followed): string {
  const { progress, ...figures } = going
  return JSON.stringify({ id, title, status, ...figures, ...(progress.putOff ? { putOff: progress.putOff } : {}) })
}

/** The figures as fillers. */
export function fillersOf({ announcement: { id, title }, going }: Followed) {
  const { sent, total, toGo, failed, inDoubt } = going
  return { id, title, sent, total, toGo, failed, inDoubt }
}

/** When it will end and why it stands still, as far as that is so. */
export function outlook({ language }: Pick<CommandDeps, 'language'>, { standing, end }: SendingProgress): string[] {
  return [
    ...(standing ? [language.say(standingWords(standing), 'vi')] : []),
    ...(end ? [language.say({ key: 'cli:sending.end', with: { at: momentText(end) } }, 'vi')] : []),
  ]
}

/** The reasons of those that did not go, a line for each. */
export function reasonLines({ language }: Pick<CommandDeps, 'language'>, { reasons }: SendingProgress): string[] {
  return reasons.map(({ code, count }) =>
    language.say({ key: 'cli:sending.reason', with: { count, reason: { words: reasonWords(code) } } }, 'vi'),
  )
}

function tellEnd(
  { doors, following }: { doors: Doors; following: Following },
  deps: CommandDeps,
  { seen, json }: { seen: Followed; json: boolean },
): void {
  const { status } = seen.announcement
  if (!json && following.terminal) following.write('\n')
  if (status === 'cancelled') doors.fail(deps.language.say({ key: 'cli:sending.cancel', with: fillersOf(seen) }, 'vi'))
  if (json) return
  doors.print(deps.language.say({ key: 'cli:sending.done', with: fillersOf(seen) }, 'vi'))
  for (const line of reasonLines(deps, seen.going)) doors.print(line)
}

/** A line whenever something has changed. */
function showJson({ print }: Doors): (seen: Followed) => void {
  let last = ''
  return (seen) => {
    const line = asJson(seen)
    if (line !== last) print(line)
    last = line
  }
}

/** A bar that is written over; without a terminal a line of its own for each per cent, and for each stop. */
function showBar(deps: CommandDeps, { write, terminal, columns }: Following): (seen: Followed) => void {
  let last = ''
  return (seen) => {
    const { total, toGo, standing } = seen.going
    const share = total === 0 ? 1 : (total - toGo) / total
    const words = deps.language.say({ key: 'cli:sending.bar', with: fillersOf(seen) }, 'vi')
    const line = [bar(share), words, ...outlook(deps, seen.going)].join(' ')
    const mark = `${Math.floor(share * 100)} ${standing?.why}`
    if (terminal) write(`\r\u001b[K${line.slice(0, Math.max(0, columns - 1))}`)
    else if (mark !== last) write(`${line}\n`)
    last = mark
  }
}

const width = 20

function bar(share: number): string {
  const full = Math.floor(share * width)
  return `[${'#'.repeat(full)}${'-'.repeat(width - full)}] ${Math.floor(share * 100)}%`
}
