import type { Case } from '../ports/cases.ts'
import type { Scene } from './scene.ts'

/** A case of this account, or of another one of the same person. */
export async function ownCase({ tx, account }: Scene, id: string | undefined): Promise<Case | undefined> {
  const found = id === undefined ? undefined : await tx.cases.find(id)
  if (found?.accountId === undefined) return undefined
  const own = await tx.accounts.samePerson(account.id)
  return [account, ...own].some((each) => each.id === found.accountId) ? found : undefined
}

/** Closes a case by its household's own word. False when it was closed before. */
export async function closeSolved({ tx, account, now, language }: Scene, { id }: Case): Promise<boolean> {
  if (!(await tx.cases.close(id, now, 'solved'))) return false
  const text = language.say({ key: 'cases:solving.confirmed' }, 'vi')
  await tx.cases.say(id, { by: 'household', text, at: now })
  await tx.audit.write({ ...actOn(id, account.id), at: now, action: 'case.solved' })
  return true
}

/** What the log keeps of an act of a household on a case. */
export function actOn(caseId: string, accountId: string) {
  return { actorKind: 'household', actorId: accountId, subjectKind: 'case', subjectId: caseId } as const
}
