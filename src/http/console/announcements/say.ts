import type { Words } from '../../../conversation/words.ts'
import type { Ui } from '../ui.ts'

/** Words of the pages of announcements, by their key in `announcing.json`. */
export function saying(ui: Ui): (key: string, fillers?: Words['with']) => string {
  return (key, fillers) => ui.say({ key: `announcing:${key}`, ...(fillers ? { with: fillers } : {}) })
}
