import type { Command } from 'commander'
import type { Doors } from './doors.ts'

/** `person export` and `person erase`: the rights of somebody whose data are kept (Law 91/2025/QH15), by the number of their account. */
export function person(program: Command, doors: Doors): void {
  const command = program.command('person').description('what is kept about one account: to hand out, or to erase')
  command
    .command('export <id>')
    .description('everything kept about the person who has an account, on all their accounts, as JSON')
    .action((id: string) =>
      doors.withStore(async ({ store }) => {
        await mustExist(doors, store.accounts.find(readId(doors, id)))
        doors.print(JSON.stringify(await store.ownData.export(id), null, 2))
      }),
    )
  command
    .command('erase <id>')
    .description(
      'empties what was said on all accounts of the person, takes back every consent, unlinks them; prints their numbers',
    )
    .action((id: string) =>
      doors.withStore(async ({ store, clock }) => {
        await mustExist(doors, store.accounts.find(readId(doors, id)))
        const at = clock.now()
        const erased = await store.transaction(async (tx) => {
          const ids = (await tx.accounts.samePerson(id)).map((account) => account.id)
          await tx.consents.withdraw(id, ['talk', 'loans', 'reminders', 'announcements', 'application'], at)
          await tx.ownData.erase(id, at)
          const act = { at, actorKind: 'system', actorId: 'command line', action: 'account.erase' } as const
          for (const subjectId of ids) await tx.audit.write({ ...act, subjectKind: 'account', subjectId })
          return ids
        })
        doors.print(erased.join(' '))
      }),
    )
}

function readId(doors: Doors, id: string): string {
  return /^\d{1,18}$/.test(id) ? id : doors.fail(`ID must be the number of an account, not ${id}`)
}

async function mustExist(doors: Doors, account: Promise<unknown>): Promise<void> {
  if (!(await account)) doors.fail('ID names no account that is kept here')
}
