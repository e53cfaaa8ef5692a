import { Hono } from 'hono'
import { eraseHousehold } from '../../../app/erase-household.ts'
import { handOutData, longestRequest, wholeHousehold } from '../../../app/hand-out-data.ts'
import { type HouseholdPerson, householdPeople } from '../../../app/household-people.ts'
import { seenHousehold } from '../../../app/search-people.ts'
import { dayOf } from '../../../domain/day.ts'
import { may, scopeOf } from '../../../domain/staff.ts'
import type { ConsentRow } from '../../../ports/consent-register.ts'
import type { Household } from '../../../ports/households.ts'
import { ConsentState, ConsentWords } from '../consent-words.tsx'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Empty, Field, Problems, Select, Table } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'

/** More than a person ever gives: what is beyond stands in the file. */
const mostConsents = 200

/** The rights of a household over what is kept of it: what it allowed, a copy of everything, and erasing, each asked for on paper. */
export function personalDataRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id/data', (c) => page(c, deps, { id: c.req.param('id') }))
  app.post('/:id/data/export', (c) => handOut(c, deps, c.req.param('id')))
  app.post('/:id/data/erase', (c) => erase(c, deps, c.req.param('id')))
  return app
}

async function handOut(c: Ctx, deps: ConsoleDeps, householdId: string): Promise<Response> {
  const form = await typedForm(c)
  const [paper, whose] = [form.one('paper'), form.one('whose')]
  const done = await handOutData(deps, { staff: c.get('staff'), householdId, paper, whose })
  if (!done.ok) {
    if (done.why === 'not_found') return missing(c)
    return page(c, deps, { id: householdId, tried: { form: 'export', why: done.why, paper, whose, customerId: '' } })
  }
  return c.body(`${JSON.stringify(done.data, null, 2)}\n`, 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="data-${dayOf(c.get('ui').now)}.json"`,
    'Cache-Control': 'no-store',
  })
}

async function erase(c: Ctx, deps: ConsoleDeps, householdId: string): Promise<Response> {
  const form = await typedForm(c)
  const typed = { paper: form.one('paper'), customerId: form.one('customer_id') }
  const done = await eraseHousehold(deps, { staff: c.get('staff'), householdId, ...typed })
  if (done.ok) return onTo(c, `/console/people/${householdId}/data`, 'data_erased')
  if (done.why === 'not_found') return missing(c)
  return page(c, deps, { id: householdId, tried: { form: 'erase', why: done.why, whose: '', ...typed } })
}

/** A form that was not taken. */
interface Tried {
  form: 'export' | 'erase'
  why: 'no_paper' | 'long_paper' | 'other_customer' | 'nobody_chosen'
  paper: string
  whose: string
  customerId: string
}

async function page(c: Ctx, { store }: ConsoleDeps, { id, tried }: { id: string; tried?: Tried }): Promise<Response> {
  const staff = c.get('staff')
  const household = await seenHousehold(store, staff, id)
  if (!household) return missing(c)
  const subject = { subjectKind: 'household', subjectId: id }
  const by = { at: c.get('ui').now, actorKind: 'staff', actorId: staff.id } as const
  await store.audit.write({ ...by, action: 'people.consents', ...subject })
  const asked = { scope: scopeOf(staff), householdId: id, limit: mostConsents }
  const consents = await store.consentRegister.list(asked)
  const { name: office } = await store.units.mainOffice()
  const done = doneOf(c, 'data_erased')
  const people = await householdPeople(store, id)
  return show(
    c,
    <Whole ui={c.get('ui')} {...{ household, people, consents, office, tried, done }} />,
    tried ? 422 : 200,
  )
}

interface WholeProps {
  ui: Ui
  household: Household
  people: HouseholdPerson[]
  consents: ConsentRow[]
  office: string
  tried: Tried | undefined
  done: { done?: string }
}

function Whole({ ui, household, people, consents, office, tried, done }: WholeProps) {
  const title = ui.say({ key: 'personal-data:title' })
  return (
    <Layout ui={ui} title={title} here="people" {...done}>
      <p class="crumb">
        <a href={`/console/people/${household.id}`}>{household.headName}</a>
      </p>
      <h1>
        {title}
        <small>{household.customerId}</small>
      </h1>
      <p class="lead">{ui.say({ key: 'personal-data:lead' })}</p>
      <Consents ui={ui} consents={consents} office={office} />
      <Export ui={ui} household={household} people={people} tried={tried?.form === 'export' ? tried : undefined} />
      {ui.staff && may(ui.staff.role, 'people.erase') ? (
        <Erase ui={ui} household={household} tried={tried?.form === 'erase' ? tried : undefined} />
      ) : null}
    </Layout>
  )
}

function Consents({ ui, consents, office }: { ui: Ui; consents: ConsentRow[]; office: string }) {
  const say = (key: string) => ui.say({ key: `consents:${key}` })
  return (
    <section id="consents">
      <h2>{say('title')}</h2>
      {consents.length === 0 ? (
        <Empty title={say('none')}>{say('none_hint')}</Empty>
      ) : (
        <Table
          columns={['given', 'purpose', 'words', 'channel', 'withdrawn'].map((name) => say(`columns.${name}`))}
          rows={consents.map((row) => [
            ui.moment(row.givenAt),
            ui.say({ key: `common:purposes.${row.purpose}` }),
            <ConsentWords ui={ui} row={row} office={office} />,
            ui.t(`channels.${row.channel}`),
            <ConsentState ui={ui} row={row} />,
          ])}
        />
      )}
    </section>
  )
}

interface FormProps {
  ui: Ui
  household: Household
  tried: Tried | undefined
}

function Export({ ui, household, people, tried }: FormProps & { people: HouseholdPerson[] }) {
  return (
    <section id="export">
      <h2>{ui.say({ key: 'personal-data:export.title' })}</h2>
      <p class="hint">{ui.say({ key: 'personal-data:export.lead' })}</p>
      {ui.staff && may(ui.staff.role, 'people.export') ? (
        <form method="post" action={`/console/people/${household.id}/data/export#export`}>
          <Paper ui={ui} id="paper-export" tried={tried} />
          {people.length > 1 ? <Whose ui={ui} people={people} tried={tried} /> : null}
          <button class="press quiet" type="submit">
            {ui.say({ key: 'personal-data:export.take' })}
          </button>
        </form>
      ) : (
        <p>{ui.say({ key: 'personal-data:export.director' })}</p>
      )}
    </section>
  )
}

