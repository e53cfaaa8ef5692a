import { Hono } from 'hono'
import {
  type CheckRecord,
  channelChecks,
  checkResults,
  longestNote,
  recordCheck,
  type Typed,
  type ZaloCheck,
  zaloChecks,
} from '../../../app/channel-checks.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Field, Problems, Tag } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'

/** What has to be tried once on the bank's own Official Account, with what was found out. */
export function zaloChecksRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/zalo/checks', (c) => page(c, deps))
  app.post('/zalo/checks/:check', async (c) => {
    const form = await typedForm(c)
    const check = c.req.param('check')
    const typed = { check, result: form.one('result'), note: form.one('note') }
    const done = await recordCheck(deps, { staff: c.get('staff'), ...typed })
    if (done.ok) return onTo(c, '/console/channels/zalo/checks', `checked#${check}`)
    return done.problem === 'not_found' ? missing(c) : page(c, deps, { ...typed, problem: done.problem })
  })
  return app
}

interface Tried extends Typed {
  problem: string
}

async function page(c: Ctx, { store }: ConsoleDeps, tried?: Tried): Promise<Response> {
  const ui = c.get('ui')
  const all = await channelChecks(store)
  const problem = tried && ui.t(`channel.checks.problems.${tried.problem}`, { max: longestNote })
  return show(
    c,
    <Layout ui={ui} title={ui.t('channel.checks.title')} here="channels" {...doneOf(c, 'checked')}>
      <p class="crumb">
        <a href="/console/channels">{ui.t('channel.title')}</a>
      </p>
      <h1>{ui.t('channel.checks.title')}</h1>
      <p class="lead">{ui.t('channel.checks.lead')}</p>
      <p>{ui.t('channel.checks.no_secrets')}</p>
      <Problems ui={ui} problems={tried && problem ? [[fieldOf(tried), problem]] : []} />
      <ol class="checks">
        {zaloChecks.map((id) => (
          <Check
            ui={ui}
            id={id}
            records={all[id]}
            {...(tried?.check === id && problem ? { tried: { ...tried, problem } } : {})}
          />
        ))}
      </ol>
    </Layout>,
    tried ? 422 : 200,
  )
}

function fieldOf({ check, problem }: Tried): string {
  return problem === 'no_result' ? `${check}-as_assumed` : `${check}-note`
}

interface CheckProps {
  ui: Ui
  id: ZaloCheck
  records: CheckRecord[]
  /** What was typed and not taken. */
  tried?: Tried
}

function Check({ ui, id, records, tried }: CheckProps) {
  const [last, ...earlier] = records
  return (
    <li id={id}>
      <h2>
        {ui.say({ key: `channel-checks:${id}.title` })} <Standing ui={ui} last={last} />
      </h2>
      <p>{ui.say({ key: `channel-checks:${id}.how` })}</p>
      <p class="hint">{ui.t('channel.checks.assumed', { assumed: ui.say({ key: `channel-checks:${id}.assumed` }) })}</p>
      {last ? <Found ui={ui} record={last} /> : null}
      {earlier.length > 0 ? (
        <details>
          <summary>{ui.t('channel.checks.earlier', { count: earlier.length })}</summary>
          {earlier.map((record) => (
            <Found ui={ui} record={record} />
          ))}
        </details>
      ) : null}
      <details open={tried !== undefined}>
        <summary>{ui.t(last ? 'channel.checks.record_again' : 'channel.checks.record')}</summary>
        <Form ui={ui} id={id} {...(tried ? { tried } : {})} />
      </details>
    </li>
  )
}

function Standing({ ui, last }: { ui: Ui; last: CheckRecord | undefined }) {
  if (!last) return <Tag tone="wait">{ui.t('channel.checks.open')}</Tag>
  return <Tag tone={last.result === 'otherwise' ? 'bad' : 'good'}>{ui.t(`channel.checks.results.${last.result}`)}</Tag>
}

function Found({ ui, record: { result, note, byName, at } }: { ui: Ui; record: CheckRecord }) {
  return (
    <blockquote class="found">
      <span class="said">{note}</span>
      <small>{[ui.t(`channel.checks.results.${result}`), byName, ui.moment(at)].join(' · ')}</small>
    </blockquote>
  )
}

function Form({ ui, id, tried }: { ui: Ui; id: ZaloCheck; tried?: Tried }) {
  const atNote = tried && tried.result !== ''
  return (
    <form method="post" action={`/console/channels/zalo/checks/${id}`}>
      <fieldset class="field">
        <legend>{ui.t('channel.checks.result')}</legend>
        {checkResults.map((result) => (
          <label class="pick">
            <input
              type="radio"
              id={`${id}-${result}`}
              name="result"
              value={result}
              checked={tried?.result === result}
            />
            <span>{ui.t(`channel.checks.results.${result}`)}</span>
          </label>
        ))}
      </fieldset>
      <NoteField ui={ui} id={id} value={tried?.note} problem={atNote ? tried.problem : undefined} />
      <button class="press" type="submit">
        {ui.t('channel.checks.keep')}
      </button>
    </form>
  )
}

function NoteField({
  ui,
  id,
  ...typed
}: {
  ui: Ui
  id: ZaloCheck
  value: string | undefined
  problem: string | undefined
}) {
  return (
    <Field
      {...{ ui, ...typed, name: 'note', id: `${id}-note`, rows: 3, maxlength: longestNote }}
      label={ui.t('channel.checks.note')}
      hint={ui.t('channel.checks.note_hint')}
    />
  )
}
