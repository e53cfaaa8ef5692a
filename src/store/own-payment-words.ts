import type { Db } from './db.ts'
import type { Seal } from './seal.ts'

/** Whose words: those said on some accounts, and of a household all of them. */
interface Whose {
  ids: bigint[]
  householdId?: bigint
}

/** What people said of payments goes as a whole. What a household chose for all its people goes with the household only. */
export async function erasePaymentWords(db: Db, { ids, householdId }: Whose): Promise<void> {
  const theirs = { OR: [{ accountId: { in: ids } }, ...(householdId === undefined ? [] : [{ householdId }])] }
  await db.paymentPromise.deleteMany({ where: theirs })
  await db.paymentClaim.deleteMany({ where: theirs })
  await db.paymentReceipt.deleteMany({ where: theirs })
  if (householdId !== undefined) await db.householdChoice.deleteMany({ where: { householdId } })
}

/** The same, opened, as plain data. */
export async function exportPaymentWords(db: Db, seal: Seal, { ids, householdId }: Whose) {
  const theirs = { OR: [{ accountId: { in: ids } }, ...(householdId === undefined ? [] : [{ householdId }])] }
  const inOrder = { where: theirs, orderBy: { id: 'asc' as const } }
  const claims = await db.paymentClaim.findMany(inOrder)
  const choice = householdId === undefined ? null : await db.householdChoice.findUnique({ where: { householdId } })
  return {
    paymentPromises: await db.paymentPromise.findMany(inOrder),
    paymentClaims: claims.map(({ nameSealed, ...row }) => ({ ...row, name: nameSealed && seal.open(nameSealed) })),
    paymentReceipts: await db.paymentReceipt.findMany(inOrder),
    choices: choice && choiceOf(choice, seal),
  }
}

function choiceOf({ codeWordSealed, ...row }: { codeWordSealed: string | null }, seal: Seal) {
  return { ...row, codeWord: codeWordSealed && seal.open(codeWordSealed) }
}