/** Each who writes for the household has a talk of their own, which the others do not read. */
function Whose({ ui, people, tried }: { ui: Ui; people: HouseholdPerson[]; tried: Tried | undefined }) {
  const say = (key: string) => ui.say({ key: `personal-data:export.${key}` })
  const named = ({ accountId, name, role, channels }: HouseholdPerson) => {
    const who = role ? `${name} (${ui.say({ key: `flows/link-account:who.options.${role}` })})` : name
    return [accountId, `${who}, ${channels.map((channel) => ui.t(`channels.${channel}`)).join(', ')}`] as const
  }
  return (
    <Select
      {...{ name: 'whose', label: say('whose'), value: tried?.whose, empty: ui.t('choose') }}
      options={[...people.map(named), [wholeHousehold, say('all')]]}
    />
  )
}

/** What cannot be taken back is asked for in two steps, and the second one is typed. */
function Erase({ ui, household, tried }: FormProps) {
  const say = (key: string) => ui.say({ key: `personal-data:erase.${key}` })
  const other = tried?.why === 'other_customer' ? say('other_customer') : undefined
  return (
    <section id="erase">
      <h2>{say('title')}</h2>
      <p class="hint">{say('lead')}</p>
      <details open={tried !== undefined}>
        <summary>{say('open')}</summary>
        <form method="post" action={`/console/people/${household.id}/data/erase#erase`}>
          <Paper ui={ui} id="paper-erase" tried={tried} />
          <Field
            {...{ ui, name: 'customer_id', autocomplete: 'off', value: tried?.customerId, problem: other }}
            label={say('customer')}
          />
          <button class="press bad" type="submit">
            {say('erase')}
          </button>
        </form>
      </details>
    </section>
  )
}

function Paper({ ui, id, tried }: { ui: Ui; id: string; tried: Tried | undefined }) {
  const why = tried?.why === 'no_paper' || tried?.why === 'long_paper' ? tried.why : undefined
  const problem = why && ui.say({ key: `personal-data:problems.${why}`, with: { max: longestRequest } })
  const nobody = tried?.why === 'nobody_chosen' ? ui.say({ key: 'personal-data:problems.nobody_chosen' }) : undefined
  const said = [...(problem ? [[id, problem] as const] : []), ...(nobody ? [['whose', nobody] as const] : [])]
  return (
    <>
      <Problems ui={ui} problems={said} />
      <Field
        {...{ ui, id, name: 'paper', maxlength: longestRequest, value: tried?.paper, problem }}
        label={ui.say({ key: 'personal-data:paper' })}
        hint={ui.say({ key: 'personal-data:paper_hint' })}
      />
    </>
  )
}
