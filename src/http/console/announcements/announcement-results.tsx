import type { Turn } from '../../../app/pause-announcement.ts'
import { type DeliveryState, deliveryStates } from '../../../domain/delivery.ts'
import type { Announcement, Progress, Recipient } from '../../../ports/announcements.ts'
import type { Store } from '../../../ports/store.ts'
import type { Ctx } from '../deps.ts'
import { link, Next, Table, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'

/** What became of an announcement so far. */
export interface Sent {
  progress: Progress
  recipients: Recipient[]
  /** Only recipients of this state are listed. */
  state?: DeliveryState
}

const perPage = 50

/** Reads the results that a request asks for. */
export async function sentOf(
  c: Ctx,
  { announcements }: Pick<Store, 'announcements'>,
  mailingId: string,
): Promise<Sent> {
  const state = deliveryStates.find((s) => s === c.req.query('state'))
  const after = c.req.query('after')
  const page = { mailingId, limit: perPage + 1, ...(state ? { state } : {}) }
  const recipients = await announcements.recipients({
    ...page,
    ...(after && /^\d{1,18}$/.test(after) ? { afterId: after } : {}),
  })
  return { progress: await announcements.progress(mailingId), recipients, ...(state ? { state } : {}) }
}

/** How it goes: a bar, a figure for each state, what may be done, and every recipient with the reason in words. */
export function Results({ ui, announcement, sent }: { ui: Ui; announcement: Announcement; sent: Sent }) {
  const { progress } = sent
  const total = deliveryStates.reduce((sum, state) => sum + progress[state], 0)
  const ended = total - progress.pending - progress.retry - progress.sending
  return (
    <section>
      <h2>{ui.t('announcements.results')}</h2>
      <p class="big-figure">{ui.t('announcements.progress', { sent: progress.sent, total })}</p>
      <progress max={String(Math.max(1, total))} value={String(ended)}>
        {`${ended}/${total}`}
      </progress>
      {announcement.pauseReason ? (
        <p class="notice bad">
          {ui.t('announcements.paused_because', { reason: reasonText(ui, announcement.pauseReason) })}
        </p>
      ) : null}
      <Turns ui={ui} announcement={announcement} doubtful={progress.uncertain} />
      <States ui={ui} announcement={announcement} sent={sent} />
      <Recipients ui={ui} announcement={announcement} sent={sent} />
    </section>
  )
}

/** What is possible at each state. */
function turnsOf({ status }: Announcement, doubtful: number): Turn[] {
  if (status === 'sending') return ['pause', 'cancel']
  if (status === 'paused') return ['resume', 'cancel']
  return status === 'done' && doubtful > 0 ? ['again'] : []
}

function Turns({ ui, announcement, doubtful }: { ui: Ui; announcement: Announcement; doubtful: number }) {
  return turnsOf(announcement, doubtful).map((turn) => (
    <form class="inline" method="post" action={`/console/announcements/${announcement.id}/turn`}>
      {turn === 'again' ? <p class="hint">{ui.t('announcements.again_hint', { count: doubtful })}</p> : null}
      <button class={turn === 'cancel' ? 'press bad' : 'press quiet'} type="submit" name="turn" value={turn}>
        {ui.t(`announcements.turns.${turn}`)}
      </button>
    </form>
  ))
}

const tone: Record<DeliveryState, 'wait' | 'good' | 'bad' | 'calm'> = {
  ...{ pending: 'calm', sending: 'wait', sent: 'good', retry: 'wait' },
  ...{ uncertain: 'bad', failed: 'bad', blocked: 'bad', skipped: 'calm' },
}

function States({ ui, announcement, sent }: { ui: Ui; announcement: Announcement; sent: Sent }) {
  const path = `/console/announcements/${announcement.id}`
  const there = deliveryStates.filter((state) => sent.progress[state] > 0)
  return (
    <ul class="states">
      {there.map((state) => (
        <li>
          <a
            href={link(path, { state: state === sent.state ? undefined : state })}
            aria-current={state === sent.state ? 'true' : undefined}
          >
            <Tag
              tone={tone[state]}
            >{`${ui.say({ key: `announcements:deliveries.${state}` })}: ${sent.progress[state]}`}</Tag>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Recipients({ ui, announcement, sent }: { ui: Ui; announcement: Announcement; sent: Sent }) {
  const { recipients, state } = sent
  const last = recipients.length > perPage ? recipients[perPage - 1] : undefined
  const path = `/console/announcements/${announcement.id}`
  return (
    <>
      <Table
        columns={['name', 'channel', 'state'].map((name) => ui.t(`announcements.recipients.${name}`))}
        rows={recipients.slice(0, perPage).map((row) => [
          row.householdId ? <a href={`/console/people/${row.householdId}`}>{row.name}</a> : row.name,
          ui.t(`channels.${row.channel}`),
          <>
            <Tag tone={tone[row.state]}>{ui.say({ key: `announcements:deliveries.${row.state}` })}</Tag>
            {row.sentAt ? <small>{ui.moment(row.sentAt)}</small> : null}
            {row.error ? <small>{reasonText(ui, row.error)}</small> : null}
          </>,
        ])}
      />
      <Next ui={ui} href={last && link(path, { state, after: last.id })} />
    </>
  )
}

/** The errors that the channels name, in words. */
const channelErrors = [
  ...['blocked', 'deactivated', 'not_found', 'not_started', 'moved', 'too_many', 'content', 'unauthorized', 'conflict'],
  ...['refused', 'unreachable', 'uncertain'],
]

function reasonText(ui: Ui, code: string): string {
  if (channelErrors.includes(code)) return ui.say({ key: `channels:errors.${code}` })
  const ours = ['not_allowed', 'cancelled'].includes(code)
  return ui.say(ours ? { key: `announcements:why.${code}` } : { key: 'announcements:why.other', with: { code } })
}
