import { disasterWords } from '../../app/loss-open.ts'
import type { ChairLink } from '../../ports/chair-links.ts'
import type { Disaster } from '../../ports/disasters.ts'
import type { LossCounts, LossRow } from '../../ports/losses.ts'
import { Empty, Tag } from '../console/parts.tsx'
import { type ChairCtx, type ChairDeps, ChairPage, linkGone, type Speech, showChair } from './page.tsx'

/** Households on one page. */
const perPage = 100

/** What households of the commune reported after the last disaster there, how far each is, and how many. */
export async function showLosses(c: ChairCtx, deps: ChairDeps): Promise<Response> {
  const { communeId, officeId } = c.get('link')
  const disaster = await lastDisaster(deps, c.get('link'))
  if (!disaster) return linkGone(c)
  const scope = { communeId, officeId }
  const asked = c.req.query('after') ?? ''
  const after = /^\d{1,18}$/.test(asked) ? { afterId: asked } : {}
  const rows = await deps.store.losses.list({ disasterId: disaster.id, scope, limit: perPage + 1, ...after })
  const [counts] = await deps.store.losses.counts(disaster.id, scope)
  const next = rows.length > perPage ? rows[perPage - 1]?.id : undefined
  const shown = { disaster, rows: rows.slice(0, perPage), ...(counts ? { counts } : {}), ...(next ? { next } : {}) }
  return showChair(c, <Losses c={c} {...shown} />)
}

/** The disaster that struck the commune of a link last. */
export async function lastDisaster(
  { store }: Pick<ChairDeps, 'store'>,
  { communeId, officeId }: ChairLink,
): Promise<Disaster | undefined> {
  return (await store.disasters.list({ communeId, officeId }))[0]
}

interface LossesProps {
  c: ChairCtx
  disaster: Disaster
  rows: LossRow[]
  counts?: LossCounts
  next?: string
}

function Losses({ c, disaster, rows, counts, next }: LossesProps) {
  const speech = c.get('speech')
  const { ui, say } = speech
  const path = `/chair/${c.req.param('token')}`
  const { reported = 0, verified = 0, sent = 0, decided = 0 } = counts ?? {}
  return (
    <ChairPage speech={speech} title={say('disaster:chair.title')} link={c.get('link')}>
      <h1>{say('disaster:chair.title')}</h1>
      <p class="lead">
        {say('disaster:chair.of', { disaster: { words: disasterWords(disaster) }, day: ui.day(disaster.since) })}
      </p>
      <p>{say('disaster:chair.count', { reported, verified, sent, decided })}</p>
      {rows.length === 0 ? (
        <Empty title={say('disaster:chair.none')} />
      ) : (
        <ul class="waiting">
          {rows.map((row) => (
            <li>
              <Loss speech={speech} row={row} />
            </li>
          ))}
        </ul>
      )}
      {next === undefined ? null : (
        <p>
          <a class="press quiet" href={`${path}/losses?after=${next}`}>
            {say('chair:list.more')}
          </a>
        </p>
      )}
      <p>
        <a href={path}>{say('disaster:chair.back')}</a>
      </p>
    </ChairPage>
  )
}

function Loss({ speech: { ui, say }, row }: { speech: Speech; row: LossRow }) {
  const tone = row.state === 'decided' ? 'good' : row.state === 'received' ? 'wait' : 'calm'
  return (
    <span class="household">
      <strong>{row.name}</strong>
      <span>{[row.hamlet, row.group].filter(Boolean).join(' · ')}</span>
      <span>
        {say('disaster:chair.told', { amount: ui.dong(row.told) })}
        {row.seen ? `. ${say('disaster:chair.seen', { amount: ui.dong(row.seen.lossDong) })}` : ''}
      </span>
      <span>
        <Tag tone={tone}>{say(`disaster:states.${row.state}`)}</Tag>{' '}
        {row.hurt ? <Tag tone="bad">{say('disaster:report.hurt')}</Tag> : null}
      </span>
    </span>
  )
}
