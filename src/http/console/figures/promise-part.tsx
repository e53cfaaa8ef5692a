import type { PromiseFigures } from '../../../ports/promises.ts'
import { BarChart } from '../chart.tsx'
import { Empty, Table } from '../parts.tsx'
import type { Ui } from '../ui.ts'

const outcomes = ['kept', 'broken', 'open'] as const

/** What households promised below reminders, month by month, and whether it came so. */
export function PromisePart({ ui, promises }: { ui: Ui; promises: readonly PromiseFigures[] }) {
  const say = (key: string, gaps = {}) => ui.say({ key: `lending:promises.${key}`, with: gaps })
  const count = (value: number) => ui.t('value', { value })
  const parts = outcomes.map((outcome) => say(`columns.${outcome}`))
  const bars = promises.map((row) => ({ name: row.month, values: outcomes.map((outcome) => row[outcome]) }))
  return (
    <section>
      <h2>{say('title')}</h2>
      <p class="hint">{say('hint')}</p>
      {promises.length === 0 ? (
        <Empty title={say('none')} />
      ) : (
        <div class="columns figures">
          <BarChart
            {...{ id: 'promises', title: say('title'), bars, parts, write: count }}
            summary={say('summary', { months: bars.length })}
          />
          <Table
            columns={['month', 'made', ...outcomes].map((name) => say(`columns.${name}`))}
            numbers={[1, 2, 3, 4]}
            rows={promises.map((row) => [
              row.month,
              ...[row.made, row.kept, row.broken, row.open].map((value) => count(value)),
            ])}
          />
        </div>
      )}
    </section>
  )
}
