import type { Command } from 'commander'
import { pauseAnnouncement, type Turn } from '../app/pause-announcement.ts'
import { resumeReminders } from '../app/resume-reminders.ts'
import { sendingProgress } from '../app/sending-progress.ts'
import { momentText, reasonWords } from '../app/sending-words.ts'
import type { StandingReminders } from '../ports/reminders.ts'
import type { CommandDeps, Doors } from './doors.ts'
import { asJson, type Followed, type Following, fillersOf, followSending, lookAt, outlook } from './follow-sending.ts'

const turns: readonly { turn: Turn; what: string; cannot: string }[] = [
  { turn: 'pause', what: 'let a sending stand still; it goes on with "resume"', cannot: 'paused' },
  { turn: 'resume', what: 'let a sending go on', cannot: 'resumed' },
  { turn: 'cancel', what: 'end a sending for good: who has not got it yet never does', cannot: 'cancelled' },
  { turn: 'again', what: 'send again to those of whom nobody knows whether they have it', cannot: 'sent again' },
]

/** `sending`: the announcements that are being sent or stand still; `sending watch|pause|resume|cancel|again ID`. */
export function sending(program: Command, doors: Doors, following: Following): void {
  const parent = program
    .command('sending')
    .description('the announcements that are being sent or stand still, how far they are, and why they stand')
    .option('--json', 'the result as JSON')
    .action(({ json }: { json?: boolean }) => doors.withStore((deps) => list(doors, deps, json === true)))
  const command = (words: string, what: string, run: (deps: CommandDeps, id: string, json: boolean) => Promise<void>) =>
    parent
      .command(words)
      .description(what)
      .option('--json', 'the result as JSON')
      .action((id: string, _: object, self: Command) =>
        doors.withStore((deps) => run(deps, id, self.optsWithGlobals<{ json?: boolean }>().json === true)),
      )
  command('watch <id>', 'follow a sending until it ends', (deps, id, json) =>
    followSending({ doors, following }, deps, { id, json }),
  )
  for (const { turn, what, cannot } of turns)
    command(`${turn} <id>`, what, (deps, id, json) => make(doors, deps, { id, json, turn, cannot }))
}

async function list(doors: Doors, deps: CommandDeps, json: boolean): Promise<void> {
  const found: Followed[] = []
  for (const { mailingId, ...announcement } of await deps.store.announcements.underWay()) {
    if (mailingId === undefined) continue
    const sent = { ...announcement, mailingId }
    found.push({ announcement: sent, going: await sendingProgress(deps, sent) })
  }
  const reminders = await deps.store.reminders.standing()
  if (json)
    return doors.print(`[${[...found.map(asJson), ...(reminders ? [remindersAsJson(reminders)] : [])].join(',')}]`)
  if (reminders) doors.print(remindersLine(deps, reminders))
  if (found.length === 0 && !reminders) return doors.print(deps.language.say({ key: 'cli:sending.none' }, 'vi'))
  for (const each of found) doors.print([lineOf(deps, each), ...outlook(deps, each.going)].join(' '))
}

function lineOf({ language }: CommandDeps, followed: Followed): string {
  const state = { words: { key: `announcements:states.${followed.announcement.status}` } }
  const since = momentText(followed.going.since)
  return language.say({ key: 'cli:sending.line', with: { ...fillersOf(followed), state, since } }, 'vi')
}

/** Reminders are no announcement and have no number: all that stand still are one entry. */
const reminderId = 'reminders'

function remindersAsJson({ waiting, since, code }: StandingReminders): string {
  return JSON.stringify({ id: reminderId, status: 'paused', toGo: waiting, since, reasons: [{ code }] })
}

function remindersLine({ language }: CommandDeps, { waiting, since, code }: StandingReminders): string {
  const reason = { words: reasonWords(code) }
  return language.say(
    { key: 'cli:sending.reminders', with: { count: waiting, since: momentText(since), reason } },
    'vi',
  )
}

async function resumeStanding(doors: Doors, deps: CommandDeps, json: boolean): Promise<void> {
  const count = await resumeReminders(deps, { kind: 'system', id: 'command line' })
  if (count === 0) return doors.fail('no reminders stand still: there is nothing to resume')
  if (json) return doors.print(JSON.stringify({ id: reminderId, status: 'running' }))
  doors.print(deps.language.say({ key: 'cli:sending.reminders_resume' }, 'vi'))
}

async function make(
  doors: Doors,
  deps: CommandDeps,
  { id, json, turn, cannot }: { id: string; json: boolean; turn: Turn; cannot: string },
): Promise<void> {
  if (id === reminderId && turn === 'resume') return resumeStanding(doors, deps, json)
  const { officeId, status } = (await lookAt(doors, deps, id)).announcement
  const author = { kind: 'system', id: 'command line', officeId, scope: { officeId } } as const
  const turned = await pauseAnnouncement(deps, { author, id, turn })
  if (!turned.ok) return doors.fail(`announcement ${id} is ${status}: it cannot be ${cannot}`)
  const after = await lookAt(doors, deps, id)
  if (json) return doors.print(asJson(after))
  doors.print(deps.language.say({ key: `cli:sending.${turn}`, with: fillersOf(after) }, 'vi'))
}
