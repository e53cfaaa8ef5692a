import { shareText } from '../../../app/loss-file.ts'
import { type LossState, lossStates } from '../../../domain/loss-report.ts'
import type { LossRow } from '../../../ports/losses.ts'
import { ExportLinks } from '../export.tsx'
import { Empty, link, Next, Select, Table, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import type { DisasterShown } from './disaster-shown.ts'
import { disasterSpeech, percent } from './words.ts'

/** Who reported, and how far each file is. */
export function LossList({ ui, shown, rows }: { ui: Ui; shown: DisasterShown; rows: LossRow[] }) {
  const say = disasterSpeech(ui)
  const { disaster, state, next } = shown
  const path = `/console/disaster/${disaster.id}`
  return (
    <section>
      <h2>{say('page.list')}</h2>
      <form method="get" action={path} class="filters">
        <Select
          {...{ name: 'state', label: say('page.filter'), empty: say('page.all') }}
          {...(state ? { value: state } : {})}
          options={lossStates.map((one) => [one, say(`states.${one}`)] as const)}
        />
        <button class="press quiet" type="submit">
          {say('page.show')}
        </button>
      </form>
      {rows.length === 0 ? (
        <Empty title={say('page.none')}>{say('page.none_text')}</Empty>
      ) : (
        <Table
          columns={['name', 'where', 'reported_at', 'told', 'seen', 'state'].map((name) => say(`columns.${name}`))}
          numbers={[3, 4]}
          rows={rows.map((row) => [
            <>
              <a href={`/console/disaster/report/${row.id}`}>{row.name}</a>
              {row.hurt ? <Tag tone="bad">{say('report.hurt')}</Tag> : null}
            </>,
            [row.hamlet, row.commune, row.group].filter(Boolean).join(' · '),
            ui.moment(row.reportedAt),
            ui.dong(row.told),
            row.seen ? `${ui.dong(row.seen.lossDong)} (${percent(shareText(row.seen))})` : '',
            <StateTag ui={ui} state={row.state} />,
          ])}
        />
      )}
      <Next ui={ui} href={next && link(path, { state, after: next })} />
      <ExportLinks ui={ui} link={(file) => link(`${path}/${file}`, { state })} />
    </section>
  )
}

/** Where a report stands. */
export function StateTag({ ui, state }: { ui: Ui; state: LossState }) {
  const tones = { received: 'wait', verified: 'wait', drafted: 'wait', sent: 'calm', decided: 'good' } as const
  return <Tag tone={tones[state]}>{disasterSpeech(ui)(`states.${state}`)}</Tag>
}
