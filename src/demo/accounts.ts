import { addDays, atHour, type Day } from '../domain/day.ts'
import type { Purpose } from '../ports/consents.ts'
import type { Household } from '../ports/households.ts'
import type { Tx } from '../ports/store.ts'
import type { Cells } from './build-demo.ts'

/** A sample account and the household that it is linked to. */
export interface SampleAccount {
  id: string
  household: Household
}

/** How many sample households already use the service. */
const accounts = 25

/**
 * Accounts on the web chat that are linked to sample households, so that an announcement has somebody to reach. Nobody holds
 * the cookie of any of them. Two did not allow announcements, one has blocked us.
 */
export async function seedAccounts(
  tx: Tx,
  { households, day }: { households: readonly Cells[]; day: Day },
): Promise<SampleAccount[]> {
  const made: SampleAccount[] = []
  // One in sixteen from the second on: of every group, and never the visitor's.
  for (let place = 0; place < accounts; place++) {
    const household = await tx.households.byCustomerId(households[1 + place * 15]?.customer_id ?? '')
    if (!household) throw new Error('a sample household is missing')
    made.push({ id: await seedAccount(tx, { household, place, day }), household })
  }
  return made
}

async function seedAccount(
  tx: Tx,
  { household, place, day }: { household: Household; place: number; day: Day },
): Promise<string> {
  const at = atHour(addDays(day, -40 + place), 9, place)
  const seen = { channel: 'web' as const, address: `sample-${place + 1}`, lang: 'vi', name: household.headName, at }
  const { id } = await tx.accounts.arrive(seen)
  await tx.accounts.link(id, { householdId: household.id, person: { role: 'head', name: household.headName }, at })
  const purposes: Purpose[] =
    place % 12 === 11 ? ['talk', 'loans', 'reminders'] : ['talk', 'loans', 'reminders', 'announcements']
  await tx.consents.give({ accountId: id, purposes, wording: 'flows/link-account:1', lang: 'vi', at })
  if (place === accounts - 1) await tx.accounts.setStatus(id, 'blocked')
  return id
}
