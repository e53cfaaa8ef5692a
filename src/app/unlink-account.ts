import type { Scene } from './scene.ts'

/** Takes an account off its household: loans and reminders end there, while other accounts of the same person keep theirs. */
export async function unlinkAccount({ tx, now }: Pick<Scene, 'tx' | 'now'>, accountId: string): Promise<void> {
  await tx.accounts.unlink(accountId)
  await tx.consents.leave(accountId, now)
}
