/**
 * Text as it may be kept: ends of lines as one sign, without control characters (PostgreSQL takes no NUL), without halves of a
 * surrogate pair (jsonb takes none), and without the marks that turn the direction of whatever stands behind them on a page.
 */
export function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unkept, '')
}

// Cc: control characters, but for the tab and the end of a line. Cs: lone surrogates. The ranges: marks, embeddings, overrides and
// isolates of direction, Unicode Standard Annex 9.
const unkept = /[^\P{Cc}\n\t]|\p{Cs}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
