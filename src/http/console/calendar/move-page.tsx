import { Hono } from 'hono'
import {
  longestReason,
  type MovePreview,
  type MoveProblems,
  type Moving,
  moveSession,
  previewMove,
} from '../../../app/move-session.ts'
import { seenPoint } from '../../../app/seen-point.ts'
import { furthestMove, moveReasons, readMonth } from '../../../domain/session-move.ts'
import { type Session, sessionIn } from '../../../domain/transaction-day.ts'
import type { CalendarPoint } from '../../../ports/calendar.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Facts, Field, Problems, Select } from '../parts.tsx'
import { missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { calendarWords, monthText, weekday } from './words.ts'

/** Moves the session of one month: first what it would come to, then, once that was read, it is done and everybody is told. */
export function moveRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id/move', (c) => {
    const { month = '', day = '', reason = '' } = c.req.query()
    return form(c, deps, { typed: { month, day, reason, words: '' } })
  })
  app.post('/:id/move', async (c) => {
    const sent = await typedForm(c)
    const typed = {
      month: sent.one('month'),
      day: sent.one('day'),
      reason: sent.one('reason'),
      words: sent.one('words'),
    }
    const moving: Moving = { staff: c.get('staff'), pointId: c.req.param('id'), ...typed }
    const confirmed = sent.one('confirm') === 'yes'
    const done = confirmed ? await moveSession(deps, moving) : await previewMove(deps, moving)
    if (!done.ok) return done.problem === 'not_found' ? missing(c) : form(c, deps, { typed, problems: done.problems })
    if ('told' in done.done) return onTo(c, `/console/calendar/${moving.pointId}`, 'moved')
    return show(c, <Preview ui={c.get('ui')} preview={done.done} typed={typed} />)
  })
  return app
}

type Typed = Pick<Moving, 'month' | 'day' | 'reason' | 'words'>

interface Tried {
  typed: Typed
  problems?: MoveProblems
}

async function form(c: Ctx, { store }: ConsoleDeps, tried: Tried): Promise<Response> {
  const month = readMonth(tried.typed.month)
  const point = month ? await seenPoint(store, c.get('staff'), c.req.param('id') ?? '') : undefined
  if (!month || !point) return missing(c)
  const session = sessionIn(point.sessions, month)
  return show(c, <Form ui={c.get('ui')} {...{ point, session, tried }} />, tried.problems ? 422 : 200)
}

/** Reasons to choose from: the fixed day changes on the page of the point, and moves sessions by itself. */
const reasons = [...moveReasons.filter((reason) => reason !== 'fixed_day'), 'other'] as const

function Form({ ui, point, session, tried }: { ui: Ui; point: CalendarPoint; session: Session; tried: Tried }) {
  const say = calendarWords(ui)
  const { typed, problems = {} } = tried
  const said = problemTexts(ui, problems)
  return (
    <Around ui={ui} point={point} title={say('calendar:move.title', { month: monthText(session.month) })}>
      <p class="lead">{say('calendar:move.lead', { day: weekday(ui, session.day), point: point.name })}</p>
      <Problems ui={ui} problems={Object.entries(said)} />
      <form method="post" action={`/console/calendar/${point.id}/move`} novalidate>
        <input type="hidden" name="month" value={session.month} />
        <Field
          {...{ ui, name: 'day', type: 'date', value: typed.day, label: say('calendar:move.day'), problem: said.day }}
          hint={say('calendar:move.day_hint', { days: furthestMove })}
        />
        <Select
          {...{ name: 'reason', value: typed.reason, label: say('calendar:move.reason') }}
          empty={say('calendar:move.choose')}
          options={reasons.map((id) => [id, say(`calendar:move.reasons.${id}`)] as const)}
        />
        <Field
          {...{ ui, name: 'words', value: typed.words, label: say('calendar:move.words'), problem: said.words }}
          {...{ maxlength: longestReason, hint: say('calendar:move.words_hint', { max: longestReason }) }}
        />
        <button class="press" type="submit">
          {say('calendar:move.preview')}
        </button>
      </form>
    </Around>
  )
}

function Preview({ ui, preview, typed }: { ui: Ui; preview: MovePreview; typed: Typed }) {
  const say = calendarWords(ui)
  const { point, from, to, concerned, message, waiting, meeting } = preview
  const counts = ['due', 'others', 'appointments', 'leaders', 'unreached'] as const
  return (
    <Around ui={ui} point={point} title={say('calendar:preview.title', { month: monthText(typed.month) })}>
      <p class="lead">{say('calendar:preview.lead', { from: weekday(ui, from), to: weekday(ui, to) })}</p>
      {meeting.length > 0 ? (
        <p class="notice">{say('calendar:preview.meeting', { points: { list: meeting } })}</p>
      ) : null}
      <Facts
        rows={[
          ...counts.map((name) => [say(`calendar:preview.${name}`), String(concerned[name])] as const),
          [say('calendar:preview.waiting'), String(waiting)] as const,
        ]}
      />
      <h2>{say('calendar:preview.message')}</h2>
      <blockquote class="found" lang="vi">
        {message.parts.map(({ words }) => (
          <p>{ui.sayIn(words, 'vi')}</p>
        ))}
      </blockquote>
      <p class="hint">{say('calendar:preview.hint')}</p>
      <form method="post" action={`/console/calendar/${point.id}/move`}>
        {Object.entries({ ...typed, day: to, confirm: 'yes' }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button class="press" type="submit">
          {say('calendar:preview.confirm')}
        </button>
      </form>
    </Around>
  )
}

interface AroundProps {
  ui: Ui
  point: CalendarPoint
  title: string
  children: Parameters<typeof Layout>[0]['children']
}

function Around({ ui, point, title, children }: AroundProps) {
  return (
    <Layout ui={ui} title={title} here="calendar">
      <p class="crumb">
        <a href={`/console/calendar/${point.id}`}>{point.name}</a>
      </p>
      <div class="narrow">
        <h1>{title}</h1>
        {children}
      </div>
    </Layout>
  )
}

function problemTexts(ui: Ui, { day, reason, words }: MoveProblems): Record<string, string> {
  const say = calendarWords(ui)
  return {
    ...(day ? { day: say(`calendar:move.problems.${day}`, { days: furthestMove }) } : {}),
    ...(reason ? { reason: say('calendar:move.problems.reason') } : {}),
    ...(words ? { words: say(`calendar:unfit.${words}`, { max: longestReason }) } : {}),
  }
}
