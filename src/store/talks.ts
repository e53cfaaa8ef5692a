import { newTalk, type Talk } from '../conversation/talk.ts'
import type { Talks } from '../ports/talks.ts'
import type { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'

/** Talks, kept as JSON in PostgreSQL. */
export function prismaTalks(db: Db): Talks {
  return {
    load: async (accountId) => {
      const row = await db.talk.findUnique({ where: { accountId: key(accountId) } })
      return row ? (row.state as unknown as Talk) : newTalk
    },
    save: async (accountId, talk, at) => {
      const state = talk as unknown as Prisma.InputJsonValue
      const accountKey = key(accountId)
      await db.talk.upsert({
        where: { accountId: accountKey },
        create: { accountId: accountKey, state, updatedAt: at },
        update: { state, updatedAt: at },
      })
    },
  }
}
