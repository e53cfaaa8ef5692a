import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import {
  type FoundTemplate,
  findTemplate,
  type GapFacts,
  registerTemplate,
  retireTemplate,
  type TemplateProblem,
  type TypedTemplate,
  templateVias,
} from '../../../app/register-template.ts'
import { type SpendingNow, setBudget, spendingNow } from '../../../app/set-budget.ts'
import { type TemplateWarning, templateWarnings } from '../../../app/template-warnings.ts'
import {
  type RegisteredTemplate,
  type RegisteredTemplates,
  type TemplateForm,
  type TemplateVia,
  templateForms,
} from '../../../domain/template.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Problems, Table } from '../parts.tsx'
import { doneOf, forbidden, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { BudgetForm, budgetSentence, type TypedBudget } from './zalo-spending.tsx'
import { ChooseTemplate, FillTemplate, gapField, templateSentence } from './zalo-template-form.tsx'

const path = '/console/channels/zalo/templates'

/** The registered texts of Zalo that are in use, a new one in two steps, and the budget of a month. */
export function zaloTemplatesRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  const { store, clock, channelDesk } = deps
  const { zalo } = channelDesk
  if (!zalo) return app
  app.get('/zalo/templates', (c) => page(c, deps))
  app.get('/zalo/templates/look', async (c) => {
    const of = (name: string) => (c.req.query(name) ?? '').slice(0, 100)
    const typed = { form: of('form'), via: of('via'), id: of('id') }
    const looked = await findTemplate({ zalo }, typed)
    return looked.ok ? page(c, deps, { found: looked.found }) : page(c, deps, { typed, problems: looked.problems })
  })
  app.post('/zalo/templates', async (c) => {
    const form = await typedForm(c)
    const typed = { form: form.one('form'), via: form.one('via'), id: form.one('id') }
    const facts: GapFacts = (gap) => form.one(gapField(gap))
    const done = await registerTemplate({ store, clock, zalo }, { staff: c.get('staff'), ...typed, facts })
    if (!done) return forbidden(c)
    return done.ok ? onTo(c, path, 'template_used') : page(c, deps, { typed, facts, ...done })
  })
  app.post('/zalo/templates/retire', async (c) => {
    const form = await typedForm(c)
    const which = { form: form.one('form'), via: form.one('via') }
    const done = await retireTemplate({ store, clock }, { staff: c.get('staff'), ...which })
    return done ? onTo(c, path, 'template_retired') : missing(c)
  })
  app.post('/zalo/budget', async (c) => {
    const text = (await typedForm(c)).one('budget').slice(0, 100)
    const done = await setBudget({ store, clock }, { staff: c.get('staff'), text })
    if (!done) return forbidden(c)
    return done.ok ? onTo(c, path, 'budget_set') : page(c, deps, { budget: { text, problem: done.problem } })
  })
  return app
}

/** What was typed and is shown again, with what is wrong, or what was found and is to be filled. */
interface Shown {
  typed?: TypedTemplate
  found?: FoundTemplate
  facts?: GapFacts
  problems?: readonly TemplateProblem[]
  budget?: TypedBudget
}

const nothing: TypedTemplate = { form: '', via: '', id: '' }
const empty: GapFacts = () => ''

async function page(c: Ctx, { store, clock }: ConsoleDeps, shown: Shown = {}): Promise<Response> {
  const ui = c.get('ui')
  const spending = await spendingNow({ store, clock })
  const { templates } = await store.ways.means('zalo', spending.month)
  const done = doneOf(c, 'template_used', 'template_retired', 'budget_set')
  const { typed = nothing, found, facts = empty, problems = [], budget } = shown
  const all = [
    ...problems.map((problem) => templateSentence(ui, problem)),
    ...(budget ? [['budget', budgetSentence(ui, budget.problem)] as const] : []),
  ]
  return show(
    c,
    <Layout ui={ui} title={ui.t('channel.templates.title')} here="channels" {...done}>
      <p class="crumb">
        <a href="/console/channels">{ui.t('channel.title')}</a>
      </p>
      <h1>{ui.t('channel.templates.title')}</h1>
      <p class="lead">{ui.t('channel.templates.lead')}</p>
      <Problems ui={ui} problems={all} />
      {found ? (
        <FillTemplate {...{ ui, found, facts, problems, used: templates }} />
      ) : (
        <>
          <Used ui={ui} used={templates} spending={spending} />
          <section class="narrow">
            <h2>{ui.t('channel.templates.add')}</h2>
            <p>{ui.t('channel.templates.made_at')}</p>
            <ChooseTemplate {...{ ui, typed, problems }} />
          </section>
          <section class="narrow">
            <h2>{ui.t('channel.spending.budget')}</h2>
            <BudgetForm {...{ ui, spending, typed: budget }} />
          </section>
        </>
      )}
    </Layout>,
    all.length > 0 ? 422 : 200,
  )
}

interface InUse {
  form: TemplateForm
  via: TemplateVia
  template: RegisteredTemplate
}

function inUse(all: RegisteredTemplates): InUse[] {
  return templateForms.flatMap((form) =>
    templateVias.flatMap((via) => {
      const template = all[form]?.[via]
      return template ? [{ form, via, template }] : []
    }),
  )
}

function Used({ ui, used, spending }: { ui: Ui; used: RegisteredTemplates; spending: SpendingNow }): Child {
  const rows = inUse(used)
  return (
    <>
      <h2>{ui.t('channel.templates.used')}</h2>
      {rows.length === 0 ? <p>{ui.t('channel.templates.none_used')}</p> : null}
      {rows.length > 0 && spending.state === 'unset' ? (
        <p class="notice bad">{ui.t('channel.templates.no_budget')}</p>
      ) : null}
      {rows.length > 0 ? (
        <Table
          columns={['for', 'id', 'price', 'gaps', 'change'].map((name) => ui.t(`channel.templates.columns.${name}`))}
          numbers={[2]}
          rows={rows.map((row) => cellsOf(ui, row))}
        />
      ) : null}
    </>
  )
}

function cellsOf(ui: Ui, { form, via, template }: InUse): Child[] {
  const { id, dong, params } = template
  const warnings = templateWarnings(template)
  return [
    <>
      {ui.t(`channel.templates.forms.${form}`)}
      <small>{ui.t(`channel.templates.vias.${via}`)}</small>
    </>,
    id,
    ui.dong(dong),
    <>
      {params.length === 0 ? ui.t('channel.templates.no_gaps') : null}
      <ul class="plain">
        {params.map(({ name, fact }) => (
          <li>{ui.t('channel.templates.gap', { gap: name, fact: ui.t(`channel.templates.facts.${fact}`) })}</li>
        ))}
      </ul>
      {warnings.map((warning) => (
        <p class="hint">{warningText(ui, warning)}</p>
      ))}
    </>,
    <form method="post" action={`${path}/retire`}>
      <input type="hidden" name="form" value={form} />
      <input type="hidden" name="via" value={via} />
      <button class="quiet" type="submit">
        {ui.t('channel.templates.retire')}
      </button>
    </form>,
  ]
}

function warningText(ui: Ui, warning: TemplateWarning): string {
  const { gap, why } = warning
  if (why === 'may_be_empty') return ui.t('channel.templates.may_be_empty', { gap })
  const { longest, holds } = warning
  const fact = ui.t(`channel.templates.facts.${warning.fact}`)
  return ui.t('channel.templates.short', { gap, fact, longest, holds })
}
