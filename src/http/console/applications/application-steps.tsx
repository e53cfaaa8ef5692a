import {
  type ApplicationEventName,
  eventsFor,
  type Need,
  needsOf,
  ownerOf,
  reasonsOf,
} from '../../../domain/application.ts'
import { deadlineRules } from '../../../domain/application-deadline.ts'
import type { Role } from '../../../domain/staff.ts'
import type { Application } from '../../../ports/applications.ts'
import { Field, Select } from '../parts.tsx'
import type { Ui } from '../ui.ts'

/** A step as a form sent it. */
export interface StepTyped {
  event: ApplicationEventName
  reason: string
  note: string
  day: string
}

/** The steps that say no: they stand below the others, in another colour. */
const heavy: readonly ApplicationEventName[] = ['return', 'return_unconfirmed', 'refuse', 'find_wrong_use', 'withdraw']

/** Steps that decide on the loan: nobody comes to their button without having opened them. */
const decides: readonly ApplicationEventName[] = [...heavy, 'approve', 'wait_for_capital']

/** Steps whose remark the household reads. */
const toldNote: readonly ApplicationEventName[] = ['return', 'return_unconfirmed', 'refuse', 'wait_for_capital']

/**
 * What may be done now. Each step opens to a short form that says what follows, so that no single click decides. What usually comes
 * next stands open already, where it only passes the request on.
 */
export function Steps({ ui, application, role, typed }: StepsProps) {
  const events = eventsFor(application.state, role)
  const ordered = [...events.filter((e) => !heavy.includes(e)), ...events.filter((e) => heavy.includes(e))]
  return (
    <section>
      <h2>{ui.t('application.steps')}</h2>
      {ordered.length === 0 ? (
        <p>{ui.t('application.no_steps', { owner: ui.t(`owners.${ownerOf[application.state]}`) })}</p>
      ) : (
        ordered.map((event, place) => {
          const failed = typed?.event === event ? { typed } : {}
          return <Step {...{ ui, application, event, ...failed }} open={place === 0 && !decides.includes(event)} />
        })
      )}
    </section>
  )
}

/** The times of the bank that explanations name. */
const times = { decide: deadlineRules.with_officer?.days ?? 0, check: deadlineRules.disbursed?.days ?? 0 }

interface StepsProps {
  ui: Ui
  application: Application
  role: Role
  typed?: StepTyped
}

interface StepProps {
  ui: Ui
  application: Application
  event: ApplicationEventName
  /** Whether its form stands open from the beginning. */
  open: boolean
  typed?: StepTyped
}

function Step({ ui, application, event, open, typed }: StepProps) {
  const needs = needsOf(event)
  if (needs.includes('bank_part') && !application.bank)
    return <p class="step-blocked">{ui.t('application.needs_bank_part')}</p>
  return (
    <details class={heavy.includes(event) ? 'step heavy' : 'step'} open={open || typed !== undefined}>
      <summary>{ui.t(`application.events.${event}`)}</summary>
      <form method="post" action={`/console/applications/${application.id}/step`}>
        <input type="hidden" name="event" value={event} />
        <p class="hint">{ui.t(`application.explain.${event}`, times)}</p>
        <Inputs {...{ ui, event, needs, ...(typed ? { typed } : {}) }} />
        <button class={heavy.includes(event) ? 'press bad' : 'press'} type="submit">
          {ui.t(`application.events.${event}`)}
        </button>
      </form>
    </details>
  )
}

interface InputsProps {
  ui: Ui
  event: ApplicationEventName
  needs: readonly Need[]
  typed?: StepTyped
}

function Inputs({ ui, event, needs, typed }: InputsProps) {
  const reasons = reasonsOf(event).map((reason) => [reason, ui.say({ key: `applications:reasons.${reason}` })] as const)
  const told = toldNote.some((e) => e === event)
  return (
    <>
      {needs.includes('reason') ? (
        <Select
          {...{
            name: 'reason',
            id: `${event}-reason`,
            label: ui.t('application.reason'),
            value: typed?.reason,
            options: reasons,
          }}
          empty={ui.t('choose')}
        />
      ) : null}
      {told || needs.includes('note') ? (
        <Field
          {...{ ui, name: 'note', id: `${event}-note`, rows: 3, maxlength: 500, value: typed?.note }}
          label={ui.t(told ? 'application.note_told' : `application.note_papers.${event}`)}
        />
      ) : null}
      {needs.includes('day') ? (
        <Field
          {...{ ui, name: 'day', id: `${event}-day`, type: 'date', value: typed?.day }}
          label={ui.t(`application.day.${event}`)}
        />
      ) : null}
    </>
  )
}
