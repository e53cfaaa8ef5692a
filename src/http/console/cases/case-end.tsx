import { longestReason } from '../../../app/close-case.ts'
import type { Case } from '../../../ports/cases.ts'
import { accessKeys } from '../keys.ts'
import { Field } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import type { TypedInCase } from './case-answer.tsx'

/** What may be wrong with the end of a case. */
export const endProblems: readonly string[] = ['asked_before', 'no_reason', 'reason_long']

interface EndProps {
  ui: Ui
  found: Case
  /** The household can be asked whether it is solved: then only its word closes the case. */
  askable: boolean
  typed: TypedInCase
}

/** The end of this case, and the way to the next one. */
export function CaseEnd(props: EndProps) {
  const { ui, found } = props
  return (
    <section class="end">
      {found.state === 'closed' ? null : <Ending {...props} />}
      <p>
        <a href={`/console/cases/next?after=${found.id}`} accesskey={accessKeys.next}>
          {ui.t('cases.next')}
        </a>
      </p>
    </section>
  )
}

function Ending({ ui, found, askable, typed }: EndProps) {
  if (askable && found.solvedAt) return <p>{ui.t('cases.end_asked', { when: ui.moment(found.solvedAt) })}</p>
  const problem = typed.problem && endProblems.includes(typed.problem) ? typed.problem : undefined
  return (
    <form method="post" action={`/console/cases/${found.id}/close`}>
      {askable ? (
        <p class="hint">{ui.t('cases.end_ask_hint')}</p>
      ) : (
        <Field
          {...{ ui, name: 'reason', rows: 2, label: ui.t('cases.end_reason'), hint: ui.t('cases.end_reason_hint') }}
          value={typed.reason}
          problem={problem ? ui.t(`cases.problems.${problem}`, { max: longestReason }) : undefined}
        />
      )}
      <button class="press quiet" type="submit">
        {ui.t(askable ? 'cases.end_ask' : 'cases.close')}
      </button>
    </form>
  )
}
