import type { Account, PersonRole } from '../ports/accounts.ts'
import type { Tx } from '../ports/store.ts'

/** Somebody of a household who writes to us, by one account or by several. */
export interface HouseholdPerson {
  /** The account last heard of: it names the person. */
  accountId: string
  name: string
  role?: PersonRole
  channels: Account['channel'][]
}

/** The people of a household who write to us, the last heard of first. What only stands for a phone number is nobody. */
export async function householdPeople(
  { accounts }: Pick<Tx, 'accounts'>,
  householdId: string,
): Promise<HouseholdPerson[]> {
  const people: HouseholdPerson[] = []
  const counted = new Set<string>()
  for (const { id, name, role, byPhone } of await accounts.ofHousehold(householdId)) {
    if (byPhone || counted.has(id)) continue
    const own = (await accounts.samePerson(id)).filter((account) => !account.byPhone)
    for (const account of own) counted.add(account.id)
    const channels = [...new Set(own.map(({ channel }) => channel))]
    people.push({ accountId: id, name, channels, ...(role ? { role } : {}) })
  }
  return people
}
