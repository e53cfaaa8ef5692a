import type { Lexicon } from '../lexicon.ts'
import { bare } from '../tokens.ts'
import { oneOf, randomFrom } from './random.ts'
import { accent, markless, type Slip, telex, typo, vni } from './slips.ts'

/** What is said around a question: `around.json` of a language. */
export interface Around {
  before: string[]
  after: string[]
  /** Sentences of a story that say nothing about what is asked. */
  stories: string[]
  amounts: string[]
  days: string[]
  /** What other offices do, other banks, goods with a price, ills: questions about them are none of ours. */
  topics: string[]
  banks: string[]
  goods: string[]
  ills: string[]
}

/** What a kernel ("vay {P} lãi bao nhiêu") is made into sentences with. */
export interface Maker {
  lexicon: Lexicon
  around: Around
}

/** Sentences that are said as they are: nobody tells a story before a greeting. */
const short = new Set(['greeting', 'thanks', 'unsubscribe', 'language_change'])

/** All sentences made of one kernel, the same ones on every run. */
export function variantsOf(kernel: { text: string; intent: string }, maker: Maker): string[] {
  const random = randomFrom(`${kernel.intent}:${kernel.text}`)
  const plain = filled(kernel.text, maker, random)
  const many = kernel.text.includes('(') ? 40 : kernel.text.includes('{') ? 14 : 10
  const made = Array.from({ length: many }, () => {
    const text = filled(kernel.text, maker, random)
    return oneOf(styles, random)(dressed({ text, intent: kernel.intent }, maker, random), random, maker.lexicon)
  })
  return [plain, bare(plain), ...made]
}

type Style = (text: string, random: () => number, lexicon: Lexicon) => string

const asTyped: Slip = (text) => text

const styles: Style[] = [
  asTyped,
  markless,
  markless,
  (text, random, lexicon) => shortened(text, lexicon, random),
  (text, random, lexicon) => bare(shortened(text, lexicon, random)),
  telex,
  vni,
  typo,
  accent,
]

function filled(text: string, { lexicon, around }: Maker, random: () => number): string {
  const names = Object.values(lexicon.programmes)
  return chosen(text, random)
    .replace(/\{P\}/g, () => oneOf(oneOf(names, random).names, random))
    .replace(/\{M\}/g, () => oneOf(around.amounts, random))
    .replace(/\{D\}/g, () => oneOf(around.days, random))
    .replace(/\{O\}/g, () => oneOf(around.topics, random))
    .replace(/\{B\}/g, () => oneOf(around.banks, random))
    .replace(/\{G\}/g, () => oneOf(around.goods, random))
    .replace(/\{I\}/g, () => oneOf(around.ills, random))
}

/** "(nộp|gửi) đơn (ở đâu|cho ai)" becomes one of its readings. */
function chosen(text: string, random: () => number): string {
  return text
    .replace(/\(([^()]*)\)/g, (_, list: string) => oneOf(list.split('|'), random))
    .replace(/ +/g, ' ')
    .replace(/ ,/g, ',')
    .trim()
}

function dressed({ text, intent }: { text: string; intent: string }, { around }: Maker, random: () => number): string {
  const story = !short.has(intent) && random() < 0.2 ? `${oneOf(around.stories, random)}, ` : ''
  const second = story !== '' && random() < 0.5 ? `${oneOf(around.stories, random)}. ` : ''
  const before = !short.has(intent) && random() < 0.35 ? `${oneOf(around.before, random)} ` : ''
  const after = random() < 0.35 ? ` ${oneOf(around.after, random)}` : ''
  return second + story + before + text + after
}

/** Long forms become the short ones that people type; each one by chance, so that mixtures occur. */
function shortened(text: string, lexicon: Lexicon, random: () => number): string {
  const forms = Object.entries(lexicon.short).sort((a, b) => b[1].length - a[1].length)
  return forms.reduce((out, [short, long]) => {
    return random() < 0.55 ? ` ${out} `.replaceAll(` ${long} `, ` ${short} `).trim() : out
  }, text)
}
