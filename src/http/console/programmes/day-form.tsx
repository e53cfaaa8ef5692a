import { type Day, dayOf, readDay } from '../../../domain/day.ts'
import type { Ctx } from '../deps.ts'
import { Field } from '../parts.tsx'
import type { Ui } from '../ui.ts'

/** A day of the address line. `problem` where what stands there is no day: then `day` is today and nothing is to be shown for it. */
export interface AskedDay {
  day: Day
  /** As it was typed. */
  typed: string
  problem?: string
}

/** Reads a day from the query; today where it is left out. */
export function askedDay(c: Ctx, name: 'day' | 'from' | 'to', otherwise = dayOf(c.get('ui').now)): AskedDay {
  const typed = c.req.query(name)?.trim() ?? ''
  if (typed === '') return { day: otherwise, typed: otherwise }
  const day = readDay(typed)
  if (day !== undefined) return { day, typed }
  const ui = c.get('ui')
  const problem = ui.t('programmes.no_day', { field: ui.t(`programmes.days.${name}`), typed: typed.slice(0, 30) })
  return { day: otherwise, typed, problem }
}

/** Chooses the day whose law is shown. */
export function DayForm({ ui, asked }: { ui: Ui; asked: AskedDay }) {
  return (
    <form class="filters day" method="get">
      <Field
        {...{ ui, name: 'day', type: 'date', value: asked.typed, problem: asked.problem }}
        label={ui.t('programmes.days.day')}
        hint={ui.t('programmes.day_hint')}
      />
      <button class="press" type="submit">
        {ui.t('programmes.show')}
      </button>
    </form>
  )
}
