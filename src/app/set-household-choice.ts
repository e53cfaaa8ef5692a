import type { Account } from '../ports/accounts.ts'
import type { Scene } from './scene.ts'

/** Switches the word about booked payments on or off for the whole household. False where the account is linked to none. */
export async function setReceipts(scene: Scene, to: 'on' | 'off'): Promise<boolean> {
  const { tx, account, now } = scene
  if (account.householdId === undefined) return false
  await tx.householdChoices.setReceipts(account.householdId, { on: to === 'on', at: now })
  await tx.audit.write({ ...actOf(account, account.householdId), at: now, action: `household.receipts_${to}` })
  return true
}

/** Keeps the code word of the household; an empty one takes it away. The word itself is on no record. False where the account is linked to no household. */
export async function setCodeWord(scene: Scene, word: string): Promise<boolean> {
  const { tx, account, now } = scene
  if (account.householdId === undefined) return false
  await tx.householdChoices.setCodeWord(account.householdId, { at: now, ...(word === '' ? {} : { word }) })
  const action = word === '' ? 'household.code_word_gone' : 'household.code_word_set'
  await tx.audit.write({ ...actOf(account, account.householdId), at: now, action })
  return true
}

function actOf({ id }: Account, householdId: string) {
  return { actorKind: 'household', actorId: id, subjectKind: 'household', subjectId: householdId } as const
}
