import { agrees, bare, type Token } from './tokens.ts'

/** A phrase that was found: where it begins, how many words it has, and what it stands for. */
export interface Found<Value> {
  at: number
  length: number
  value: Value
}

/** Finds phrases in a row of words, the longest at each place; what one phrase covers, no other takes. */
export interface PhraseBook<Value> {
  find(tokens: readonly Token[]): Found<Value>[]
}

/** One word of a phrase: how it sounds, and how it is written. */
interface Piece {
  sound: string
  written: string
}

/** A phrase book. Words are compared by sound as far as spelling slips go: "nuoc xach" is "nuoc sach". */
export function phraseBook<Value>(phrases: Iterable<readonly [readonly Token[], Value]>): PhraseBook<Value> {
  const byFirst = new Map<string, { pieces: Piece[]; value: Value }[]>()
  for (const [tokens, value] of phrases) {
    const pieces = tokens.map(pieceOf)
    const first = pieces[0]?.sound ?? ''
    byFirst.set(first, [...(byFirst.get(first) ?? []), { pieces, value }])
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.pieces.length - a.pieces.length)
  return { find: (tokens) => findAll(tokens, byFirst) }
}

/** In a phrase, "0" is any figure; every other figure is meant as it stands ("quyết định 29"). */
const anyFigure = '0'

function pieceOf({ typed, folded }: Token): Piece {
  return { sound: sound(folded), written: folded === anyFigure || bare(typed) === folded ? typed : folded }
}

/** How a folded word sounds to somebody who does not tell s from x, tr from ch, l from n. */
export function sound(word: string): string {
  return word
    .replace(/^ngh/, 'ng')
    .replace(/^gh/, 'g')
    .replace(/^tr/, 'ch')
    .replace(/^s/, 'x')
    .replace(/^l/, 'n')
    .replace(/^k(?=[aeiouy])/, 'c')
    .replace(/y$/, 'i')
}

function findAll<Value>(
  tokens: readonly Token[],
  byFirst: ReadonlyMap<string, { pieces: Piece[]; value: Value }[]>,
): Found<Value>[] {
  const sounds = tokens.map((t) => sound(t.folded))
  const fits = (piece: Piece, at: number) => {
    const token = tokens[at]
    if (token === undefined || sounds[at] !== piece.sound) return false
    return piece.sound === anyFigure
      ? piece.written === anyFigure || piece.written === token.typed
      : agrees(token, piece.written)
  }
  const found: Found<Value>[] = []
  for (let at = 0; at < tokens.length; ) {
    const hit = byFirst.get(sounds[at] ?? '')?.find((p) => p.pieces.every((piece, i) => fits(piece, at + i)))
    if (hit) found.push({ at, length: hit.pieces.length, value: hit.value })
    at += hit?.pieces.length ?? 1
  }
  return found
}
