import { createHash, randomUUID } from 'node:crypto'
import type { Role } from '../domain/staff.ts'
import { readTheme } from '../domain/theme.ts'
import type { Invitation, StaffMember, StaffRegister, StaffRow } from '../ports/staff.ts'
import type { Staff } from './client/client.ts'
import type { Db } from './db.ts'
import { endOffers, newPasswords } from './new-passwords.ts'
import { inScope } from './scope.ts'
import type { Seal } from './seal.ts'
import { staffAccess } from './staff-access.ts'

/** Who may sign in, kept in PostgreSQL. Of a token only its hash is kept; addresses are compared in small letters. */
export function prismaStaff(db: Db, seal: Seal): StaffRegister {
  const find: StaffRegister['find'] = async (id) => {
    const row = await db.staff.findUnique({ where: { id } })
    return row ? memberOf(row) : undefined
  }
  return {
    find,
    byEmail: async (email) => {
      const row = await db.staff.findUnique({ where: { email: email.toLowerCase() } })
      return row ? memberOf(row) : undefined
    },
    list: async (scope) => {
      const include = { office: { select: { name: true } }, commune: { select: { name: true } } }
      const rows = await db.staff.findMany({
        where: inScope(scope),
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        include,
      })
      return rows.map((row) => rowOf(row, { office: row.office?.name, commune: row.commune?.name }))
    },
    invite: (invitation) => invite(db, invitation),
    invitations: async (scope, at) => {
      const where = { ...inScope(scope), usedAt: null, expiresAt: { gt: at } }
      const rows = await db.staffInvitation.findMany({ where, orderBy: { email: 'asc' } })
      return rows.map((row) => ({ ...unitOf(row), email: row.email, expiresAt: row.expiresAt }))
    },
    invitation: (token, at) => invitationOf(db, token, at),
    enrol: (member) => enrol(db, member),
    setLang: async (id, lang) => {
      await db.staff.update({ where: { id }, data: { lang } })
    },
    setTheme: async (id, theme) => {
      await db.staff.update({ where: { id }, data: { theme } })
    },
    setDisabled: async (id, at) => {
      await db.staff.update({ where: { id }, data: { disabledAt: at ?? null } })
      await db.staffSession.deleteMany({ where: { userId: id } })
      await endOffers(db, id)
    },
    ...newPasswords(db, find),
    ...staffAccess(db, seal),
  }
}

/** The names of members of staff by id, for those ids that are of staff. */
export async function staffNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.staff.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function invite(db: Db, { token, email, expiresAt, ...unit }: Invitation & { token: string }): Promise<void> {
  const address = email.toLowerCase()
  await db.staffInvitation.deleteMany({ where: { email: address, usedAt: null } })
  const { role, officeId, communeId } = unit
  const place = { officeId: officeId ?? null, communeId: communeId ?? null }
  await db.staffInvitation.create({ data: { tokenHash: hash(token), email: address, role, ...place, expiresAt } })
}

async function invitationOf(db: Db, token: string, at: Date): Promise<Invitation | undefined> {
  const row = await db.staffInvitation.findUnique({ where: { tokenHash: hash(token) } })
  if (!row || row.usedAt !== null || row.expiresAt <= at) return undefined
  return { ...unitOf(row), email: row.email, expiresAt: row.expiresAt }
}

/** The token is used up first, and by one caller only; then the account is made. Call it inside a transaction. */
async function enrol(db: Db, member: Parameters<StaffRegister['enrol']>[0]): Promise<StaffMember | undefined> {
  const { token, name, passwordHash, lang, at } = member
  const offered = await invitationOf(db, token, at)
  if (!offered || (await db.staff.findUnique({ where: { email: offered.email } }))) return undefined
  const where = { tokenHash: hash(token), usedAt: null }
  const { count } = await db.staffInvitation.updateMany({ where, data: { usedAt: at } })
  if (count === 0) return undefined
  const { email, role, officeId, communeId } = offered
  const id = randomUUID()
  const unit = { role, officeId: officeId ?? null, communeId: communeId ?? null }
  const staff = { id, name, email, lang, ...unit, emailVerified: true, createdAt: at, updatedAt: at }
  const row = await db.staff.create({ data: staff })
  const credential = { id: randomUUID(), accountId: id, providerId: 'credential', userId: id, password: passwordHash }
  await db.staffCredential.create({ data: { ...credential, createdAt: at, updatedAt: at } })
  return memberOf(row)
}

/** A token has 256 bits of chance: a plain hash is enough to keep it from being read back. */
function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function rowOf(row: Staff, names: { office: string | undefined; commune: string | undefined }): StaffRow {
  const { office, commune } = names
  return {
    ...memberOf(row),
    ...(office === undefined ? {} : { office }),
    ...(commune === undefined ? {} : { commune }),
  }
}

function memberOf(row: Staff): StaffMember {
  const { id, name, email, lang } = row
  return {
    ...{ id, name, email, lang, theme: readTheme(row.theme) ?? 'device', ...unitOf(row) },
    ...(row.disabledAt === null ? {} : { disabledAt: row.disabledAt }),
    ...(row.twoFactorEnabled ? { secondFactor: true } : {}),
  }
}

function unitOf({ role, officeId, communeId }: { role: string; officeId: number | null; communeId: number | null }) {
  return {
    role: role as Role,
    ...(officeId === null ? {} : { officeId }),
    ...(communeId === null ? {} : { communeId }),
  }
}
