import { programmeName } from '../../app/application-message.ts'
import type { ChairDeed } from '../../ports/chair-links.ts'
import { Tag } from '../console/parts.tsx'
import { type ChairCtx, type ChairDeps, ChairPage, type Speech, showChair } from './page.tsx'

/** What was done by this link, as it is kept, and by whom it is recorded. */
export async function showDone(c: ChairCtx, { store }: ChairDeps): Promise<Response> {
  const deeds = await store.chairLinks.deeds(c.get('link').id)
  return showChair(c, <Done c={c} deeds={deeds} />)
}

function Done({ c, deeds }: { c: ChairCtx; deeds: ChairDeed[] }) {
  const speech = c.get('speech')
  const { say } = speech
  const link = c.get('link')
  const asked = (name: string) => Number(/^\d{1,3}$/.exec(c.req.query(name) ?? '')?.[0] ?? 0)
  const [confirmed, returned, passed] = [asked('confirmed'), asked('returned'), asked('passed')]
  return (
    <ChairPage speech={speech} title={say('chair:deeds.title')} link={link}>
      <h1>{say('chair:deeds.title')}</h1>
      {confirmed + returned > 0 ? (
        <p class="notice good" role="status">
          {confirmed > 0 ? say('chair:deeds.confirmed', { count: confirmed }) : say('chair:deeds.returned')}
        </p>
      ) : null}
      {passed > 0 ? (
        <p class="notice bad" role="status">
          {say('chair:deeds.passed', { count: passed })}
        </p>
      ) : null}
      <p>{say('chair:deeds.by', { name: link.name ?? '' })}</p>
      {deeds.length === 0 ? <p>{say('chair:deeds.none')}</p> : <Deeds speech={speech} deeds={deeds} />}
      <p>
        <a class="press" href={`/chair/${c.req.param('token')}`}>
          {say('chair:deeds.next')}
        </a>
      </p>
    </ChairPage>
  )
}

function Deeds({ speech: { ui, say }, deeds }: { speech: Speech; deeds: ChairDeed[] }) {
  return (
    <ul class="waiting">
      {deeds.map(({ event, name, code, programme, amount, reason, at }) => (
        <li>
          <span class="household">
            <strong>{name}</strong>
            <span>{say('chair:list.code', { code })}</span>
            <span>{[ui.say(programmeName(programme)), ui.dong(amount)].join(' · ')}</span>
            <span>
              <Tag tone={event === 'confirm' ? 'good' : 'bad'}>{say(`chair:deeds.${event}`)}</Tag> {ui.moment(at)}
            </span>
            {reason ? (
              <span>
                {say('chair:deeds.because', { reason: { words: { key: `applications:reasons.${reason}` } } })}
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  )
}
