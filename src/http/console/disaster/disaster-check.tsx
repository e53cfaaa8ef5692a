import type { ReadyDisaster } from '../../../app/disaster-switch.ts'
import { Layout } from '../layout.tsx'
import { Facts } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import type { TypedDisaster } from './typed-disaster.ts'
import { disasterSpeech } from './words.ts'

/** Reads back what was filled in, with the figures of what it comes to. Only the button here switches anything on. */
export function DisasterCheck({ ui, ready, typed }: { ui: Ui; ready: ReadyDisaster; typed: TypedDisaster }) {
  const say = disasterSpeech(ui)
  const { draft, communes, figures } = ready
  const { households, loans, queued, reached } = figures
  return (
    <Layout ui={ui} title={say('check.title')} here="disaster">
      <h1>{say('check.title')}</h1>
      <p>{say('check.text', { communes: communes.map(({ name }) => name).join(', ') })}</p>
      <Facts
        rows={[
          [say('form.kind'), [say(`kinds.${draft.kind}`), draft.name].filter(Boolean).join(', ')],
          [say('form.since'), ui.day(draft.since)],
          [say('form.review'), ui.day(draft.reviewOn)],
          [say('form.reason'), draft.reason],
        ]}
      />
      <ul>
        <li>{say('check.households', { count: households })}</li>
        <li>{say('check.loans', { count: loans })}</li>
        <li>{say('check.queued', { count: queued })}</li>
        <li>{say('check.reached', { count: reached })}</li>
      </ul>
      <p>{say('check.others')}</p>
      <div class="deeds">
        <form method="post" action="/console/disaster/start">
          <Carried ready={ready} typed={typed} />
          <button class="press" type="submit">
            {say('check.confirm')}
          </button>
        </form>
        <form method="post" action="/console/disaster/new">
          <Carried ready={ready} typed={typed} />
          <button class="press quiet" type="submit" name="again" value="yes">
            {say('check.back')}
          </button>
        </form>
      </div>
    </Layout>
  )
}

/** What was typed goes along, to be read anew: the page that is confirmed may be old. */
function Carried({ ready: { draft, communes }, typed }: { ready: ReadyDisaster; typed: TypedDisaster }) {
  const fields = {
    kind: draft.kind,
    name: draft.name,
    since: typed.since,
    reviewOn: typed.reviewOn,
    reason: draft.reason,
  }
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {communes.map(({ id }) => (
        <input type="hidden" name="communes" value={String(id)} />
      ))}
    </>
  )
}
