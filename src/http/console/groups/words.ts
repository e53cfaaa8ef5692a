import type { Words } from '../../../conversation/words.ts'
import type { Ui } from '../ui.ts'

/** How the pages of groups say words of `groups.json`, by their whole keys. */
export function groupWords(ui: Ui): (key: string, fillers?: Words['with']) => string {
  return (key, fillers) => ui.say(fillers ? { key, with: fillers } : { key })
}
