import type { ApplicationEventName, ApplicationReason } from '../domain/application.ts'
import type { ChairDeed, ChairLink, ChairLinks, ChairTry, NewChairLink } from '../ports/chair-links.ts'
import { chairWaiting } from './chair-waiting.ts'
import type { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'
import { staffNames } from './staff.ts'

/** Wrong PINs after which a link is dead. Six digits and five tries: one in two hundred thousand. */
const triesPerLink = 5

/** Links for commune chairs, kept in PostgreSQL. */
export function prismaChairLinks(db: Db, seal: Seal): ChairLinks {
  const ofToken = (token: string) => ({ tokenHash: { in: seal.indexes(named.token(token)) } })
  const one = async (where: Prisma.ChairLinkWhereInput) => {
    const row = await db.chairLink.findFirst({ where, include })
    return row ? linkOf(row) : undefined
  }
  return {
    issue: (link) => issue(db, seal, link),
    active: async ({ officeId, communeId, at }) => {
      const commune = officeId === undefined ? {} : { commune: { officeId } }
      const where = { ...commune, ...(communeId === undefined ? {} : { communeId }), ...goodAt(at) }
      return (await db.chairLink.findMany({ where, orderBy: { id: 'desc' }, include })).map(linkOf)
    },
    find: (id) => one({ id: key(id) }),
    byToken: (token, at) => one({ ...ofToken(token), ...goodAt(at) }),
    bySession: ({ token, session, at }) =>
      one({ ...ofToken(token), sessionHash: { in: seal.indexes(named.session(session)) }, ...goodAt(at) }),
    setPin: async ({ linkId, pin, by, at }) => {
      const where = { id: key(linkId), ...goodAt(at), tries: { lt: triesPerLink } }
      const data = { pinHash: seal.index(named.pin({ linkId, pin })), pinBy: by, pinAt: at, sessionHash: null }
      return (await db.chairLink.updateMany({ where, data })).count === 1
    },
    open: (tried) => open(db, seal, tried),
    revoke: async (id, at) => {
      const where = { id: key(id), revokedAt: null }
      return (await db.chairLink.updateMany({ where, data: { revokedAt: at, sessionHash: null } })).count === 1
    },
    deeds: (linkId) => deeds(db, linkId),
    ...chairWaiting(db, seal),
  }
}

const include = {
  commune: { select: { name: true, officeId: true } },
} as const satisfies Prisma.ChairLinkInclude

function goodAt(at: Date) {
  return { revokedAt: null, expiresAt: { gt: at } }
}

function linkOf(row: Prisma.ChairLinkGetPayload<{ include: typeof include }>): ChairLink {
  const {
    id,
    communeId,
    commune,
    issuedBy,
    issuedAt,
    expiresAt,
    revokedAt,
    openedAt,
    name,
    opener,
    tries,
    pinBy,
    pinAt,
  } = row
  return {
    ...{ id: id.toString(), communeId, officeId: commune.officeId, communeName: commune.name },
    ...{ issuedBy, issuedAt, expiresAt },
    ...(revokedAt === null ? {} : { revokedAt }),
    ...(tries < triesPerLink ? {} : { locked: true as const }),
    ...(pinBy === null ? {} : { pinBy }),
    ...(pinAt === null ? {} : { pinAt }),
    ...(name === '' ? {} : { name }),
    ...(opener === '' ? {} : { opener }),
    ...(openedAt === null ? {} : { openedAt }),
  }
}

/** What is hashed. The same digits of two links look different. */
const named = {
  token: (token: string) => `chair token ${token}`,
  pin: ({ linkId, pin }: { linkId: string; pin: string }) => `chair pin ${linkId} ${pin}`,
  session: (session: string) => `chair session ${session}`,
}

async function issue(db: Db, seal: Seal, link: NewChairLink): Promise<string> {
  const { communeId, token, by, at, expiresAt } = link
  const earlier = { communeId, revokedAt: null }
  await db.chairLink.updateMany({ where: earlier, data: { revokedAt: at, sessionHash: null } })
  const tokenHash = seal.index(named.token(token))
  const data = { communeId, tokenHash, issuedBy: by, issuedAt: at, expiresAt }
  return (await db.chairLink.create({ data })).id.toString()
}

/** The try is counted in the statement that finds the link, so that many at once do not slip through together. */
async function open(db: Db, seal: Seal, tried: ChairTry): Promise<'open' | 'wrong' | 'gone' | 'no_pin'> {
  const { token, pin, name, session, at } = tried
  const good = { tokenHash: { in: seal.indexes(named.token(token)) }, ...goodAt(at) }
  const link = await db.chairLink.findFirst({ where: good, select: { id: true, name: true, pinHash: true } })
  if (link && link.pinHash === null) return 'no_pin'
  const where = { ...good, tries: { lt: triesPerLink } }
  const counted = await db.chairLink.updateMany({ where, data: { tries: { increment: 1 } } })
  if (!link || counted.count === 0) return 'gone'
  const right = { ...good, pinHash: { in: seal.indexes(named.pin({ linkId: link.id.toString(), pin })) } }
  const names = { name: withName(link.name, name), opener: name }
  const data = { tries: 0, sessionHash: seal.index(named.session(session)), openedAt: at, ...names }
  return (await db.chairLink.updateMany({ where: right, data })).count === 0 ? 'wrong' : 'open'
}

/** Names that were typed at one link, each once: the history of a request names all of them, the log who it was each time. */
function withName(names: string, name: string): string {
  const known = names === '' ? [] : names.split(', ')
  return known.includes(name) ? names : [...known, name].join(', ')
}

/** A link holds for a week, a commune decides some dozens of requests in it. */
const deedsShown = 500

async function deeds(db: Db, linkId: string): Promise<ChairDeed[]> {
  const rows = await db.applicationEvent.findMany({
    where: { actorKind: 'chair_link', actorId: linkId },
    orderBy: { id: 'desc' },
    take: deedsShown,
    include: { application: { include: { household: { select: { headName: true } } } } },
  })
  return rows.map(({ event, reason, at, application }) => ({
    event: event as ApplicationEventName,
    applicationId: application.id.toString(),
    ...{ code: application.code, programme: application.programme, amount: Number(application.amount) },
    name: application.household?.headName ?? '',
    ...(reason === null ? {} : { reason: reason as ApplicationReason }),
    at,
  }))
}

/** The names that chairs typed, by the ids of their links. */
export async function chairNames(db: Db, linkIds: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(linkIds)].map(key)
  if (ids.length === 0) return new Map()
  const rows = await db.chairLink.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(rows.map(({ id, name }) => [id.toString(), name]))
}

/** The names of the members of staff who issued links, by the ids of the links. */
export async function chairIssuers(db: Db, linkIds: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(linkIds)].map(key)
  if (ids.length === 0) return new Map()
  const rows = await db.chairLink.findMany({ where: { id: { in: ids } }, select: { id: true, issuedBy: true } })
  const names = await staffNames(
    db,
    rows.map(({ issuedBy }) => issuedBy),
  )
  return new Map(
    rows.flatMap(({ id, issuedBy }) => {
      const name = names.get(issuedBy)
      return name === undefined ? [] : [[id.toString(), name] as const]
    }),
  )
}
