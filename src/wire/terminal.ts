import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { acceptInbound } from '../app/accept-inbound.ts'
import { receiveMessages } from '../app/receive-messages.ts'
import { makeTerminal } from '../channels/terminal/index.ts'
import { readLine } from '../channels/terminal/receive.ts'
import type { ChatOptions } from '../cli/chat.ts'
import { readConfig } from '../config.ts'
import { sendWaiting } from '../delivery/send.ts'
import type { SendDeps } from '../delivery/stream.ts'
import { type Logger, makeLog } from '../log.ts'
import type { Jobs } from '../ports/jobs.ts'
import { prismaLedger } from '../store/ledger.ts'
import { prismaPace } from '../store/pace.ts'
import { dataKeyOf } from './doors.ts'
import { type Data, openData } from './open-data.ts'
import { receiveDeps } from './start-roles.ts'
import { loadUnderstanding } from './understanding.ts'

/** How often it is looked whether somebody else has written: a reminder, an answer of staff. */
const lookMs = 1_000
/** Nobody is woken: what is said here is answered here. */
const quiet: Jobs = { wake: async () => {} }

/** A talk in this terminal, over the same inbox, conversation and outbox as everywhere. Ends with the input. */
export async function talkInTerminal({ as }: ChatOptions): Promise<void> {
  const config = readConfig(process.env)
  const log = makeLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL)
  const data = await openData(config, { log, dataKey: dataKeyOf(config), beside: true })
  const state = { stopping: false }
  const send = terminalSender(data, log, state)
  const receive = receiveDeps({ data, log, understanding: loadUnderstanding() })
  const hear = async (line?: string) => {
    const inbound = readLine(line, { address: as, updateId: randomUUID(), at: data.clock.now() })
    await acceptInbound({ store: data.store, jobs: quiet, clock: data.clock }, [inbound])
    await receiveMessages({ ...receive, jobs: quiet }, inbound)
    await sendWaiting(send, [0, 1, 2])
  }
  const looking = lookAgain(state, () => sendWaiting(send, [0, 1, 2]))
  try {
    await hear()
    for await (const line of createInterface({ input: process.stdin })) {
      if (line.trim() !== '') await hear(line)
    }
  } finally {
    state.stopping = true
    await looking
    await data.close()
  }
}

function terminalSender(data: Data, log: Logger, state: { stopping: boolean }): SendDeps {
  const print = (text: string) => void process.stdout.write(`\n${text}\n\n`)
  return {
    ledger: prismaLedger(data.database.prisma),
    pace: prismaPace(data.database.prisma),
    ways: data.store.ways,
    clock: data.clock,
    channels: { terminal: makeTerminal({ say: data.language.say, print }) },
    rates: {},
    deadlineSeconds: 15,
    stopping: () => state.stopping,
    wait: (ms) => wait(ms),
    onTrouble: (error) => log.error({ error }, 'sending broke off, and is taken up again'),
  }
}

async function lookAgain(state: { stopping: boolean }, look: () => Promise<unknown>): Promise<void> {
  while (!state.stopping) {
    await wait(lookMs)
    if (!state.stopping) await look()
  }
}
