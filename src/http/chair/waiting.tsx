import { programmeName } from '../../app/application-message.ts'
import type { CalendarPoint } from '../../ports/calendar.ts'
import type { ChairRow } from '../../ports/chair-links.ts'
import { CommuneSessions } from '../console/home/commune-sessions.tsx'
import { Empty } from '../console/parts.tsx'
import { lastDisaster } from './losses.tsx'
import { type ChairCtx, type ChairDeps, ChairPage, type Speech, showChair } from './page.tsx'

/** Households on one page. */
const perPage = 40

/** What waits for the chair, by hamlet and group, and below it when the bank comes next. */
export async function showWaiting(c: ChairCtx, deps: ChairDeps): Promise<Response> {
  const { store } = deps
  const { communeId, officeId } = c.get('link')
  const asked = c.req.query('after') ?? ''
  const after = /^\d{1,6}$/.test(asked) ? Number(asked) : 0
  const rows = await store.chairLinks.waiting({ communeId, officeId, after, limit: perPage + 1 })
  const count = (await store.chairLinks.counts({ officeId, communeId })).get(communeId) ?? 0
  const shown = rows.slice(0, perPage)
  const next = rows.length > perPage ? after + perPage : undefined
  const losses = (await lastDisaster(deps, c.get('link'))) !== undefined
  const points = await store.calendar.points({ communeId, officeId })
  return showChair(c, <Waiting c={c} rows={shown} {...{ count, after, next, losses, points }} />)
}

/** The rows that were asked for, of those that wait for the chair of the link's commune. */
export function waitingOf(c: ChairCtx, { store }: ChairDeps, asked: readonly string[]): Promise<ChairRow[]> {
  const { communeId, officeId } = c.get('link')
  const ids = asked.filter((id) => /^\d{1,18}$/.test(id))
  return store.chairLinks.waiting({ communeId, officeId, ids, after: 0, limit: ids.length })
}

interface WaitingProps {
  c: ChairCtx
  rows: ChairRow[]
  count: number
  after: number
  next: number | undefined
  /** A disaster struck the commune: there is a list of what households lost. */
  losses: boolean
  points: CalendarPoint[]
}

function Waiting({ c, rows, count, after, next, losses, points }: WaitingProps) {
  const speech = c.get('speech')
  const { say } = speech
  const path = `/chair/${c.req.param('token')}`
  return (
    <ChairPage speech={speech} title={say('chair:list.title')} link={c.get('link')}>
      <h1>{say('chair:list.title')}</h1>
      <p>
        <a href={`${path}/done`}>{say('chair:list.done')}</a>
        {' · '}
        <a href="#sessions">{say('chair:sessions.title')}</a>
        {losses ? ' · ' : null}
        {losses ? <a href={`${path}/losses`}>{say('disaster:chair.link')}</a> : null}
      </p>
      {rows.length === 0 ? (
        <Empty title={say('chair:list.none')}>{say('chair:list.none_text')}</Empty>
      ) : (
        <form method="get" action={`${path}/check`}>
          <p class="lead">{say('chair:list.count', { count })}</p>
          {placesOf(rows).map((place) => (
            <Place speech={speech} path={path} rows={place} />
          ))}
          <p class="chosen">
            <button class="press" type="submit">
              {say('chair:list.chosen')}
            </button>
          </p>
        </form>
      )}
      {after > 0 ? (
        <p>
          <a href={path}>{say('chair:list.first')}</a>
        </p>
      ) : null}
      {next === undefined ? null : (
        <p>
          <a class="press quiet" href={`${path}?after=${next}`}>
            {say('chair:list.more')}
          </a>
        </p>
      )}
      <CommuneSessions ui={speech.ui} points={points} />
    </ChairPage>
  )
}

/** Rows of one hamlet and one group, in the order in which they come. */
function placesOf(rows: readonly ChairRow[]): ChairRow[][] {
  const places = new Map<string, ChairRow[]>()
  for (const row of rows) {
    const name = JSON.stringify([row.hamlet, row.group])
    places.set(name, [...(places.get(name) ?? []), row])
  }
  return [...places.values()]
}

function Place({ speech, path, rows }: { speech: Speech; path: string; rows: ChairRow[] }) {
  const { say } = speech
  const [first] = rows
  const fillers = {
    hamlet: first?.hamlet ?? say('chair:list.no_hamlet'),
    group: first?.group ?? say('chair:list.no_group'),
  }
  return (
    <section>
      <h2>{say('chair:list.place', fillers)}</h2>
      <ul class="waiting">
        {rows.map((row) => (
          <li>
            <label class="pick-one">
              <input
                type="checkbox"
                name="id"
                value={row.id}
                aria-label={say('chair:list.choose', { name: row.name })}
              />
              <Household speech={speech} row={row} />
            </label>
            <div class="deeds">
              <button class="press" type="submit" name="one" value={row.id}>
                {say('chair:list.one')}
                <span class="unseen"> {row.name}</span>
              </button>
              <a class="press quiet" href={`${path}/return/${row.id}`}>
                {say('chair:list.back')}
                <span class="unseen"> {row.name}</span>
              </a>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One household with what the chair has to know of it. */
export function Household({ speech: { ui, say }, row }: { speech: Speech; row: ChairRow }) {
  const { name, birthYear, programme, amount, status, listYear, code } = row
  const listed = status && status !== 'none' ? ui.t(`poverty.${status}`) : undefined
  return (
    <span class="household">
      <strong>{name}</strong>
      <span>
        {[birthYear && say('chair:list.born', { year: String(birthYear) }), say('chair:list.code', { code })]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span>{[ui.say(programmeName(programme)), ui.dong(amount)].join(' · ')}</span>
      <span>
        {listed && listYear
          ? say('chair:list.status', { status: listed, year: String(listYear) })
          : (listed ?? say('chair:list.no_status'))}
      </span>
    </span>
  )
}
