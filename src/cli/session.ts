import type { Command } from 'commander'
import { readDay } from '../domain/day.ts'
import type { Doors } from './doors.ts'

/** `session move`: the transaction session of one month takes place on another day of it, because of a holiday or a flood. */
export function session(program: Command, doors: Doors): void {
  program
    .command('session')
    .description('the transaction sessions of a point')
    .command('move <point> <day>')
    .description(
      'the session of that month takes place on this day (YYYY-MM-DD); reminders that are not written yet follow',
    )
    .option('--reason <text>', 'why, for the record', '')
    .action((point: string, day: string, { reason }: { reason: string }) => move(doors, { point, day, reason }))
}

async function move(
  doors: Doors,
  { point, day, reason }: { point: string; day: string; reason: string },
): Promise<void> {
  const read = readDay(day) ?? doors.fail(`DAY must be a date that exists, as YYYY-MM-DD, not ${day}`)
  await doors.withStore(async ({ store, clock }) => {
    const moved = await store.transaction(async (tx) => {
      if (!(await tx.units.moveSession(point, read, reason))) return false
      const subject = { subjectKind: 'transaction_point', subjectId: point, detail: { day: read, reason } }
      await tx.audit.write({
        at: clock.now(),
        actorKind: 'system',
        actorId: 'command line',
        action: 'session.move',
        ...subject,
      })
      return true
    })
    if (!moved) doors.fail(`there is no transaction point ${point}`)
    doors.print(`${point} ${read}`)
  })
}
