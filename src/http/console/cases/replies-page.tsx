import { Hono } from 'hono'
import {
  type CannedKept,
  dropCannedReply,
  keepCannedReply,
  longestCanned,
  type TypedCanned,
} from '../../../app/keep-canned-reply.ts'
import { cannedFillers } from '../../../domain/canned-text.ts'
import type { CannedReply } from '../../../ports/canned-replies.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, Field, Problems, Table } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { repliesTable } from './replies-table.ts'

const path = '/console/replies'

/** The texts that an office sends often: a list, and one form that writes a new one or changes one. */
export function repliesRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', (c) => page(c, deps, {}))
  app.route(
    '/',
    exportRoutes(deps, (c) => repliesTable(deps, c)),
  )
  app.post('/', (c) => keep(c, deps, undefined))
  app.get('/:id', async (c) => {
    const found = await replyOf(c, deps, c.req.param('id'))
    return found ? page(c, deps, { typed: found }) : missing(c)
  })
  app.post('/:id', (c) => keep(c, deps, c.req.param('id')))
  app.post('/:id/drop', async (c) => {
    const dropped = await dropCannedReply(deps, { staff: c.get('staff'), id: c.req.param('id') })
    return dropped ? onTo(c, path, 'reply_dropped') : missing(c)
  })
  return app
}

async function keep(c: Ctx, deps: ConsoleDeps, id: string | undefined): Promise<Response> {
  const form = await typedForm(c)
  const typed = { ...(id === undefined ? {} : { id }), title: form.one('title'), text: form.one('text') }
  const kept = await keepCannedReply(deps, { staff: c.get('staff'), typed })
  if (kept.ok) return onTo(c, path, 'reply_kept')
  return kept.problem === 'not_found' ? missing(c) : page(c, deps, { typed, problem: kept.problem })
}

async function replyOf(c: Ctx, { store }: ConsoleDeps, id: string): Promise<CannedReply | undefined> {
  const { officeId } = c.get('staff')
  return officeId !== undefined && /^\d{1,18}$/.test(id) ? store.cannedReplies.find(officeId, id) : undefined
}

type Problem = Extract<CannedKept, { ok: false }>['problem']

interface Shown {
  /** What the form holds. With an id it changes that one. */
  typed?: TypedCanned
  problem?: Problem
}

async function page(c: Ctx, { store }: ConsoleDeps, shown: Shown): Promise<Response> {
  const { officeId } = c.get('staff')
  const replies = officeId === undefined ? [] : await store.cannedReplies.list(officeId)
  const done = doneOf(c, 'reply_kept', 'reply_dropped')
  return show(c, <Replies ui={c.get('ui')} replies={replies} {...shown} {...done} />, shown.problem ? 422 : 200)
}

function Replies({ ui, replies, typed, problem, done }: Shown & { ui: Ui; replies: CannedReply[]; done?: string }) {
  return (
    <Layout ui={ui} title={ui.t('replies.title')} here="cases" {...(done ? { done } : {})}>
      <p class="crumb">
        <a href="/console/cases">{ui.t('cases.title')}</a>
      </p>
      <h1>{ui.t('replies.title')}</h1>
      <p class="lead">{ui.t('replies.lead')}</p>
      <div class="columns">
        <div>{replies.length === 0 ? <None ui={ui} /> : <Kept ui={ui} replies={replies} />}</div>
        <Form ui={ui} {...(typed ? { typed } : {})} {...(problem ? { problem } : {})} />
      </div>
    </Layout>
  )
}

function None({ ui }: { ui: Ui }) {
  // The example shows the fillers as they are typed.
  const marks = { name: '{name}', day: '{day}', place: '{place}', officer: '{officer}', phone: '{phone}' }
  return <Empty title={ui.t('replies.none')}>{ui.t('replies.none_text', marks)}</Empty>
}

function Kept({ ui, replies }: { ui: Ui; replies: readonly CannedReply[] }) {
  return (
    <>
      <Table
        columns={['name', 'text', 'drop'].map((name) => ui.t(`replies.columns.${name}`))}
        rows={replies.map(({ id, title, text }) => [
          <a href={`${path}/${id}`}>{title}</a>,
          <span class="value">{text}</span>,
          <form class="inline" method="post" action={`${path}/${id}/drop`}>
            <button class="quiet" type="submit" aria-label={ui.t('replies.drop_this', { title })}>
              {ui.t('replies.drop')}
            </button>
          </form>,
        ])}
      />
      <ExportLinks ui={ui} link={(file) => `${path}/${file}`} />
    </>
  )
}

function Form({ ui, typed, problem }: Shown & { ui: Ui }) {
  const said =
    problem &&
    ui.t(
      `replies.problems.${problem}`,
      problem.startsWith('title') ? { max: longestCanned.title } : { max: longestCanned.text },
    )
  const wrong = (field: string) => (problem?.startsWith(field) ? said : undefined)
  const id = typed?.id
  return (
    <section>
      <h2>{ui.t(id === undefined ? 'replies.new' : 'replies.change')}</h2>
      <Problems ui={ui} problems={problem && said ? [[problem.startsWith('title') ? 'title' : 'text', said]] : []} />
      <form method="post" action={id === undefined ? path : `${path}/${id}`}>
        <Field
          ui={ui}
          name="title"
          label={ui.t('replies.name')}
          value={typed?.title}
          problem={wrong('title')}
          maxlength={longestCanned.title}
        />
        <Field
          {...{ ui, name: 'text', rows: 6, label: ui.t('replies.text'), value: typed?.text, problem: wrong('text') }}
          hint={ui.t('replies.text_hint')}
        />
        <dl>
          {cannedFillers.map((name) => (
            <div>
              <dt>{`{${name}}`}</dt>
              <dd>{ui.t(`replies.fillers.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <button class="press" type="submit">
          {ui.t('replies.keep')}
        </button>{' '}
        {id === undefined ? null : <a href={path}>{ui.t('replies.leave')}</a>}
      </form>
    </section>
  )
}
