import type { Ctx } from '../deps.ts'
import type { Ui } from '../ui.ts'

/** True for a search by a number: of a phone, a card, a customer, a loan. It is answered where it was sent from, and stands in no address. */
export function isByNumber(text: string): boolean {
  return /\d/.test(text)
}

/** Sends whoever typed a number into the address on to the empty search, which says why. The browser goes on under an address without it. */
export function leaveNumberOut(c: Ctx, path: string): Response {
  return c.redirect(`${path}?typed=number`)
}

/** What stands where nothing is looked for yet: how to begin, or why a number that stood in the address was not looked for. */
export function Begin({ c, ui, words }: { c: Ctx; ui: Ui; words: string }) {
  if (c.req.query('typed') !== 'number') return <p class="lead">{ui.t(words)}</p>
  return (
    <p class="notice" role="status">
      {ui.t('search.not_in_address')}
    </p>
  )
}
