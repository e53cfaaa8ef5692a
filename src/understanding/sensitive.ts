import { type Sensitive, sensitiveKinds } from './intents.ts'
import type { LanguageData } from './lexicon.ts'
import { agrees, bare, type Token } from './tokens.ts'

/** Finds what a person has to see. The kinds are looked for in the order of harm. */
export type SensitiveFinder = (tokens: readonly Token[]) => Sensitive[]

/** How many words `*` may stand for. */
const mostBetween = 4

/** Despair and threats come before all; an accused leader before the fee that he asks, since that decides who may see the case. */
const order = [
  'despair',
  'threat',
  'leader_accused',
  'fee_or_fake_collector',
  'third_party_debt',
] as const satisfies readonly Sensitive[]

type Piece = { gap: true } | { name: true } | { folded: string; marked: string }

interface Phrase {
  pieces: Piece[]
  marksOnly: boolean
}

/** Compiles the phrases of all languages. Words with tone marks match only the same marks; words typed without match either. */
export function sensitiveFinder(languages: readonly LanguageData[]): SensitiveFinder {
  const names = namesOf(languages.flatMap(({ sensitive }) => sensitive.names))
  const rules = sensitiveKinds.map((kind) => ({
    kind,
    when: languages.flatMap(({ sensitive }) => sensitive[kind].when.map(compile)),
    unless: languages.flatMap(({ sensitive }) => sensitive[kind].unless.map(compile)),
  }))
  return (tokens) => {
    const has = (phrase: Phrase) => tokens.some((_, at) => matches(phrase, 0, { tokens, at, names }))
    const found = rules.filter((r) => r.when.some(has) && !r.unless.some(has)).map((r) => r.kind)
    return order.filter((kind) => found.includes(kind))
  }
}

function compile(text: string): Phrase {
  const marksOnly = text.startsWith('=')
  const words = (marksOnly ? text.slice(1) : text).split(' ')
  return {
    marksOnly,
    pieces: words.map((word) => {
      if (word === '*') return { gap: true }
      return word === '@' ? { name: true } : { folded: bare(word), marked: word }
    }),
  }
}

/** Given names by their folded form. */
function namesOf(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [bare(name), name]))
}

interface Walk {
  tokens: readonly Token[]
  at: number
  names: ReadonlyMap<string, string>
}

function matches(phrase: Phrase, index: number, walk: Walk): boolean {
  const piece = phrase.pieces[index]
  if (piece === undefined) return true
  if ('gap' in piece) {
    return Array.from({ length: mostBetween + 1 }, (_, skip) => skip).some((skip) =>
      matches(phrase, index + 1, { ...walk, at: walk.at + skip }),
    )
  }
  const token = walk.tokens[walk.at]
  if (token === undefined || !fits(piece, token, { marksOnly: phrase.marksOnly, names: walk.names })) return false
  return matches(phrase, index + 1, { ...walk, at: walk.at + 1 })
}

function fits(
  piece: Exclude<Piece, { gap: true }>,
  token: Token,
  { marksOnly, names }: { marksOnly: boolean; names: ReadonlyMap<string, string> },
): boolean {
  if ('name' in piece) {
    const name = names.get(token.folded)
    return token.capital || (name !== undefined && agrees(token, name))
  }
  if (token.folded !== piece.folded) return false
  if (marksOnly && bare(token.typed) === token.typed) return piece.marked === piece.folded
  return agrees(token, piece.marked)
}
