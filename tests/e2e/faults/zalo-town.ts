import { startZaloEmulator, type ZaloEmulator } from '../../emulators/zalo/emulator.ts'
import { freePort } from '../../support/redis.ts'
import type { Office } from './office.ts'
import type { FaultPlan } from './plan.ts'
import { addressBase, type Town } from './town.ts'

const unsure = ['reset', 'hang', 'error500', 'gateway', 'lost', 'silent', 'gatewayAfter']

/** Zalo calls again after half a minute and more; here it does sooner, and does not give up while a process is away. */
const retryWaitsMs = Array.from({ length: 500 }, (_, i) => (i === 0 ? 150 : 400))

/** The village on Zalo, where everybody has just written. The product is told by webhook what happens there. */
export async function zaloTown(plan: FaultPlan, offsetMs: number): Promise<Town> {
  let ahead = offsetMs
  const { zalo } = plan
  const port = await freePort()
  const webhook = `http://127.0.0.1:${port}/webhooks/zalo`
  const emulator = await startZaloEmulator({
    now: () => Date.now() + ahead,
    variant: zalo.variant,
    settings: { perMinute: 1_000_000, retryWaitsMs },
    webhook,
  })
  for (let chat = 1; chat <= plan.people; chat++) emulator.user(chat).wrote(3_600_000)
  emulator.latency(plan.latencyMs)
  const state = { consents: 0 }
  return {
    env: {
      ...{ PORT: String(port), HOST: '127.0.0.1' },
      ...emulator.env(),
      ZALO_MESSAGES_PER_SECOND: String(plan.rate),
      // Half of it is for the request, which an echo that comes first may hold up for two seconds; then there is time to look.
      SEND_DEADLINE_SECONDS: '6',
    },
    hears: 'web,worker',
    open: async () => {
      const { ok, answer } = await emulator.setWebhook(webhook)
      if (!ok) throw new Error(`the webhook was not taken: ${answer}`)
    },
    user: (chat) => villager(emulator, chat),
    until: emulator.until,
    sentAt: () => emulator.pace().sentAt,
    waiting: () => emulator.events().filter(({ state }) => state === 'waiting' || state === 'held').length,
    storm: () => {
      const { seed, share, cutMs } = plan
      const { chatWait: _, botWait: tooFast = 0, blocked: __, ...ills } = share
      emulator.storm({ seed, share: { ...ills, tooFast }, ...(cutMs === undefined ? {} : { cutMs }) })
      emulator.shake({ seed, ...zalo.shake })
    },
    clearFaults: emulator.clearFaults,
    mischief: async () => {
      if (zalo.expires === undefined) return
      const { after, lost } = zalo.expires
      await emulator.until(() => emulator.pace().sentAt.length > after * plan.total, 5_000).catch(() => {})
      if (lost) emulator.fail({ how: 'lost', call: 'refresh' })
      emulator.expire()
    },
    tend: async (office) => {
      if (!(await needsConsent(office))) return
      await consentAnew(emulator, office)
      state.consents += 1
    },
    consents: () => state.consents,
    leap: async (ms, office) => {
      ahead += ms
      emulator.look()
      await office.rows("UPDATE bucket SET bulk_paused_until = bulk_paused_until - $1 * interval '1 ms'", [ms])
    },
    chats: () => [...emulator.delivered().keys()].map((id) => Number(BigInt(id) - BigInt(addressBase.zalo))),
    textsOf: (chat) =>
      emulator
        .messagesOf(emulator.user(chat))
        .filter(({ by }) => by === 'oa')
        .map(({ text }) => text),
    unsure: () =>
      emulator
        .stormed()
        .flatMap(({ to, how }) => (unsure.includes(how) ? [Number(BigInt(to) - BigInt(addressBase.zalo))] : [])),
    violations: () => [
      ...emulator.violations,
      ...emulator
        .events()
        .flatMap(({ id, name, state: became }) =>
          ['givenUp', 'nowhere'].includes(became) ? [`${name} ${id} was never heard: ${became}`] : [],
        ),
    ],
    close: emulator.close,
  }
}

function villager(emulator: ZaloEmulator, chat: number) {
  const person = emulator.user(chat)
  return {
    start: () => void person.follow(),
    type: (text: string) => void person.type(text),
    block: () => void person.unfollow(),
    deactivate: () => person.becomes('inactive'),
  }
}

async function needsConsent(office: Office): Promise<boolean> {
  return (await office.rows("SELECT 1 FROM zalo_grant WHERE state = 'reconsent'")).length > 0
}

/** As the console does it when a person of the bank connects the account anew. */
async function consentAnew(emulator: ZaloEmulator, { zalo }: Office): Promise<void> {
  if (!zalo) throw new Error('the office has no Zalo')
  const back = new URL(emulator.consent(await zalo.begin(emulator.settings.redirectUri)))
  const said = (name: string) => back.searchParams.get(name) ?? ''
  const ended = await zalo.finish({ code: said('code'), oaId: said('oa_id'), state: said('state') })
  if (!ended.ok) throw new Error(`the consent was not taken: ${JSON.stringify(ended)}`)
}
