import type { LeaderBench, NewSheetLink, SheetLink } from '../ports/leader-bench.ts'
import type { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'

/** Wrong PINs after which a link is dead. */
const triesPerLink = 5

type SheetLinks = Pick<LeaderBench, 'issueLink' | 'linkOf' | 'openLink' | 'linkBySession'>

/** Links to the sheet of a group, kept in PostgreSQL. */
export function sheetLinks(db: Db, seal: Seal): SheetLinks {
  const ofToken = (token: string) => ({ tokenHash: { in: seal.indexes(named.token(token)) } })
  const one = async (where: Prisma.SheetLinkWhereInput) => {
    const row = await db.sheetLink.findFirst({ where })
    return row && (await leadsStill(db, row)) ? linkOf(row) : undefined
  }
  return {
    issueLink: (link) => issue(db, seal, link),
    linkOf: (token, at) => one({ ...ofToken(token), expiresAt: { gt: at } }),
    openLink: async (tried) => {
      const found = await one({ ...ofToken(tried.token), expiresAt: { gt: tried.at } })
      return found ? open(db, seal, tried) : 'gone'
    },
    linkBySession: ({ token, session, at }) =>
      one({ ...ofToken(token), sessionHash: { in: seal.indexes(named.session(session)) }, expiresAt: { gt: at } }),
  }
}

/** What is hashed. The same digits of two links look different. */
const named = {
  token: (token: string) => `sheet token ${token}`,
  pin: ({ token, pin }: { token: string; pin: string }) => `sheet pin ${token} ${pin}`,
  session: (session: string) => `sheet session ${session}`,
}

function linkOf(row: Prisma.SheetLinkGetPayload<object>): SheetLink {
  const { id, groupId, accountId, expiresAt, openedAt, tries } = row
  const locked = openedAt === null && tries >= triesPerLink
  return { id: id.toString(), groupId, accountId: accountId.toString(), expiresAt, opened: openedAt !== null, locked }
}

/** A link is good for whoever leads the group now, and for nobody who did. */
async function leadsStill(db: Db, { groupId, accountId }: { groupId: number; accountId: bigint }): Promise<boolean> {
  return (await db.groupRole.count({ where: { groupId, accountId, endedAt: null } })) > 0
}

async function issue(db: Db, seal: Seal, link: NewSheetLink): Promise<string> {
  const { groupId, token, at, expiresAt } = link
  const accountId = key(link.accountId)
  await db.sheetLink.deleteMany({ where: { groupId, accountId } })
  const hashes = { tokenHash: seal.index(named.token(token)), pinHash: seal.index(named.pin(link)) }
  const data = { groupId, accountId, ...hashes, issuedAt: at, expiresAt }
  return (await db.sheetLink.create({ data })).id.toString()
}

/** The try is counted in the statement that finds the link; one that was opened opens for no second browser. */
async function open(
  db: Db,
  seal: Seal,
  { token, pin, session, at }: Parameters<LeaderBench['openLink']>[0],
): Promise<'open' | 'wrong' | 'gone'> {
  const good = { tokenHash: { in: seal.indexes(named.token(token)) }, openedAt: null, expiresAt: { gt: at } }
  const counted = await db.sheetLink.updateMany({
    where: { ...good, tries: { lt: triesPerLink } },
    data: { tries: { increment: 1 } },
  })
  if (counted.count === 0) return 'gone'
  const right = { ...good, pinHash: { in: seal.indexes(named.pin({ token, pin })) } }
  const data = { sessionHash: seal.index(named.session(session)), openedAt: at }
  return (await db.sheetLink.updateMany({ where: right, data })).count === 1 ? 'open' : 'wrong'
}
