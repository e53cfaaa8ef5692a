import { longestReason } from '../../../app/announcement-approval.ts'
import type { Checked } from '../../../app/announcement-checks.ts'
import type { Finding } from '../../../app/announcement-finding.ts'
import { isApproved } from '../../../app/send-announcement.ts'
import { type ApprovalRule, approvalProblem } from '../../../domain/announcement-approval.ts'
import type { Announcement } from '../../../ports/announcements.ts'
import type { Office } from '../../../ports/units.ts'
import { Field, Select } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { saying } from './say.ts'

/** What an announcement needs before it goes, and who looks at it. */
export interface Unsent {
  ui: Ui
  announcement: Announcement
  rule: ApprovalRule
  /** What a machine found, and whom it reaches. */
  checked: Checked
  office: Office | undefined
}

/** What is to be done next with an announcement that was not sent: hand it on, approve or return it, send it now or later. */
export function BeforeSending(unsent: Unsent) {
  const { ui, announcement, rule, checked } = unsent
  const count = countOf(checked)
  const say = saying(ui)
  const ready = rule === 'none' || isApproved(announcement)
  return (
    <section>
      <h2>{say('next.title')}</h2>
      <Decided {...unsent} />
      {count === 0 ? <p class="notice bad">{ui.t('announcements.reaches_nobody')}</p> : null}
      {announcement.status === 'scheduled' ? <Planned {...unsent} ready={ready} /> : null}
      {!ready && (announcement.status === 'draft' || announcement.status === 'returned') ? (
        <Submit {...unsent} />
      ) : null}
      {announcement.status === 'waiting' ? <Decide {...unsent} /> : null}
      {ready && count > 0 && announcement.status !== 'scheduled' ? <Send {...unsent} /> : null}
      <p>
        <a class="press quiet" href={`/console/announcements/${announcement.id}/edit`}>
          {ui.t('announcements.edit')}
        </a>{' '}
        <a class="press quiet" href={`/console/announcements/picture/${announcement.id}`}>
          {say(announcement.picture ? 'picture.change' : 'picture.add')}
        </a>
      </p>
      {announcement.status === 'draft' ? null : <p class="hint">{say('edit_hint')}</p>}
    </section>
  )
}

function countOf({ reach }: Checked): number {
  return reach.reached + reach.followers
}

/** Who decided, and what they want changed. */
function Decided({ ui, announcement }: Unsent) {
  const { decidedName, decidedBy, decidedAt, returnedWhy } = announcement
  if (decidedBy === undefined || decidedAt === undefined) return null
  const of = { who: decidedName ?? decidedBy, at: ui.moment(decidedAt) }
  return (
    <>
      <p>{saying(ui)(returnedWhy ? 'returned_by' : 'approved_by', of)}</p>
      {returnedWhy ? <blockquote>{returnedWhy}</blockquote> : null}
    </>
  )
}

function Submit({ ui, announcement, rule }: Unsent) {
  const say = saying(ui)
  return (
    <form method="post" action={`/console/announcements/${announcement.id}/submit`}>
      <p class="hint">{say(`submit_hint.${rule}`)}</p>
      <button class="press" type="submit">
        {say('submit')}
      </button>
    </form>
  )
}

/** The two answers of a second person. Who wrote of it, and who may not, read why they have none. */
function Decide({ ui, announcement, rule, checked: { findings } }: Unsent) {
  const say = saying(ui)
  const { id, role } = ui.staff ?? { id: '' }
  const problem = approvalProblem({ id, ...(role ? { role } : {}) }, { rule, writers: announcement.writers })
  if (problem) return <p class="notice">{say(`waits.${problem}`)}</p>
  const version = String(announcement.version)
  const action = `/console/announcements/${announcement.id}/decide`
  return (
    <>
      <p>{say('decide_hint')}</p>
      <form method="post" action={action}>
        <input type="hidden" name="version" value={version} />
        <Ticks ui={ui} findings={findings} />
        <button class="press" type="submit" name="decide" value="approve">
          {say('approve')}
        </button>
      </form>
      <form method="post" action={action}>
        <input type="hidden" name="version" value={version} />
        <Field
          {...{ ui, name: 'why', label: say('why'), rows: 3, maxlength: longestReason }}
          hint={say('why_hint', { max: longestReason })}
        />
        <button class="press quiet" type="submit" name="decide" value="return">
          {say('return')}
        </button>
      </form>
    </>
  )
}

/** Each warning is ticked by whoever approves: they have seen it. */
function Ticks({ ui, findings }: { ui: Ui; findings: readonly Finding[] }) {
  const warnings = findings.filter(({ level }) => level === 'warning')
  if (warnings.length === 0) return null
  return (
    <fieldset>
      <legend>{saying(ui)('checks.tick')}</legend>
      {warnings.map(({ id, words }) => (
        <label class="pick">
          <input type="checkbox" name="ticked" value={id} required />
          <span>{ui.say(words)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Send(unsent: Unsent) {
  const { ui, announcement, checked } = unsent
  const count = countOf(checked)
  return (
    <>
      <form method="post" action={`/console/announcements/${announcement.id}/send`}>
        <p class="hint">{ui.t('announcements.send_hint')}</p>
        <button class="press" type="submit">
          {ui.t('announcements.send', { count })}
        </button>
      </form>
      <Schedule {...unsent} />
    </>
  )
}

/** A day and an hour inside the hours of the office. */
function Schedule({ ui, announcement, office }: Unsent) {
  const say = saying(ui)
  const { quietUntil = 0, quietFrom = 24 } = office ?? {}
  const hours = Array.from({ length: Math.max(0, quietFrom - quietUntil) }, (_, i) => String(quietUntil + i))
  return (
    <details class="boxes">
      <summary>{say('schedule.title')}</summary>
      <form method="post" action={`/console/announcements/${announcement.id}/schedule`}>
        <Field {...{ ui, name: 'day', type: 'date', label: say('schedule.day') }} />
        <Select name="hour" label={say('schedule.hour')} options={hours.map((hour) => [hour, `${hour}:00`])} />
        <button class="press quiet" type="submit">
          {say('schedule.set')}
        </button>
      </form>
    </details>
  )
}

/** The time that was set; it is not kept where somebody has to agree by now and nobody has. */
function Planned({ ui, announcement: { id, sendAt }, ready }: Unsent & { ready: boolean }) {
  const say = saying(ui)
  return (
    <form method="post" action={`/console/announcements/${id}/unschedule`}>
      <p class="notice">
        {ready ? say('schedule.planned', { at: sendAt ? ui.moment(sendAt) : '' }) : say('schedule.not_approved')}
      </p>
      <button class="press quiet" type="submit">
        {say('schedule.cancel')}
      </button>
    </form>
  )
}
