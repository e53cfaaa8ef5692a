import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { makeUnderstanding, type Understanding, type Weights } from '../../src/understanding/index.ts'
import type { Material } from '../../src/understanding/training/train.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Where the trained weights are kept. */
export const weightsPath = `${root}src/understanding/weights.json`

/** Everything the reader is learnt from, of both languages. */
export function readMaterial(): Material[] {
  return ['vi', 'en'].map((lang) => {
    const folder = `${root}locales/${lang}/understanding/`
    const say = Object.fromEntries(
      readdirSync(folder)
        .filter((name) => name.startsWith('say-'))
        .sort()
        .map((name) => [name.slice(4, -5).replaceAll('-', '_'), json<{ say: string[] }>(folder + name).say]),
    )
    return {
      lexicon: json(`${folder}lexicon.json`),
      sensitive: json(`${folder}sensitive.json`),
      accused: json(`${folder}accused.json`),
      livelihoods: json<{ livelihoods: string[] }>(`${folder}livelihoods.json`).livelihoods,
      around: json(`${folder}around.json`),
      say,
    }
  })
}

/** The weights as committed; undefined before the first training. */
export function readWeights(): Weights | undefined {
  return existsSync(weightsPath) ? json<Weights>(weightsPath) : undefined
}

/** The reader as it is used. */
export function readyUnderstanding(): Understanding {
  const weights = readWeights()
  if (!weights) throw new Error('no weights: run npm run understanding:train')
  return makeUnderstanding({ languages: readMaterial(), weights })
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T
}
