import { Hono } from 'hono'
import { programmeName } from '../../../app/application-message.ts'
import { openPhone } from '../../../app/open-phone.ts'
import { recordPaperConsent, withdrawPaperConsent } from '../../../app/record-paper-consent.ts'
import { seenHousehold } from '../../../app/search-people.ts'
import { routesOf } from '../../../domain/case.ts'
import type { PaperConsent } from '../../../domain/paper-consent.ts'
import { maskPhone } from '../../../domain/phone.ts'
import type { Account } from '../../../ports/accounts.ts'
import type { ApplicationBrief } from '../../../ports/applications.ts'
import type { Case } from '../../../ports/cases.ts'
import type { Household } from '../../../ports/households.ts'
import type { Loan } from '../../../ports/loans.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { applicationTone, Facts, Table, Tag } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { HouseholdAccounts } from './household-accounts.tsx'
import { PaperConsents, type TriedPaper } from './paper-consent.tsx'
import { PaymentWords, type SaidOfPayments, saidOfPayments } from './payment-words.tsx'

/** One household: who it is, its loans, its accounts, what it allowed on paper, its requests and cases. Who looked is written down. */
export function householdRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id', async (c) => page(c, deps, { id: c.req.param('id') }))
  app.post('/:id/phone', async (c) => {
    const householdId = c.req.param('id')
    const phone = await openPhone(deps, { staff: c.get('staff'), householdId })
    return page(c, deps, { id: householdId, ...(phone ? { phone } : {}) })
  })
  app.post('/:id/paper-consent', (c) => keepPaper(c, deps, c.req.param('id')))
  app.post('/:id/paper-consent/withdraw', async (c) => {
    const householdId = c.req.param('id')
    const purpose = (await typedForm(c)).one('purpose')
    const done = await withdrawPaperConsent(deps, { staff: c.get('staff'), householdId, purpose })
    return done ? onTo(c, `/console/people/${householdId}`, 'paper_withdrawn') : missing(c)
  })
  return app
}

async function keepPaper(c: Ctx, deps: ConsoleDeps, householdId: string): Promise<Response> {
  const form = await typedForm(c)
  const typed = { purposes: form.all('purposes'), day: form.one('day'), paper: form.one('paper') }
  const done = await recordPaperConsent(deps, { staff: c.get('staff'), householdId, ...typed })
  if (done.ok) return onTo(c, `/console/people/${householdId}`, 'paper_kept')
  if (done.why !== 'problems') return missing(c)
  return page(c, deps, { id: householdId, tried: { ...typed, problems: done.problems } })
}

/** What a page shows beside what is kept: a number that was opened, a paper that was typed and not taken. */
interface Beside {
  id: string
  phone?: string
  tried?: TriedPaper
}

async function page(c: Ctx, { store }: ConsoleDeps, { id, phone, tried }: Beside): Promise<Response> {
  const staff = c.get('staff')
  const household = await seenHousehold(store, staff, id)
  if (!household) return missing(c)
  const subject = { subjectKind: 'household', subjectId: id }
  await store.audit.write({
    at: c.get('ui').now,
    actorKind: 'staff',
    actorId: staff.id,
    action: 'people.see',
    ...subject,
  })
  const routes = routesOf(staff.role)
  const known: Known = {
    household,
    loans: await store.loans.ofHousehold(id),
    accounts: await store.accounts.ofHousehold(id),
    papers: await store.phoneAccounts.papers(id),
    said: await saidOfPayments(store, staff, id),
    applications: await store.applications.ofHousehold(id),
    cases: (await store.cases.ofHousehold(id)).filter((found) => routes.includes(found.routedTo)),
  }
  const done = doneOf(c, 'paper_kept', 'paper_withdrawn')
  return show(c, <Whole ui={c.get('ui')} {...{ known, phone, tried, done }} />, tried ? 422 : 200)
}

interface Known {
  household: Household
  loans: Loan[]
  accounts: Account[]
  papers: PaperConsent[]
  said: SaidOfPayments
  applications: ApplicationBrief[]
  cases: Case[]
}

interface WholeProps {
  ui: Ui
  known: Known
  phone: string | undefined
  tried: TriedPaper | undefined
  done: { done?: string }
}

