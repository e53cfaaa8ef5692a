import { addDays, atHour, dayOf, hourOf } from './day.ts'
import type { Dong } from './money.ts'

/** Hours after a person's last sign of life in which an Official Account writes for nothing, as often as it wants. Zalo's rule since 2026-01-01. */
export const freeHours = 48
/** Days after it in which it may write at all but by a template; later Zalo answers -230. */
export const openDays = 7
/** What a consultation message costs between the two where the package holds none: 55 dong before tax (docs.zaloplatforms.com, 2026). */
export const consultationDong: Dong = 55
/** Hours of the night (time of Viet Nam) in which no template is delivered: pushed 06:00 to 21:59, formerly refused with -133. */
export const templateNight = { from: 22, until: 6 } as const

/** The ways to a household. `consultation` is an ordinary message of the talk, a template is a registered text that Zalo has approved. */
export type Way = 'consultation' | 'template_by_user' | 'template_by_phone' | 'other_channel'

/** What is known when a message is about to go out. */
export interface Reaching {
  now: Date
  /** A reply answers what the person asked, and needs no consent beyond that. */
  purpose: 'reply' | 'reminder' | 'announcement'
  /** The person agreed to messages of this purpose. */
  consented: boolean
  /** The last sign of life on Zalo: a message, a press, a follow. Left out where they never wrote. */
  lastInboundAt?: Date
  /** An account on Zalo is linked to the household. */
  accountKnown: boolean
  /** The household's phone number is known. */
  phoneKnown: boolean
  /** Messages that the package still holds this month for the time after the free hours; 0 where nobody knows. */
  packageLeft: number
  /** The price of the template registered for this message, as Zalo names it; left out where none is registered for that way. */
  templates: { byUser?: Dong; byPhone?: Dong }
  /** What may still be spent this month. */
  budgetLeft: Dong
  /** The other channels on which they may be written to now, for nothing. */
  others: readonly string[]
  /** The channels that the household put first by its own word, in that order; `zalo` is one of them. Mostly none. */
  order: readonly string[]
}

/** A way that is open, and what it costs: nothing, one message of the package, or money. */
export interface Offer {
  way: Way
  /** Which one, with `other_channel`. */
  channel?: string
  cost: 'free' | 'package' | 'billed'
  dong: Dong
}

/** A way that is not open, and why. `until`: it opens by itself then. */
export interface Refusal {
  way: Way
  why: 'no_consent' | 'no_account' | 'no_phone' | 'no_template' | 'never_wrote' | 'window_over' | 'night' | 'budget'
  until?: Date
}

/** All ways: those that are open, the one to take first, and those that are not. */
export interface Ways {
  open: Offer[]
  closed: Refusal[]
}

/**
 * What may be sent to whom now, and what it costs. A channel that the household put first by its own word comes first; then what is
 * cheaper, and a free message before one of the package.
 */
export function waysTo(reaching: Reaching): Ways {
  const all = [
    consultation(reaching),
    template(reaching, 'template_by_user'),
    template(reaching, 'template_by_phone'),
    ...reaching.others.map((channel): Offer => ({ way: 'other_channel', channel, cost: 'free', dong: 0 })),
  ].map((way) => allowed(reaching, way))
  const chosen = ({ channel = 'zalo' }: Offer) => reaching.order.indexOf(channel) + 1 || reaching.order.length + 1
  const scarce = ({ cost }: Offer) => (cost === 'package' ? 1 : 0)
  return {
    open: all
      .filter((way) => 'cost' in way)
      .sort((a, b) => chosen(a) - chosen(b) || a.dong - b.dong || scarce(a) - scarce(b)),
    closed: all.filter((way) => 'why' in way),
  }
}

const hourMs = 3_600_000

function consultation({ now, lastInboundAt, accountKnown, packageLeft }: Reaching): Offer | Refusal {
  const way = 'consultation'
  if (!accountKnown) return { way, why: 'no_account' }
  if (lastInboundAt === undefined) return { way, why: 'never_wrote' }
  const silentMs = now.getTime() - lastInboundAt.getTime()
  if (silentMs <= freeHours * hourMs) return { way, cost: 'free', dong: 0 }
  if (silentMs > openDays * 24 * hourMs) return { way, why: 'window_over' }
  return packageLeft > 0 ? { way, cost: 'package', dong: 0 } : { way, cost: 'billed', dong: consultationDong }
}

function template(reaching: Reaching, way: 'template_by_user' | 'template_by_phone'): Offer | Refusal {
  const byUser = way === 'template_by_user'
  if (byUser && !reaching.accountKnown) return { way, why: 'no_account' }
  if (!byUser && !reaching.phoneKnown) return { way, why: 'no_phone' }
  const dong = byUser ? reaching.templates.byUser : reaching.templates.byPhone
  if (dong === undefined) return { way, why: 'no_template' }
  const until = nightOver(reaching.now)
  return until ? { way, why: 'night', until } : { way, cost: 'billed', dong }
}

/** What holds for every way: consent, and the budget. */
function allowed({ purpose, consented, budgetLeft }: Reaching, way: Offer | Refusal): Offer | Refusal {
  if (purpose !== 'reply' && !consented) return { way: way.way, why: 'no_consent' }
  if ('cost' in way && way.dong > budgetLeft) return { way: way.way, why: 'budget' }
  return way
}

/** When the night ends that it is now, or undefined by day. */
function nightOver(now: Date): Date | undefined {
  const hour = hourOf(now)
  if (hour < templateNight.until) return atHour(dayOf(now), templateNight.until)
  return hour >= templateNight.from ? atHour(addDays(dayOf(now), 1), templateNight.until) : undefined
}
