import { startTelegramEmulator } from '../../emulators/telegram/emulator.ts'
import type { FaultPlan } from './plan.ts'
import type { Town } from './town.ts'

const unsure = ['reset', 'hang', 'error500', 'gateway', 'lost', 'silent', 'gatewayAfter']

/** The village on Telegram. The product asks for what happens there. */
export async function telegramTown(plan: FaultPlan): Promise<Town> {
  const emulator = await startTelegramEmulator({ limits: { perSecond: 10_000 } })
  for (let id = 1; id <= plan.people; id++) emulator.user(id).open()
  emulator.latency(plan.latencyMs)
  return {
    env: {
      PORT: '0',
      TELEGRAM_BOT_TOKEN: emulator.token,
      TELEGRAM_API_ROOT: emulator.root,
      TELEGRAM_MESSAGES_PER_SECOND: String(plan.rate),
      SEND_DEADLINE_SECONDS: '2',
    },
    hears: 'worker',
    open: async () => {},
    user: emulator.user,
    until: async (condition, ms) => {
      await emulator.until(condition, ms)
    },
    sentAt: () => emulator.pace().sentAt,
    waiting: emulator.waiting,
    storm: () => {
      const { seed, share, cutMs, lostPolls } = plan
      emulator.storm({ seed, share, ...(cutMs === undefined ? {} : { cutMs }) })
      if (lostPolls > 0) emulator.fail({ how: 'lost', method: 'getUpdates', times: lostPolls })
    },
    clearFaults: emulator.clearFaults,
    mischief: async () => {},
    tend: async () => {},
    consents: () => 0,
    leap: async () => {},
    chats: () => [...emulator.delivered().keys()],
    textsOf: (chat) => emulator.messagesOf(chat).map((m) => m.text),
    unsure: () => emulator.stormed().struck.flatMap(({ chat, how }) => (unsure.includes(how) ? [chat] : [])),
    violations: () => emulator.violations,
    close: emulator.close,
  }
}
