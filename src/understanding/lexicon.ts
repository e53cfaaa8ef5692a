import type { Sensitive } from './intents.ts'

/** All that understanding is made of, as plain data: the words of each language and the trained weights. */
export interface UnderstandingData {
  languages: readonly LanguageData[]
  weights: Weights
}

/** One language: `lexicon.json`, `sensitive.json`, `accused.json` and `livelihoods.json` of its folder. */
export interface LanguageData {
  lexicon: Lexicon
  sensitive: SensitiveWords
  accused: AccusedWords
  /** What people make a living by ("nuôi bò", "mở quán"): who says so need not be asked what the money is for. */
  livelihoods: readonly string[]
}

/** The words of a language that are looked up, not learnt. Written with tone marks; they are folded when read. */
export interface Lexicon {
  /** By programme id: how people name it after "vay", and every phrase that points to it with its strength (1 to 10). */
  programmes: Record<string, { names: string[]; phrases: Record<string, number> }>
  /** Phrases that look like a programme and are none ("chưa có việc làm"). */
  notProgrammes: string[]
  /** Words before a programme that take it back ("không phải"). */
  negations: string[]
  /** What is spoken of ("pledge", "where"), the same names in every language, and the phrases for it. */
  concepts: Record<string, string[]>
  /** Short forms and what they stand for ("nhcs": "ngân hàng chính sách"). */
  short: Record<string, string>
  /** Words that only their tone mark tells from another, and a plain stand-in ("vậy": "thế"). */
  homographs: Record<string, string>
  /** Beginnings of a sentence that goes on from the one before ("thế còn"). */
  followUps: string[]
  /** Phrases that ask about all programmes, so that the one talked about before is not meant. */
  general: string[]
}

/**
 * Phrases by kind of sensitive case. `*` stands for up to four words between, `@` for a person's name;
 * "=" before a phrase: it counts only with its tone marks, since without them it means something harmless too.
 */
export type SensitiveWords = Record<Sensitive, { when: string[]; unless: string[] }> & {
  /** Given names, for `@` in sentences without capitals. */
  names: string[]
}

/** Whom somebody may accuse: the board of their group, somebody of the bank, somebody of the commune or hamlet. */
export type Accusable = 'leader' | 'officer' | 'commune'

/** The words that people accuse with, and those that accuse nobody: `accused.json` of a language. */
export interface AccusedWords {
  who: Record<Accusable, string[]>
  /** How somebody is spoken to: whoever is addressed is not accused by that. */
  address: string[]
  /** What is said of a complaint itself: who is named with it is meant, wherever they stand. */
  complains: string[]
  /** What somebody is said to have done. */
  deeds: string[]
  /** Whole matters that a leader settles day by day. */
  everyday: string[]
  /** Words around them that say nothing against anybody. */
  plain: string[]
  fee: FeeWords
}

/** How people ask whether something costs a fee, and what shows that somebody has asked them for one. */
export interface FeeWords {
  asks: string[]
  starts: string[]
  ends: string[]
  /** Words of courtesy behind a question. */
  after: string[]
  somebody: string[]
}

/** The trained classifier, as `npm run understanding:train` writes it. */
export interface Weights {
  /** Fingerprint of what it was trained from: utterances, lexicons, version of the features. */
  trainedFrom: string
  /** Number of hashed features; a power of two. */
  buckets: number
  intents: string[]
  /** One factor per intent that turns the stored whole numbers back into weights. */
  scales: number[]
  biases: number[]
  /** Sharpness of the probabilities, fitted on utterances kept apart. */
  temperature: number
  /** Signed bytes as base64, intent after intent, bucket after bucket. */
  values: string
  /** Words met in training: what is none of them and no syllable is looked at as a slip. */
  words: string[]
}
