import type { ConsentRow } from '../domain/import-rows.ts'
import { paperStanding } from '../domain/paper-consent.ts'
import type { PutCounts } from '../ports/imports.ts'
import type { Tx } from '../ports/store.ts'
import { givePaperConsent } from './record-paper-consent.ts'

/**
 * Writes consents on paper from a file. What is allowed already stays as it is, so that the same file again changes nothing; a paper
 * older than the day on which the household took it back counts as older figures do. The customers must be known.
 */
export async function putPaperConsents(
  tx: Pick<Tx, 'phoneAccounts' | 'consents'>,
  { rows, at }: { rows: readonly ConsentRow[]; at: Date },
): Promise<PutCounts> {
  const counts: PutCounts = { added: 0, changed: 0, unchanged: 0, older: 0 }
  const known = await tx.phoneAccounts.ofCustomers([...new Set(rows.map((row) => row.customer_id))])
  for (const { customer_id, purpose, day, paper } of rows) {
    const of = known.get(customer_id)
    if (!of) throw new Error(`a consent of customer ${customer_id}, who is not known, was to be written`)
    const standing = paperStanding(of.papers, { purpose, day })
    if (standing === 'new')
      await givePaperConsent(tx, { householdId: of.householdId, purposes: [purpose], paper, day, at })
    counts[countOf[standing]] += 1
  }
  return counts
}

const countOf = { new: 'added', stands: 'unchanged', withdrawn: 'older' } as const
