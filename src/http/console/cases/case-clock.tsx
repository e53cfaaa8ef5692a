import { ownersOf, promisedAt } from '../../../domain/case-clock.ts'
import type { ClosedDays } from '../../../domain/working-calendar.ts'
import type { Case } from '../../../ports/cases.ts'
import { Facts, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'

interface ClockProps {
  ui: Ui
  found: Case
  /** The days on which its office is closed besides. */
  closed?: ClosedDays
}

/** Who has to act on a case, by when an answer is promised, to whom it was raised, and how it was closed. */
export function CaseClock({ ui, found, closed }: ClockProps) {
  const { state, escalatedAt, alsoTo, outcome } = found
  const words = (key: string, to: string) => ui.say({ key: `cases:${key}`, with: { to } })
  return (
    <Facts
      rows={[
        [ui.say({ key: 'cases:clock.owner' }), state === 'closed' ? undefined : owners(ui, found)],
        [ui.say({ key: 'cases:clock.also' }), alsoTo && ui.say({ key: `cases:owners.${alsoTo}` })],
        [ui.say({ key: 'cases:clock.promised' }), state === 'open' ? ui.moment(promisedAt(found, closed)) : undefined],
        [
          ui.say({ key: 'cases:clock.raised' }),
          escalatedAt ? `${words('clock.raised_to', owners(ui, found))} · ${ui.moment(escalatedAt)}` : undefined,
        ],
        [ui.say({ key: 'cases:clock.outcome' }), outcome && ui.say({ key: `cases:outcomes.${outcome}` })],
      ]}
    />
  )
}

/** A mark on a case that was raised, for lists and heads. */
export function RaisedTag({ ui, found }: Pick<ClockProps, 'ui' | 'found'>) {
  if (found.level === 0 || found.state === 'closed') return null
  return <Tag tone="bad">{ui.say({ key: 'cases:clock.raised_to', with: { to: owners(ui, found) } })}</Tag>
}

function owners(ui: Ui, found: Case): string {
  return ownersOf(found)
    .map((owner) => ui.say({ key: `cases:owners.${owner}` }))
    .join(', ')
}
