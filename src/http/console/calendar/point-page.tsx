import { Hono } from 'hono'
import { undoMove } from '../../../app/move-session.ts'
import { seenPoint } from '../../../app/seen-point.ts'
import { type PlaceProblems, setCollectionDay, setPoint, type TypedPlace } from '../../../app/set-point.ts'
import { dayOf } from '../../../domain/day.ts'
import type { CalendarGroup, CalendarPoint } from '../../../ports/calendar.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Empty, Field, Problems, Table } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { type SessionRow, sessionRows } from './session-rows.ts'
import { Sessions } from './sessions.tsx'
import { calendarWords } from './words.ts'

/** The page of a transaction point: its place, its next sessions, and when the leaders of its groups collect. */
export function pointRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id', (c) => page(c, deps, {}))
  app.post('/:id', async (c) => {
    const form = await typedForm(c)
    const typed = { address: form.one('address'), opensAt: form.one('opensAt'), dayOfMonth: form.one('dayOfMonth') }
    const pointId = c.req.param('id')
    const set = await setPoint(deps, { staff: c.get('staff'), pointId, typed })
    if (set.ok) return onTo(c, `/console/calendar/${pointId}`, 'place')
    return set.problem === 'not_found' ? missing(c) : page(c, deps, { typed, problems: set.problems })
  })
  app.post('/:id/undo', async (c) => {
    const pointId = c.req.param('id')
    const month = (await typedForm(c)).one('month')
    const undone = await undoMove(deps, { staff: c.get('staff'), pointId, month })
    return undone ? onTo(c, `/console/calendar/${pointId}`, 'undone') : missing(c)
  })
  app.post('/:id/collection', async (c) => {
    const form = await typedForm(c)
    const pointId = c.req.param('id')
    const [groupId, typed] = [form.one('group'), form.one('day')]
    const set = await setCollectionDay(deps, { staff: c.get('staff'), pointId, groupId, typed })
    if (set === 'done') return onTo(c, `/console/calendar/${pointId}`, 'collection')
    return set === 'not_found' ? missing(c) : page(c, deps, { group: { id: groupId, day: typed } })
  })
  return app
}

/** What was typed and not taken. */
interface Tried {
  typed?: TypedPlace
  problems?: PlaceProblems
  group?: { id: string; day: string }
}

async function page(c: Ctx, { store, clock }: ConsoleDeps, tried: Tried): Promise<Response> {
  const point = await seenPoint(store, c.get('staff'), c.req.param('id') ?? '')
  if (!point) return missing(c)
  const { closed } = await store.applications.times(point.officeId)
  const sessions = sessionRows(point.sessions, { today: dayOf(clock.now()), closed })
  const groups = await store.calendar.groups(point.id)
  const { done } = doneOf(c, 'place', 'undone', 'collection', 'moved')
  const shown = { point, sessions, groups, ...(done ? { done } : {}) }
  return show(c, <Whole ui={c.get('ui')} shown={shown} tried={tried} />, Object.keys(tried).length > 0 ? 422 : 200)
}

interface Shown {
  point: CalendarPoint
  sessions: SessionRow[]
  groups: CalendarGroup[]
  done?: string
}

function Whole({ ui, shown, tried }: { ui: Ui; shown: Shown; tried: Tried }) {
  const say = calendarWords(ui)
  const { point, sessions, groups, done } = shown
  return (
    <Layout ui={ui} title={point.name} here="calendar">
      <p class="crumb">
        <a href="/console/calendar">{say('calendar:title')}</a>
      </p>
      {done ? (
        <p class="notice good" role="status">
          {say(`calendar:done.${done}`)}
        </p>
      ) : null}
      <h1>
        {point.name}
        <small>{point.commune}</small>
      </h1>
      <div class="columns">
        <div>
          <Sessions ui={ui} point={point} sessions={sessions} />
          <Groups ui={ui} point={point} groups={groups} tried={tried.group} />
        </div>
        <Place ui={ui} point={point} tried={tried} />
      </div>
    </Layout>
  )
}

function Place({ ui, point, tried: { typed, problems = {} } }: { ui: Ui; point: CalendarPoint; tried: Tried }) {
  const say = calendarWords(ui)
  const { address, opensAt, sessions } = point
  const values = typed ?? { address, opensAt, dayOfMonth: String(sessions.dayOfMonth) }
  const names = ['address', 'opensAt', 'dayOfMonth'] as const
  const problem = (name: (typeof names)[number]) =>
    problems[name] && say(`calendar:place.problems.${name}.${problems[name]}`)
  return (
    <section>
      <h2>{say('calendar:place.title')}</h2>
      <Problems
        ui={ui}
        problems={names.flatMap((name) => (problem(name) ? [[name, problem(name) ?? ''] as const] : []))}
      />
      <form method="post" action={`/console/calendar/${point.id}`} novalidate>
        {names.map((name) => (
          <Field
            {...{ ui, name, value: values[name], label: say(`calendar:place.${name}`), problem: problem(name) }}
            {...(name === 'address' ? {} : { hint: say(`calendar:place.${name}_hint`) })}
            {...(name === 'dayOfMonth' ? { inputmode: 'numeric' as const } : {})}
          />
        ))}
        <button class="press" type="submit">
          {say('calendar:place.keep')}
        </button>
      </form>
    </section>
  )
}

interface GroupsProps {
  ui: Ui
  point: CalendarPoint
  groups: CalendarGroup[]
  tried: Tried['group']
}

function Groups({ ui, point, groups, tried }: GroupsProps) {
  const say = calendarWords(ui)
  const wrong = tried && groups.find(({ id }) => String(id) === tried.id)
  const text = wrong && say('calendar:groups.problem', { group: wrong.name })
  return (
    <section>
      <h2>{say('calendar:groups.title')}</h2>
      <p>{say('calendar:groups.lead')}</p>
      <Problems ui={ui} problems={wrong && text ? [[`day-${wrong.id}`, text] as const] : []} />
      {groups.length === 0 ? (
        <Empty title={say('calendar:groups.none')} />
      ) : (
        <Table
          columns={['group', 'leader', 'day'].map((name) => say(`calendar:groups.columns.${name}`))}
          rows={groups.map((group) => [
            <a href={`/console/groups/${group.id}`}>{group.name}</a>,
            group.leaderName,
            <CollectionForm ui={ui} {...{ point, group }} typed={wrong?.id === group.id ? tried?.day : undefined} />,
          ])}
        />
      )}
    </section>
  )
}

interface CollectionProps {
  ui: Ui
  point: CalendarPoint
  group: CalendarGroup
  typed: string | undefined
}

function CollectionForm({ ui, point, group, typed }: CollectionProps) {
  const say = calendarWords(ui)
  return (
    <form class="inline" method="post" action={`/console/calendar/${point.id}/collection`}>
      <input type="hidden" name="group" value={String(group.id)} />
      <input
        {...{ id: `day-${group.id}`, name: 'day', inputmode: 'numeric', maxlength: 2, size: 3 }}
        value={typed ?? (group.collectionDay === undefined ? '' : String(group.collectionDay))}
        aria-label={say('calendar:groups.day_of', { group: group.name })}
        aria-invalid={typed === undefined ? undefined : 'true'}
      />
      <button class="quiet" type="submit" aria-label={say('calendar:groups.keep_of', { group: group.name })}>
        {say('calendar:groups.keep')}
      </button>
    </form>
  )
}
