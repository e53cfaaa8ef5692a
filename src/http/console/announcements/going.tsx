import type { Child } from 'hono/jsx'
import type { Turn } from '../../../app/pause-announcement.ts'
import type { SendingProgress } from '../../../app/sending-progress.ts'
import { momentText, reasonWords, standingWords } from '../../../app/sending-words.ts'
import { type DeliveryState, deliveryStates } from '../../../domain/delivery.ts'
import type { Announcement } from '../../../ports/announcements.ts'
import { BarChart } from '../chart.tsx'
import { Facts, link, Table, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { saying } from './say.ts'
import { Trial, type TrialShown } from './trial.tsx'

interface GoingProps {
  ui: Ui
  announcement: Announcement
  going: SendingProgress
  /** How the first ones fare, where only some went first. */
  trial?: TrialShown
  /** The state whose recipients are listed below. */
  state?: DeliveryState
}

/** How a sending goes. Each part of it is drawn anew by `follow.js` when it has changed. */
export function Going({ ui, announcement, going, trial, state }: GoingProps) {
  const path = `/console/announcements/${announcement.id}`
  const follows = announcement.status === 'sending' ? link(`${path}/going`, { state }) : undefined
  return (
    <section
      id="going"
      data-status={[announcement.status, announcement.trial].filter(Boolean).join(' ')}
      data-follow={follows}
      data-page={follows && link(path, { state })}
    >
      <h2>{ui.t('announcements.results')}</h2>
      <Bar ui={ui} going={going} />
      <Standing ui={ui} announcement={announcement} going={going} />
      {trial ? <Trial ui={ui} announcement={announcement} trial={trial} /> : null}
      <div data-part="turns">
        <Turns ui={ui} announcement={announcement} doubtful={going.inDoubt} />
      </div>
      <Figures ui={ui} going={going} />
      <Reasons ui={ui} going={going} />
      <States ui={ui} path={path} going={going} state={state} />
    </section>
  )
}

function Bar({ ui, going }: { ui: Ui; going: SendingProgress }) {
  const { sent, total, toGo } = going
  const share = total === 0 ? 100 : Math.floor((100 * (total - toGo)) / total)
  return (
    <div data-part="bar">
      <p class="big-figure" id="going-figure">
        {ui.t('announcements.progress', { sent, total })}
      </p>
      <progress max="100" value={String(share)} aria-labelledby="going-figure">
        {ui.t('announcements.bar', { share })}
      </progress>
      <p class="hint">{ui.t('announcements.bar', { share })}</p>
    </div>
  )
}

/** Why it stands still, when it will end, what was put off, or how many it reached before it was cancelled. */
function Standing({ ui, announcement, going }: { ui: Ui; announcement: Announcement; going: SendingProgress }) {
  const { standing, end, sent } = going
  const { putOff } = going.progress
  const bad = standing?.why === 'paused_itself' || standing?.why === 'channel_closed'
  return (
    <div data-part="standing" role="status">
      {standing ? <p class={bad ? 'notice bad' : 'notice'}>{ui.say(standingWords(standing))}</p> : null}
      {end ? <p>{ui.t('announcements.expected_end', { at: momentText(end) })}</p> : null}
      {putOff && announcement.status !== 'cancelled' && standing?.why !== 'put_off' ? (
        <p>{ui.t('announcements.put_off', { count: putOff.count, at: momentText(putOff.from) })}</p>
      ) : null}
      {announcement.status === 'cancelled' ? <p>{ui.t('announcements.cancelled', { count: sent })}</p> : null}
    </div>
  )
}

/** What is possible at each state. */
function turnsOf({ status, trial }: Announcement, doubtful: number): Turn[] {
  if (status === 'sending') return trial === 'going' ? ['rest', 'pause', 'cancel'] : ['pause', 'cancel']
  if (status === 'paused') return ['resume', 'cancel']
  return status === 'done' && doubtful > 0 ? ['again'] : []
}

function Turns({ ui, announcement, doubtful }: { ui: Ui; announcement: Announcement; doubtful: number }): Child {
  return turnsOf(announcement, doubtful).map((turn) => (
    <form class="inline" method="post" action={`/console/announcements/${announcement.id}/turn`}>
      {turn === 'again' ? <p class="hint">{ui.t('announcements.again_hint', { count: doubtful })}</p> : null}
      <button class={turn === 'cancel' ? 'press bad' : 'press quiet'} type="submit" name="turn" value={turn}>
        {turn === 'rest' ? saying(ui)('trial.rest') : ui.t(`announcements.turns.${turn}`)}
      </button>
    </form>
  ))
}

function Figures({ ui, going: { sent, toGo, failed, inDoubt } }: { ui: Ui; going: SendingProgress }) {
  const figures = { sent, to_go: toGo, failed, in_doubt: inDoubt }
  const write = (value: number) => ui.t('value', { value })
  const named = Object.entries(figures).map(([name, count]) => [ui.t(`announcements.figures.${name}`), count] as const)
  const title = ui.t('announcements.results')
  const summary = named.map(([name, count]) => `${name}: ${write(count)}`).join('. ')
  return (
    <div data-part="figures">
      <BarChart
        {...{ id: 'sending', title, summary, write }}
        bars={named.map(([name, count]) => ({ name, values: [count] }))}
      />
      <Facts rows={named.map(([name, count]) => [name, write(count)])} />
    </div>
  )
}

function Reasons({ ui, going: { reasons } }: { ui: Ui; going: SendingProgress }) {
  return (
    <div data-part="reasons">
      {reasons.length === 0 ? null : (
        <Table
          columns={['reasons', 'recipients.state', 'people'].map((name) => ui.t(`announcements.${name}`))}
          numbers={[2]}
          rows={reasons.map(({ state, code, count }) => [
            ui.say(reasonWords(code)),
            ui.say({ key: `announcements:deliveries.${state}` }),
            ui.t('value', { value: count }),
          ])}
        />
      )}
    </div>
  )
}

/** The colour of what became of one message. */
export const deliveryTone: Record<DeliveryState, 'wait' | 'good' | 'bad' | 'calm'> = {
  ...{ pending: 'calm', sending: 'wait', sent: 'good', retry: 'wait' },
  ...{ uncertain: 'bad', failed: 'bad', blocked: 'bad', skipped: 'calm' },
}

interface StatesProps {
  ui: Ui
  path: string
  going: SendingProgress
  state: DeliveryState | undefined
}

function States({ ui, path, going, state: chosen }: StatesProps) {
  const { states } = going.progress
  return (
    <ul class="states" data-part="states">
      {deliveryStates
        .filter((state) => states[state] > 0)
        .map((state) => (
          <li>
            <a
              id={`of-${state}`}
              href={link(path, { state: state === chosen ? undefined : state })}
              aria-current={state === chosen ? 'true' : undefined}
            >
              <Tag tone={deliveryTone[state]}>
                {`${ui.say({ key: `announcements:deliveries.${state}` })}: ${ui.t('value', { value: states[state] })}`}
              </Tag>
            </a>
          </li>
        ))}
    </ul>
  )
}
