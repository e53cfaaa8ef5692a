import { scopeOf, sees } from '../../../domain/staff.ts'
import type { Disaster } from '../../../ports/disasters.ts'
import type { Ui } from '../ui.ts'
import { disasterSpeech } from './words.ts'

/** Switches communes off again, each for itself. */
export function EndForm({ ui, disaster }: { ui: Ui; disaster: Disaster }) {
  const say = disasterSpeech(ui)
  const { id, officeId, communes } = disaster
  const scope = ui.staff ? scopeOf(ui.staff) : {}
  const on = communes.filter(({ communeId, endedAt }) => !endedAt && sees(scope, { officeId, communeId }))
  if (on.length === 0) return null
  return (
    <details class="step heavy">
      <summary>{say('page.end')}</summary>
      <form method="post" action={`/console/disaster/${id}/end`}>
        <p class="hint">{say('page.end_hint')}</p>
        <fieldset>
          <legend>{say('page.which')}</legend>
          {on.map(({ communeId, name }) => (
            <label>
              <input type="checkbox" name="communes" value={String(communeId)} /> {name}
            </label>
          ))}
        </fieldset>
        <button class="press bad" type="submit">
          {say('page.end_confirm')}
        </button>
      </form>
    </details>
  )
}
