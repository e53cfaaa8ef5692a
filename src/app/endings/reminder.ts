import type { Part } from '../../conversation/words.ts'
import { addDays, dayOf } from '../../domain/day.ts'
import { mayAskMoreTime } from '../../domain/term-request.ts'
import { closingHour } from '../../domain/working-calendar.ts'
import type { reminder } from '../../flows/reminder.ts'
import type { Payment } from '../../ports/payments.ts'
import type { ReminderAnswer } from '../../ports/reminders.ts'
import { paymentTimes } from '../difficulty-given.ts'
import { householdOf } from '../given.ts'
import { type HandOver, handOver } from '../hand-over.ts'
import { claimOpening } from '../paid-claims.ts'
import { keepPromise, promiseOpening, promiseParts } from '../promises.ts'
import { type Scene, say } from '../scene.ts'
import { type ToldLoans, toldLoans } from '../told-loans.ts'
import { unlinkAccount } from '../unlink-account.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** What a person answers to a reminder reaches whoever has to know, at once. */
export const reminderEndings: EndingsOf<typeof reminder> = {
  will_pay: (place) => answered(place, 'will_pay', willPay),
  paid: (place) => answered(place, 'paid', paid),
  in_difficulty: (place) => answered(place, 'in_difficulty', inDifficulty),
  not_mine: (place) => answered(place, 'not_mine', notMine),
}

type Then = (place: EndPlace & { told: ToldLoans }) => Promise<Ended>

/** The answer counts for everything that it is about; what was promised before ends with another answer. */
async function answered(place: EndPlace, answer: ReminderAnswer, then: Then): Promise<Ended> {
  const { scene, turn } = place
  const told = await toldLoans(scene, turn.saved.given)
  if (!told) return { parts: [say('common:old_button')], next: { flow: 'menu' } }
  for (const { reminderId } of told.instalments) await scene.tx.reminders.answer(reminderId, answer, scene.now)
  if (answer !== 'will_pay') await scene.tx.promises.withdraw(told.instalments, scene.now)
  return then({ ...place, told })
}

const willPay: Then = async ({ scene, turn, told }) => {
  const { saidDay } = turn.saved.given
  if (typeof saidDay === 'string') {
    const promised = { told, day: saidDay as typeof scene.day, named: true }
    await keepPromise(scene, promised)
    return { parts: await promiseParts(scene, promised) }
  }
  if (told.until >= scene.day) await keepPromise(scene, { told, day: told.until, named: false })
  return { parts: [say('flows/reminder:will_pay')], next: promiseOpening(scene, told) }
}

/** So many days before the day of payment a payment is taken for this instalment: the one before it lies a month back. */
const paidAheadDays = 20

const paid: Then = async ({ scene, turn, told }) => {
  const since = addDays(told.until, -paidAheadDays)
  const [seen] = await scene.tx.payments.ofLoans(
    told.instalments.map(({ loanId }) => loanId),
    since,
  )
  if (seen) return { parts: [say('flows/reminder:paid_seen', seenWith(seen))] }
  return { parts: [], next: await claimOpening(scene, { told, given: turn.saved.given }) }
}

function seenWith({ paidOn, principal, interest, deposit }: Payment) {
  return { day: { day: paidOn }, amount: { dong: principal + interest + deposit } }
}

const inDifficulty: Then = async ({ scene, turn, told }) => {
  const loanId = onlyLoan(told)
  const { id, code, dueAt } = await handOver(scene, {
    ...{ kind: 'difficulty', about: 'repayment' },
    ...inWords(scene, turn, 'flows/reminder:case_in_difficulty'),
    ...(loanId === undefined ? {} : { loanId }),
  })
  const parts = [say('flows/reminder:in_difficulty', { code, hour: closingHour, day: { day: dayOf(dueAt) } })]
  const listens = { change: (talk: EndPlace['talk']) => ({ ...talk, caseId: id }) }
  if (!(await isInTime(scene, told))) return { parts: [...parts, say('flows/reminder:tell_more')], ...listens }
  const given = { kind: 'more_time', caseId: id, ...(loanId === undefined ? {} : { loanId }) }
  const asking: Part[] = [...parts, say('flows/reminder:more_time')]
  return { parts: asking, next: { flow: 'report-difficulty', given }, ...listens }
}

/** The only loan that the answer is about. */
function onlyLoan({ instalments }: ToldLoans): string | undefined {
  const [first, ...others] = new Set(instalments.map(({ loanId }) => loanId))
  return others.length === 0 ? first : undefined
}

/** The person's own words where there are any. */
function inWords({ language }: Scene, { saved }: EndPlace['turn'], key: string): Pick<HandOver, 'text' | 'by'> {
  const { said } = saved.given
  return typeof said === 'string' ? { text: said } : { text: language.say({ key }, 'vi'), by: 'bot' }
}

async function isInTime(scene: Scene, { instalments }: ToldLoans): Promise<boolean> {
  const household = await householdOf(scene)
  if (!household) return false
  const times = await paymentTimes(scene, household)
  return instalments.some(({ loan }) => mayAskMoreTime({ status: loan.status, ...times(loan) }, scene.day))
}

const notMine: Then = async ({ scene, told }) => {
  const text = scene.language.say({ key: 'flows/reminder:case_not_mine' }, 'vi')
  const loanId = onlyLoan(told)
  await handOver(scene, { kind: 'not_mine', text, by: 'bot', ...(loanId === undefined ? {} : { loanId }) })
  await unlinkAccount(scene, scene.account.id)
  return { parts: [say('flows/reminder:not_mine')] }
}
