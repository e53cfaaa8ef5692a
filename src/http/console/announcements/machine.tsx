import type { Checked } from '../../../app/announcement-checks.ts'
import type { ChannelPlan } from '../../../app/announcement-plan.ts'
import { Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { saying } from './say.ts'

/** What a machine found in an announcement: what has to be mended first, then what somebody has to see; and how it would go. */
export function Machine({ ui, checked: { findings, plan } }: { ui: Ui; checked: Checked }) {
  const say = saying(ui)
  const sorted = [...findings].sort((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'))
  return (
    <section>
      <h2>{say('checks.title')}</h2>
      {sorted.length === 0 ? <p>{say('checks.none')}</p> : null}
      <ul class="findings">
        {sorted.map(({ level, words }) => (
          <li>
            <Tag tone={level === 'stop' ? 'bad' : 'wait'}>{say(`checks.${level}`)}</Tag> <span>{ui.say(words)}</span>
          </li>
        ))}
      </ul>
      <h3>{say('plan.title')}</h3>
      <ul>
        {plan.channels.map((channel) => (
          <li>{planText(ui, channel)}</li>
        ))}
        {plan.end ? <li>{say('plan.end', { at: ui.moment(plan.end) })}</li> : null}
      </ul>
    </section>
  )
}

function planText(ui: Ui, { channel, count, cost }: ChannelPlan): string {
  const say = saying(ui)
  const name = ui.t(`channels.${channel}`)
  if (!cost) return say('plan.channel', { channel: name, count })
  const { free, ofPackage, billed, dong } = cost
  return say('plan.zalo', { channel: name, count, free, package: ofPackage, billed, dong: { dong } })
}
