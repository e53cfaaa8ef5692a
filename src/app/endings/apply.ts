import { edit, type Saved, stand } from '../../conversation/engine.ts'
import type { Json } from '../../conversation/question.ts'
import { apply } from '../../flows/apply.ts'
import { type Facts, type ProgrammeId, weighOne } from '../../policy/index.ts'
import { householdOf } from '../given.ts'
import { say } from '../scene.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** A request is sent, kept for later, or corrected in one place while the other answers stay. */
export const applyEndings: EndingsOf<typeof apply> = {
  declined: () => ({ parts: [say('flows/apply:declined')], next: { flow: 'menu' } }),
  sent,
  kept: ({ turn }) => ({
    parts: [say('flows/apply:kept')],
    next: { flow: 'menu' },
    change: (talk) => ({ ...talk, past: { ...talk.past, apply: { saved: without(turn.saved, ['review']) } } }),
  }),
  correct: ({ turn }) => {
    const saved = without(turn.saved, ['review', 'edit'])
    const asked = edit(apply as never, saved, String(turn.answers.edit))
    if (asked) return { parts: [], next: { turn: asked } }
    return { parts: [say('flows/apply:not_editable')], next: { turn: stand(apply as never, saved) } }
  },
}

async function sent({ scene, turn }: EndPlace): Promise<Ended> {
  const { tx, account, now, day } = scene
  const { given, ref } = turn.saved
  const household = await householdOf(scene)
  const { review, edit: _, consent, ...answers } = turn.answers as Record<string, Json>
  const commune = household?.commune ?? (await tx.units.commune(Number(answers.commune)))
  const office = (commune && (await tx.units.office(commune.officeId))) ?? (await tx.units.mainOffice())
  await tx.consents.give({
    accountId: account.id,
    purposes: ['application'],
    wording: 'flows/apply:1',
    lang: account.lang,
    at: now,
  })
  const { code } = await tx.applications.submit({
    sentKey: `${account.id}.${ref}`,
    accountId: account.id,
    officeId: office.id,
    ...(commune ? { communeId: commune.id } : {}),
    programme: String(given.programme),
    answers: { ...answers, ...known(given), communeName: commune?.name ?? '' },
    amount: Number(answers.amount),
    lawDay: day,
    verdict: verdictOf(given, answers, day),
    at: now,
    ...(household ? { householdId: household.id } : {}),
  })
  const fillers = { code, phone: office.phone }
  return {
    parts: [say('flows/apply:sent', fillers), say('flows/apply:sent_next'), say('eligibility:not_a_decision')],
    note: { key: 'flows/apply:sent_before', with: fillers },
    next: { flow: 'next-step', given: { offers: ['applications', 'menu'] } },
  }
}

/** What the bank's list gave in place of questions. Typed answers go before it. */
function known(given: Saved['given']): Record<string, Json> {
  if (given.known !== true) return {}
  return { full_name: given.fullName ?? '', birth_year: given.birthYear ?? null, hamlet: given.hamlet ?? '' }
}

/** The request is weighed by the law of the day on which it is sent, with the sum that was asked for. */
function verdictOf(given: Saved['given'], answers: Record<string, Json>, day: EndPlace['scene']['day']): Json {
  const facts = { ...((given.facts ?? {}) as Facts), requestedTotalVnd: Number(answers.amount) }
  const { verdict, ratePctPerYear, termMonths, reasons, missing } = weighOne(given.programme as ProgrammeId, facts, day)
  return {
    verdict,
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
