import { type Db, key } from './db.ts'

/** The accounts that were linked as the same person of a household, the given one first. One that is linked to nobody stands alone. */
export async function samePerson(db: Db, accountId: string): Promise<bigint[]> {
  const id = key(accountId)
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    SELECT b.id FROM channel_account a JOIN channel_account b ON b.household_id = a.household_id AND b.person_id = a.person_id
    WHERE a.id = ${id} AND b.id <> ${id} ORDER BY b.id`
  return [id, ...rows.map((row) => row.id)]
}

/** The same, and whoever else changes something of that person waits until this transaction ends: two accounts may write at once. */
export async function holdPerson(db: Db, accountId: string): Promise<bigint[]> {
  await db.$queryRaw`
    SELECT p.id FROM person p JOIN channel_account a ON a.person_id = p.id WHERE a.id = ${key(accountId)} FOR NO KEY UPDATE OF p`
  return samePerson(db, accountId)
}
