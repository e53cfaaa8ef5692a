import type { Counted } from '../../../app/announcement-audience.ts'
import type { Reach } from '../../../ports/announcements.ts'
import { asset } from '../../asset.ts'
import { Facts } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { saying } from './say.ts'

/** What counts anew while the author chooses. */
export const countScript = asset({
  file: new URL('./count.js', import.meta.url),
  path: '/console/announcements/count.js',
  type: 'text/javascript; charset=utf-8',
})

/** How many would get it, as the form shows it: empty until somebody counts. */
export function AudienceCount({ ui, counted }: { ui: Ui; counted?: Counted | undefined }) {
  return (
    <div id="count" role="status">
      {counted?.ok ? <ReachFigures ui={ui} reach={counted.reach} /> : null}
      {counted && !counted.ok ? <p class="hint">{saying(ui)(`count.${counted.problem}`)}</p> : null}
    </div>
  )
}

/** Whom an audience reaches, and why the others are left out. */
export function ReachFigures({ ui, reach }: { ui: Ui; reach: Reach }) {
  const total = reach.reached + reach.followers
  const value = (count: number) => ui.t('value', { value: count })
  const left = (['noAccount', 'noConsent', 'blocked'] as const).map(
    (why) => [ui.t(`announcements.left_out.${why}`), value(reach[why])] as const,
  )
  const more = (['switchedOff', 'otherAccounts', 'putOff'] as const).map(
    (why) => [saying(ui)(`left_out.${why}`), value(reach[why])] as const,
  )
  return (
    <>
      <p class="big-figure">{ui.t('announcements.reached', { count: total, households: reach.households })}</p>
      {reach.followers > 0 ? <p>{ui.t('announcements.followers', { count: reach.followers })}</p> : null}
      <h3>{ui.t('announcements.left_out.title')}</h3>
      <Facts rows={[...left, ...more]} />
    </>
  )
}
