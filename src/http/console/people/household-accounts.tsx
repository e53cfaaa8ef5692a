import type { Account } from '../../../ports/accounts.ts'
import type { Household } from '../../../ports/households.ts'
import { Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'

interface AccountsProps {
  ui: Ui
  household: Household
  accounts: readonly Account[]
}

/** The accounts of a household, and the way to a linking code for one more. */
export function HouseholdAccounts({ ui, household, accounts }: AccountsProps) {
  return (
    <section>
      <h2>{ui.t('household.accounts')}</h2>
      {accounts.length === 0 ? <p>{ui.t('household.no_accounts')}</p> : null}
      <ul class="plain">
        {accounts.map((account) => (
          <li>
            {account.byPhone ? ui.t('household.by_phone') : `${ui.t(`channels.${account.channel}`)}: ${account.name}`}{' '}
            {account.role ? `(${ui.say({ key: `flows/link-account:who.options.${account.role}` })}) ` : null}
            {account.status === 'active' ? null : <Tag tone="bad">{ui.t(`account_status.${account.status}`)}</Tag>}
          </li>
        ))}
      </ul>
      <form method="post" action={`/console/people/${household.id}/link-code`}>
        <p class="hint">{ui.t('link_code.hint')}</p>
        <button class="press quiet" type="submit">
          {ui.t('link_code.issue')}
        </button>
      </form>
    </section>
  )
}
