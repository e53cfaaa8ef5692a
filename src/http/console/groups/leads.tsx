import { dayOf } from '../../../domain/day.ts'
import type { GroupLead } from '../../../ports/leaders.ts'
import type { Ui } from '../ui.ts'
import { groupWords } from './words.ts'

/** Who leads a group by which account, and the button that ends it. */
export function Leads({ ui, groupId, leads, mayEnd }: LeadsProps) {
  const say = groupWords(ui)
  return (
    <section>
      <h2>{say('groups:leads.title')}</h2>
      {leads.length === 0 ? <p>{say('groups:leads.none')}</p> : null}
      <ul class="plain">
        {leads.map((lead) => (
          <li>
            <strong>{lead.accountName}</strong>
            <small>
              {say('groups:leads.since', {
                role: say(`groups:roles.${lead.role}`),
                channel: ui.t(`channels.${lead.channel}`),
                day: ui.day(dayOf(lead.since)),
              })}
            </small>
            {mayEnd ? <EndForm ui={ui} groupId={groupId} lead={lead} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface LeadsProps {
  ui: Ui
  groupId: number
  leads: readonly GroupLead[]
  mayEnd: boolean
}

function EndForm({ ui, groupId, lead }: { ui: Ui; groupId: number; lead: GroupLead }) {
  const say = groupWords(ui)
  return (
    <details class="step heavy">
      <summary>{say('groups:leads.end')}</summary>
      <form method="post" action={`/console/groups/${groupId}/end`}>
        <input type="hidden" name="role" value={lead.id} />
        <p class="hint">{say('groups:leads.end_hint')}</p>
        <button class="press bad" type="submit">
          {say('groups:leads.end')}
        </button>
      </form>
    </details>
  )
}
