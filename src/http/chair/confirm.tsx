import { decideAsChair } from '../../app/chair-decide.ts'
import type { ChairRow } from '../../ports/chair-links.ts'
import { type ChairCtx, type ChairDeps, ChairPage, showChair } from './page.tsx'
import { typedIn } from './typed.ts'
import { Household, waitingOf } from './waiting.tsx'

/** Households that are confirmed at once: more than one page has. */
const mostAtOnce = 100

/** Reads back what was chosen: one by its own button, or those that were ticked. Nothing is confirmed by this. */
export async function showCheck(c: ChairCtx, deps: ChairDeps): Promise<Response> {
  const one = c.req.query('one')
  const ids = one ? [one] : (c.req.queries('id') ?? []).slice(0, mostAtOnce)
  const rows = await waitingOf(c, deps, ids)
  return showChair(c, <Check c={c} rows={rows} />)
}

/** Confirms what was read back. */
export async function confirmChosen(c: ChairCtx, deps: ChairDeps): Promise<Response> {
  const ids = (await typedIn(c)).all('id').slice(0, mostAtOnce)
  const { done, passedOver } = await decideAsChair(deps, { link: c.get('link'), applicationIds: ids })
  return c.redirect(`/chair/${c.req.param('token')}/done?confirmed=${done}&passed=${passedOver}`, 303)
}

function Check({ c, rows }: { c: ChairCtx; rows: ChairRow[] }) {
  const speech = c.get('speech')
  const { say } = speech
  const path = `/chair/${c.req.param('token')}`
  const title = say('chair:check.title', { count: rows.length })
  return (
    <ChairPage speech={speech} title={title} link={c.get('link')}>
      <h1>{title}</h1>
      {rows.length === 0 ? (
        <p class="notice">{say('chair:list.nothing_chosen')}</p>
      ) : (
        <form method="post" action={`${path}/confirm`}>
          <p>{say('chair:check.text')}</p>
          <ul class="waiting">
            {rows.map((row) => (
              <li>
                <input type="hidden" name="id" value={row.id} />
                <Household speech={speech} row={row} />
              </li>
            ))}
          </ul>
          <button class="press" type="submit">
            {say('chair:check.confirm')}
          </button>
        </form>
      )}
      <p>
        <a href={path}>{say('chair:check.back')}</a>
      </p>
    </ChairPage>
  )
}
