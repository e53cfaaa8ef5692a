import type { Command } from 'commander'
import type { Doors } from './doors.ts'

/** `person export` and `person erase`: the rights of somebody whose data are kept (Law 91/2025/QH15), by the number of their account. */
export function person(program: Command, doors: Doors): void {
  const command = program.command('person').description('what is kept about one account: to hand out, or to erase')
  command
    .command('export <id>')
    .description('everything kept under an account, as JSON')
    .action((id: string) =>
      doors.withStore(async ({ store }) => {
        await mustExist(doors, store.accounts.find(readId(doors, id)))
        doors.print(JSON.stringify(await store.ownData.export(id), null, 2))
      }),
    )
  command
    .command('erase <id>')
    .description('empties what was said, takes back every consent, unlinks the account')
    .action((id: string) =>
      doors.withStore(async ({ store, clock }) => {
        await mustExist(doors, store.accounts.find(readId(doors, id)))
        const at = clock.now()
        await store.transaction(async (tx) => {
          await tx.consents.withdraw(id, ['talk', 'loans', 'reminders', 'announcements', 'application'], at)
          await tx.ownData.erase(id, at)
          const subject = { subjectKind: 'account', subjectId: id }
          await tx.audit.write({
            at,
            actorKind: 'system',
            actorId: 'command line',
            action: 'account.erase',
            ...subject,
          })
        })
        doors.print(id)
      }),
    )
}

function readId(doors: Doors, id: string): string {
  return /^\d{1,18}$/.test(id) ? id : doors.fail(`ID must be the number of an account, not ${id}`)
}

async function mustExist(doors: Doors, account: Promise<unknown>): Promise<void> {
  if (!(await account)) doors.fail('ID names no account that is kept here')
}
