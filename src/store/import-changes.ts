import { Prisma } from './client/client.ts'

/** The parts of an upsert that writes only what differs: what to set, and when. The table goes by the name `kept`. */
export function changesOf(columns: readonly string[]): { set: Prisma.Sql; differs: Prisma.Sql } {
  const of = (row: string) => columns.map((column) => `${row}.${column}`).join(', ')
  return {
    set: Prisma.raw(columns.map((column) => `${column} = excluded.${column}`).join(', ')),
    differs: Prisma.raw(`(${of('kept')}) IS DISTINCT FROM (${of('excluded')})`),
  }
}
