import type { Message } from '../conversation/words.ts'

/**
 * Draws each message once per language, however many get it: those of one stretch of an announcement share the same object.
 * What is drawn must depend on nothing else. It is forgotten with the message.
 */
export function remembered<Drawn>(
  draw: (message: Message, lang: string) => Drawn,
): (message: Message, lang: string) => Drawn {
  const drawn = new WeakMap<Message, Map<string, Drawn>>()
  return (message, lang) => {
    const byLang = drawn.get(message) ?? new Map<string, Drawn>()
    drawn.set(message, byLang)
    const known = byLang.get(lang)
    if (known !== undefined) return known
    const fresh = draw(message, lang)
    byLang.set(lang, fresh)
    return fresh
  }
}
