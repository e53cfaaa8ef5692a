import { dayOf } from '../../../domain/day.ts'
import { fewestCases, verdictOf, wilson } from '../../../domain/wilson.ts'
import type { Comparison, Wording } from '../../../domain/wording.ts'
import type { ArmResult } from '../../../ports/comparisons.ts'
import { Table, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { calendarWords } from './words.ts'

interface ResultProps {
  ui: Ui
  comparison: Comparison
  results: ArmResult[]
  mayStop: boolean
}

/** What a comparison came to so far: counts and shares with their intervals, and in plain words what may be said of them. */
export function TrialResult({ ui, comparison, results, mayStop }: ResultProps) {
  const say = calendarWords(ui)
  const { id, kind, startedAt, stoppedAt } = comparison
  return (
    <section>
      <h2>
        {say(`calendar:kinds.${kind}`)}{' '}
        <Tag tone={stoppedAt ? 'calm' : 'good'}>{say(`calendar:trials.${stoppedAt ? 'stopped' : 'running'}`)}</Tag>
      </h2>
      <p>
        {stoppedAt
          ? say('calendar:trials.from_to', { from: ui.day(dayOf(startedAt)), to: ui.day(dayOf(stoppedAt)) })
          : say('calendar:trials.from', { from: ui.day(dayOf(startedAt)) })}
      </p>
      <Table
        columns={['text', 'reminded', 'answered', 'known', 'paid'].map((name) =>
          say(`calendar:trials.columns.${name}`),
        )}
        numbers={[1, 3]}
        rows={results.map(({ arm, reminded, answered, known, paid }) => [
          <>
            <strong>{say(`calendar:trials.arm.${arm}`)}</strong>
            <small>{wordingText(ui, comparison.wordings[arm])}</small>
          </>,
          String(reminded),
          shareText(ui, answered, reminded),
          String(known),
          shareText(ui, paid, known),
        ])}
      />
      <ul>
        {(['paid', 'answered'] as const).map((name) => (
          <li>{verdictText(ui, name, results)}</li>
        ))}
      </ul>
      <p class="hint">{say('calendar:trials.patience')}</p>
      {mayStop && !stoppedAt ? (
        <form method="post" action={`/console/calendar/trials/${id}/stop`}>
          <button class="press quiet" type="submit">
            {say('calendar:trials.stop')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

function wordingText(ui: Ui, { by, appeal, sentence }: Wording): string {
  const say = calendarWords(ui)
  const added = sentence ?? (appeal === 'none' ? '' : say(`calendar:appeals.${appeal}`))
  return [say(`calendar:signing.signers.${by}`), added].filter(Boolean).join(' · ')
}

/** "62% (55–69%)", and of how many. */
function shareText(ui: Ui, count: number, of: number): string {
  const say = calendarWords(ui)
  const found = wilson(count, of)
  if (!found) return say('calendar:trials.nobody')
  return say('calendar:trials.share', {
    count,
    share: percent(found.share),
    low: percent(found.low),
    high: percent(found.high),
  })
}

function percent(share: number): string {
  return String(Math.round(share * 100))
}

/** In plain words. A difference that chance would do is called none. */
function verdictText(ui: Ui, name: 'paid' | 'answered', [a, b]: ArmResult[]): string {
  const say = calendarWords(ui)
  if (!a || !b) return ''
  const of = (result: ArmResult) => ({ count: result[name], of: name === 'paid' ? result.known : result.reminded })
  const verdict = verdictOf(of(a), of(b))
  return say(`calendar:verdict.${verdict}`, { about: say(`calendar:trials.about.${name}`), fewest: fewestCases })
}
