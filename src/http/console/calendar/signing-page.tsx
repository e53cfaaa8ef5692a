import { Hono } from 'hono'
import {
  type SigningProblems,
  type SigningView,
  setSigning,
  signingOf,
  type TypedSigning,
} from '../../../app/set-signing.ts'
import { longestSignedName, signers } from '../../../domain/signing.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Field, Problems, Select } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { calendarWords } from './words.ts'

const path = '/console/calendar/signing'

/** In whose name reminders go out: the officer of each commune, as households know them. Set by the director. */
export function signingRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/signing', (c) => page(c, deps, {}))
  app.post('/signing', async (c) => {
    const form = await typedForm(c)
    const ids = form.all('commune')
    const typed: TypedSigning = {
      by: form.one('by'),
      officers: Object.fromEntries(
        ids.map((id) => [id, { staffId: form.one(`staff-${id}`), name: form.one(`name-${id}`) }]),
      ),
    }
    const set = await setSigning(deps, { staff: c.get('staff'), typed })
    if (set.ok) return onTo(c, path, 'signing')
    return set.problem === 'not_yours' ? missing(c) : page(c, deps, { typed, problems: set.problems })
  })
  return app
}

interface Tried {
  typed?: TypedSigning
  problems?: SigningProblems
}

async function page(c: Ctx, { store }: ConsoleDeps, tried: Tried): Promise<Response> {
  const { officeId, role } = c.get('staff')
  if (officeId === undefined) return missing(c)
  const view = await signingOf(store, officeId)
  const done = doneOf(c, 'signing').done !== undefined
  const shown = { ui: c.get('ui'), view, tried, done, mayKeep: role === 'director' }
  return show(c, <Signing {...shown} />, tried.problems ? 422 : 200)
}

interface SigningProps {
  ui: Ui
  view: SigningView
  tried: Tried
  done: boolean
  mayKeep: boolean
}

function Signing({ ui, view, tried, done, mayKeep }: SigningProps) {
  const say = calendarWords(ui)
  const typed = tried.typed ?? { by: view.signing.by, officers: view.signing.officers }
  const said = problemTexts(ui, view, tried.problems ?? {})
  return (
    <Layout ui={ui} title={say('calendar:signing.title')} here="calendar">
      <p class="crumb">
        <a href="/console/calendar">{say('calendar:title')}</a>
      </p>
      {done ? (
        <p class="notice good" role="status">
          {say('calendar:done.signing')}
        </p>
      ) : null}
      <div class="narrow">
        <h1>{say('calendar:signing.title')}</h1>
        <p class="lead">{say('calendar:signing.lead')}</p>
        {mayKeep ? null : <p class="notice">{say('calendar:signing.director_only')}</p>}
        <Problems ui={ui} problems={Object.entries(said)} />
        <form method="post" action={path} novalidate>
          <Select
            {...{ name: 'by', label: say('calendar:signing.by'), value: typed.by }}
            options={signers.map((one) => [one, say(`calendar:signing.signers.${one}`)] as const)}
          />
          {view.communes.map((commune) => (
            <Officer ui={ui} {...{ view, commune, typed }} problem={said[`name-${commune.id}`]} />
          ))}
          {mayKeep ? (
            <button class="press" type="submit">
              {say('calendar:signing.keep')}
            </button>
          ) : null}
        </form>
      </div>
    </Layout>
  )
}

interface OfficerProps {
  ui: Ui
  view: SigningView
  commune: SigningView['communes'][number]
  typed: Pick<TypedSigning, 'officers'>
  problem: string | undefined
}

function Officer({ ui, view, commune, typed, problem }: OfficerProps) {
  const say = calendarWords(ui)
  const { staffId = '', name = '' } = typed.officers[commune.id] ?? {}
  return (
    <fieldset>
      <legend>{commune.name}</legend>
      <input type="hidden" name="commune" value={String(commune.id)} />
      <Select
        {...{ name: `staff-${commune.id}`, label: say('calendar:signing.officer'), value: staffId }}
        empty={say('calendar:signing.nobody')}
        options={view.staff.map((member) => [member.id, member.name] as const)}
      />
      <Field
        {...{ ui, name: `name-${commune.id}`, value: name, label: say('calendar:signing.name'), problem }}
        {...{ maxlength: longestSignedName, hint: say('calendar:signing.name_hint') }}
      />
    </fieldset>
  )
}

function problemTexts(ui: Ui, { communes }: SigningView, problems: SigningProblems): Record<string, string> {
  const say = calendarWords(ui)
  return Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => {
      if (field === 'by') return ['by', say('calendar:signing.problems.by')] as const
      const commune = communes.find(({ id }) => String(id) === field)?.name ?? ''
      const text =
        problem === 'none'
          ? say('calendar:signing.problems.officer')
          : say(`calendar:unfit.${problem}`, { max: longestSignedName })
      return [`name-${field}`, `${commune}: ${text}`] as const
    }),
  )
}
