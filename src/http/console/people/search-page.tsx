import { Hono } from 'hono'
import { programmeName } from '../../../app/application-message.ts'
import { type FoundAll, searchAll } from '../../../app/search-all.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { applicationTone, Empty, link, Table, Tag } from '../parts.tsx'
import { onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { MorePeople, PeopleTable } from './people-table.tsx'
import { Begin, isByNumber, leaveNumberOut } from './typed-number.tsx'

/** What the field in the head of every page finds: people, loans, requests and cases. Exactly one opens at once. */
export function searchRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', (c) => {
    const text = c.req.query('q') ?? ''
    return isByNumber(text) ? leaveNumberOut(c, '/console/search') : answer(c, deps, text)
  })
  app.post('/', async (c) => {
    const text = (await typedForm(c)).one('q')
    // What is found by a number is shown at once, so that the number stands in no address and no history of a browser.
    return isByNumber(text) ? answer(c, deps, text) : onTo(c, link('/console/search', { q: text.slice(0, 100) }))
  })
  return app
}

const pages = { household: 'people', application: 'applications', case: 'cases' } as const

async function answer(c: Ctx, deps: ConsoleDeps, typed: string): Promise<Response> {
  const text = typed.slice(0, 100).trim()
  const found = text === '' ? undefined : await searchAll(deps, { staff: c.get('staff'), text })
  if (found?.only) return onTo(c, `/console/${pages[found.only.kind]}/${found.only.id}`)
  return show(c, <Results c={c} ui={c.get('ui')} text={text} {...(found ? { found } : {})} />)
}

function Results({ c, ui, text, found }: { c: Ctx; ui: Ui; text: string; found?: FoundAll }) {
  const title = ui.t('search.title')
  return (
    <Layout ui={ui} title={title} here="people" sought={text}>
      <h1>{title}</h1>
      {found ? <Found ui={ui} text={text} found={found} /> : <Begin c={c} ui={ui} words="search.begin" />}
    </Layout>
  )
}

function Found({ ui, text, found }: { ui: Ui; text: string; found: FoundAll }) {
  const { people, more, loans, applications, cases } = found
  if (people.length + loans.length + applications.length + cases.length === 0)
    return <Empty title={ui.t('people.none', { text })}>{ui.t('search.none_text')}</Empty>
  return (
    <>
      {people.length === 0 ? null : (
        <section>
          <h2>{ui.t('search.people')}</h2>
          <PeopleTable ui={ui} rows={people} />
          {more ? <MorePeople text={text} label={ui.t('search.more_people')} /> : null}
        </section>
      )}
      <Loans ui={ui} loans={loans} />
      <Matters ui={ui} applications={applications} cases={cases} />
    </>
  )
}

function Loans({ ui, loans }: { ui: Ui; loans: FoundAll['loans'] }) {
  if (loans.length === 0) return null
  return (
    <section>
      <h2>{ui.t('household.loans')}</h2>
      <Table
        columns={['search.loan', 'household.loan.programme', 'people.columns.name', 'household.loan.status'].map(
          (key) => ui.t(key),
        )}
        rows={loans.map((loan) => [
          <a href={`/console/people/${loan.householdId}`}>{loan.loanCode}</a>,
          ui.say(programmeName(loan.programme)),
          <>
            {loan.headName}
            <small>{loan.commune}</small>
          </>,
          ui.t(`loan_status.${loan.status}`),
        ])}
      />
    </section>
  )
}

function Matters({ ui, applications, cases }: { ui: Ui } & Pick<FoundAll, 'applications' | 'cases'>) {
  if (applications.length + cases.length === 0) return null
  return (
    <section>
      <h2>{ui.t('household.matters')}</h2>
      <ul class="plain">
        {applications.map((row) => (
          <li>
            <a href={`/console/applications/${row.id}`}>{ui.t('application.title', { code: row.code })}</a>{' '}
            <Tag tone={applicationTone(row.state)}>{ui.say({ key: `applications:states.${row.state}` })}</Tag>
          </li>
        ))}
        {cases.map((row) => (
          <li>
            <a href={`/console/cases/${row.id}`}>{`${ui.say({ key: `cases:kinds.${row.kind}` })} ${row.code}`}</a>{' '}
            <Tag tone={row.state === 'open' ? 'wait' : 'calm'}>{ui.say({ key: `cases:states.${row.state}` })}</Tag>
          </li>
        ))}
      </ul>
    </section>
  )
}
