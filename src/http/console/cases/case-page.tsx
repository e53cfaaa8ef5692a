import { Hono } from 'hono'
import { answerCase, longestAnswer, seenCase } from '../../../app/answer-case.ts'
import { closeCase } from '../../../app/close-case.ts'
import { type ReadTalk, readTalk } from '../../../app/read-talk.ts'
import type { Talk as Talking } from '../../../conversation/talk.ts'
import { isOverdue } from '../../../domain/case.ts'
import { may } from '../../../domain/staff.ts'
import type { Account } from '../../../ports/accounts.ts'
import type { Case, CaseLine } from '../../../ports/cases.ts'
import type { Household } from '../../../ports/households.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Facts, Field, Tag } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { PersonTalk, talkLines, talkRoutes } from './person-talk.tsx'

/** One case: what was said, a field for the answer, and a button for the end. */
export function caseRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id', (c) => page(c, deps, { id: c.req.param('id') }))
  app.post('/:id/answer', async (c) => {
    const id = c.req.param('id')
    const text = (await typedForm(c)).one('text')
    const done = await answerCase(deps, { staff: c.get('staff'), caseId: id, text })
    if (done.ok) return onTo(c, `/console/cases/${id}`, 'answered')
    return done.problem === 'not_found' ? missing(c) : page(c, deps, { id, text, problem: done.problem })
  })
  app.post('/:id/close', async (c) => {
    const id = c.req.param('id')
    const done = await closeCase(deps, { staff: c.get('staff'), caseId: id })
    return done.ok || done.problem === 'closed' ? onTo(c, `/console/cases/${id}`, 'closed') : missing(c)
  })
  app.route('/', talkRoutes(deps))
  return app
}

interface Shown {
  id: string
  /** The answer as it was typed, where it was not taken. */
  text?: string
  problem?: string
}

async function page(c: Ctx, deps: ConsoleDeps, { id, ...typed }: Shown): Promise<Response> {
  const { store } = deps
  const found = await store.transaction((tx) => seenCase(tx, c.get('staff'), id))
  if (!found) return missing(c)
  const household = found.householdId ? await store.households.find(found.householdId) : undefined
  const account = found.accountId ? await store.accounts.find(found.accountId) : undefined
  const lines = await store.cases.lines(id)
  const quiet = account && quietUntil(await store.talks.load(account.id), { caseId: id, now: c.get('ui').now })
  const talk = await readTalk(deps, { staff: c.get('staff'), caseId: id, limit: talkLines.beside })
  const shown = {
    ui: c.get('ui'),
    found,
    lines,
    ...(quiet ? { quiet } : {}),
    ...(household ? { household } : {}),
    ...(account ? { account } : {}),
    ...(talk ? { talk } : {}),
  }
  return show(c, <Detail {...shown} {...typed} {...doneOf(c, 'answered', 'closed')} />, typed.problem ? 422 : 200)
}

/** Until when a colleague's own messages keep Loa quiet in the talk of this case. */
function quietUntil({ quiet, caseId }: Talking, at: { caseId: string; now: Date }): Date | undefined {
  const until = quiet && caseId === at.caseId ? new Date(quiet.until) : undefined
  return until && until > at.now ? until : undefined
}

interface DetailProps {
  ui: Ui
  found: Case
  lines: CaseLine[]
  /** Loa says nothing in this talk until then. */
  quiet?: Date
  household?: Household
  account?: Account
  /** What was said with the person beside this case. */
  talk?: ReadTalk
  text?: string
  problem?: string
  done?: string
}

