import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { amountWords, lengthWords } from '../../../app/answers/term-lines.ts'
import type { Words } from '../../../conversation/words.ts'
import type { Confidence } from '../../../domain/dated.ts'
import type { Day } from '../../../domain/day.ts'
import { may } from '../../../domain/staff.ts'
import { type ProgrammeId, programmeIds, programmeKey, type TermsOn, termsOn } from '../../../policy/index.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { link, Table, Tag } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { type AskedDay, askedDay, DayForm } from './day-form.tsx'
import { rateWords } from './figures.ts'
import { programmeTable } from './programme-table.ts'
import { Unsure } from './sources.tsx'

/** The programmes as they stand on a chosen day. */
export function programmesRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.route('/', exportRoutes(deps, programmeTable))
  app.get('/', (c) => {
    const asked = askedDay(c, 'day')
    return show(c, <Programmes ui={c.get('ui')} asked={asked} />, asked.problem ? 422 : 200)
  })
  return app
}

function Programmes({ ui, asked }: { ui: Ui; asked: AskedDay }) {
  const { day, problem } = asked
  return (
    <Layout ui={ui} title={ui.t('programmes.title')} here="programmes">
      <h1>{ui.t('programmes.title')}</h1>
      <p class="lead">{ui.t('programmes.lead')}</p>
      <DayForm ui={ui} asked={asked} />
      {ui.staff && may(ui.staff.role, 'law.replay') ? (
        <p>
          <a href="/console/programmes/replay">{ui.t('programmes.replay.title')}</a>
        </p>
      ) : null}
      {problem ? null : (
        <>
          <Table
            columns={['name', 'state', 'amount', 'rate', 'term'].map((name) => ui.t(`programmes.columns.${name}`))}
            rows={programmeIds.map((id) => row(ui, id, day))}
          />
          <ExportLinks ui={ui} link={(file) => link(`/console/programmes/${file}`, { day })} />
        </>
      )}
    </Layout>
  )
}

function row(ui: Ui, id: ProgrammeId, day: Day): Child[] {
  const terms = termsOn(id, day)
  const name = <a href={link(`/console/programmes/${id}`, { day })}>{ui.say({ key: programmeKey(id, 'name') })}</a>
  return [
    name,
    <State ui={ui} open={terms !== undefined} />,
    ...(terms
      ? figures(ui, terms)
      : [ui.t('programmes.no_figure'), ui.t('programmes.no_figure'), ui.t('programmes.no_figure')]),
  ]
}

/** Whether a programme lends. */
export function State({ ui, open }: { ui: Ui; open: boolean }) {
  return <Tag tone={open ? 'good' : 'calm'}>{ui.t(open ? 'programmes.open' : 'programmes.closed')}</Tag>
}

function figures(ui: Ui, { limits, rates, terms }: TermsOn): Child[] {
  return [
    <Lines ui={ui} lines={limits.map((l) => ({ ...l, words: amountWords(l) }))} />,
    <Lines ui={ui} lines={rates.map((r) => ({ ...r, words: rateWords({ pct: r.pct }) }))} />,
    <Lines ui={ui} lines={terms.map((t) => ({ ...t, words: lengthWords(t) }))} />,
  ]
}

/** One line for each kind of borrower or use; its name stands before it where there are several. */
function Lines({ ui, lines }: { ui: Ui; lines: { name: string; words: Words; confidence: Confidence }[] }) {
  return (
    <span>
      {lines.map(({ name, words, confidence }) => (
        <span class="source">
          {lines.length === 1 ? null : <small>{ui.say({ key: `policy:lines.${name}` })}</small>}
          {ui.say(words)}
          {confidence === 'uncertain' ? <Unsure ui={ui} /> : null}
        </span>
      ))}
    </span>
  )
}
