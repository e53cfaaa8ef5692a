import type { Command } from 'commander'
import { moveSessionOf } from '../app/move-session.ts'
import { readDay } from '../domain/day.ts'
import type { Doors } from './doors.ts'

/** `session move`: the transaction session of one month takes place on another day of it, because of a holiday or a flood. */
export function session(program: Command, doors: Doors): void {
  program
    .command('session')
    .description('the transaction sessions of a point')
    .command('move <point> <day>')
    .description(
      'the session of that month takes place on this day (YYYY-MM-DD); households are told, and reminders that have not left follow',
    )
    .option('--reason <text>', 'why, as households read it: holiday, weather, road, venue, office, or words', '')
    .action((point: string, day: string, { reason }: { reason: string }) => move(doors, { point, day, reason }))
}

async function move(
  doors: Doors,
  { point, day, reason }: { point: string; day: string; reason: string },
): Promise<void> {
  const read = readDay(day) ?? doors.fail(`DAY must be a date that exists, as YYYY-MM-DD, not ${day}`)
  await doors.withStore(async (deps) => {
    const moved = await moveSessionOf(deps, { code: point, day: read, reason })
    if (moved === 'unknown') doors.fail(`there is no transaction point ${point}`)
    if (moved === 'unfit')
      doors.fail('REASON is read by households: at most 80 characters, no threat, no link, no number to call')
    doors.print(`${point} ${read}`)
  })
}
