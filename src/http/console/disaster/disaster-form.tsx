import { Hono } from 'hono'
import { type Refused, startDisaster, switchable, weighDisaster } from '../../../app/disaster-switch.ts'
import { type DisasterDraft, type DisasterField, disasterKinds, disasterLimits } from '../../../domain/disaster.ts'
import type { Commune } from '../../../ports/units.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { needs } from '../guard.ts'
import { Layout } from '../layout.tsx'
import { Field, Problems, Select } from '../parts.tsx'
import { missing, onTo, show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { DisasterCheck } from './disaster-check.tsx'
import { type TypedDisaster, typedDraft } from './typed-disaster.ts'
import { disasterSpeech } from './words.ts'

/** Switching communes on: a form, a page that reads it back with figures, and only from there it is done. */
export function disasterFormRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.use('/new', needs('disasters.switch'))
  app.use('/start', needs('disasters.switch'))
  app.get('/new', (c) => page(c, deps, {}))
  app.post('/new', async (c) => {
    const typed = await typedDraft(c)
    if (typed.again) return page(c, deps, { typed })
    const weighed = await weighDisaster(deps, { staff: c.get('staff'), draft: typed.draft })
    if (weighed.ok) return show(c, <DisasterCheck ui={c.get('ui')} ready={weighed.ready} typed={typed} />)
    return weighed.problem === 'not_found' ? missing(c) : page(c, deps, { typed, refused: weighed })
  })
  app.post('/start', async (c) => {
    const typed = await typedDraft(c)
    const done = await startDisaster(deps, { staff: c.get('staff'), draft: typed.draft })
    if (done.ok) return onTo(c, `/console/disaster/${done.id}`, 'started')
    return done.problem === 'not_found' ? missing(c) : page(c, deps, { typed, refused: done })
  })
  return app
}

interface Tried {
  typed?: TypedDisaster
  refused?: Exclude<Refused, { problem: 'not_found' }>
}

async function page(c: Ctx, { store }: ConsoleDeps, tried: Tried): Promise<Response> {
  const communes = await switchable(store, c.get('staff'))
  const struck = await store.disasters.struck(communes.map(({ id }) => id))
  return show(c, <Form ui={c.get('ui')} communes={communes} struck={struck} {...tried} />, tried.refused ? 422 : 200)
}

interface FormProps extends Tried {
  ui: Ui
  communes: Commune[]
  /** Communes in which one is on. */
  struck: number[]
}

function Form({ ui, communes, struck, typed, refused }: FormProps) {
  const say = disasterSpeech(ui)
  const problems = problemsOf(ui, refused)
  const wrong = (field: DisasterField) => problems.find(([name]) => name === field)?.[1]
  const { draft } = typed ?? { draft: {} as Partial<DisasterDraft> }
  const text = (name: DisasterField, { hint, value }: { hint?: string; value: string | undefined }) => ({
    ...{ ui, name, label: say(`form.${name === 'reviewOn' ? 'review' : name}`), value, problem: wrong(name) },
    ...(hint ? { hint: say(`form.${hint}`) } : {}),
  })
  return (
    <Layout ui={ui} title={say('switch')} here="disaster">
      <p class="crumb">
        <a href="/console/disaster">{say('title')}</a>
      </p>
      <h1>{say('switch')}</h1>
      <p class="lead">{say('lead')}</p>
      <Problems ui={ui} problems={problems} />
      <form method="post" action="/console/disaster/new" class="narrow">
        <Select
          {...{ name: 'kind', label: say('form.kind'), empty: say('form.choose') }}
          {...(draft.kind ? { value: draft.kind } : {})}
          options={disasterKinds.map((kind) => [kind, say(`kinds.${kind}`)] as const)}
        />
        <Field {...text('name', { hint: 'name_hint', value: draft.name })} maxlength={disasterLimits.name} />
        <Field {...text('since', { hint: 'day_hint', value: typed?.since })} />
        <Field {...text('reviewOn', { hint: 'review_hint', value: typed?.reviewOn })} />
        <Field
          {...text('reason', { hint: 'reason_hint', value: draft.reason })}
          rows={3}
          maxlength={disasterLimits.reason.max}
        />
        <Communes ui={ui} communes={communes} struck={struck} chosen={draft.communeIds ?? []} />
        <button class="press" type="submit">
          {say('form.next')}
        </button>
      </form>
    </Layout>
  )
}

interface CommunesProps {
  ui: Ui
  communes: Commune[]
  struck: number[]
  chosen: readonly number[]
}

function Communes({ ui, communes, struck, chosen }: CommunesProps) {
  const say = disasterSpeech(ui)
  return (
    <fieldset id="communeIds">
      <legend>{say('form.communes')}</legend>
      <p class="hint">{say('form.communes_hint')}</p>
      <ul class="plain">
        {communes.map(({ id, name }) => (
          <li>
            <label class="pick">
              <input
                type="checkbox"
                name="communes"
                value={String(id)}
                checked={chosen.includes(id)}
                disabled={struck.includes(id)}
              />
              <span>{struck.includes(id) ? `${name} (${say('form.already')})` : name}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

function problemsOf(ui: Ui, refused: Tried['refused']): (readonly [field: DisasterField, text: string])[] {
  const say = disasterSpeech(ui)
  if (!refused) return []
  if (refused.problem === 'offices') return [['communeIds', say('problem.offices')]]
  if (refused.problem === 'struck')
    return [['communeIds', say('problem.struck', { communes: refused.communes.join(', ') })]]
  return refused.fields.map((field) => [field, say(`problem.${field}`)] as const)
}
