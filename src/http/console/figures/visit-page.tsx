import { Hono } from 'hono'
import { type Noted, noteVisits, openVisitList, seenVisitList, type VisitList } from '../../../app/visit-list.ts'
import { type Day, dayOf } from '../../../domain/day.ts'
import { byHamlet, mostToVisit, outOfReachDays, type VisitOutcome, visitOutcomes } from '../../../domain/reach.ts'
import type { ReachPlace, ToVisit } from '../../../ports/reach.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Empty, Field, Problems, Table } from '../parts.tsx'
import { sendForm } from '../pdf.ts'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { placePath } from './reach-page.tsx'

type Problem = Extract<Noted, { ok: false }>['problem']

/** What was typed, and what was wrong with it. */
interface Tried {
  day: string
  said: ReadonlyMap<string, VisitOutcome>
  problem: Problem
}

/** The households of one place that are to be visited: to be printed, and to note what a visit came to. */
export function visitRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  for (const kind of ['group', 'direct'] as const) {
    const placeOf = (c: Ctx) => readPlace(kind, c.req.param('id') ?? '')
    app.get(`/${kind}/:id`, (c) => page(c, deps, { place: placeOf(c) }))
    app.get(`/${kind}/:id/list.pdf`, async (c) => {
      const place = placeOf(c)
      const form = place && (await openVisitList(deps, { staff: c.get('staff'), place }))
      return sendForm(c, deps, { form, subject: form?.code ?? '' })
    })
    app.post(`/${kind}/:id`, (c) => note(c, deps, placeOf(c)))
  }
  return app
}

function readPlace(kind: 'group' | 'direct', id: string): ReachPlace | undefined {
  if (!/^\d{1,9}$/.test(id)) return undefined
  return kind === 'group' ? { groupId: Number(id) } : { communeId: Number(id) }
}

async function note(c: Ctx, deps: ConsoleDeps, place: ReachPlace | undefined): Promise<Response> {
  if (!place) return missing(c)
  const form = await typedForm(c)
  const shown = form.all('household')
  const chosen = form.all('outcome')
  const said = new Map<string, VisitOutcome>()
  for (const [i, id] of shown.entries()) {
    const outcome = visitOutcomes.find((one) => one === chosen[i])
    if (outcome) said.set(id, outcome)
  }
  const day = form.one('day')
  const noted = await noteVisits(deps, { staff: c.get('staff'), place, typedDay: day, said })
  if (noted.ok) return onTo(c, placePath(place), 'saved')
  if (noted.problem === 'not_found') return missing(c)
  return page(c, deps, { place, tried: { day, said, problem: noted.problem } })
}

async function page(
  c: Ctx,
  { store }: ConsoleDeps,
  { place, tried }: { place: ReachPlace | undefined; tried?: Tried },
): Promise<Response> {
  const today = dayOf(c.get('ui').now)
  const list = place && (await seenVisitList(store, { staff: c.get('staff'), place }, today))
  if (!list) return missing(c)
  const saved = doneOf(c, 'saved').done !== undefined
  return show(c, <Page ui={c.get('ui')} {...{ list, saved, today, tried }} />, tried ? 422 : 200)
}

interface PageProps {
  ui: Ui
  list: VisitList
  saved: boolean
  today: Day
  tried: Tried | undefined
}

function Page({ ui, list, saved, today, tried }: PageProps) {
  const say = sayOf(ui)
  const { place, group, commune, households } = list
  const name = group?.name ?? `${say('direct')}, ${commune.name}`
  return (
    <Layout ui={ui} title={say('list.title', { place: name })} here="figures">
      <p class="crumb">
        <a href="/console/reach">{say('title')}</a>
      </p>
      {saved ? (
        <p class="notice good" role="status">
          {say('list.saved')}
        </p>
      ) : null}
      <h1>{say('list.title', { place: name })}</h1>
      {households.length === 0 ? (
        <Empty title={say('list.empty')}>{say('list.empty_text')}</Empty>
      ) : (
        <>
          <p>
            <a class="press" href={`${placePath(place)}/list.pdf`}>
              {say('list.print')}
            </a>{' '}
            {group ? (
              <a class="press quiet" href={`/console/posters/group/${group.id}/poster.pdf`}>
                {say('list.poster')}
              </a>
            ) : null}
          </p>
          <Outcomes ui={ui} {...{ households, today, tried }} />
        </>
      )}
    </Layout>
  )
}

function Outcomes({
  ui,
  households,
  today,
  tried,
}: Pick<PageProps, 'ui' | 'today' | 'tried'> & { households: ToVisit[] }) {
  const say = sayOf(ui)
  const wrong = tried ? say(`problems.${tried.problem}`, { days: outOfReachDays }) : undefined
  const [dayWrong, othersWrong] = tried?.problem === 'nobody' ? [undefined, wrong] : [wrong, undefined]
  return (
    <form method="post">
      {wrong ? (
        <Problems ui={ui} problems={[[othersWrong ? `outcome-${households[0]?.householdId}` : 'day', wrong]]} />
      ) : null}
      <p class="hint">{say('list.hint', { days: outOfReachDays })}</p>
      {households.length < mostToVisit ? null : <p class="notice">{say('list.cut', { most: mostToVisit })}</p>}
      <Field ui={ui} name="day" label={say('list.day')} type="date" value={tried?.day ?? today} problem={dayWrong} />
      {byHamlet(households).map(([hamlet, those]) => (
        <section>
          <h2>{hamlet || say('list.no_hamlet')}</h2>
          <Table
            columns={['name', 'why', 'last', 'outcome'].map((column) => say(`list_columns.${column}`))}
            rows={those.map((row) => [
              <a href={`/console/people/${row.householdId}`}>{row.headName}</a>,
              say(`why.${row.why}`),
              row.missed
                ? say('list.missed', { day: ui.day(row.missed.day), outcome: say(`outcomes.${row.missed.outcome}`) })
                : '',
              <Outcome ui={ui} row={row} chosen={tried?.said.get(row.householdId)} />,
            ])}
          />
        </section>
      ))}
      <button type="submit">{say('list.save')}</button>
    </form>
  )
}

function Outcome({ ui, row, chosen }: { ui: Ui; row: ToVisit; chosen: VisitOutcome | undefined }) {
  const say = sayOf(ui)
  return (
    <>
      <input type="hidden" name="household" value={row.householdId} />
      <select
        id={`outcome-${row.householdId}`}
        name="outcome"
        aria-label={`${say('list_columns.outcome')}: ${row.headName}`}
      >
        <option value="">{say('list.not_yet')}</option>
        {visitOutcomes.map((outcome) => (
          <option value={outcome} selected={outcome === chosen}>
            {say(`outcomes.${outcome}`)}
          </option>
        ))}
      </select>
    </>
  )
}

function sayOf(ui: Ui) {
  return (key: string, gaps: Record<string, string | number> = {}) => ui.say({ key: `reach:${key}`, with: gaps })
}
