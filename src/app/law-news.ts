import type { Filler, Words } from '../conversation/words.ts'
import type { Day } from '../domain/day.ts'
import { type Difference, type ProgrammeId, termsOn } from '../policy/index.ts'
import { announcementLimits } from './announce.ts'
import type { AnnouncementText } from './announcement-message.ts'
import { programmeName } from './application-message.ts'
import type { Concerned } from './replay-law.ts'

/** What follows from the largest sum, and would say the same twice. */
const untold: readonly Difference['of'][] = ['maxAdditionalDong']

interface Span {
  from: Day
  to: Day
}

interface Change extends Span {
  concerned: readonly Concerned[]
}

/** What a change of the law means, as one message to all whom it concerns: figures where they are the same for all of them. */
export function lawNews(
  say: (words: Words) => string,
  { sender, ...change }: Change & { sender: string },
): AnnouncementText {
  const { concerned, from, to } = change
  const ids = [...new Set(concerned.map((c) => c.programme))]
  const lines = ids.map((id) => programmeLine(id, change))
  const body = say({ key: 'announcements:law.body', with: { day: { day: to }, lines: { lines } } })
  return {
    sender,
    title: say({ key: 'announcements:law.title' }),
    body:
      [...body].length <= announcementLimits.body
        ? body
        : say({ key: 'announcements:law.body_short', with: { day: { day: to } } }),
    source: sourceOf(ids as ProgrammeId[], { from, to }),
  }
}

/** One side of a difference, to be read. */
export function changedValue(of: Difference['of'], value: Difference['before']): Filler {
  if (typeof value === 'string') return { words: { key: `announcements:law.verdicts.${value}` } }
  if (typeof value === 'boolean') return { words: { key: `announcements:law.pledge.${value}` } }
  if (value === undefined) return { words: { key: 'announcements:law.no_figure' } }
  if (of === 'ratePctPerYear' || of === 'overdueRatePct') return { pct: value }
  return of === 'termMonths' ? { words: { key: 'announcements:law.months', with: { months: value } } } : { dong: value }
}

/** What a difference is about. */
export function changedName(of: Difference['of']): Words {
  return { key: `announcements:law.figures.${of}` }
}

function programmeLine(id: string, { concerned, from, to }: Change): Filler {
  const all = concerned.filter((c) => c.programme === id).flatMap((c) => c.differences)
  const kinds = [...new Set(all.map((d) => d.of))].filter((of) => !untold.includes(of))
  const list = kinds.map((of) => {
    const ofKind = all.filter((d) => d.of === of)
    return changeLine(
      ofKind,
      ofKind.every((d) => isOfTheLaw(id as ProgrammeId, d, { from, to })),
    )
  })
  return {
    words: { key: 'announcements:law.line', with: { programme: { words: programmeName(id) }, changes: { list } } },
  }
}

/** The figures stand there only where all have the same and the law names them: a household must not read what is another's. */
function changeLine(all: readonly Difference[], ofTheLaw: boolean): Filler {
  const [first] = all
  const alike = all.every((d) => d.before === first?.before && d.after === first?.after)
  const figure: Filler = { words: changedName(first?.of ?? 'verdict') }
  if (!ofTheLaw || !alike || first?.before === undefined || first.after === undefined)
    return { words: { key: 'announcements:law.changes', with: { figure } } }
  const [before, after] = [changedValue(first.of, first.before), changedValue(first.of, first.after)]
  return { words: { key: 'announcements:law.from_to', with: { figure, before, after } } }
}

/** Rates and terms are written in the law. A sum may be a share of what a household pays or earns; a verdict is always its own. */
function isOfTheLaw(id: ProgrammeId, { of, before, after }: Difference, { from, to }: Span): boolean {
  if (of === 'verdict' || of === 'collateralRequired') return false
  if (of !== 'maxAmountDong') return true
  const named = (day: Day, sum: Difference['before']) =>
    termsOn(id, day)?.limits.some((limit) => 'dong' in limit && limit.dong === sum) === true
  return named(from, before) && named(to, after)
}

/** The documents that are new on the later day, as many as fit. */
function sourceOf(ids: readonly ProgrammeId[], { from, to }: Span): string {
  const textsOn = (day: Day) => ids.flatMap((id) => termsOn(id, day)?.cites ?? []).map((cite) => cite.text)
  const known = new Set(textsOn(from))
  const fresh = [...new Set(textsOn(to))].filter((text) => !known.has(text))
  return fresh.reduce((kept, text) => {
    const longer = kept === '' ? text : `${kept}; ${text}`
    return [...longer].length <= announcementLimits.source ? longer : kept
  }, '')
}
