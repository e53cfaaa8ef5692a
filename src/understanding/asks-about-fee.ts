import { plainBook } from './accused.ts'
import type { FeeWords, LanguageData } from './lexicon.ts'
import { bare, type Reader, type Token } from './tokens.ts'

/** Says whether somebody only asks what the rule is: no person stands in the sentence, no sum, and nothing that has happened. */
export type FeeQuestionFinder = (tokens: readonly Token[]) => boolean

/** Finds innocent questions whether a loan costs a fee: "có mất phí không" is one, "có người đòi phí, đúng không" is none. */
export function feeQuestionFinder(languages: readonly LanguageData[], reader: Reader): FeeQuestionFinder {
  const all = (pick: (words: FeeWords) => readonly string[]) => languages.flatMap(({ accused }) => pick(accused.fee))
  const asks = plainBook(
    all(({ asks }) => asks),
    reader,
  )
  const somebody = plainBook(
    all(({ somebody }) => somebody),
    reader,
  )
  const starts = plainBook(
    all(({ starts }) => starts),
    reader,
  )
  const address = plainBook(
    languages.flatMap(({ accused }) => accused.address),
    reader,
  )
  const ends = new Set(all(({ ends }) => ends).map(bare))
  const after = new Set(all(({ after }) => after).map(bare))
  const ended = (tokens: readonly Token[]) => ends.has(lastOf(tokens, after)?.folded ?? '')
  return (tokens) => {
    const said = without(tokens, address.find(tokens))
    const [fee] = asks.find(said)
    if (!fee || somebody.find(said).length > 0) return false
    const sum = said.some(({ folded }, at) => folded === '0' && at > fee.at)
    return !sum && (ended(said) || starts.find(said).some(({ at }) => at === 0))
  }
}

function without(tokens: readonly Token[], found: readonly { at: number; length: number }[]): Token[] {
  return tokens.filter((_, i) => !found.some(({ at, length }) => i >= at && i < at + length))
}

/** The last word but for those of courtesy behind it. */
function lastOf(tokens: readonly Token[], after: ReadonlySet<string>): Token | undefined {
  return tokens.findLast(({ folded }) => !after.has(folded))
}
