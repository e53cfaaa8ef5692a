import { fewestJumping } from '../domain/import-difference.ts'
import { chunkBytes } from '../domain/import-limits.ts'
import type { ImportFiles } from '../ports/import-files.ts'

/** So many sample loans have another rate in the list that waits: more than the daily business of an office, so that it is held. */
const changed = fewestJumping * 4
const otherRate = '12'

/**
 * Hands in a list of the sample loans with a mistake in it, as if somebody had just sent it: the console shows what is held and why. It is
 * gone after a day, like any other.
 */
export async function seedWaitingList(
  files: Pick<ImportFiles, 'open' | 'add' | 'move'>,
  of: { loans: readonly Record<string, string>[]; fileName: string; staffId: string; officeId: number; at: Date },
): Promise<void> {
  const { loans, fileName, staffId, officeId, at } = of
  const rows = loans.map((loan, place) => (place < changed ? { ...loan, rate_pct: otherRate } : loan))
  const columns = Object.keys(rows[0] ?? {})
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((cells) =>
    cells.join(';'),
  )
  const bytes = new TextEncoder().encode(lines.join('\n'))
  const id = await files.open({ kind: 'loans', fileName, scope: { officeId }, staffId, at })
  for (let from = 0; from < bytes.length; from += chunkBytes)
    await files.add(id, { part: 'list', place: from / chunkBytes, bytes: bytes.subarray(from, from + chunkBytes) })
  await files.move(id, { from: ['arriving'], to: 'waiting', at, lengths: { list: bytes.length } })
}
