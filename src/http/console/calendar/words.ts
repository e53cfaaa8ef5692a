import type { Words } from '../../../conversation/words.ts'
import type { Day } from '../../../domain/day.ts'
import type { HolidayName } from '../../../domain/public-holidays.ts'
import type { Ui } from '../ui.ts'

/** How the pages of the calendar say words of `calendar.json` and its neighbours, by their whole keys. */
export function calendarWords(ui: Ui): (key: string, fillers?: Words['with']) => string {
  return (key, fillers) => ui.say(fillers ? { key, with: fillers } : { key })
}

/** "thứ Sáu, 12/12/2026": people think in weekdays. */
export function weekday(ui: Ui, day: Day): string {
  return ui.t('value', { value: { day } })
}

/** "12/2026". */
export function monthText(month: string): string {
  return `${Number(month.slice(5))}/${month.slice(0, 4)}`
}

/** The name of a public holiday. */
export function holidayText(ui: Ui, holiday: HolidayName): string {
  return calendarWords(ui)(`sessions:holidays.${holiday}`)
}
