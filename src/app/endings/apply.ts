import { edit, type Saved, stand } from '../../conversation/engine.ts'
import type { Json } from '../../conversation/question.ts'
import { apply } from '../../flows/apply/apply.ts'
import { correctable, type Section } from '../../flows/apply/corrections.ts'
import { householdPart, laterPapers, sentPapers } from '../../flows/apply/household-part.ts'
import { paperWords } from '../../flows/apply/read-back.ts'
import { type Facts, type ProgrammeId, weighOne } from '../../policy/index.ts'
import { householdOf } from '../given.ts'
import { goesThroughGroup } from '../goes-through-group.ts'
import { lawVersion } from '../law-version.ts'
import { type Scene, say } from '../scene.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** The wording of the consent. Pictures came in with the second one; the third says that only some requests go through a group. */
const wording = 'flows/apply:3'

/** A request is sent, kept for later, or corrected in one place while the other answers stay. */
export const applyEndings: EndingsOf<typeof apply> = {
  declined: () => ({ parts: [say('flows/apply:declined')], next: { flow: 'menu' } }),
  sent,
  kept: ({ turn }) => ({
    parts: [say('flows/apply:kept')],
    next: { flow: 'menu' },
    change: (talk) => ({ ...talk, past: { ...talk.past, apply: { saved: without(turn.saved, ['review']) } } }),
  }),
  correct,
}

function correct({ turn }: EndPlace): Ended {
  const { answers } = turn
  const saved = without(turn.saved, ['review', 'edit', 'edit_field'])
  const [only] = correctable(answers.edit as Section, { answers, given: saved.given })
  const asked = edit(apply as never, saved, String(answers.edit_field ?? only))
  if (asked) return { parts: [], next: { turn: asked } }
  return { parts: [say('flows/apply:not_editable')], next: { turn: stand(apply as never, saved) } }
}

async function sent({ scene, turn }: EndPlace): Promise<Ended> {
  const { tx, account, now } = scene
  const purposes = ['application'] as const
  await tx.consents.give({ accountId: account.id, purposes, wording, lang: account.lang, at: now })
  const { code, phone } = await submit(scene, turn)
  const fillers = { code, phone }
  const known = { answers: turn.answers, given: turn.saved.given }
  const later = known.given.photos === true ? laterPapers(known) : []
  const papers = { lines: later.map((id) => ({ words: paperWords(id, known) })) }
  const direct = goesThroughGroup(known.given, scene.day) ? '' : '_direct'
  return {
    parts: [
      say('flows/apply:sent', fillers),
      ...(later.length > 0 ? [say(`flows/apply:sent_papers${direct}`, { papers })] : []),
      say(`flows/apply:sent_next${direct}`),
      say('eligibility:not_a_decision'),
    ],
    note: { key: 'flows/apply:sent_before', with: fillers },
    next: { flow: 'next-step', given: { offers: ['applications', 'menu'] } },
  }
}

/** Keeps the request with its verdict, at the office of the household's commune. */
async function submit(scene: Scene, turn: EndPlace['turn']): Promise<{ code: string; phone: string }> {
  const { tx, account, now, day } = scene
  const { given, ref } = turn.saved
  const household = await householdOf(scene)
  const part = householdPart({ answers: turn.answers, given })
  const commune = household?.commune ?? (await tx.units.commune(Number(part.commune)))
  const office = (commune && (await tx.units.office(commune.officeId))) ?? (await tx.units.mainOffice())
  const { id, code } = await tx.applications.submit({
    sentKey: `${account.id}.${ref}`,
    accountId: account.id,
    officeId: office.id,
    ...(commune ? { communeId: commune.id } : {}),
    programme: String(given.programme),
    answers: { ...(part as Record<string, Json>), plan: planOf(scene, part), communeName: commune?.name ?? '' },
    amount: Number(part.amount),
    lawDay: day,
    verdict: verdictOf(given, Number(part.amount), day),
    at: now,
    ...(household ? { householdId: household.id } : {}),
  })
  const papers = sentPapers({ answers: turn.answers, given })
  await tx.attachments.handOver(id, { accountId: account.id, papers })
  return { code, phone: office.phone }
}

/** Who borrows for a student has told the plan by naming school and student. */
function planOf({ language }: Scene, { plan, student_name, school }: ReturnType<typeof householdPart>): string {
  if (plan !== undefined || student_name === undefined) return plan ?? ''
  const fillers = { student: student_name, school: school ?? '' }
  return language.say({ key: 'flows/apply:study_plan', with: fillers }, 'vi')
}

/** The request is weighed by the law of the day on which it is sent, with the sum that was asked for. */
function verdictOf(given: Saved['given'], amount: number, day: EndPlace['scene']['day']): Json {
  const facts = { ...((given.facts ?? {}) as Facts), requestedTotalVnd: amount }
  const programme = given.programme as ProgrammeId
  const { verdict, ratePctPerYear, termMonths, reasons, missing } = weighOne(programme, facts, day)
  return {
    verdict,
    lawVersion: lawVersion(programme),
    missing,
    facts: facts as Json,
    ratePctPerYear: ratePctPerYear ?? null,
    termMonths: termMonths ?? null,
    reasons: reasons.map((r) => ({ rule: r.rule, met: r.met, citation: r.citation.text })),
  }
}

function without(saved: Saved, nodes: readonly string[]): Saved {
  return { ...saved, replies: saved.replies.filter((r) => !nodes.includes(r.node)) }
}
