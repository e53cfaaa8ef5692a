import { decideAsChair } from '../../app/chair-decide.ts'
import { readReason, reasonsOf } from '../../domain/application.ts'
import type { ChairRow } from '../../ports/chair-links.ts'
import { Field, Select } from '../console/parts.tsx'
import { type ChairCtx, type ChairDeps, ChairPage, linkGone, showChair } from './page.tsx'
import { typedIn } from './typed.ts'
import { Household, waitingOf } from './waiting.tsx'

/** Characters of the words for the household. */
const longestNote = 500

/** The form by which one request is sent back. */
export async function showReturn(c: ChairCtx, deps: ChairDeps): Promise<Response> {
  const [row] = await waitingOf(c, deps, [c.req.param('id') ?? ''])
  return row ? showChair(c, <Return c={c} row={row} />) : linkGone(c)
}

/** Sends one request back with a coded reason. */
export async function sendBack(c: ChairCtx, deps: ChairDeps): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const form = await typedIn(c)
  const note = [...form.one('note').trim()].slice(0, longestNote).join('')
  const reason = reasonsOf('return_unconfirmed').find((known) => known === readReason(form.one('reason')))
  const [row] = await waitingOf(c, deps, [id])
  if (!row) return linkGone(c)
  if (!reason) return showChair(c, <Return c={c} row={row} note={note} />, 422)
  const decision = { link: c.get('link'), applicationIds: [id], reason, ...(note ? { note } : {}) }
  const { done, passedOver } = await decideAsChair(deps, decision)
  return c.redirect(`/chair/${c.req.param('token')}/done?returned=${done}&passed=${passedOver}`, 303)
}

/** With a note the form comes back because its reason is missing. */
function Return({ c, row, note }: { c: ChairCtx; row: ChairRow; note?: string }) {
  const speech = c.get('speech')
  const { ui, say } = speech
  const path = `/chair/${c.req.param('token')}`
  const title = say('chair:return.title', { name: row.name })
  const reasons = reasonsOf('return_unconfirmed').map(
    (id) => [id, ui.say({ key: `applications:reasons.${id}` })] as const,
  )
  return (
    <ChairPage speech={speech} title={title} link={c.get('link')}>
      <div class="narrow">
        <h1>{title}</h1>
        {note === undefined ? null : (
          <p class="notice bad" role="alert">
            <a href="#reason">{say('chair:return.needs_reason')}</a>
          </p>
        )}
        <p>
          <Household speech={speech} row={row} />
        </p>
        <form method="post" action={`${path}/return/${row.id}`}>
          <p>{say('chair:return.text')}</p>
          <Select
            {...{
              name: 'reason',
              label: say('chair:return.reason'),
              options: reasons,
              empty: say('chair:return.choose'),
            }}
          />
          <Field
            {...{ ui, name: 'note', label: say('chair:return.note'), rows: 3, maxlength: longestNote, value: note }}
          />
          <button class="press bad" type="submit">
            {say('chair:return.send')}
          </button>
        </form>
        <p>
          <a href={path}>{say('chair:check.back')}</a>
        </p>
      </div>
    </ChairPage>
  )
}
