import { goesOnAt, type TrialReading, trialErrorsMost, trialOptOutsMost } from '../../../domain/announcement-trial.ts'
import type { Announcement } from '../../../ports/announcements.ts'
import { Facts } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { saying } from './say.ts'

/** How the first ones fare, as whoever follows the sending sees it. */
export interface TrialShown {
  reading: TrialReading
  /** How long the last of them is looked at. */
  minutes: number
}

/** The first ones of a sending: how they fare, when the others follow, or why they do not. */
export function Trial({ ui, announcement, trial }: { ui: Ui; announcement: Announcement; trial: TrialShown }) {
  const say = saying(ui)
  const { reading } = trial
  const tried = reading.sent + reading.errors
  const share = (count: number) => ({ pct: tried === 0 ? 0 : Math.round((1000 * count) / tried) / 10 })
  const count = (value: number) => ui.t('value', { value })
  return (
    <div data-part="trial">
      <h3>{say('trial.title', { size: reading.size })}</h3>
      {announcement.status === 'cancelled' ? null : <p role="status">{sentence(ui, announcement, trial)}</p>}
      <Facts
        rows={[
          [say('trial.sent'), count(reading.sent)],
          [say('trial.doubtful'), count(reading.doubtful)],
          [say('trial.waiting'), count(reading.waiting + reading.putOff)],
          [
            say('trial.errors'),
            say('trial.share', {
              ...{ count: reading.errors, share: share(reading.errors), most: { pct: trialErrorsMost * 100 } },
            }),
          ],
          [
            say('trial.opt_outs'),
            say('trial.share', {
              ...{ count: reading.optOuts, share: share(reading.optOuts), most: { pct: trialOptOutsMost * 100 } },
            }),
          ],
        ]}
      />
    </div>
  )
}

function sentence(ui: Ui, { trial: state, pauseReason }: Announcement, { reading, minutes }: TrialShown): string {
  const say = saying(ui)
  if (state === 'stopped') return say(`trial.stopped.${pauseReason ?? 'trial_errors'}`)
  if (state === 'passed') return say('trial.passed')
  if (reading.waiting > 0 || !reading.triedAt) return say('trial.going', { minutes })
  return say('trial.looking', { at: ui.moment(goesOnAt(reading.triedAt, minutes)) })
}
