import { arms } from '../../../domain/stable-arm.ts'
import { verdictOf, wilson } from '../../../domain/wilson.ts'
import type { AnnouncementComparison, ArmResults } from '../../../ports/announcements.ts'
import { Table } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { saying } from './say.ts'

/** How two texts fared against each other: shares of those who got each, with the interval in which they lie 95 times in 100. */
export function Comparison({ ui, results }: { ui: Ui; results: AnnouncementComparison }) {
  const say = saying(ui)
  const figures = ['replied', 'optedOut'] as const
  return (
    <section>
      <h3>{say('compare.title')}</h3>
      <Table
        columns={['text', 'sent', ...figures].map((name) => say(`compare.columns.${name}`))}
        numbers={[1]}
        rows={arms.map((arm) => [
          say(`compare.${arm}`),
          ui.t('value', { value: results[arm].sent }),
          ...figures.map((figure) => shareText(ui, results[arm], figure)),
        ])}
      />
      <ul>
        {figures.map((figure) => (
          <li>{`${say(`compare.columns.${figure}`)}: ${say(`compare.verdicts.${verdict(results, figure)}`)}`}</li>
        ))}
      </ul>
    </section>
  )
}

type Figure = 'replied' | 'optedOut'

function verdict({ a, b }: AnnouncementComparison, figure: Figure): string {
  return verdictOf({ count: a[figure], of: a.sent }, { count: b[figure], of: b.sent })
}

function shareText(ui: Ui, results: ArmResults, figure: Figure): string {
  const share = wilson(results[figure], results.sent)
  const count = { count: results[figure] }
  if (!share) return saying(ui)('compare.no_share', count)
  const pct = (part: number) => ({ pct: Math.round(part * 1000) / 10 })
  return saying(ui)('compare.share', { ...count, share: pct(share.share), low: pct(share.low), high: pct(share.high) })
}
