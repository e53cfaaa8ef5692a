import { answerQuestion } from '../../src/app/answer-question.ts'
import { loadUnderstanding } from '../../src/wire/understanding.ts'
import { measure } from './measure.ts'

const questions = [
  'vay nuoc sach duoc bao nhieu tien',
  'cho em hỏi hộ cận nghèo vay lãi suất bao nhiêu ạ',
  'nha toi co con hoc dai hoc nam nhat hoan canh kho khan thi vay the nao, can giay to gi, nop o dau',
  'how much can a poor household borrow',
  'vay von nhcs can giay to j',
]

/** How long reading and answering one question takes, and how long the reader takes to start. */
export function ask(options: Record<string, string>): object {
  const from = performance.now()
  const understanding = loadUnderstanding()
  const startMs = Math.round(performance.now() - from)
  const answer = (i: number) =>
    answerQuestion({ reading: understanding.read(questions[i % questions.length] ?? ''), day: '2026-11-16' })
  for (let i = 0; i < 500; i++) answer(i)
  return { startMs, microseconds: measure(Number(options.questions ?? 5_000), answer) }
}
