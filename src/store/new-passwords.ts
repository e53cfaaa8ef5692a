import { createHash, randomUUID } from 'node:crypto'
import type { StaffMember, StaffRegister } from '../ports/staff.ts'
import type { Db } from './db.ts'

/** How new passwords are offered and set. A link is a credential of its own kind, which the sign-in never asks for; only its hash is kept. */
export function newPasswords(
  db: Db,
  find: StaffRegister['find'],
): Pick<StaffRegister, 'offerNewPassword' | 'newPasswordOf' | 'setPassword'> {
  return {
    offerNewPassword: async ({ staffId, token, expiresAt }) => {
      await endOffers(db, staffId)
      const offer = { id: randomUUID(), providerId: offered, accountId: hash(token), userId: staffId }
      await db.staffCredential.create({ data: { ...offer, accessTokenExpiresAt: expiresAt } })
    },
    newPasswordOf: (token, at) => memberOf(db, find, { token, at }),
    setPassword: async ({ token, passwordHash, at }) => {
      const member = await memberOf(db, find, { token, at })
      if (!member || (await db.staffCredential.deleteMany({ where: good(token, at) })).count === 0) return undefined
      await endOffers(db, member.id)
      await renew(db, { staffId: member.id, passwordHash, at })
      return member
    },
  }
}

/** Ends the offer of a new password to somebody, if there is one. */
export async function endOffers(db: Db, staffId: string): Promise<void> {
  await db.staffCredential.deleteMany({ where: { userId: staffId, providerId: offered } })
}

const offered = 'new_password'
const typed = 'credential'

function good(token: string, at: Date) {
  return { providerId: offered, accountId: hash(token), accessTokenExpiresAt: { gt: at } }
}

async function memberOf(
  db: Db,
  find: StaffRegister['find'],
  { token, at }: { token: string; at: Date },
): Promise<StaffMember | undefined> {
  const offer = await db.staffCredential.findFirst({ where: good(token, at), select: { userId: true } })
  const member = offer ? await find(offer.userId) : undefined
  return member?.disabledAt ? undefined : member
}

/** A sign-in that was begun with the old password, and waits for the code of the phone, ends with it. */
async function renew(db: Db, of: { staffId: string; passwordHash: string; at: Date }): Promise<void> {
  const { staffId, passwordHash, at } = of
  await db.staffCredential.deleteMany({ where: { userId: staffId, providerId: typed } })
  const credential = { id: randomUUID(), accountId: staffId, providerId: typed, userId: staffId }
  await db.staffCredential.create({ data: { ...credential, password: passwordHash, createdAt: at, updatedAt: at } })
  await db.staffVerification.deleteMany({ where: { value: staffId } })
}

/** A token has 256 bits of chance: a plain hash is enough to keep it from being read back. */
function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
