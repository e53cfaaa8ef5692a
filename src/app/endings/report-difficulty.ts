import type { Part } from '../../conversation/words.ts'
import type { CaseKind, CaseSubject } from '../../domain/case.ts'
import { type Day, dayOf } from '../../domain/day.ts'
import { termChangeOf } from '../../domain/term-request.ts'
import { closingHour } from '../../domain/working-calendar.ts'
import { loanSaid, type Reported, type reportDifficulty, reportedKind } from '../../flows/report-difficulty.ts'
import type { MoreTime } from '../../ports/cases.ts'
import type { Loan } from '../../ports/loans.ts'
import { caseOwners } from '../case-words.ts'
import { paymentTimes } from '../difficulty-given.ts'
import { householdOf } from '../given.ts'
import type { HandedOver } from '../hand-over.ts'
import { handOverInto } from '../hand-over-into.ts'
import { openLoss } from '../loss-open.ts'
import { type Scene, say } from '../scene.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

type Answered = Parameters<EndingsOf<typeof reportDifficulty>['reported']>[0]

/** The case goes to the person who must solve it; the household reads who that is and by when it is answered. */
export const reportDifficultyEndings: EndingsOf<typeof reportDifficulty> = {
  reported,
  losses: ({ scene, talk }) => openLoss(scene, talk),
}

async function reported({ scene, turn }: Answered): Promise<Ended> {
  const { answers, saved } = turn
  const kind = reportedKind(answers, saved.given) ?? 'complaint'
  const loan = await loanOf(scene, loanSaid(saved.given, answers)?.id ?? saved.given.loanId)
  const about = subjects[answers.about ?? String(saved.given.about)]
  const moreTime = kind === 'more_time' ? await asked(scene, { answers, loan }) : undefined
  const handed = await handOverInto(scene, saved.given.caseId, {
    kind,
    text: [saved.given.said, answers.reason ?? answers.detail].filter(Boolean).join('\n'),
    ...(about ? { about } : {}),
    ...(loan && !aboutNoLoan.includes(kind) ? { loanId: loan.id } : {}),
    ...(moreTime ? { moreTime } : {}),
  })
  const fillers = { code: handed.code, hour: closingHour, day: { day: dayOf(handed.dueAt) } }
  const linked = scene.account.householdId !== undefined
  return {
    parts: told({ handed, ...(moreTime ? { moreTime } : {}) }),
    note: { key: 'flows/report-difficulty:note', with: fillers },
    next: { flow: 'next-step', given: { offers: ['my_cases', linked ? 'my_loan' : 'link', 'menu'] } },
    change: (talk) => ({ ...talk, caseId: handed.id }),
  }
}

const subjects: Record<string, CaseSubject> = {
  group_leader: 'leader',
  officer: 'officer',
  commune: 'commune',
  other: 'other',
}

const aboutNoLoan: readonly Reported[] = ['group_matter', 'complaint', 'fraud']

/** Only a loan of the household itself. */
async function loanOf({ tx, account }: Scene, id: unknown): Promise<Loan | undefined> {
  const loan = typeof id === 'string' ? await tx.loans.find(id) : undefined
  return loan && loan.householdId === account.householdId ? loan : undefined
}

async function asked(
  scene: Scene,
  { answers, loan }: { answers: EndPlace['turn']['answers']; loan: Loan | undefined },
): Promise<MoreTime> {
  const { reason, until, pay_now } = answers as Answered['turn']['answers']
  const household = await householdOf(scene)
  const time = loan && household ? (await paymentTimes(scene, household))(loan) : {}
  return {
    form: loan ? termChangeOf(loan) : 'instalment_change',
    reason: reason ?? '',
    payNow: pay_now ?? 0,
    askedOn: scene.day,
    ...time,
    ...(until ? { until: until as Day } : {}),
  }
}

/** Which words a report is answered with. */
const answersTo: Partial<Record<CaseKind, string>> = {
  more_time: 'more_time',
  group_matter: 'group_matter',
  complaint: 'complaint',
  fraud: 'fraud',
}

function told({ handed, moreTime }: { handed: HandedOver; moreTime?: MoreTime }): Part[] {
  const { code, dueAt, alsoTo } = handed
  const fillers = { code, hour: closingHour, day: { day: dayOf(dueAt) }, to: caseOwners({ ...handed, level: 0 }) }
  return [
    say(
      `flows/report-difficulty:reported.${answersTo[handed.kind] ?? (handed.accuses ? 'complaint' : 'difficulty')}`,
      fillers,
    ),
    ...(moreTime ? [say('flows/report-difficulty:noted', notedOf(moreTime))] : []),
    ...(alsoTo ? [say('flows/report-difficulty:also_commune')] : []),
    say('flows/report-difficulty:promise', fillers),
  ]
}

function notedOf({ reason, until, payNow, form }: MoreTime) {
  return {
    reason,
    until: until ? { day: until } : { words: { key: 'flows/report-difficulty:until_open' } },
    amount: { dong: payNow },
    paper: form === 'extension' ? '09/TD' : '08/TD',
  }
}
