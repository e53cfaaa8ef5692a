import { type Testing, testMinutes } from '../../../app/announcement-test.ts'
import type { Ui } from '../ui.ts'
import { saying } from './say.ts'

/** Sends the announcement to one's own account first: it is named by a code that is written to Loa from there. */
export function TryOut({ ui, id, testing: { code, tester } }: { ui: Ui; id: string; testing: Testing }) {
  const say = saying(ui)
  const channel = tester ? ui.t(`channels.${tester.channel}`) : ''
  return (
    <section>
      <h2>{say('test.title')}</h2>
      <form method="post" action={`/console/announcements/${id}/test`}>
        {tester ? <p>{say('test.known', { channel, name: tester.name || channel })}</p> : null}
        {code ? (
          <p>
            {say('test.write', { minutes: testMinutes })} <strong class="code">{code}</strong>
          </p>
        ) : null}
        {tester ? <Do what="send" text={say('test.send')} /> : null}
        {code ? <Do what="find" text={say('test.find')} /> : null}
        <Do what="begin" text={say(tester || code ? 'test.again' : 'test.begin')} />
      </form>
    </section>
  )
}

function Do({ what, text }: { what: string; text: string }) {
  return (
    <button class="press quiet" type="submit" name="do" value={what}>
      {text}
    </button>
  )
}
