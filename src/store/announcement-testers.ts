import type { Tester } from '../ports/announcements.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { Db } from './db.ts'
import { inboundOf } from './inbox.ts'
import type { Seal } from './seal.ts'

/** So many of the newest updates are looked through. */
const most = 2_000

/** Whoever wrote a code, and nothing else, since a moment. What was said is sealed, so that it is read one by one. */
export async function whoWrote(
  db: Db,
  seal: Seal,
  { code, since }: { code: string; since: Date },
): Promise<Tester | undefined> {
  const rows = await db.inbox.findMany({ where: { receivedAt: { gte: since } }, orderBy: { id: 'desc' }, take: most })
  const found = rows.filter((row) => {
    const { what } = inboundOf(row, seal)
    return what.kind === 'text' && what.text.replace(/\s/g, '') === code
  })
  const [first, ...more] = found
  // A code that two have written names nobody: one of them guessed it, or read it over a shoulder.
  if (!first || more.some(({ channel, address }) => channel !== first.channel || address !== first.address))
    return undefined
  const { channel, address } = first
  const account = await db.channelAccount.findUnique({ where: { channel_address: { channel, address } } })
  if (account?.status !== 'active') return undefined
  return { accountId: account.id.toString(), channel: channel as ChannelId, name: account.name }
}
