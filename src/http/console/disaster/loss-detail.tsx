import { shareText } from '../../../app/loss-file.ts'
import { disasterWords } from '../../../app/loss-open.ts'
import { may } from '../../../domain/staff.ts'
import { measureFor } from '../../../policy/index.ts'
import type { LossMoved, LossPhoto, LossReport } from '../../../ports/losses.ts'
import { Layout } from '../layout.tsx'
import { Facts, Table } from '../parts.tsx'
import { formFiles } from '../pdf.ts'
import type { Ui } from '../ui.ts'
import { capital } from './disasters-page.tsx'
import { StateTag } from './loss-list.tsx'
import type { LossShown } from './loss-shown.ts'
import { LossSteps } from './loss-steps.tsx'
import { disasterSpeech, percent } from './words.ts'

/** The page of a report: what was told on one side, what is to be done on the other. */
export function LossDetail({ ui, ...shown }: LossShown & { ui: Ui }) {
  const say = disasterSpeech(ui)
  const { report, household, disaster, done } = shown
  const title = say('report.title', { name: household.headName })
  const mayVerify = ui.staff !== undefined && may(ui.staff.role, 'disasters.verify')
  return (
    <Layout ui={ui} title={title} here="disaster">
      <p class="crumb">
        <a href={`/console/disaster/${report.disasterId}`}>
          {disaster ? capital(ui.say(disasterWords(disaster))) : say('title')}
        </a>
      </p>
      {done ? (
        <p class="notice good" role="status">
          {say(`done.${done}`)}
        </p>
      ) : null}
      <h1>
        {title} <StateTag ui={ui} state={report.state} />
      </h1>
      {report.hurt ? <p class="notice bad">{say('report.hurt')}</p> : null}
      <div class="columns">
        <div>
          <About ui={ui} shown={shown} />
          <Items ui={ui} report={report} />
          <Photos ui={ui} report={report} photos={shown.photos} opens={mayVerify} />
        </div>
        <div>
          <Seen ui={ui} report={report} />
          {mayVerify ? <LossSteps ui={ui} shown={shown} /> : null}
          <History ui={ui} moves={shown.moves} names={shown.names} />
        </div>
      </div>
    </Layout>
  )
}

function About({ ui, shown: { report, household } }: { ui: Ui; shown: LossShown }) {
  const say = disasterSpeech(ui)
  const staff = ui.staff
  const opensPeople = staff !== undefined && may(staff.role, 'people.see')
  const name = opensPeople ? <a href={`/console/people/${household.id}`}>{household.headName}</a> : household.headName
  return (
    <section>
      <Facts
        rows={[
          [say('report.household'), name],
          [
            say('columns.where'),
            [household.hamlet, household.commune.name, household.group?.name].filter(Boolean).join(' · '),
          ],
          [say('report.happened'), ui.day(report.happenedOn)],
          [say('report.place'), report.place],
          [say('report.reported'), ui.moment(report.reportedAt)],
        ]}
      />
      {report.caseId ? (
        <p>
          <a href={`/console/cases/${report.caseId}`}>{say('report.case')}</a>
        </p>
      ) : null}
    </section>
  )
}

function Items({ ui, report: { items } }: { ui: Ui; report: LossReport }) {
  const say = disasterSpeech(ui)
  const sum = items.reduce((total, { amount }) => total + amount, 0)
  return (
    <section>
      <h2>{say('report.items')}</h2>
      <Table
        columns={['item', 'kind', 'quantity', 'amount'].map((name) => say(`report.${name}`))}
        numbers={[3]}
        rows={[
          ...items.map(({ item, kind, quantity, amount }) => [
            item,
            say(`loss_kinds.${kind}`),
            quantity,
            ui.dong(amount),
          ]),
          [<strong>{say('report.sum')}</strong>, '', '', <strong>{ui.dong(sum)}</strong>],
        ]}
      />
    </section>
  )
}

interface PhotosProps {
  ui: Ui
  report: LossReport
  photos: LossPhoto[]
  opens: boolean
}

function Photos({ ui, report, photos, opens }: PhotosProps) {
  const say = disasterSpeech(ui)
  return (
    <section>
      <h2>{say('report.photos')}</h2>
      {photos.length === 0 ? <p>{say('report.no_photos')}</p> : null}
      {opens && photos.length > 0 ? <p class="hint">{say('report.noted')}</p> : null}
      <ul class="plain">
        {photos.map(({ id, at }, i) => (
          <li>
            {opens ? (
              <a href={`/console/disaster/report/${report.id}/photo/${id}`} target="_blank" rel="noopener">
                {say('report.photo', { number: i + 1 })}
              </a>
            ) : (
              say('report.photo', { number: i + 1 })
            )}{' '}
            <small>{ui.moment(at)}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Seen({ ui, report }: { ui: Ui; report: LossReport }) {
  const say = disasterSpeech(ui)
  const { seen, outcome } = report
  const measure = seen && measureFor(seen, seen.on)
  const years = measure && 'maxYears' in measure.propose ? measure.propose.maxYears : 0
  return (
    <section>
      {seen ? <h2>{say('report.seen')}</h2> : null}
      <Facts
        rows={[
          [say('report.seen_on'), seen && ui.day(seen.on)],
          [say('report.loss'), seen && ui.dong(seen.lossDong)],
          [say('report.capital'), seen && ui.dong(seen.capitalDong)],
          [say('report.share'), seen && percent(shareText(seen))],
          [say('report.proposal'), measure && say(`report.measure.${measure.propose.measure}`, { years })],
          [say('report.outcome'), outcome && say(`outcomes.${outcome}`)],
        ]}
      />
      {measure ? <p class="hint">{say('report.basis', { source: measure.cite.text })}</p> : null}
      {measure?.confidence === 'uncertain' ? <p class="notice">{say('report.uncertain')}</p> : null}
      {ui.staff && may(ui.staff.role, 'disasters.verify') ? (
        <p>
          <a class="press quiet" href={`/console/disaster/report/${report.id}/${formFiles.loss_file}.pdf`}>
            {say('report.file')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

function History({ ui, moves, names }: { ui: Ui; moves: LossMoved[]; names: ReadonlyMap<string, string> }) {
  const say = disasterSpeech(ui)
  if (moves.length === 0) return null
  return (
    <section>
      <h2>{say('report.history')}</h2>
      <ul class="plain">
        {moves.map(({ state, by, note, at }) => (
          <li>
            <StateTag ui={ui} state={state} /> {names.get(by)} <small>{ui.moment(at)}</small>
            {note ? <p>{note}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
