import type { Handed } from '../../../app/assign-case.ts'
import { may } from '../../../domain/staff.ts'
import type { Account } from '../../../ports/accounts.ts'
import type { Case } from '../../../ports/cases.ts'
import type { Household } from '../../../ports/households.ts'
import type { StaffMember } from '../../../ports/staff.ts'
import { Facts, Select } from '../parts.tsx'
import type { Ui } from '../ui.ts'

interface AboutProps {
  ui: Ui
  found: Case
  household?: Household
  account?: Account
}

/** Whom a case is about, who solves it, and by when. */
export function CaseAbout({ ui, found, household, account }: AboutProps) {
  const open = ui.staff && may(ui.staff.role, 'people.see')
  return (
    <section>
      <h2>{ui.t('cases.about')}</h2>
      <Facts
        rows={[
          [ui.t('cases.routed_to'), ui.t(`cases.routes.${found.routedTo}`)],
          [ui.t('cases.opened'), ui.moment(found.openedAt)],
          [ui.t('cases.columns.due'), ui.moment(found.dueAt)],
          [ui.t('cases.account'), account ? `${account.name} (${ui.t(`channels.${account.channel}`)})` : undefined],
          [
            ui.t('application.household'),
            household && open ? (
              <a href={`/console/people/${household.id}`}>{household.headName}</a>
            ) : (
              household?.headName
            ),
          ],
          [ui.t('household.commune'), household?.commune.name],
        ]}
      />
    </section>
  )
}

interface HandsProps {
  ui: Ui
  found: Case
  /** Who may have it. */
  colleagues: readonly StaffMember[]
  hands: readonly Handed[]
  /** A key of `cases.problems`, where it was not given. */
  problem?: string | undefined
}

const problems: readonly string[] = ['moved_on', 'not_theirs']

/** Who has a case, ways to change that, and who had it before. */
export function CaseHands({ ui, found, colleagues, hands, problem }: HandsProps) {
  return (
    <section>
      <h2>{ui.t('cases.columns.assignee')}</h2>
      {problem && problems.includes(problem) ? (
        <p class="notice bad" role="alert">
          {ui.t(`cases.problems.${problem}`)}
        </p>
      ) : null}
      {found.state === 'closed' ? null : <Turns ui={ui} found={found} colleagues={colleagues} />}
      {hands.length === 0 ? null : (
        <details>
          <summary>{ui.t('cases.hands')}</summary>
          <ul class="plain">
            {hands.map(({ at, by, to }) => (
              <li>
                {to
                  ? ui.t(by === to ? 'cases.hand_taken' : 'cases.hand', { by, to })
                  : ui.t('cases.hand_nobody', { by })}
                <small>{ui.moment(at)}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Turns({ ui, found, colleagues }: Omit<HandsProps, 'hands' | 'problem'>) {
  const mine = ui.staff !== undefined && found.assignedTo === ui.staff.id
  const others = colleagues.filter(({ id }) => id !== found.assignedTo && id !== ui.staff?.id)
  return (
    <>
      <form method="post" action={`/console/cases/${found.id}/assign`}>
        <input type="hidden" name="from" value={found.assignedTo ?? ''} />
        <button class="press quiet" type="submit" name="to" value={mine ? '' : ui.staff?.id}>
          {ui.t(mine ? 'cases.let_go' : 'cases.take')}
        </button>
      </form>
      {others.length === 0 ? null : (
        <form class="filters" method="post" action={`/console/cases/${found.id}/assign`}>
          <input type="hidden" name="from" value={found.assignedTo ?? ''} />
          <Select name="to" label={ui.t('cases.give')} options={others.map(({ id, name }) => [id, name])} />
          <button class="press quiet" type="submit">
            {ui.t('cases.give_press')}
          </button>
        </form>
      )}
    </>
  )
}
