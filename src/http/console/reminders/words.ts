import { reasonWords } from '../../../app/sending-words.ts'
import type { Words } from '../../../conversation/words.ts'
import { skipReasons } from '../../../domain/reminder-choice.ts'
import type { ReminderKind } from '../../../domain/reminder-plan.ts'
import type { Ui } from '../ui.ts'

/** What ended a message before it left because it did not hold any more, besides what the plan itself says. */
const overtaken: readonly string[] = ['no_longer_due', 'figures_changed', 'session_moved']

/** Words of the pages about reminders. */
export function reminderSpeech(ui: Ui): (key: string, fillers?: Words['with']) => string {
  return (key, fillers) => ui.say({ key: `reminding:${key}`, ...(fillers ? { with: fillers } : {}) })
}

/** A kind of reminder, as staff call it. */
export function kindText(ui: Ui, kind: ReminderKind): string {
  return reminderSpeech(ui)(`kinds.${kind}`)
}

/** Why something was not reminded of: by the plan, or because its message did not arrive. */
export function unsaidText(ui: Ui, reason: string): string {
  const own = (skipReasons as readonly string[]).includes(reason) || overtaken.includes(reason)
  return own ? reminderSpeech(ui)(`reasons.${reason}`) : ui.say(reasonWords(reason))
}
