import type { Command } from 'commander'
import {
  type AnnounceProblems,
  type Author,
  announcementLimits,
  announce as draftAnnouncement,
  seenAnnouncement,
} from '../app/announce.ts'
import { submitAnnouncement } from '../app/announcement-approval.ts'
import { checkAnnouncement } from '../app/announcement-checks.ts'
import { toBeMended } from '../app/announcement-finding.ts'
import { readAudience } from '../app/read-audience.ts'
import { type Announced, sendAnnouncement } from '../app/send-announcement.ts'
import type { Audience } from '../domain/audience.ts'
import type { Office } from '../ports/units.ts'
import type { CommandDeps, Doors } from './doors.ts'
import { type Following, followSending } from './follow-sending.ts'

interface AnnounceOptions {
  text: string
  audience: string
  title?: string
  source?: string
  office?: string
  until?: string
  yes?: boolean
  watch?: boolean
  json?: boolean
}

const grammar = `
AUDIENCE is "all", or parts joined by commas:
  commune:<code>  group:<code>  programme:<id>  association:<11|12|13|14|99>
Parts of one kind add up, kinds narrow each other:
  "commune:035001,commune:035002,programme:poor" reaches households of either commune that have a loan for poor households.`

/** `announce`: keeps an announcement and says whom it would reach; with `--yes` it is sent, with `--watch` followed to its end. */
export function announce(program: Command, doors: Doors, following: Following): void {
  program
    .command('announce')
    .description('write an announcement and see whom it reaches; with --yes send it')
    .requiredOption('--text <text>', `what it says, at most ${announcementLimits.body} characters`)
    .requiredOption('--audience <audience>', 'whom it is for, see below')
    .option('--title <title>', `its title, at most ${announcementLimits.title} characters`)
    .option('--source <document>', 'the document that it rests on')
    .option('--office <code>', 'the office that speaks; the first one where left out')
    .option('--until <day>', 'the last day on which it goes out, YYYY-MM-DD; no end where left out')
    .option('--yes', 'send it now')
    .option('--watch', 'with --yes: follow it until it ends')
    .option('--json', 'the result as JSON')
    .addHelpText('after', grammar)
    .action((options: AnnounceOptions) => {
      if (options.watch && !options.yes) doors.fail('--watch goes with --yes: a draft goes nowhere')
      return doors.withStore(async (deps) => {
        const id = await run(doors, deps, options)
        if (id !== undefined && options.watch)
          await followSending({ doors, following }, deps, { id, json: options.json === true })
      })
    })
}

/** Gives the number of the announcement where it was sent. */
async function run(doors: Doors, deps: CommandDeps, options: AnnounceOptions): Promise<string | undefined> {
  const office =
    (await officeOf(deps, options.office)) ?? doors.fail(`--office ${options.office} is the code of no office`)
  const author: Author = { kind: 'system', id: 'command line', officeId: office.id, scope: { officeId: office.id } }
  const read = await readAudience(deps.store, options.audience, author.scope)
  if (!read.ok) return doors.fail(`--audience: "${read.part}" names nothing of the office ${office.name}`)
  const text = textOf(deps, options, office)
  const drafted = await draftAnnouncement(deps, {
    ...{ author, text, audience: read.audience },
    ...(options.until === undefined ? {} : { lastDay: options.until }),
  })
  if (!drafted.ok) return doors.fail(sentenceOf(drafted.problems))
  if (!options.yes) {
    await printDraft(doors, deps, { id: drafted.id, office, audience: read.audience, json: options.json === true })
    return undefined
  }
  const sent = await sendAnnouncement(deps, { author, id: drafted.id })
  if (!sent.ok) return notSent(doors, deps, { author, id: drafted.id, problem: sent.problem })
  printSent(doors, deps, { id: drafted.id, sent, options })
  return drafted.id
}

interface Unsent {
  author: Author
  id: string
  problem: string
}

/** Where a second person has to agree, the command hands the draft to them. What has to be mended stays a draft. */
async function notSent(doors: Doors, deps: CommandDeps, { author, id, problem }: Unsent): Promise<never> {
  const submitted = problem === 'not_approved' ? await submitAnnouncement(deps, { author, id }) : undefined
  const page = `${deps.publicUrl}/console/announcements/${id}`
  if (submitted?.ok)
    return doors.fail(`nothing was sent: a second person has to approve announcement ${id}, which waits at ${page}`)
  const found = await seenAnnouncement(deps.store, author, id)
  const stops = found ? toBeMended((await checkAnnouncement(deps, found)).findings) : []
  if (stops.some((stop) => stop.id === 'nobody')) return doors.fail('this audience reaches nobody, nothing was sent')
  const said = stops.map(({ words }) => deps.language.say(words, 'vi')).join(' ')
  return doors.fail(said ? `nothing was sent: mend the draft at ${page} first. ${said}` : 'it could not be sent')
}

/** Who does not follow it at once is told how to. */
function printSent(
  doors: Doors,
  { language }: CommandDeps,
  {
    id,
    sent: { written, reach },
    options,
  }: { id: string; sent: Extract<Announced, { ok: true }>; options: AnnounceOptions },
): void {
  if (options.json) {
    doors.print(JSON.stringify({ id, status: 'sending', written, reach }))
    return
  }
  doors.print(language.say({ key: 'announcements:cli.sent', with: { id, written } }, 'vi'))
  if (!options.watch) doors.print(language.say({ key: 'cli:sending.hint', with: { id } }, 'vi'))
}

async function officeOf({ store }: CommandDeps, code: string | undefined): Promise<Office | undefined> {
  if (code === undefined) return store.units.mainOffice()
  const found = (await store.people.offices({})).find((office) => office.code === code)
  return found && store.units.office(found.id)
}

function textOf({ language }: CommandDeps, { text, title, source }: AnnounceOptions, { name }: Office) {
  const usual = language.say({ key: 'announcements:cli.title', with: { office: name } }, 'vi')
  return { title: title ?? usual, body: text, source: source ?? '', sender: name }
}

async function printDraft(
  doors: Doors,
  { store, clock, language }: CommandDeps,
  { id, office, audience, json }: { id: string; office: Office; audience: Audience; json: boolean },
): Promise<void> {
  const reach = await store.announcements.count(audience, office.id, clock.now())
  if (json) return doors.print(JSON.stringify({ id, status: 'draft', reach }))
  const reached = reach.reached + reach.followers
  doors.print(
    language.say({ key: 'announcements:cli.draft', with: { id, reached, households: reach.households } }, 'vi'),
  )
}

/** The first field that stands in the way, as one sentence. */
function sentenceOf(problems: AnnounceProblems): string {
  const [field, problem] = Object.entries(problems)[0] ?? ['text', 'empty']
  if (field === 'lastDay') return problem === 'past' ? '--until is over' : '--until takes a day, YYYY-MM-DD'
  const option = field === 'body' ? 'text' : field
  return problem === 'too_long'
    ? `--${option} is too long`
    : `--${option} is ${problem === 'empty' ? 'empty' : 'not possible there'}`
}
