import type { Given } from '../conversation/question.ts'
import { type AnnounceProblems, type Author, announce, seenAnnouncement } from './announce.ts'
import { submitAnnouncement } from './announcement-approval.ts'
import { checkAnnouncement } from './announcement-checks.ts'
import { type Finding, toBeMended } from './announcement-finding.ts'
import { approvalRule } from './announcement-rules.ts'
import type { Ended } from './endings/ending.ts'
import { type Scene, say } from './scene.ts'
import { audienceFor, fromTheStart, noticeDeps } from './staff-notice.ts'

/** A notice as it was written in the talk. `given` is what that talk was opened with. */
export interface WrittenNotice {
  given: Given
  title: string
  body: string
  /** ISO text; empty for none. */
  lastDay: string
}

/**
 * Keeps a draft and hands it to a second person; where nobody has to agree it stays a draft, to be sent from the console. What a machine
 * stops is said, and the same draft is written anew.
 */
export async function handOverNotice(scene: Scene, author: Author, notice: WrittenNotice): Promise<Ended> {
  const { given, title, body, lastDay } = notice
  const audience = audienceFor(given.to)
  const office = await scene.tx.units.office(author.officeId)
  if (!audience || !office) return fromTheStart(say('flows/staff-notice:outside'))
  const deps = noticeDeps(scene)
  const text = { sender: office.name, title, body, source: '' }
  const revise = given.revise === undefined ? {} : { revise: String(given.revise) }
  const drafted = await announce(deps, { author, text, audience, lastDay, ...revise })
  if (!drafted.ok) return notTaken(drafted.problems)
  const { id } = drafted
  const stops = await stopsOf(scene, author, id)
  if (stops.length > 0) return stopped(stops, { ...given, revise: id })
  const rule = await approvalRule(scene.tx.settings, author.officeId)
  if (rule !== 'none' && !(await submitAnnouncement(deps, { author, id })).ok)
    return fromTheStart(say('flows/staff-notice:not_taken'))
  const said = say(`flows/staff-notice:handed.${rule}`)
  return { ...fromTheStart(said), note: said.words }
}

/** What a machine wants mended in the draft. */
async function stopsOf(scene: Scene, author: Author, id: string): Promise<Finding[]> {
  const found = await seenAnnouncement(scene.tx, author, id)
  return found ? toBeMended((await checkAnnouncement(noticeDeps(scene), found)).findings) : []
}

function stopped(stops: readonly Finding[], given: Given): Ended {
  const lines = stops.map(({ words }) => ({ words }))
  return {
    parts: [
      say('flows/staff-notice:stopped'),
      say('flows/staff-notice:findings', { lines: { lines } }),
      say('flows/staff-notice:write_anew'),
    ],
    next: { flow: 'staff-notice', given },
  }
}

/** The questions ask for nothing else; what is left is a unit that was taken away, or a draft that was sent meanwhile. */
function notTaken({ audience, lastDay }: AnnounceProblems): Ended {
  if (audience) return fromTheStart(say('flows/staff-notice:outside'))
  return fromTheStart(say(lastDay ? 'flows/staff-notice:day_over' : 'flows/staff-notice:not_taken'))
}
