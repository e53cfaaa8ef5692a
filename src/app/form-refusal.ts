import type { Words } from '../conversation/words.ts'
import type { Application } from '../ports/applications.ts'
import type { Tx } from '../ports/store.ts'

/** Why a request was refused, as the household was told; undefined where it was not. */
export async function refusalOf(
  tx: Pick<Tx, 'applications'>,
  { id, state }: Application,
): Promise<{ reason: Words; note?: string } | undefined> {
  if (state !== 'refused') return undefined
  const events = await tx.applications.events(id)
  const refused = events.findLast(({ event }) => event === 'refuse')
  if (!refused?.reason) return undefined
  return { reason: { key: `applications:reasons.${refused.reason}` }, ...(refused.note ? { note: refused.note } : {}) }
}