function Whole({ ui, known, phone, tried, done }: WholeProps) {
  const { household } = known
  return (
    <Layout ui={ui} title={household.headName} here="people" {...done}>
      <p class="crumb">
        <a href="/console/people">{ui.t('people.title')}</a>
      </p>
      <h1>
        {household.headName}
        <small>{household.customerId}</small>
      </h1>
      <div class="columns">
        <div>
          <About {...{ ui, household, ...(phone ? { phone } : {}) }} />
          <Loans ui={ui} loans={known.loans} />
          <PaymentWords ui={ui} said={known.said} />
        </div>
        <div>
          <HouseholdAccounts ui={ui} {...known} />
          <p>
            <a href={`/console/people/${household.id}/data`}>{ui.say({ key: 'personal-data:link' })}</a>
          </p>
          <PaperConsents ui={ui} household={household} papers={known.papers} tried={tried} />
          <Matters ui={ui} known={known} />
        </div>
      </div>
    </Layout>
  )
}

function About({ ui, household, phone }: { ui: Ui; household: Household; phone?: string }) {
  const { group, povertyStatus, listYear, birthYear } = household
  return (
    <section>
      <Facts
        rows={[
          [ui.t('household.phone'), <Phone {...{ ui, household, ...(phone ? { phone } : {}) }} />],
          [ui.t('household.birth_year'), birthYear],
          [ui.t('household.commune'), [household.hamlet, household.commune.name].filter(Boolean).join(', ')],
          [
            ui.t('household.group'),
            group && ui.t('household.group_of', { name: group.name, leader: group.leaderName }),
          ],
          [ui.t('household.association'), group && ui.t(`associations.${group.associationKey}`)],
          [
            ui.t('household.list'),
            povertyStatus && [ui.t(`poverty.${povertyStatus}`), listYear && `(${listYear})`].filter(Boolean).join(' '),
          ],
        ]}
      />
    </section>
  )
}

function Phone({ ui, household, phone }: { ui: Ui; household: Household; phone?: string }) {
  if (!household.phone) return <>{ui.t('household.no_phone')}</>
  if (phone) return <a href={`tel:${phone}`}>{phone}</a>
  return (
    <form class="inline" method="post" action={`/console/people/${household.id}/phone`}>
      {maskPhone(household.phone)}{' '}
      <button class="quiet" type="submit">
        {ui.t('household.open_phone')}
      </button>
    </form>
  )
}

function Loans({ ui, loans }: { ui: Ui; loans: Loan[] }) {
  return (
    <section>
      <h2>{ui.t('household.loans')}</h2>
      {loans.length === 0 ? (
        <p>{ui.t('household.no_loans')}</p>
      ) : (
        <Table
          columns={['programme', 'outstanding', 'next', 'status', 'as_of'].map((name) =>
            ui.t(`household.loan.${name}`),
          )}
          numbers={[1]}
          rows={loans.map((loan) => [
            <>
              {ui.say(programmeName(loan.programme))}
              <small>{loan.loanCode}</small>
            </>,
            ui.dong(loan.outstanding),
            loan.nextDueDate ? ui.day(loan.nextDueDate) : ui.t('none'),
            ui.t(`loan_status.${loan.status}`),
            ui.day(loan.asOf),
          ])}
        />
      )}
    </section>
  )
}

function Matters({ ui, known }: { ui: Ui; known: Known }) {
  return (
    <section>
      <h2>{ui.t('household.matters')}</h2>
      {known.applications.length + known.cases.length === 0 ? <p>{ui.t('household.no_matters')}</p> : null}
      <ul class="plain">
        {known.applications.map((row) => (
          <li>
            <a href={`/console/applications/${row.id}`}>{ui.t('application.title', { code: row.code })}</a>{' '}
            <Tag tone={applicationTone(row.state)}>{ui.say({ key: `applications:states.${row.state}` })}</Tag>
          </li>
        ))}
        {known.cases.map((row) => (
          <li>
            <a href={`/console/cases/${row.id}`}>{`${ui.say({ key: `cases:kinds.${row.kind}` })} ${row.code}`}</a>{' '}
            <Tag tone={row.state === 'open' ? 'wait' : 'calm'}>{ui.say({ key: `cases:states.${row.state}` })}</Tag>
          </li>
        ))}
      </ul>
    </section>
  )
}
