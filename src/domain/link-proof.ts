/** Failures within `windowHours` after which linking is locked, for the account and for the household alike. */
export const failuresAllowed = 5

/** How long failures count, and how long the lock holds. */
export const windowHours = 24

/** Fewer digits than this are guessed too easily. */
const proofDigits = 4

/** What stands in a household's papers, for comparison with what was typed. */
export interface Papers {
  loanCodes: readonly string[]
  birthYear?: number
}

/**
 * Whether what was typed is known only to who holds the papers: the last four digits of a loan number in the loan book,
 * or the whole number. A household without a loan proves itself by the birth year of its head, which its code slip asks for.
 */
export function provesPapers(typed: string, papers: Papers): boolean {
  const digits = typed.replace(/\D/g, '')
  if (digits.length < proofDigits) return false
  if (papers.loanCodes.length === 0) return papers.birthYear !== undefined && digits === String(papers.birthYear)
  return papers.loanCodes.some(
    (code) => digits === code.replace(/\D/g, '').slice(-proofDigits) || digits === code.replace(/\D/g, ''),
  )
}
