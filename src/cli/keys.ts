import type { Command } from 'commander'
import { type RotateDeps, type Rotated, rotateKeys } from '../app/rotate-keys.ts'
import { dayOf } from '../domain/day.ts'
import type { Language } from '../ports/language.ts'
import type { Doors } from './doors.ts'

/** Opens the data for a change of keys. */
export type WithKeys = <T>(use: (deps: RotateDeps, language: Language) => Promise<T>) => Promise<T>

/** `keys rotate`: everything that is sealed is sealed with LOA_DATA_KEY, while the service runs; LOA_DATA_KEY_OLD says with what it was sealed. */
export function keys(program: Command, { print, fail }: Pick<Doors, 'print' | 'fail'>, withKeys: WithKeys): void {
  const command = program.command('keys').description('the key that encrypts personal data')
  command
    .command('rotate')
    .description(
      'seal everything with LOA_DATA_KEY that LOA_DATA_KEY_OLD (or none) sealed, while the service runs; can be broken off and begun again',
    )
    .option('--json', 'print the counts as JSON')
    .action(({ json }: { json?: true }) =>
      withKeys(async (deps, language) => {
        const rotated = await rotateKeys(deps)
        const say: Say = (key, fillers) => print(language.say({ key: `cli:keys.${key}`, with: fillers }, 'vi'))
        if (json) print(JSON.stringify(rotated))
        else tell(rotated, say)
        if (rotated.left > 0) {
          fail(
            `${rotated.left} values are still sealed with an older key: some process writes with it. Give all of them the new LOA_DATA_KEY, and begin again.`,
          )
        }
      }),
    )
}

type Say = (key: string, fillers: NonNullable<Parameters<Language['say']>[0]['with']>) => void

function tell({ keyId, changed, codes, left }: Rotated, say: Say): void {
  for (const [step, count] of Object.entries(changed)) say('step', { step, count })
  if (left > 0) return
  say('done', { key: keyId, count: Object.values(changed).reduce((sum, count) => sum + count, 0) })
  if (codes.until) say('codes', { count: codes.count, day: { day: dayOf(codes.until) } })
  else say('free', {})
}
