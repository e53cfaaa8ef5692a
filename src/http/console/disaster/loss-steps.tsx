import { longestLossNote } from '../../../app/loss-step.ts'
import {
  type LossStepName,
  lossOutcomes,
  lossStep,
  lossStepsFrom,
  toldLossStates,
} from '../../../domain/loss-report.ts'
import { Field, Problems, Select } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import type { LossShown, LossTried } from './loss-shown.ts'
import { disasterSpeech } from './words.ts'

/** The steps that may be taken now, each with what it wants to know. */
export function LossSteps({ ui, shown }: { ui: Ui; shown: LossShown }) {
  const say = disasterSpeech(ui)
  const { report, tried } = shown
  const problem = tried && say(`step_problem.${tried.problem}`)
  const steps = lossStepsFrom(report.state)
  const fieldOf = tried?.problem === 'capital' ? 'capital' : tried?.problem === 'outcome' ? 'outcome' : 'loss'
  return (
    <section>
      <Problems ui={ui} problems={problem ? [[fieldOf, problem] as const] : []} />
      {steps.map((step, i) => (
        <details class="step" open={tried ? tried.step === step : i === steps.length - 1}>
          <summary>{say(`step.${step}`)}</summary>
          <form method="post" action={`/console/disaster/report/${report.id}/step`}>
            <input type="hidden" name="step" value={step} />
            <StepFields {...{ ui, shown, step, tried: tried?.step === step ? tried : undefined }} />
            <button class="press" type="submit">
              {say(`step.${step}`)}
            </button>
          </form>
        </details>
      ))}
    </section>
  )
}

interface StepFieldsProps {
  ui: Ui
  shown: LossShown
  step: LossStepName
  tried: LossTried | undefined
}

function StepFields({ ui, shown: { report, loans }, step, tried }: StepFieldsProps) {
  const say = disasterSpeech(ui)
  const principal = loans.reduce((sum, loan) => sum + loan.principal, 0)
  const typed = (dong: number | undefined) => (dong === undefined ? '' : ui.t('value', { value: dong }))
  const to = lossStep(report.state, step)
  const told = to !== undefined && toldLossStates.includes(to)
  return (
    <>
      {step === 'verify' ? (
        <>
          <Field
            {...{ ui, name: 'loss', label: say('step.loss'), hint: say('step.loss_hint') }}
            value={tried?.loss ?? typed(report.seen?.lossDong)}
          />
          <Field
            {...{ ui, name: 'capital', label: say('step.capital') }}
            hint={say('step.capital_hint', { principal: { dong: principal } })}
            value={tried?.capital ?? typed(report.seen?.capitalDong)}
          />
        </>
      ) : null}
      {step === 'decide' ? (
        <Select
          {...{ name: 'outcome', label: say('step.outcome'), empty: say('form.choose') }}
          options={lossOutcomes.map((one) => [one, say(`outcomes.${one}`)] as const)}
        />
      ) : null}
      <Field
        {...{ ui, name: 'note', id: `note-${step}`, label: say('step.note'), rows: 2, maxlength: longestLossNote }}
        hint={say(told ? 'step.note_told' : 'step.note_kept')}
        value={tried?.note ?? ''}
      />
    </>
  )
}
