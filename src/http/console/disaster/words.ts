import type { Words } from '../../../conversation/words.ts'
import type { Ui } from '../ui.ts'

/** How the pages of disasters say words of `disaster.json`. */
export function disasterSpeech(ui: Ui): (key: string, fillers?: Words['with']) => string {
  return (key, fillers) => ui.say({ key: `disaster:${key}`, ...(fillers ? { with: fillers } : {}) })
}

/** A share as a page shows it. */
export function percent(share: string): string {
  return `${share} %`
}
