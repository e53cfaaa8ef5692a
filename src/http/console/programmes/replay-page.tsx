import { Hono } from 'hono'
import { draftLawNews } from '../../../app/draft-law-news.ts'
import { changedName, changedValue } from '../../../app/law-news.ts'
import { type LawReplay, replayLaw } from '../../../app/replay-law.ts'
import { addDays, type Day, dayOf } from '../../../domain/day.ts'
import { may, scopeOf } from '../../../domain/staff.ts'
import { type Difference, type ProgrammeId, programmeKey } from '../../../policy/index.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { needs } from '../guard.ts'
import { Layout } from '../layout.tsx'
import { Empty, Field, link, Problems, Table } from '../parts.tsx'
import { doneOf, onTo, show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { type AskedDay, askedDay } from './day-form.tsx'
import { replayTable } from './replay-table.ts'

const path = '/console/programmes/replay'

/** What a change of the law means for the answers that were given: whom it concerns, and the draft of one message to them. */
export function replayRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.use('/replay/*', needs('law.replay'))
  app.get('/replay', (c) => page(c, deps))
  app.route(
    '/replay',
    exportRoutes(deps, (c) => {
      const { from, to, problems } = askedSpan(c)
      return problems.length > 0 ? undefined : replayTable(deps, c, { from: from.day, to: to.day })
    }),
  )
  app.post('/replay', async (c) => {
    const { from, to, problems } = askedSpan(c)
    if (problems.length > 0) return page(c, deps)
    const staff = c.get('staff')
    const author = { kind: 'staff', id: staff.id } as const
    const drafted = await draftLawNews(deps, { author, scope: scopeOf(staff), from: from.day, to: to.day })
    if (!drafted.ok) return page(c, deps, c.get('ui').t('programmes.replay.nobody'))
    const [id] = drafted.ids
    // Whoever may send goes on to the draft; whoever may not is told that it waits.
    if (may(staff.role, 'announcements.send') && drafted.ids.length === 1)
      return onTo(c, `/console/announcements/${id}`)
    return onTo(c, link(path, { from: from.day, to: to.day }), 'drafted')
  })
  return app
}

interface Span {
  from: AskedDay
  to: AskedDay
  /** What is wrong, by field. */
  problems: (readonly ['from' | 'to', string])[]
}

/** Yesterday and today where nothing is chosen: what changed this morning. */
function askedSpan(c: Ctx): Span {
  const ui = c.get('ui')
  const today = dayOf(ui.now)
  const to = askedDay(c, 'to', today)
  const from = askedDay(c, 'from', addDays(to.day, -1))
  const problems = (['from', 'to'] as const).flatMap((name) => {
    const problem = { from, to }[name].problem
    return problem ? [[name, problem] as const] : []
  })
  if (problems.length === 0 && from.day >= to.day) problems.push(['to', ui.t('programmes.replay.not_later')])
  return { from, to, problems }
}

async function page(c: Ctx, { store }: ConsoleDeps, refused?: string): Promise<Response> {
  const span = askedSpan(c)
  const scope = scopeOf(c.get('staff'))
  const chosen = c.req.query('from') !== undefined && span.problems.length === 0
  const found = chosen ? await replayLaw(store, { scope, from: span.from.day, to: span.to.day }) : undefined
  const shown = { ui: c.get('ui'), span, ...(found ? { found } : {}), ...(refused ? { refused } : {}) }
  return show(c, <Page {...shown} {...doneOf(c, 'drafted')} />, span.problems.length > 0 ? 422 : refused ? 409 : 200)
}

function Page({ ui, span, found, refused, done }: PageProps) {
  return (
    <Layout ui={ui} title={ui.t('programmes.replay.title')} here="programmes" {...(done ? { done } : {})}>
      <p class="crumb">
        <a href="/console/programmes">{ui.t('programmes.title')}</a>
      </p>
      <h1>{ui.t('programmes.replay.title')}</h1>
      <p class="lead">{ui.t('programmes.replay.lead')}</p>
      {refused ? (
        <p class="notice bad" role="alert">
          {refused}
        </p>
      ) : null}
      <Problems ui={ui} problems={span.problems} />
      <Days ui={ui} span={span} />
      {found ? <Found ui={ui} found={found} from={span.from.day} to={span.to.day} /> : null}
    </Layout>
  )
}

interface PageProps {
  ui: Ui
  span: Span
  found?: LawReplay
  refused?: string
  done?: string
}

function Days({ ui, span }: { ui: Ui; span: Span }) {
  return (
    <form class="filters day" method="get">
      {(['from', 'to'] as const).map((name) => (
        <Field
          {...{ ui, name, type: 'date', value: span[name].typed, label: ui.t(`programmes.days.${name}`) }}
          problem={span.problems.find(([field]) => field === name)?.[1]}
        />
      ))}
      <button class="press" type="submit">
        {ui.t('programmes.replay.compare')}
      </button>
    </form>
  )
}

function Found({ ui, found, from, to }: { ui: Ui; found: LawReplay; from: Day; to: Day }) {
  const { concerned, weighed, unread } = found
  return (
    <section>
      <p>{ui.t('programmes.replay.counted', { weighed, concerned: concerned.length })}</p>
      {unread > 0 ? <p class="notice">{ui.t('programmes.replay.unread', { unread })}</p> : null}
      {concerned.length === 0 ? (
        <Empty title={ui.t('programmes.replay.none')}>{ui.t('programmes.replay.none_text')}</Empty>
      ) : (
        <>
          <Concerned ui={ui} concerned={concerned} />
          <ExportLinks ui={ui} link={(file) => link(`${path}/${file}`, { from, to })} />
          <form method="post" action={link(path, { from, to })}>
            <p class="hint">{ui.t('programmes.replay.draft_hint')}</p>
            <button class="press" type="submit">
              {ui.t('programmes.replay.draft')}
            </button>
          </form>
        </>
      )}
    </section>
  )
}

/** Names are for those who work with households; an administrator sees the number of the request. */
function Concerned({ ui, concerned }: { ui: Ui; concerned: LawReplay['concerned'] }) {
  const seesPeople = ui.staff !== undefined && may(ui.staff.role, 'applications.see')
  const columns = ['code', ...(seesPeople ? ['household'] : []), 'programme', 'before', 'after']
  return (
    <Table
      columns={columns.map((name) => ui.t(`programmes.replay.columns.${name}`))}
      rows={concerned.map(({ id, code, name, programme, differences }) => [
        seesPeople ? <a href={`/console/applications/${id}`}>{code}</a> : code,
        ...(seesPeople ? [name] : []),
        ui.say({ key: programmeKey(programme as ProgrammeId, 'name') }),
        <Side ui={ui} differences={differences} side="before" />,
        <Side ui={ui} differences={differences} side="after" />,
      ])}
    />
  )
}

function Side({ ui, differences, side }: { ui: Ui; differences: Difference[]; side: 'before' | 'after' }) {
  return (
    <span>
      {differences.map((difference) => (
        <span class="source">
          <small>{ui.say(changedName(difference.of))}</small>
          {ui.t('value', { value: changedValue(difference.of, difference[side]) })}
        </span>
      ))}
    </span>
  )
}
