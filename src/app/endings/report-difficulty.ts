import type { CaseKind, CaseSubject } from '../../domain/case.ts'
import { dayOf } from '../../domain/day.ts'
import type { reportDifficulty } from '../../flows/report-difficulty.ts'
import { handOver } from '../hand-over.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** What each answer means for whoever has to solve it. */
const kinds: Record<string, { kind: CaseKind; about: CaseSubject }> = {
  cannot_pay: { kind: 'difficulty', about: 'repayment' },
  damage: { kind: 'difficulty', about: 'other' },
  illness: { kind: 'difficulty', about: 'repayment' },
  complaint: { kind: 'complaint', about: 'other' },
  fraud: { kind: 'fraud', about: 'other' },
}

const subjects: Record<string, CaseSubject> = { group_leader: 'leader', officer: 'officer', other: 'other' }

/** The case goes to the person who must solve it; the household reads by when it is answered. */
export const reportDifficultyEndings: EndingsOf<typeof reportDifficulty> = {
  reported: async ({ scene, turn }) => {
    const said = turn.answers.kind ?? String(turn.saved.given.kind)
    const { kind, about } = kinds[said] ?? { kind: 'complaint', about: 'other' }
    const loanId = turn.saved.given.loanId
    const { id, code, dueAt } = await handOver(scene, {
      kind,
      about: subjects[turn.answers.about ?? String(turn.saved.given.about)] ?? about,
      text: turn.answers.detail ?? '',
      ...(typeof loanId === 'string' ? { loanId } : {}),
    })
    const fillers = { code, day: { day: dayOf(dueAt) } }
    return {
      parts: [say(`flows/report-difficulty:reported.${kind}`, fillers)],
      note: { key: 'flows/report-difficulty:note', with: fillers },
      next: { flow: 'next-step', given: { offers: ['my_loan', 'menu'] } },
      change: (talk) => ({ ...talk, caseId: id }),
    }
  },
}
