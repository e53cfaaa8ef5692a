import { may } from '../../../domain/staff.ts'
import { askWorkingDays } from '../../../domain/term-request.ts'
import type { Case, MoreTime } from '../../../ports/cases.ts'
import { Facts, Tag } from '../parts.tsx'
import { formFiles } from '../pdf.ts'
import type { Ui } from '../ui.ts'

interface MoreTimeProps {
  ui: Ui
  found: Case
  asked: MoreTime | undefined
}

/** What a household asked that wants more time to pay: the last day to ask, its figures, and the paper that is filled from them. */
export function CaseMoreTime({ ui, found, asked }: MoreTimeProps) {
  if (!asked) return null
  const word = (key: string) => ui.say({ key: `cases:more_time.${key}` })
  return (
    <section>
      <h2>{word('title')}</h2>
      <Facts
        rows={[
          [word('asked_on'), ui.day(asked.askedOn)],
          [word('pays_on'), asked.paysOn && ui.day(asked.paysOn)],
          [word('ask_by'), <AskBy ui={ui} asked={asked} />],
          [word('until'), asked.until ? ui.day(asked.until) : word('until_open')],
          [word('pay_now'), ui.dong(asked.payNow)],
          [word('reason'), asked.reason],
        ]}
      />
      <p class="hint">{ui.say({ key: 'cases:more_time.practice', with: { days: askWorkingDays } })}</p>
      <Paper ui={ui} found={found} asked={asked} />
    </section>
  )
}

function AskBy({ ui, asked: { askBy, askedOn } }: { ui: Ui; asked: MoreTime }) {
  const word = (key: string) => ui.say({ key: `cases:more_time.${key}` })
  if (!askBy) return <>{word('ask_by_unknown')}</>
  const late = askBy < askedOn
  return (
    <>
      {ui.day(askBy)} <Tag tone={late ? 'bad' : 'good'}>{word(late ? 'late' : 'in_time')}</Tag>
    </>
  )
}

/** Only who may open a household's papers prints one; of a loan that nobody knows there is none. */
function Paper({ ui, found, asked }: MoreTimeProps & { asked: MoreTime }) {
  if (!ui.staff || !may(ui.staff.role, 'people.see')) return null
  if (found.loanId === undefined) return <p>{ui.say({ key: 'cases:more_time.no_loan' })}</p>
  const form = asked.form === 'extension' ? '09/TD' : '08/TD'
  return (
    <p>
      <a class="press quiet" href={`/console/cases/${found.id}/form/${formFiles[asked.form]}.pdf`}>
        {ui.say({ key: 'cases:more_time.print', with: { form } })}
      </a>
    </p>
  )
}
