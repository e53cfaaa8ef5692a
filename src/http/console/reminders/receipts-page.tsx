import { Hono } from 'hono'
import { switchReceipts } from '../../../app/switch-receipts.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { reminderSpeech } from './words.ts'

const path = '/console/reminders/receipts'

/** Whether the households of an office are told of payments that were booked: its director decides. */
export function receiptsSwitchRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/receipts', async (c) => {
    const { role, officeId } = c.get('staff')
    if (role !== 'director' || officeId === undefined) return missing(c)
    return show(c, <SwitchPage ui={c.get('ui')} isOn={await deps.store.receipts.isOn(officeId)} />)
  })
  app.post('/receipts', async (c) => {
    const to = (await typedForm(c)).one('to')
    const done = await switchReceipts(deps, { staff: c.get('staff'), on: to !== 'off' })
    return done ? onTo(c, path) : missing(c)
  })
  return app
}

function SwitchPage({ ui, isOn }: { ui: Ui; isOn: boolean }) {
  const say = (key: string) => ui.say({ key: `payment-words:switch.${key}` })
  return (
    <Layout ui={ui} title={say('title')} here="reminders">
      <p class="crumb">
        <a href="/console/reminders">{reminderSpeech(ui)('title')}</a>
      </p>
      <div class="narrow">
        <h1>{say('title')}</h1>
        <p class="lead">{say('lead')}</p>
        <p>{say(isOn ? 'on' : 'off')}</p>
        <form method="post">
          <input type="hidden" name="to" value={isOn ? 'off' : 'on'} />
          <button class="press" type="submit">
            {say(isOn ? 'turn_off' : 'turn_on')}
          </button>
        </form>
      </div>
    </Layout>
  )
}