function Detail({ ui, found, lines, quiet, household, account, talk, text, problem, done }: DetailProps) {
  return (
    <Layout ui={ui} title={found.code} here="cases" {...(done ? { done } : {})}>
      <p class="crumb">
        <a href="/console/cases">{ui.t('cases.title')}</a>
      </p>
      <h1>
        {ui.say({ key: `cases:kinds.${found.kind}` })}
        <small>{found.code}</small>
      </h1>
      <p class="standing">
        <Tag tone={found.state === 'open' ? 'wait' : 'calm'}>{ui.say({ key: `cases:states.${found.state}` })}</Tag>
        {isOverdue(found, ui.now) ? (
          <Tag tone="bad">{ui.t('cases.overdue', { when: ui.moment(found.dueAt) })}</Tag>
        ) : null}
      </p>
      <div class="columns">
        <div>
          <Talk ui={ui} lines={lines} />
          {quiet ? <p class="notice">{ui.t('cases.quiet', { until: ui.moment(quiet) })}</p> : null}
          <Answer
            {...{
              ui,
              found,
              reachable: account?.status === 'active',
              ...(text ? { text } : {}),
              ...(problem ? { problem } : {}),
            }}
          />
        </div>
        <div>
          <About {...{ ui, found, ...(household ? { household } : {}), ...(account ? { account } : {}) }} />
          {talk ? <PersonTalk ui={ui} caseId={found.id} talk={talk} /> : null}
        </div>
      </div>
    </Layout>
  )
}

function Talk({ ui, lines }: { ui: Ui; lines: CaseLine[] }) {
  return (
    <ol class="talk">
      {lines.map((line) => (
        <li class={line.by}>
          <span class="said">{line.text}</span>
          <small>{[line.staffName ?? ui.t(`cases.by.${line.by}`), ui.moment(line.at)].join(' · ')}</small>
        </li>
      ))}
    </ol>
  )
}

function Answer({
  ui,
  found,
  reachable,
  text,
  problem,
}: {
  ui: Ui
  found: Case
  reachable: boolean
  text?: string
  problem?: string
}) {
  if (found.state === 'closed')
    return <Closed {...{ ui, ...(text ? { text } : {}), ...(problem ? { problem } : {}) }} />
  return (
    <section>
      {reachable ? null : <p class="notice bad">{ui.t('cases.unreachable')}</p>}
      <form method="post" action={`/console/cases/${found.id}/answer`}>
        <Field
          {...{ ui, name: 'text', rows: 5, value: text, label: ui.t('cases.answer'), hint: ui.t('cases.answer_hint') }}
          problem={problem ? ui.t(`cases.problems.${problem}`, { max: longestAnswer }) : undefined}
        />
        <button class="press" type="submit">
          {ui.t('cases.send')}
        </button>
      </form>
      <form method="post" action={`/console/cases/${found.id}/close`}>
        <p class="hint">{ui.t('cases.close_hint')}</p>
        <button class="press quiet" type="submit">
          {ui.t('cases.close')}
        </button>
      </form>
    </section>
  )
}

/** Who wrote while somebody else closed it does not lose the words. */
function Closed({ ui, text, problem }: { ui: Ui; text?: string; problem?: string }) {
  if (!problem) return <p>{ui.t('cases.is_closed')}</p>
  return (
    <div class="notice bad" role="alert">
      <p>{ui.t(`cases.problems.${problem}`)}</p>
      {text ? <blockquote>{text}</blockquote> : null}
    </div>
  )
}

function About({ ui, found, household, account }: { ui: Ui; found: Case; household?: Household; account?: Account }) {
  const open = ui.staff && may(ui.staff.role, 'people.see')
  return (
    <section>
      <h2>{ui.t('cases.about')}</h2>
      <Facts
        rows={[
          [ui.t('cases.routed_to'), ui.t(`cases.routes.${found.routedTo}`)],
          [ui.t('cases.opened'), ui.moment(found.openedAt)],
          [ui.t('cases.columns.due'), ui.moment(found.dueAt)],
          [ui.t('cases.account'), account ? `${account.name} (${ui.t(`channels.${account.channel}`)})` : undefined],
          [
            ui.t('application.household'),
            household && open ? (
              <a href={`/console/people/${household.id}`}>{household.headName}</a>
            ) : (
              household?.headName
            ),
          ],
          [ui.t('household.commune'), household?.commune.name],
        ]}
      />
    </section>
  )
}
