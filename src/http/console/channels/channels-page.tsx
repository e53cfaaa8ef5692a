import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { channelChecks } from '../../../app/channel-checks.ts'
import { callsOf } from '../../../app/note-calls.ts'
import { type SpendingNow, spendingNow } from '../../../app/set-budget.ts'
import type { ChannelId } from '../../../ports/channel.ts'
import type { ZaloAnswers } from '../../../ports/zalo-desk.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { doneOf, show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { ChannelCard, type Shown } from './channel-card.tsx'
import { ZaloPart, type ZaloShown } from './zalo-part.tsx'
import { ZaloSpending } from './zalo-spending.tsx'

/** The channels in the order in which households have them. */
const listed = ['zalo', 'telegram', 'web'] as const satisfies readonly ChannelId[]

/** How a consent that failed ended, as `finishConnecting` names it. */
const failures = ['not_begun', 'other_state', 'other_account', 'refused', 'unreachable', 'no_code']

/** The ways to the households: whether they are open, how they go, and what to do where one does not. */
export function channelsRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', (c) => page(c, deps))
  return app
}

async function page(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const ui = c.get('ui')
  // The look at Zalo's consent shows its trouble at once.
  const zalo = await zaloOf(deps)
  const all = await shownOf(deps)
  const failed = c.req.query('failed')
  return show(
    c,
    <Layout ui={ui} title={ui.t('channel.title')} here="channels" {...doneOf(c, 'connected', 'checked')}>
      <h1>{ui.t('channel.title')}</h1>
      <p class="lead">{ui.t('channel.lead')}</p>
      {failed && failures.includes(failed) ? <NotConnected ui={ui} why={failed} /> : null}
      {all.map((shown) => (
        <ChannelCard ui={ui} shown={shown}>
          {shown.id === 'zalo' && zalo ? (
            <>
              <ZaloSpending ui={ui} spending={zalo.spending} />
              <ZaloPart ui={ui} zalo={zalo} />
            </>
          ) : null}
        </ChannelCard>
      ))}
    </Layout>,
  )
}

function NotConnected({ ui, why }: { ui: Ui; why: string }): Child {
  return (
    <div class="notice bad" role="alert">
      <h2>{ui.t('channel.not_connected')}</h2>
      <p>{ui.t(`channel.consent.${why}`)}</p>
    </div>
  )
}

async function shownOf({ store, channels, channelDesk }: ConsoleDeps): Promise<Shown[]> {
  const figures = await channelDesk.figures()
  return Promise.all(
    listed.map(async (id) => {
      const channel = channels[id]
      const trouble = channel?.trouble?.()
      const rate = channelDesk.rates[id]
      return {
        id,
        open: channel !== undefined,
        figures: figures[id] ?? {},
        calls: await callsOf(store, id),
        ...(trouble ? { trouble } : {}),
        ...(rate === undefined ? {} : { rate }),
      }
    }),
  )
}

/** Zalo is asked only where it would answer; what is kept is shown at once. */
async function zaloOf({
  store,
  clock,
  channelDesk,
  publicUrl,
}: ConsoleDeps): Promise<(ZaloShown & { spending: SpendingNow }) | undefined> {
  const { zalo } = channelDesk
  if (!zalo) return undefined
  const before = await zalo.standing()
  const nothing: ZaloAnswers = {}
  const [answers, faces, checks, spending] = await Promise.all([
    before.state === 'good' ? zalo.ask() : nothing,
    zalo.faces(),
    channelChecks(store),
    spendingNow({ store, clock }),
  ])
  // The question itself may have ended the consent.
  const standing = answers.problem ? await zalo.standing() : before
  return { standing, answers: standing.state === 'good' ? answers : nothing, faces, checks, spending, publicUrl }
}
