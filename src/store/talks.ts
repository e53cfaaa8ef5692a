import { newTalk, type Talk } from '../conversation/talk.ts'
import type { Sender } from '../ports/inbox.ts'
import type { Talks } from '../ports/talks.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { holdSender } from './hold-sender.ts'
import type { Seal } from './seal.ts'

/** Talks, kept in PostgreSQL as sealed JSON: what was answered names people, phone numbers and plans. */
export function prismaTalks(db: Db, seal: Seal): Talks {
  const load: Talks['load'] = async (accountId) => {
    const row = await db.talk.findUnique({ where: { accountId: key(accountId) } })
    return row ? talkOf(row, seal) : newTalk
  }
  const save: Talks['save'] = async (accountId, talk, at) => {
    const accountKey = key(accountId)
    const kept = { state: Prisma.DbNull, stateSealed: seal.seal(JSON.stringify(talk)), updatedAt: at }
    await db.talk.upsert({
      where: { accountId: accountKey },
      create: { accountId: accountKey, ...kept },
      update: kept,
    })
  }
  const hold = async (accountId: string) => {
    const account = await db.channelAccount.findUnique({ where: { id: key(accountId) } })
    if (account) await holdSender(db, account as unknown as Sender)
    return account !== null
  }
  return {
    load,
    save,
    hold,
    change: async (accountId, at, change) => {
      if (!(await hold(accountId))) return false
      const talk = change(await load(accountId))
      if (talk) await save(accountId, talk, at)
      return talk !== undefined
    },
  }
}

/** A talk as it stands in its row; one from before talks were sealed is read as it is. */
export function talkOf({ state, stateSealed }: { state: unknown; stateSealed: string | null }, seal: Seal): Talk {
  if (stateSealed !== null) return JSON.parse(seal.open(stateSealed)) as Talk
  return (state as Talk | null) ?? newTalk
}

/** The columns of a talk that was emptied. The count of runs is of nobody, and goes on: refs of requests rest on it. */
export function emptyTalk({ runs }: Talk): { state: Prisma.InputJsonObject; stateSealed: null } {
  return { state: { past: {}, runs }, stateSealed: null }
}
