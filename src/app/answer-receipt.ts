import type { Talk } from '../conversation/talk.ts'
import type { Token } from '../conversation/token.ts'
import type { CaseSubject } from '../domain/case.ts'
import { dayOf } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import { closingHour } from '../domain/working-calendar.ts'
import { receipt as receiptFlow } from '../flows/receipt.ts'
import type { BookedPayment, WrittenReceipt } from '../ports/receipts.ts'
import { caseOwners } from './case-words.ts'
import { collectorOf } from './collector.ts'
import { type HandedOver, handOver } from './hand-over.ts'
import { standing } from './proceed.ts'
import { paymentWords, receiptIdOf } from './receipt-message.ts'
import { type Said, type Scene, say } from './scene.ts'
import { optionTyped, typedBelow } from './typed-answer.ts'

/**
 * A tap below the word that money arrived. It counts only on the account that the word went to, and while that account is linked to the same
 * household. "Not right" opens a case at once that neither the leader nor whoever collected reads, and what is typed next goes into it.
 */
export async function answerReceipt(scene: Scene, talk: Talk, { ref, option }: Token): Promise<Said> {
  const id = receiptIdOf(ref)
  const found = id === undefined ? undefined : await scene.tx.receipts.find(id)
  const { id: accountId, householdId } = scene.account
  if (!found || found.accountId !== accountId || found.householdId !== householdId)
    return standing(scene, talk, [say('common:old_button')])
  if (option === 'right') return right(scene, talk, found)
  return option === 'wrong' ? wrong(scene, talk, found) : standing(scene, talk, [say('common:unknown_button')])
}

async function right({ tx, now }: Scene, talk: Talk, { id }: WrittenReceipt): Promise<Said> {
  const fresh = await tx.receipts.answer(id, { answer: 'right', at: now })
  return { talk, parts: [say(`flows/receipt:${fresh ? 'right' : 'answered_before'}`)] }
}

async function wrong(scene: Scene, talk: Talk, found: WrittenReceipt): Promise<Said> {
  // What stood open waits: the next words are for the case.
  const { current: _, ...free } = talk
  const { id: receiptId, answer, caseId: opened } = found
  if (answer === 'wrong' || opened !== undefined) {
    await scene.tx.receipts.answer(receiptId, { answer: 'wrong', at: scene.now })
    const listening = opened === undefined ? talk : { ...free, caseId: opened }
    return { talk: listening, parts: [say('flows/receipt:answered_before')] }
  }
  const handed = await lookInto(scene, await scene.tx.receipts.payments(receiptId))
  await scene.tx.receipts.answer(receiptId, { answer: 'wrong', caseId: handed.id, at: scene.now })
  const { id, code, dueAt } = handed
  const fillers = { code, hour: closingHour, day: { day: dayOf(dueAt) }, to: caseOwners({ ...handed, level: 0 }) }
  return { talk: { ...free, caseId: id }, parts: [say('flows/receipt:wrong', fillers)] }
}

/** Whoever took the money does not look into it: the leader never does, and what somebody of the bank took is the director's. */
async function lookInto(scene: Scene, payments: readonly BookedPayment[]): Promise<HandedOver> {
  const collectors = await Promise.all(payments.map(({ collectedBy }) => collectorOf(scene, collectedBy)))
  const about: CaseSubject = ['officer', 'leader'].find((who) => collectors.includes(who as CaseSubject)) as CaseSubject
  const lines = { lines: payments.map((payment) => ({ words: paymentWords(payment) })) }
  const text = scene.language.say({ key: 'flows/receipt:case_text', with: { lines } }, 'vi')
  return handOver(scene, { kind: 'payment', about: about ?? 'repayment', text, by: 'bot' })
}

/** The answer that was typed right below such a word: its number, its words, or what people say for them. */
export async function typedReceiptAnswer(scene: Scene, text: string): Promise<Token | undefined> {
  const option = said(scene, text) ?? optionTyped(scene, receiptFlow as never, text)
  return option === undefined ? undefined : typedBelow(scene, receiptFlow as never, option)
}

function said({ language }: Scene, text: string): string | undefined {
  const typed = fold(text)
  const means = (option: string) => language.lists(`flows/receipt:said.${option}`)
  return ['right', 'wrong'].find((option) => means(option).some((words) => fold(words) === typed))
}
