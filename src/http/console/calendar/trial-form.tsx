import type { CompareProblems, TypedComparison } from '../../../app/compare-wordings.ts'
import { reminderKinds } from '../../../domain/reminder-plan.ts'
import { signers } from '../../../domain/signing.ts'
import type { Arm } from '../../../domain/stable-arm.ts'
import { appeals, longestSentence } from '../../../domain/wording.ts'
import { Field, Problems, Select } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { calendarWords } from './words.ts'

/** What was typed and not taken. */
export interface TriedTrial {
  typed?: TypedComparison
  problems?: CompareProblems
}

/** The form that lets two texts of a kind run against each other. */
export function TrialForm({ ui, tried, arms }: { ui: Ui; tried: TriedTrial; arms: readonly Arm[] }) {
  const say = calendarWords(ui)
  const { typed, problems = {} } = tried
  return (
    <section>
      <h2>{say('calendar:trials.start')}</h2>
      <Problems ui={ui} problems={problemTexts(ui, problems)} />
      <form method="post" action="/console/calendar/trials" novalidate>
        <Select
          {...{ name: 'kind', label: say('calendar:trials.kind'), value: typed?.kind }}
          empty={say('calendar:move.choose')}
          options={reminderKinds.map((kind) => [kind, say(`calendar:kinds.${kind}`)] as const)}
        />
        {arms.map((arm) => (
          <fieldset>
            <legend>{say(`calendar:trials.arm.${arm}`)}</legend>
            <Select
              {...{
                name: `${arm}-by`,
                label: say('calendar:signing.by'),
                value: typed?.wordings[arm].by ?? usual[arm],
              }}
              options={signers.map((one) => [one, say(`calendar:signing.signers.${one}`)] as const)}
            />
            <Select
              {...{ name: `${arm}-appeal`, label: say('calendar:trials.appeal'), value: typed?.wordings[arm].appeal }}
              options={appeals.map((one) => [one, say(`calendar:appeals.${one}`)] as const)}
            />
            <Field
              {...{ ui, name: `${arm}-sentence`, label: say('calendar:trials.sentence'), maxlength: longestSentence }}
              {...{ value: typed?.wordings[arm].sentence, problem: wrong(ui, problems[arm]) }}
              hint={say('calendar:trials.sentence_hint', { max: longestSentence })}
            />
          </fieldset>
        ))}
        <button class="press" type="submit">
          {say('calendar:trials.begin')}
        </button>
      </form>
    </section>
  )
}

/** What the two texts are where nothing was chosen: the comparison that a trial of other banks found worth making. */
const usual: Record<Arm, string> = { a: 'officer', b: 'office' }

function wrong(ui: Ui, problem: CompareProblems['a']): string | undefined {
  const say = calendarWords(ui)
  if (problem === undefined) return undefined
  return problem === 'none'
    ? say('calendar:trials.problems.choice')
    : say(`calendar:unfit.${problem}`, { max: longestSentence })
}

function problemTexts(ui: Ui, { kind, same, a, b }: CompareProblems): (readonly [string, string])[] {
  const say = calendarWords(ui)
  return [
    ...(kind ? [['kind', say(`calendar:trials.problems.${kind}`)] as const] : []),
    ...(same ? [['b-by', say('calendar:trials.problems.same')] as const] : []),
    ...[['a', a] as const, ['b', b] as const].flatMap(([arm, problem]) => {
      const text = wrong(ui, problem)
      return text ? [[`${arm}-sentence`, `${say(`calendar:trials.arm.${arm}`)}: ${text}`] as const] : []
    }),
  ]
}
