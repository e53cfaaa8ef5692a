import type { SendingProgress } from '../../../app/sending-progress.ts'
import { reasonWords } from '../../../app/sending-words.ts'
import { type DeliveryState, deliveryStates } from '../../../domain/delivery.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { Announcement, AnnouncementComparison, Recipient } from '../../../ports/announcements.ts'
import type { Store } from '../../../ports/store.ts'
import type { Ctx } from '../deps.ts'
import { ExportLinks } from '../export.tsx'
import { link, Next, Table, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { Comparison } from './comparison.tsx'
import { deliveryTone, Going } from './going.tsx'
import { saying } from './say.ts'
import type { TrialShown } from './trial.tsx'

/** What became of an announcement so far. */
export interface Sent {
  going: SendingProgress
  recipients: Recipient[]
  /** How two texts fared, where there were two. */
  comparison?: AnnouncementComparison
  /** How the first ones fare. */
  trial?: TrialShown
  /** Only recipients of this state are listed. */
  state?: DeliveryState
}

const perPage = 50

/** The state whose recipients a request asks for. */
export function stateOf(c: Ctx): { state?: DeliveryState } {
  const state = deliveryStates.find((s) => s === c.req.query('state'))
  return state ? { state } : {}
}

/** Reads the recipients that a request asks for, of the reader's own unit: one more than a page holds. */
export async function recipientsOf(
  c: Ctx,
  { announcements }: Pick<Store, 'announcements'>,
  mailingId: string,
): Promise<Recipient[]> {
  const after = c.req.query('after')
  const page = { mailingId, scope: scopeOf(c.get('staff')), limit: perPage + 1, ...stateOf(c) }
  return announcements.recipients({ ...page, ...(after && /^\d{1,18}$/.test(after) ? { afterId: after } : {}) })
}

/** How it goes, and every recipient with the reason in words. */
export function Results({ ui, announcement, sent }: { ui: Ui; announcement: Announcement; sent: Sent }) {
  const { going, trial, state } = sent
  return (
    <>
      <Going
        ui={ui}
        announcement={announcement}
        going={going}
        {...(trial ? { trial } : {})}
        {...(state ? { state } : {})}
      />
      {sent.comparison ? <Comparison ui={ui} results={sent.comparison} /> : null}
      <p>
        <a class="press quiet" href={`/console/announcements/${announcement.id}/replies`}>
          {saying(ui)('replies.open')}
        </a>
      </p>
      <Recipients ui={ui} announcement={announcement} sent={sent} />
    </>
  )
}

function Recipients({ ui, announcement, sent }: { ui: Ui; announcement: Announcement; sent: Sent }) {
  const { recipients, state } = sent
  const last = recipients.length > perPage ? recipients[perPage - 1] : undefined
  const path = `/console/announcements/${announcement.id}`
  return (
    <>
      {ui.staff?.communeId === undefined ? null : <p class="hint">{saying(ui)('own_commune')}</p>}
      <Table
        columns={['name', 'channel', 'state'].map((name) => ui.t(`announcements.recipients.${name}`))}
        rows={recipients.slice(0, perPage).map((row) => [
          row.householdId ? <a href={`/console/people/${row.householdId}`}>{row.name}</a> : row.name,
          ui.t(`channels.${row.channel}`),
          <>
            <Tag tone={deliveryTone[row.state]}>{ui.say({ key: `announcements:deliveries.${row.state}` })}</Tag>
            {row.sentAt ? <small>{ui.moment(row.sentAt)}</small> : null}
            {row.error ? <small>{ui.say(reasonWords(row.error))}</small> : null}
          </>,
        ])}
      />
      <Next ui={ui} href={last && link(path, { state, after: last.id })} />
      {recipients.length === 0 ? null : <ExportLinks ui={ui} link={(file) => link(`${path}/${file}`, { state })} />}
    </>
  )
}
