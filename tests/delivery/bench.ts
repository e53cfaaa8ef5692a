import type { Message } from '../../src/conversation/words.ts'
import { sendWaiting } from '../../src/delivery/send.ts'
import type { SendDeps } from '../../src/delivery/stream.ts'
import type { Lane } from '../../src/domain/delivery.ts'
import type { Account } from '../../src/ports/accounts.ts'
import type { Channel, Outbound, SendError, SendResult } from '../../src/ports/channel.ts'
import { prismaAccounts } from '../../src/store/accounts.ts'
import { prismaConsents } from '../../src/store/consents.ts'
import { prismaLedger } from '../../src/store/ledger.ts'
import { prismaOutbox } from '../../src/store/outbox.ts'
import { prismaPace } from '../../src/store/pace.ts'
import { type Database, openPrisma } from '../../src/store/prisma.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { prismaWays } from '../../src/store/ways.ts'
import { freshDatabase } from '../support/database.ts'

/** What a made-up channel answers to a send; nothing said: it arrives. */
export type Answer = (out: Outbound) => SendResult | undefined

/** A ledger on a real database, a channel that answers as told, and a clock that only moves when told. */
export interface DeliveryBench {
  database: Database
  arrived: Outbound[]
  now: Date
  answer: Answer
  deps: SendDeps
  /** An account that can be written to, with consent to announcements and reminders. */
  account(channel?: 'web' | 'zalo'): Promise<Account>
  /** Accounts in bulk. */
  accounts(count: number): Promise<Account[]>
  send(...lanes: Lane[]): Promise<number>
  forward(seconds: number): void
  states(): Promise<Record<string, number>>
  close(): Promise<void>
}

/** A message of one paragraph. */
export const hello: Message = { parts: [{ as: 'text', words: { key: 'common:named', with: { name: 'xin chào' } } }] }

/** A failure of the world, as a channel reports it. */
export function failing(code: SendError['code'], retry: SendError['retry'], ours = false): SendResult {
  return { ok: false, error: { code, retry, ours, staff: { key: `channels:errors.${code}` } } }
}

/** Opens a bench. */
export async function deliveryBench(): Promise<DeliveryBench> {
  const fresh = await freshDatabase()
  const database = openPrisma(fresh.url, { poolSize: 10 })
  const { prisma } = database
  let count = 0
  const channel: Channel = {
    id: 'web',
    send: async (out) => {
      const told = bench.answer(out)
      if (!told || told.ok) bench.arrived.push(out)
      return told ?? { ok: true, messageId: out.deliveryId }
    },
  }
  const bench: DeliveryBench = {
    database,
    arrived: [],
    now: new Date('2026-11-16T02:00:00Z'),
    answer: () => undefined,
    deps: {
      ledger: prismaLedger(prisma),
      pace: prismaPace(prisma),
      ways: prismaWays(prisma, makeSeal(Buffer.alloc(32, 7))),
      clock: { now: () => bench.now },
      channels: { web: channel, zalo: { ...channel, id: 'zalo', hasWays: true } },
      rates: {},
      deadlineSeconds: 15,
      stopping: () => false,
      wait: async () => {},
      onTrouble: (error) => {
        throw error
      },
    },
    account: async (id = 'web') => {
      count += 1
      const account = await prismaAccounts(prisma).arrive({ channel: id, address: `person-${count}`, at: bench.now })
      const purposes = ['announcements', 'reminders'] as const
      await prismaConsents(prisma).give({ accountId: account.id, purposes, wording: 'test', lang: 'vi', at: bench.now })
      return account
    },
    accounts: async (wanted) => {
      const made: Account[] = []
      while (made.length < wanted) made.push(await bench.account())
      return made
    },
    send: (...lanes) => sendWaiting(bench.deps, lanes),
    forward: (seconds) => {
      bench.now = new Date(bench.now.getTime() + seconds * 1000)
    },
    states: async () => {
      const rows = await prisma.delivery.groupBy({ by: ['state'], _count: true })
      return Object.fromEntries(rows.map((r) => [r.state, r._count]))
    },
    close: async () => {
      await database.close()
      await fresh.drop()
    },
  }
  return bench
}

/** Writes one announcement to many and seals it. Gives the id of the mailing. */
export async function announceTo(
  bench: DeliveryBench,
  accounts: readonly Account[],
  { onUncertain = 'hold', message = hello }: { onUncertain?: 'hold' | 'resend'; message?: Message } = {},
): Promise<string> {
  const outbox = prismaOutbox(bench.database.prisma)
  const mailingId = await outbox.openMailing({
    kind: 'announcement',
    lane: 2,
    onUncertain,
    body: message,
    at: bench.now,
  })
  for (const account of accounts) {
    await outbox.write(account, message, {
      lane: 2,
      mailingId,
      key: `announcement:${mailingId}:a${account.id}`,
      at: bench.now,
    })
  }
  await outbox.seal(mailingId)
  return mailingId
}
