import { featuresOf, type Sentence } from './features.ts'
import type { Weights } from './lexicon.ts'

/** How likely each intent is for a sentence; the probabilities add up to 1. */
export interface Classifier {
  intents: readonly string[]
  probabilities(sentence: Sentence): Float64Array
}

/** The trained classifier: one linear score per intent, then softmax. */
export function classifier(weights: Weights): Classifier {
  const { intents, buckets, scales, biases, temperature } = weights
  const values = bytesOf(weights.values)
  if (values.length !== intents.length * buckets) throw new Error('the weights of understanding are not complete')
  return {
    intents,
    probabilities(sentence) {
      const features = featuresOf(sentence, buckets)
      const scores = Float64Array.from(intents, (_, k) => {
        let sum = 0
        for (let i = 0; i < features.buckets.length; i += 1)
          sum += (values[k * buckets + (features.buckets[i] ?? 0)] ?? 0) * (features.values[i] ?? 0)
        return (sum * (scales[k] ?? 0) + (biases[k] ?? 0)) / temperature
      })
      return softmax(scores)
    },
  }
}

/** Scores as probabilities. */
export function softmax(scores: Float64Array): Float64Array {
  const top = Math.max(...scores)
  const powers = scores.map((s) => Math.exp(s - top))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((p) => p / sum)
}

/** Base64 as signed bytes; `atob` is there in every runtime. */
function bytesOf(base64: string): Int8Array {
  const binary = atob(base64)
  const bytes = new Int8Array(binary.length)
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i)
  return bytes
}
