import type { Command } from 'commander'
import type { BackedUp, Backups } from '../ports/backups.ts'
import type { Language } from '../ports/language.ts'
import type { Doors } from './doors.ts'

/** Opens the database for a backup. */
export type WithBackups = <T>(use: (backups: Backups, language: Language) => Promise<T>) => Promise<T>

/** `backup FILE` and `restore FILE`: everything that is kept, in one packed file, and back. */
export function backup(program: Command, { print }: Pick<Doors, 'print'>, withBackups: WithBackups): void {
  const told = (key: string, file: string, rows: BackedUp) => {
    const sum = Object.values(rows).reduce((all, count) => all + count, 0)
    return { key, with: { file, rows: sum, tables: Object.keys(rows).length } }
  }
  program
    .command('backup <file>')
    .description('write everything that is kept into one file, as it stands now, while the service runs')
    .action((file: string) =>
      withBackups(async (backups, language) =>
        print(language.say(told('cli:backed_up', file, await backups.write(file)), 'vi')),
      ),
    )
  program
    .command('restore <file>')
    .description('read a backup into a database that is empty, with the LOA_DATA_KEY it was made with')
    .action((file: string) =>
      withBackups(async (backups, language) =>
        print(language.say(told('cli:restored', file, await backups.restore(file)), 'vi')),
      ),
    )
}
