import type { Words } from '../../../conversation/words.ts'
import type { Language } from '../../../ports/language.ts'
import type { Ui } from '../ui.ts'

/** How the pages of imports say words of `imports.json`, by their whole keys. */
export function importWords(ui: Ui): (key: string, fillers?: Words['with']) => string {
  return (key, fillers) => ui.say(fillers ? { key, with: fillers } : { key })
}

/** The name of a column as offices know it, in Vietnamese: the first of its words. */
export function headerOf(language: Language, column: string): string {
  return language.lists(`import:headers.${column}`)[0] ?? column
}
