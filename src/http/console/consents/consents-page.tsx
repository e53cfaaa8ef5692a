import { Hono } from 'hono'
import { addDays, atHour, type Day, readDay } from '../../../domain/day.ts'
import { type KeptKind, keeping, keptKinds } from '../../../domain/retention.ts'
import { may, scopeOf } from '../../../domain/staff.ts'
import type { ChannelId } from '../../../ports/channel.ts'
import type { ConsentPage, ConsentRow } from '../../../ports/consent-register.ts'
import { purposes } from '../../../ports/consents.ts'
import type { RetentionRun } from '../../../ports/retention.ts'
import { ConsentState, ConsentWords } from '../consent-words.tsx'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, Field, link, Next, Select, Table } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { consentTable } from './consent-table.ts'

const perPage = 50
const path = '/console/consents'
const channels: readonly ChannelId[] = ['zalo', 'telegram', 'web', 'terminal']

/** The register of consents: who allowed what, when, by which words, where, and when they took it back; and how long things are kept. */
export function consentsRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.route(
    '/',
    exportRoutes(deps, (c) => consentTable(deps, c, narrowed(c))),
  )
  app.get('/', async (c) => {
    const rows = await deps.store.consentRegister.list({ ...narrowed(c), limit: perPage + 1 })
    const { name: office } = await deps.store.units.mainOffice()
    const nights = await deps.store.retention.latest()
    return show(c, <Register ui={c.get('ui')} {...{ rows, office, nights, asked: askedOf(c) }} />)
  })
  return app
}

/** What is asked for, as it stands in the address. What cannot be read asks for nothing. */
interface Asked {
  purpose: string
  channel: string
  state: string
  from: Day | ''
  to: Day | ''
  before: string
}

function askedOf(c: Ctx): Asked {
  const asked = (name: string) => (c.req.query(name) ?? '').trim()
  const among = (name: string, known: readonly string[]) => known.find((one) => one === asked(name)) ?? ''
  return {
    purpose: among('purpose', purposes),
    channel: among('channel', channels),
    state: among('state', ['stands', 'withdrawn']),
    from: readDay(asked('from')) ?? '',
    to: readDay(asked('to')) ?? '',
    before: /^\d{1,18}$/.test(asked('before')) ? asked('before') : '',
  }
}

/** Whatever is asked for, it is cut to what the reader sees. */
function narrowed(c: Ctx): Omit<ConsentPage, 'limit'> {
  const { purpose, channel, state, from, to, before } = askedOf(c)
  return {
    scope: scopeOf(c.get('staff')),
    ...(purpose ? { purpose: purpose as NonNullable<ConsentPage['purpose']> } : {}),
    ...(channel ? { channel: channel as ChannelId } : {}),
    ...(state ? { stands: state === 'stands' } : {}),
    ...(from ? { since: atHour(from, 0) } : {}),
    ...(to ? { until: atHour(addDays(to, 1), 0) } : {}),
    ...(before ? { beforeId: before } : {}),
  }
}

interface RegisterProps {
  ui: Ui
  rows: ConsentRow[]
  office: string
  nights: RetentionRun[]
  asked: Asked
}

function Register({ ui, rows, office, nights, asked }: RegisterProps) {
  const say = (key: string) => ui.say({ key: `consents:${key}` })
  const last = rows.length > perPage ? rows[perPage - 1] : undefined
  return (
    <Layout ui={ui} title={say('title')} here="consents">
      <h1>{say('title')}</h1>
      <p class="lead">{say('lead')}</p>
      <Filters ui={ui} asked={asked} />
      {rows.length === 0 ? (
        <Empty title={say('none')}>{say('none_hint')}</Empty>
      ) : (
        <Table
          columns={['given', 'who', 'purpose', 'words', 'channel', 'withdrawn'].map((name) => say(`columns.${name}`))}
          rows={rows
            .slice(0, perPage)
            .map((row) => [
              ui.moment(row.givenAt),
              <Who ui={ui} row={row} />,
              ui.say({ key: `common:purposes.${row.purpose}` }),
              <ConsentWords ui={ui} row={row} office={office} />,
              ui.t(`channels.${row.channel}`),
              <ConsentState ui={ui} row={row} />,
            ])}
        />
      )}
      <Next ui={ui} href={last && link(path, { ...asked, before: last.id })} />
      {rows.length === 0 ? null : (
        <ExportLinks ui={ui} link={(file) => link(`${path}/${file}`, { ...asked, before: '' })} />
      )}
      <Kept ui={ui} nights={nights} />
    </Layout>
  )
}

function Filters({ ui, asked }: { ui: Ui; asked: Asked }) {
  const say = (key: string) => ui.say({ key: `consents:${key}` })
  const any = say('any')
  return (
    <form class="filters" method="get" action={path}>
      <Select
        {...{ name: 'purpose', label: say('columns.purpose'), value: asked.purpose, empty: any }}
        options={purposes.map((one) => [one, ui.say({ key: `common:purposes.${one}` })])}
      />
      <Select
        {...{ name: 'channel', label: say('columns.channel'), value: asked.channel, empty: any }}
        options={channels.map((one) => [one, ui.t(`channels.${one}`)])}
      />
      <Select
        {...{ name: 'state', label: say('state'), value: asked.state, empty: any }}
        options={(['stands', 'withdrawn'] as const).map((one) => [one, say(one)])}
      />
      <Field ui={ui} name="from" type="date" label={ui.t('audit.from')} value={asked.from} />
      <Field ui={ui} name="to" type="date" label={ui.t('audit.to')} value={asked.to} />
      <button class="press quiet" type="submit">
        {ui.t('filter')}
      </button>{' '}
      <a href={path}>{ui.t('audit.all_again')}</a>
    </form>
  )
}

function Who({ ui, row }: { ui: Ui; row: ConsentRow }) {
  const { household, name } = row
  if (!household) return <>{name || ui.say({ key: 'consents:nobody' })}</>
  const opens = ui.staff && may(ui.staff.role, 'people.see')
  return (
    <>
      {opens ? <a href={`/console/people/${household.id}`}>{name}</a> : name}
      <small>{household.customerId}</small>
    </>
  )
}

/** Each kind with its time, and what the last night did to it. */
function Kept({ ui, nights }: { ui: Ui; nights: RetentionRun[] }) {
  const say = (key: string, fillers?: Record<string, number>) =>
    ui.say({ key: `consents:kept.${key}`, ...(fillers ? { with: fillers } : {}) })
  const time = (kind: KeptKind) => {
    const kept: { months: number } | { days: number } = keeping[kind]
    return 'months' in kept ? say('months', { count: kept.months }) : say('days', { count: kept.days })
  }
  return (
    <section id="kept">
      <h2>{say('title')}</h2>
      <p class="hint">{say('lead')}</p>
      <Table
        columns={['kind', 'time', 'before', 'gone', 'at'].map((name) => say(`columns.${name}`))}
        numbers={[3]}
        rows={keptKinds.map((kind) => {
          const night = nights.find((one) => one.kind === kind)
          const ran = night
            ? [ui.moment(night.before), String(night.gone), ui.moment(night.at)]
            : ['', '', say('never')]
          return [say(`kinds.${kind}`), time(kind), ...ran]
        })}
      />
    </section>
  )
}
