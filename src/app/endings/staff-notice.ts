import { entriesOf, type staffNotice } from '../../flows/staff-notice.ts'
import type { Author } from '../announce.ts'
import { handOverNotice } from '../hand-over-notice.ts'
import { staffAuthor } from '../staff-account.ts'
import { beginNotice, offerUnits, showStanding } from '../staff-notice.ts'
import type { Ended, Ending, EndingsOf, EndPlace } from './ending.ts'

/** Whose account it is is looked up anew at each end: who is no staff any more is led to the menu like everybody else. */
export const staffNoticeEndings: EndingsOf<typeof staffNotice> = {
  choose: asStaff(choose),
  picked: asStaff(picked),
  standing: asStaff(({ scene }, author) => showStanding(scene, author)),
  handed: asStaff(({ scene, turn }, author) => {
    const { title, text, last_day: last } = turn.answers
    const lastDay = last === undefined || last === 'no_end' ? '' : String(last)
    const { given } = turn.saved
    return handOverNotice(scene, author, { given, title: String(title), body: String(text), lastDay })
  }),
  again: asStaff(({ turn }) => ({ parts: [], next: { flow: 'staff-notice', given: turn.saved.given } })),
}

function asStaff(end: (place: EndPlace, author: Author) => Promise<Ended> | Ended): Ending {
  return async (place) => {
    const author = await staffAuthor(place.scene)
    return author ? end(place, author) : { parts: [], next: { flow: 'menu' } }
  }
}

function choose({ scene, turn }: EndPlace, author: Author): Promise<Ended> {
  const { what, page, commune } = turn.saved.given
  if (turn.answers.whom !== 'next') return offerUnits(scene, author, { what: turn.answers.what })
  const of = typeof commune === 'number' ? { commune } : {}
  return offerUnits(scene, author, { what, page: Number(page ?? 0) + 1, ...of })
}

function picked({ scene, turn }: EndPlace, author: Author): Promise<Ended> {
  const { what, items } = turn.saved.given
  const to = String(turn.answers.whom)
  if (what === 'group' && to.startsWith('c')) return offerUnits(scene, author, { what, commune: Number(to.slice(1)) })
  const entry = entriesOf(items).find((one) => typeof one === 'object' && one.id === to)
  const name = typeof entry === 'object' && 'name' in entry ? entry.name : ''
  return beginNotice(scene, author, { to, name })
}
