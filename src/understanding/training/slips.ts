import { bare } from '../tokens.ts'
import { oneOf } from './random.ts'

/** Changes a sentence as a hasty thumb, an old keyboard or an accent would. */
export type Slip = (text: string, random: () => number) => string

/** Without tone marks. */
export const markless: Slip = (text) => bare(text)

/** Some words as the telex keyboard leaves them when its marks are off: "vay voons". */
export const telex: Slip = (text, random) =>
  eachWord(text, (word) => (random() < 0.6 ? keyed(word, telexKeys) : bare(word)))

/** Some words as the VNI keyboard leaves them: "vay vo61n". */
export const vni: Slip = (text, random) =>
  eachWord(text, (word) => (random() < 0.6 ? keyed(word, vniKeys) : bare(word)))

/** A letter or two dropped, doubled, swapped or hit beside. */
export const typo: Slip = (text, random) => {
  const words = bare(text).split(' ')
  const times = words.length > 6 ? 2 : 1
  for (let i = 0; i < times; i += 1) {
    const at = Math.floor(random() * words.length)
    words[at] = mistyped(words[at] ?? '', random)
  }
  return words.join(' ')
}

/** Sounds written as they are spoken: s and x, tr and ch, l and n, d and gi. */
export const accent: Slip = (text, random) =>
  eachWord(random() < 0.5 ? text : bare(text), (word) => {
    const swap = sounds.find(([from]) => word.startsWith(from) && !(from === 'n' && /^n[gh]/.test(word)))
    return swap && random() < 0.5 ? swap[1] + word.slice(swap[0].length) : word
  })

const sounds = [
  ['tr', 'ch'],
  ['ch', 'tr'],
  ['s', 'x'],
  ['x', 's'],
  ['l', 'n'],
  ['n', 'l'],
  ['gi', 'd'],
  ['ngh', 'ng'],
] as const

const telexKeys: Record<string, string> = {
  '\u0301': 's',
  '\u0300': 'f',
  '\u0309': 'r',
  '\u0303': 'x',
  '\u0323': 'j',
  '\u0302': '2',
  '\u0306': 'w',
  '\u031b': 'w',
}

const vniKeys: Record<string, string> = {
  '\u0301': '1',
  '\u0300': '2',
  '\u0309': '3',
  '\u0303': '4',
  '\u0323': '5',
  '\u0302': '6',
  '\u0306': '8',
  '\u031b': '7',
}

/** Shapes right behind their letter, the tone at the end of the word. */
function keyed(word: string, keys: Record<string, string>): string {
  let tone = ''
  let out = ''
  for (const letter of word.toLowerCase().normalize('NFD')) {
    const key = keys[letter]
    if (key === undefined) out += letter === 'đ' ? (keys === telexKeys ? 'dd' : 'd9') : letter
    else if ('\u0302\u0306\u031b'.includes(letter)) out += key === '2' ? out.slice(-1) : key
    else tone = key
  }
  return out + tone
}

function mistyped(word: string, random: () => number): string {
  if (word.length < 3 || /\d/.test(word)) return word
  const at = 1 + Math.floor(random() * (word.length - 1))
  const forms = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word[at] + word.slice(at),
    word.slice(0, at - 1) + word[at] + word[at - 1] + word.slice(at + 1),
    word.slice(0, at) + oneOf([...'qwertyuiopasdghjklcvbnm'], random) + word.slice(at + 1),
  ]
  return oneOf(forms, random)
}

function eachWord(text: string, change: (word: string) => string): string {
  return text.split(' ').map(change).join(' ')
}
