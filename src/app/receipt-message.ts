import { begin } from '../conversation/engine.ts'
import type { Filler, Message, Words } from '../conversation/words.ts'
import { receipt as receiptFlow } from '../flows/receipt.ts'
import type { BookedPayment } from '../ports/receipts.ts'
import { programmeName } from './application-message.ts'
import { codeWordPart } from './code-word.ts'
import { say } from './scene.ts'

/** Whom the word goes to: the head's name, the office's phone, and the code word where the household has one. */
export interface ReceiptAbout {
  name: string
  phone: string
  codeWord?: string
}

/** What a household reads of payments that the bank has booked: amount, day, who collected, what it is made of, and whether that is right. */
export function receiptMessage(id: string, payments: readonly BookedPayment[], about: ReceiptAbout): Message {
  const parts: Message['parts'] = [
    { as: 'title', words: { key: 'flows/receipt:title', with: { name: about.name } } },
    ...payments.map((payment) => ({ as: 'text' as const, words: paymentWords(payment) })),
    say('flows/receipt:no_fee', { phone: about.phone }),
    ...codeWordPart(about.codeWord),
  ]
  const turn = begin(receiptFlow as never, { ref: BigInt(id).toString(36), given: {} })
  return turn.kind === 'ask' ? { parts, prompt: turn.prompt } : { parts }
}

/** One payment: how much, when, what it is made of, and who took it where the bank's list says so. */
export function paymentWords(payment: BookedPayment): Words {
  const { programme, loanCode, paidOn, principal, interest, deposit, collectedBy } = payment
  const line: Words = {
    key: 'flows/receipt:line',
    with: {
      programme: { words: programmeName(programme) },
      ...{ code: loanCode.slice(-4), day: { day: paidOn }, total: { dong: principal + interest + deposit } },
    },
  }
  const madeOf = Object.entries({ principal, interest, deposit }).filter(([, amount]) => amount > 0)
  const list = madeOf.map(
    ([what, amount]): Filler => ({ words: { key: `flows/receipt:${what}`, with: { amount: { dong: amount } } } }),
  )
  const by: Filler = collectedBy ? { words: { key: 'flows/receipt:by', with: { collector: collectedBy } } } : ''
  return { key: 'flows/receipt:made_of', with: { line: { words: line }, parts: { list }, by } }
}

/** The receipt that a button's ref names, or undefined when it names none. */
export function receiptIdOf(ref: string): string | undefined {
  if (!/^[0-9a-z]{1,12}$/.test(ref)) return undefined
  return [...ref].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n).toString()
}
