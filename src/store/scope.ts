import type { Scope } from '../domain/staff.ts'
import { Prisma } from './client/client.ts'

/** A scope as a condition on rows that carry an office and a commune. */
export function inScope({ officeId, communeId }: Scope): { officeId?: number; communeId?: number } {
  return { ...(officeId === undefined ? {} : { officeId }), ...(communeId === undefined ? {} : { communeId }) }
}

/** A scope as a condition on rows that carry a commune only. */
export function communeInScope({ officeId, communeId }: Scope): {
  communeId?: number
  commune?: { officeId: number }
} {
  if (communeId !== undefined && officeId !== undefined) return { communeId, commune: { officeId } }
  if (communeId !== undefined) return { communeId }
  return officeId === undefined ? {} : { commune: { officeId } }
}

/** The households `h` of a scope, as SQL. */
export function householdsIn({ officeId, communeId }: Scope): Prisma.Sql {
  const office =
    officeId === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`h.commune_id IN (SELECT id FROM commune WHERE office_id = ${officeId})`
  return communeId === undefined ? office : Prisma.sql`${office} AND h.commune_id = ${communeId}`
}
