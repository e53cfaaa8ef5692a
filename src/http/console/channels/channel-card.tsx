import type { Child } from 'hono/jsx'
import type { Calls } from '../../../app/note-calls.ts'
import type { ChannelId, SendError } from '../../../ports/channel.ts'
import type { ChannelFigures } from '../../../ports/channel-desk.ts'
import { Facts, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'

/** What is shown of one channel. */
export interface Shown {
  id: ChannelId
  open: boolean
  figures: ChannelFigures
  calls: Calls
  trouble?: SendError
  /** Messages a second that it is set to. */
  rate?: number
}

/** One channel: its state in a word, what is wrong with advice, and how it goes. `children` is what only that channel has. */
export function ChannelCard({ ui, shown, children }: { ui: Ui; shown: Shown; children?: Child }) {
  const { id, open, trouble, calls } = shown
  return (
    <section class="channel" aria-labelledby={`channel-${id}`}>
      <h2 id={`channel-${id}`}>
        {ui.t(`channels.${id}`)} <State ui={ui} shown={shown} />
      </h2>
      {trouble ? (
        <p class="notice bad">
          {ui.say(trouble.staff)}
          {trouble.detail ? <small>{trouble.detail}</small> : null}
        </p>
      ) : null}
      {isTurnedAway(calls) ? <TurnedAway ui={ui} calls={calls} /> : null}
      {open ? <Facts rows={figuresOf(ui, shown)} /> : <p>{ui.t(`channel.opens.${id}`)}</p>}
      {children}
    </section>
  )
}

function State({ ui, shown: { open, trouble } }: { ui: Ui; shown: Shown }) {
  if (!open) return <Tag tone="calm">{ui.t('channel.states.closed')}</Tag>
  return trouble ? (
    <Tag tone="bad">{ui.t('channel.states.trouble')}</Tag>
  ) : (
    <Tag tone="good">{ui.t('channel.states.open')}</Tag>
  )
}

/** True where the last call that claimed to come from the platform was turned away, and none was taken since. */
function isTurnedAway({ takenAt, refusedAt }: Calls): boolean {
  return refusedAt !== undefined && (takenAt === undefined || takenAt < refusedAt)
}

function TurnedAway({ ui, calls: { refusedAt, reason } }: { ui: Ui; calls: Calls }) {
  return (
    <p class="notice bad">
      {ui.t('channel.turned_away', { at: refusedAt ? ui.moment(refusedAt) : '' })}
      {reason ? <small>{reason}</small> : null}
    </p>
  )
}

type Row = readonly [name: string, value: Child | undefined]

function figuresOf(ui: Ui, { id, figures, calls, rate }: Shown): Row[] {
  const { lastInboundAt, pace, lastError } = figures
  const none = ui.t('channel.none_yet')
  const calledAt = calls.takenAt ? ui.moment(calls.takenAt) : none
  return [
    [ui.t('channel.last_inbound'), lastInboundAt ? ui.moment(lastInboundAt) : none],
    [ui.t('channel.last_call'), id === 'web' ? undefined : calledAt],
    [
      ui.t('channel.rate'),
      rate === undefined ? ui.t('channel.no_limit') : ui.t('channel.per_second', { rate: figure(ui, rate) }),
    ],
    ...(pace ? paceOf(ui, { pace, rate }) : []),
    [
      ui.t('channel.last_error'),
      lastError ? (
        <>
          {ui.moment(lastError.at)}: {ui.say({ key: `channels:errors.${lastError.code}` })}
          {lastError.detail ? <small>{lastError.detail}</small> : null}
        </>
      ) : (
        ui.t('channel.no_error')
      ),
    ],
  ]
}

function paceOf(
  ui: Ui,
  { pace, rate }: { pace: NonNullable<ChannelFigures['pace']>; rate: number | undefined },
): Row[] {
  const cut = rate !== undefined && pace.perSecond < rate * 0.995
  return [
    [ui.t('channel.cut'), cut ? ui.t('channel.per_second', { rate: figure(ui, pace.perSecond) }) : undefined],
    [ui.t('channel.too_many'), String(pace.refused)],
    [ui.t('channel.paused'), seconds(ui, pace.pausedSeconds)],
    [ui.t('channel.breaker'), seconds(ui, pace.breakerSeconds) ?? ui.t('channel.breaker_shut')],
  ]
}

function seconds(ui: Ui, left: number): string | undefined {
  return left > 0 ? ui.t('channel.seconds', { seconds: String(Math.ceil(left)) }) : undefined
}

/** "1,5" in Vietnamese, "1.5" in English. */
function figure(ui: Ui, number: number): string {
  const text = String(Math.round(number * 100) / 100)
  return ui.lang === 'vi' ? text.replace('.', ',') : text
}
