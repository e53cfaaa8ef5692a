import { conceptFinder } from '../concepts.ts'
import { type Features, featuresOf, featuresVersion } from '../features.ts'
import { intents } from '../intents.ts'
import type { LanguageData, Weights } from '../lexicon.ts'
import { mask } from '../mask.ts'
import { programmeFinder } from '../programmes.ts'
import { foldedWords, readerOf } from '../reader.ts'
import { isSyllable, undoKeys } from '../syllable.ts'
import { tokensOf } from '../tokens.ts'
import { type Course, type Fitted, fit, type Sample } from './fit.ts'
import { randomFrom } from './random.ts'
import { type Around, variantsOf } from './variants.ts'

/** What one language is learnt from: its words, what is said around a question, and the kernels by intent. */
export interface Material extends LanguageData {
  around: Around
  say: Record<string, string[]>
}

/** The settings of the learning, found by trial on kernels kept apart. */
export const course: Course = { labels: intents.length, buckets: 8192, passes: 6, step: 4, decay: 0.00002 }

/** Sharpness of the probabilities, fitted on sentences kept apart from the learning. */
const temperature = 1.6

/** Learns from all material. The same material gives the same weights. */
export function train(materials: readonly Material[]): Weights {
  const words = vocabulary(materials)
  const samples = samplesOf(materials, words)
  return { ...packed(fit(samples, course)), trainedFrom: fingerprint(materials), temperature, words }
}

/** The sentences made of the material, as features. */
export function samplesOf(materials: readonly Material[], words: readonly string[]): Sample[] {
  const featurize = featurizer(materials, words)
  const all = materials.flatMap((material) =>
    kernelsOf(material).flatMap((kernel) =>
      variantsOf(kernel, material).map((text) => ({ text, label: intents.indexOf(kernel.intent as never) })),
    ),
  )
  const counts = intents.map((_, k) => all.filter((s) => s.label === k).length)
  const mean = all.length / intents.length
  return all.map(({ text, label }) => ({
    features: featurize(text),
    label,
    weight: Math.sqrt(mean / (counts[label] ?? 1)),
  }))
}

/** How a text becomes features in training: as in use, but now and then with the programme's own words. */
export function featurizer(materials: readonly Material[], words: readonly string[]): (text: string) => Features {
  const reader = readerOf(materials, words)
  const finder = programmeFinder(materials, reader)
  const concepts = conceptFinder(materials, reader)
  const random = randomFrom('mask')
  return (text) => {
    const tokens = tokensOf(text, reader)
    const words = foldedWords(tokens)
    const masked = random() < 0.85 ? mask(words, finder.find(tokens)) : words
    return featuresOf({ words: masked, concepts: concepts(tokens) }, course.buckets)
  }
}

/** The words of all material, the usual ones first. A slip is no word: what is no syllable has to be met often, or in another language. */
export function vocabulary(materials: readonly Material[]): string[] {
  const counts = new Map<string, number>()
  for (const material of materials) {
    const sure = new Set(wordsOf(material, textsBeside(material)))
    for (const word of wordsOf(
      material,
      kernelsOf(material).map((k) => k.text.replace(/\{\w\}|[()|]/g, ' ')),
    )) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    for (const word of sure) counts.set(word, (counts.get(word) ?? 0) + surely)
  }
  return [...counts]
    .filter(
      ([word, count]) => isSyllable(word) || (count >= oftenEnough && (count > surely || undoKeys(word) === undefined)),
    )
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([word]) => word)
}

/** A word that is no syllable counts as known from here on, unless it is what a telex keyboard makes of one. */
const oftenEnough = 4
/** What a word of the lexicon counts for: it is known whatever it looks like. */
const surely = 1000

function textsBeside({ lexicon, around }: Material): string[] {
  const programmes = Object.values(lexicon.programmes).flatMap((p) => [...p.names, ...Object.keys(p.phrases)])
  return [
    ...around.before,
    ...around.after,
    ...around.stories,
    ...programmes,
    ...Object.values(lexicon.concepts).flat(),
  ]
}

/** Every word as it is written, none taken for a slip. */
function wordsOf(material: Material, texts: readonly string[]): string[] {
  const all = { has: () => true } as unknown as ReadonlySet<string>
  const reader = { ...readerOf([material], []), words: all }
  return texts.flatMap((text) => foldedWords(tokensOf(text, reader)))
}

/** What the weights were learnt from, as a short text: it changes with every change of the material or the features. */
export function fingerprint(materials: readonly Material[]): string {
  // Words of accusation are looked up, and nothing is learnt from them.
  const learnt = materials.map(({ accused: _, livelihoods: __, ...material }) => material)
  const random = randomFrom(JSON.stringify([featuresVersion, course, temperature, learnt]))
  return Array.from({ length: 4 }, () => Math.floor(random() * 0x100000000).toString(36)).join('-')
}

function kernelsOf(material: Material): { text: string; intent: string }[] {
  return Object.entries(material.say).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent })))
}

/** Weights as signed bytes with one scale per intent. */
function packed({ values, biases }: Fitted): Pick<Weights, 'buckets' | 'intents' | 'scales' | 'biases' | 'values'> {
  const rows = intents.map((_, k) => values.subarray(k * course.buckets, (k + 1) * course.buckets))
  const scales = rows.map((row) => row.reduce((top, v) => Math.max(top, Math.abs(v)), 0) / 127 || 1)
  const bytes = rows.flatMap((row, k) => Array.from(row, (v) => Math.round(v / (scales[k] ?? 1)) & 255))
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return {
    buckets: course.buckets,
    intents: [...intents],
    scales: scales.map((s) => Number(s.toPrecision(6))),
    biases: [...biases].map((b) => Number(b.toPrecision(6))),
    values: btoa(binary),
  }
}
