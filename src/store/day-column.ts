import { type Day, readDay } from '../domain/day.ts'

/** A `date` column as Prisma gives it (midnight UTC) as a day. Throws when the row holds none: that is our error. */
export function dayFrom(column: Date): Day {
  const day = readDay(column.toISOString().slice(0, 10))
  if (!day) throw new Error(`no day: ${column.toISOString()}`)
  return day
}

/** A day for a `date` column. */
export function columnOf(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}
