import { cannedFillers } from '../domain/canned-text.ts'
import { atHour, type Day } from '../domain/day.ts'
import type { Language } from '../ports/language.ts'
import type { Tx } from '../ports/store.ts'

/** The texts that the sample office sends often. Their words are `demo:replies.<name>`. */
const sample = ['session', 'book', 'more_time', 'swindler', 'call'] as const

/** Writes them into the inbox of an office. What stands in braces is filled for each household when a text is chosen. */
export async function seedReplies(
  tx: Tx,
  { officeId, staffId, language, day }: { officeId: number; staffId: string; language: Language; day: Day },
): Promise<void> {
  const marks = Object.fromEntries(cannedFillers.map((name) => [name, `{${name}}`]))
  const words = (key: string) => language.say({ key: `demo:replies.${key}`, with: marks }, 'vi')
  for (const name of sample) {
    const reply = { title: words(`${name}.title`), text: words(`${name}.text`), by: staffId, at: atHour(day, 7) }
    await tx.cannedReplies.keep(officeId, reply)
  }
}
