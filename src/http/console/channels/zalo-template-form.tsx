import {
  type FoundTemplate,
  type GapFacts,
  type TemplateProblem,
  type TypedTemplate,
  templateVias,
  usualLongest,
} from '../../../app/register-template.ts'
import { type RegisteredTemplates, templateForms } from '../../../domain/template.ts'
import { Field } from '../parts.tsx'
import type { Ui } from '../ui.ts'

const path = '/console/channels/zalo/templates'

/** The id of the field in which a gap is filled, and its name in the form. */
export function gapField(gap: string): string {
  return `gap-${gap}`
}

/** What is wrong, in a sentence that names the field, with the field to go to. */
export function templateSentence(ui: Ui, problem: TemplateProblem): readonly [field: string, text: string] {
  const key = `channel.templates.problems.${problem.field}.${problem.why}`
  if (problem.field === 'gap') return [gapField(problem.gap), ui.t(key, { gap: problem.gap })]
  if (problem.why === 'not_approved') return ['id', ui.t(key, { status: problem.status || '?' })]
  if (problem.why === 'not_answered') return ['id', ui.t(key, { said: { words: problem.said } })]
  return [problem.field, ui.t(key)]
}

/** First step: for what, sent where, which text. Zalo is asked when it is sent. */
export function ChooseTemplate({
  ui,
  typed,
  problems,
}: {
  ui: Ui
  typed: TypedTemplate
  problems: readonly TemplateProblem[]
}) {
  const wrong = problems.find(({ field }) => field === 'id')
  return (
    <form method="get" action={`${path}/look`}>
      <Choice {...{ ui, name: 'form', of: 'forms', options: templateForms, value: typed.form }} />
      <Choice {...{ ui, name: 'via', of: 'vias', options: templateVias, value: typed.via, hint: 'via_hint' }} />
      <Field
        {...{ ui, name: 'id', value: typed.id, maxlength: 20, inputmode: 'numeric' as const, autocomplete: 'off' }}
        label={ui.t('channel.templates.id')}
        hint={ui.t('channel.templates.id_hint')}
        problem={wrong && templateSentence(ui, wrong)[1]}
      />
      <button class="press" type="submit">
        {ui.t('channel.templates.look')}
      </button>
    </form>
  )
}

interface ChoiceProps {
  ui: Ui
  name: 'form' | 'via'
  of: 'forms' | 'vias'
  options: readonly string[]
  value: string
  hint?: string
}

function Choice({ ui, name, of, options, value, hint }: ChoiceProps) {
  return (
    <fieldset class="field" id={name}>
      <legend>{ui.t(`channel.templates.${name}`)}</legend>
      {hint ? <p class="hint">{ui.t(`channel.templates.${hint}`)}</p> : null}
      {options.map((option) => (
        <label class="pick">
          <input type="radio" name={name} value={option} checked={option === value} />
          <span>{ui.t(`channel.templates.${of}.${option}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

interface FillProps {
  ui: Ui
  found: FoundTemplate
  used: RegisteredTemplates
  facts: GapFacts
  problems: readonly TemplateProblem[]
}

/** Second step: what Zalo says of the text, and which fact fills each gap. */
export function FillTemplate({ ui, found, used, facts, problems }: FillProps) {
  const { form, via, template, dong } = found
  const before = used[form]?.[via]
  const about = { form: ui.t(`channel.templates.forms.${form}`), via: ui.t(`channel.templates.vias.${via}`) }
  return (
    <form class="narrow" method="post" action={path}>
      <h2>{ui.t('channel.templates.found', { id: template.id, name: template.name })}</h2>
      <p>{ui.t('channel.templates.found_price', { ...about, price: { dong } })}</p>
      {before && before.id !== template.id ? (
        <p class="notice">{ui.t('channel.templates.replaces', { id: before.id })}</p>
      ) : null}
      <input type="hidden" name="form" value={form} />
      <input type="hidden" name="via" value={via} />
      <input type="hidden" name="id" value={template.id} />
      <p>{ui.t(template.params.length === 0 ? 'channel.templates.no_fill' : 'channel.templates.fill')}</p>
      {template.params.map((gap) => (
        <GapSelect {...{ ui, gap, options: found.facts, value: facts(gap.name) }} problem={problemOf(gap.name)} />
      ))}
      <button class="press" type="submit">
        {ui.t('channel.templates.use')}
      </button>
    </form>
  )

  function problemOf(name: string): string | undefined {
    const problem = problems.find((one) => one.field === 'gap' && one.gap === name)
    return problem && templateSentence(ui, problem)[1]
  }
}

interface GapProps {
  ui: Ui
  gap: FoundTemplate['template']['params'][number]
  options: readonly string[]
  value: string
  problem: string | undefined
}

function GapSelect({ ui, gap: { name, required, longest }, options, value, problem }: GapProps) {
  const id = gapField(name)
  const holds = longest === undefined ? 'channel.templates.holds_unknown' : 'channel.templates.holds'
  return (
    <div class={problem ? 'field has-problem' : 'field'}>
      <label for={id}>
        {name} <small>({ui.t(required ? 'channel.templates.required' : 'channel.templates.optional')})</small>
      </label>
      <span class="hint" id={`${id}-hint`}>
        {ui.t(holds, { longest: longest ?? usualLongest })}
      </span>
      {problem ? (
        <span class="problem" id={`${id}-problem`}>
          {ui.t('error_mark')} {problem}
        </span>
      ) : null}
      <select id={id} name={id} aria-describedby={`${id}-hint${problem ? ` ${id}-problem` : ''}`}>
        <option value="">{required ? ui.t('choose') : ui.t('channel.templates.nothing')}</option>
        {options.map((fact) => (
          <option value={fact} selected={fact === value}>
            {ui.t(`channel.templates.facts.${fact}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
