import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sendWaiting } from '../../src/delivery/send.ts'
import type { Channel } from '../../src/ports/channel.ts'
import { openEmbedded } from '../../src/store/embedded.ts'
import { prismaLedger } from '../../src/store/ledger.ts'
import { migrate } from '../../src/store/migrate.ts'
import { prismaOutbox } from '../../src/store/outbox.ts'
import { prismaPace } from '../../src/store/pace.ts'
import { openPrisma } from '../../src/store/prisma.ts'

/** Durable sends a second over the ledger, on a real PostgreSQL with its durable defaults, to a channel that answers at once. */
export async function deliver(options: Record<string, string>): Promise<object> {
  const recipients = Number(options.recipients ?? 5_000)
  const workers = Number(options.workers ?? 2)
  const rate = Number(options.rate ?? 0)
  const dir = mkdtempSync(join(tmpdir(), 'loa-bench-'))
  const embedded = await openEmbedded({ dir, log: { info: () => {}, warn: () => {} } })
  try {
    await migrate(embedded.url)
    return { recipients, workers, rate, ...(await run(embedded.url, { recipients, workers, rate })) }
  } finally {
    await embedded.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function run(
  url: string,
  { recipients, workers, rate }: { recipients: number; workers: number; rate: number },
): Promise<object> {
  const { prisma, close } = openPrisma(url, { poolSize: 10 })
  await prisma.$executeRaw`INSERT INTO channel_account (channel, address) SELECT 'web', n::text FROM generate_series(1, ${recipients}::int) AS n`
  await prisma.$executeRaw`
    INSERT INTO consent (account_id, purpose, wording, lang, given_at)
    SELECT id, 'announcements', 'bench', 'vi', now() FROM channel_account`
  const at = new Date()
  const outbox = prismaOutbox(prisma)
  const body = { parts: [{ as: 'text' as const, words: { key: 'common:named', with: { name: 'x' } } }] }
  const mailingId = await outbox.openMailing({ kind: 'announcement', lane: 2, onUncertain: 'hold', body, at })
  await prisma.$executeRaw`
    INSERT INTO delivery (mailing_id, account_id, channel, lane, created_at)
    SELECT ${BigInt(mailingId)}, id, 'web', 2, ${at} FROM channel_account`
  await outbox.seal(mailingId)
  const arrived = new Map<string, number>()
  const perSecond = new Map<number, number>()
  const web: Channel = {
    id: 'web',
    send: async ({ address, deliveryId }) => {
      arrived.set(address, (arrived.get(address) ?? 0) + 1)
      const second = Math.floor(performance.now() / 1000)
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
      return { ok: true, messageId: deliveryId }
    },
  }
  const deps = {
    ledger: prismaLedger(prisma),
    pace: prismaPace(prisma),
    clock: { now: () => new Date() },
    channels: { web },
    rates: rate > 0 ? { web: rate } : {},
    stopping: () => false,
    wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  }
  const from = performance.now()
  await Promise.all(Array.from({ length: workers }, () => sendWaiting(deps, [1, 2])))
  const seconds = (performance.now() - from) / 1000
  await close()
  return {
    seconds: Math.round(seconds * 100) / 100,
    perSecond: Math.round(recipients / seconds),
    peakSecond: Math.max(...perSecond.values()),
    lost: recipients - arrived.size,
    twice: [...arrived.values()].filter((copies) => copies > 1).length,
    memoryMb: Math.round(process.memoryUsage().rss / 1_000_000),
  }
}
