import type { Json } from '../conversation/question.ts'
import type { Part } from '../conversation/words.ts'
import { promisedAt } from '../domain/case-clock.ts'
import { dayOf } from '../domain/day.ts'
import { closingHour } from '../domain/working-calendar.ts'
import type { Case } from '../ports/cases.ts'
import { caseOwners } from './case-words.ts'
import type { Ended } from './endings/ending.ts'
import { type Scene, say } from './scene.ts'

/** So many stand on a small screen, with the way back as the fourth button. */
const shown = 3

/** One's own cases that are not closed: what each is about, with whom it is, and until when an answer is promised. */
export async function showMyCases(scene: Scene): Promise<Ended> {
  const { tx, account } = scene
  const accounts = await tx.accounts.samePerson(account.id)
  const open = await tx.cases.openOfAccounts([...new Set([account.id, ...accounts.map(({ id }) => id)])])
  if (open.length === 0)
    return {
      parts: [say('cases:own.none')],
      next: { flow: 'next-step', given: { offers: ['difficulty', 'person', 'menu'] } },
    }
  const latest = open.slice(0, shown)
  const parts: Part[] = [{ as: 'title', words: { key: 'cases:own.title' } }]
  for (const each of latest) parts.push(await standingOf(scene, each), ...(await lossOf(scene, each)))
  if (open.length > shown) parts.push(say('cases:own.more', { count: open.length - shown }))
  return { parts, next: { flow: 'my-cases', given: { cases: latest.map(entryOf) as unknown as Json } } }
}

async function standingOf({ tx, now }: Scene, found: Case): Promise<Part> {
  const about = { code: found.code, kind: { words: { key: `cases:kinds.${found.kind}` } } }
  if (found.state === 'answered') return say(`cases:own.${found.solvedAt ? 'asked' : 'answered'}`, about)
  const { closed } = await tx.applications.times(found.officeId)
  const promised = promisedAt(found, closed)
  const fillers = { ...about, to: caseOwners(found), hour: closingHour, day: { day: dayOf(promised) } }
  return say(`cases:own.${promised < now ? 'late' : 'open'}`, fillers)
}

/** How far the file for what was lost is. */
async function lossOf({ tx }: Scene, { id, kind }: Case): Promise<Part[]> {
  const report = kind === 'disaster' ? await tx.losses.ofCase(id) : undefined
  return report ? [say(`flows/disaster-loss:progress.${report.state}`)] : []
}

function entryOf({ id, code, kind }: Case) {
  return { id, words: { key: 'cases:own.label', with: { code, kind: { words: { key: `cases:kinds.${kind}` } } } } }
}
