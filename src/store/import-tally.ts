import type { PutCounts } from '../ports/imports.ts'

/** What a writing statement answers: rows given, rows whose references were found, and what became of them. */
export interface Tally {
  given: bigint
  matched: bigint
  added: bigint
  changed: bigint
  older?: bigint
}

/** Counts from the answer of a writing statement. Rows whose references are unknown fall out of a join: that is our error. */
export function countsOf([tally]: Tally[]): PutCounts {
  if (!tally || tally.given !== tally.matched) throw new Error('rows with unknown references were to be written')
  const [added, changed, older] = [Number(tally.added), Number(tally.changed), Number(tally.older ?? 0)]
  return { added, changed, older, unchanged: Number(tally.given) - added - changed - older }
}
