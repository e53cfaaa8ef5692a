/** The lengths of a code word in letters, both included: our own limits, so that it fits a line and is more than a letter. */
export const codeWordLetters = { min: 2, max: 20 }

/**
 * Reads the word that a household agrees on with us: one or several words of letters, kept as typed, with single spaces. Undefined for figures,
 * signs, links and anything that is too short or too long.
 */
export function readCodeWord(text: string): string | undefined {
  const typed = text.normalize('NFC').trim().replace(/\s+/g, ' ')
  if (!/^[\p{L}\p{M}]+(?: [\p{L}\p{M}]+)*$/u.test(typed)) return undefined
  const letters = [...typed.replaceAll(' ', '')].filter((sign) => /\p{L}/u.test(sign)).length
  return letters >= codeWordLetters.min && letters <= codeWordLetters.max ? typed : undefined
}
