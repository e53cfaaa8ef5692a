import type { Given } from '../conversation/question.ts'
import type { Part } from '../conversation/words.ts'
import { type AnnounceProblems, type Author, announce, seenAnnouncement } from './announce.ts'
import { type ApprovalStop, submitAnnouncement } from './announcement-approval.ts'
import { checkAnnouncement } from './announcement-checks.ts'
import type { Finding } from './announcement-finding.ts'
import { approvalRule } from './announcement-rules.ts'
import type { Ended } from './endings/ending.ts'
import { type Scene, say } from './scene.ts'
import { sendAnnouncement } from './send-announcement.ts'
import { audienceFor, fromTheStart, noticeDeps } from './staff-notice.ts'

/** A notice as it was written in the talk. `given` is what that talk was opened with. */
export interface WrittenNotice {
  given: Given
  title: string
  body: string
  /** ISO text; empty for none. */
  lastDay: string
}

/** Keeps a draft and hands it to a second person, as the console does. What a machine stops is said, and the same draft is written anew. */
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
  const submitted = await submitAnnouncement(deps, { author, id })
  if (!submitted.ok) return stopped(scene, author, { id, given, problem: submitted.problem })
  return handed(scene, author, id)
}

/** Sends what was handed over where nobody has to agree, if it still is what was read back. */
export async function sendNotice(scene: Scene, author: Author, given: Given): Promise<Ended> {
  const id = String(given.draft)
  const deps = noticeDeps(scene)
  const found = await seenAnnouncement(scene.tx, author, id)
  if (!found || found.version !== given.version) return fromTheStart(say('flows/staff-notice:changed'))
  const sent = await sendAnnouncement(deps, { author, id })
  if (!sent.ok) return fromTheStart(say(`flows/staff-notice:unsent.${sent.problem}`))
  const said = say('flows/staff-notice:sent', { count: sent.written })
  return { ...fromTheStart(said), note: said.words }
}

interface Handed {
  id: string
  given: Given
}

async function handed(scene: Scene, author: Author, id: string): Promise<Ended> {
  const rule = await approvalRule(scene.tx.settings, author.officeId)
  const found = await seenAnnouncement(scene.tx, author, id)
  if (rule !== 'none' || !found) {
    const said = say(`flows/staff-notice:handed.${rule}`)
    return { ...fromTheStart(said), note: said.words }
  }
  const { findings, reach } = await checkAnnouncement(noticeDeps(scene), found)
  const said = say('flows/staff-notice:handed.none')
  const next: Given = { draft: id, version: found.version, count: reach.reached, title: found.title }
  return { parts: [said, ...findingParts(findings)], next: { flow: 'staff-notice', given: next }, note: said.words }
}

async function stopped(
  scene: Scene,
  author: Author,
  { id, given, problem }: Handed & { problem: ApprovalStop },
): Promise<Ended> {
  const found = await seenAnnouncement(scene.tx, author, id)
  if (problem !== 'stopped' || !found) return fromTheStart(say('flows/staff-notice:not_taken'))
  const { findings } = await checkAnnouncement(noticeDeps(scene), found)
  const stops = findings.filter(({ level }) => level === 'stop')
  return {
    parts: [say('flows/staff-notice:stopped'), ...findingParts(stops), say('flows/staff-notice:write_anew')],
    next: { flow: 'staff-notice', given: { ...given, revise: id } },
  }
}

function findingParts(findings: readonly Finding[]): Part[] {
  const lines = findings.map(({ words }) => ({ words }))
  return lines.length === 0 ? [] : [say('flows/staff-notice:findings', { lines: { lines } })]
}

/** The questions ask for nothing else; what is left is a unit that was taken away, or a draft that was sent meanwhile. */
function notTaken({ audience, lastDay }: AnnounceProblems): Ended {
  if (audience) return fromTheStart(say('flows/staff-notice:outside'))
  return fromTheStart(say(lastDay ? 'flows/staff-notice:day_over' : 'flows/staff-notice:not_taken'))
}
