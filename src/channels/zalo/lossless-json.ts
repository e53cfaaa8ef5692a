/**
 * Reads JSON whose ids may be whole numbers above 2^53: those become text with every digit, everything else is as `JSON.parse` reads it.
 * Throws where it is no JSON.
 */
export function parseLossless(json: string): unknown {
  return JSON.parse(json.replace(stringOrNumber, (found) => (isLong(found) ? `"${found}"` : found)))
}

// Strings are matched first and whole, so that digits inside them are left alone.
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs

function isLong(found: string): boolean {
  return /^-?\d{16,}$/.test(found)
}
