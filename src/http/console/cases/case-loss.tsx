import { may } from '../../../domain/staff.ts'
import type { LossReport } from '../../../ports/losses.ts'
import type { Ui } from '../ui.ts'

/** The way from a case to the report of what the household lost, and how far its file is. */
export function CaseLoss({ ui, loss }: { ui: Ui; loss: LossReport | undefined }) {
  if (!loss || !ui.staff || !may(ui.staff.role, 'disasters.see')) return null
  const sum = loss.items.reduce((total, { amount }) => total + amount, 0)
  return (
    <section>
      <h2>{ui.say({ key: 'disaster:case.title' })}</h2>
      <p>
        {ui.say({ key: 'disaster:case.told', with: { sum: { dong: sum } } })}{' '}
        {ui.say({ key: `disaster:states.${loss.state}` })}
      </p>
      <p>
        <a class="press quiet" href={`/console/disaster/report/${loss.id}`}>
          {ui.say({ key: 'disaster:case.open' })}
        </a>
      </p>
    </section>
  )
}
