import { softmax } from '../classifier.ts'
import type { Features } from '../features.ts'
import { randomFrom } from './random.ts'

/** One sentence to learn from: its features, the number of its intent, and how much it counts. */
export interface Sample {
  features: Features
  label: number
  weight: number
}

/** Learnt weights, intent after intent, and one bias each. */
export interface Fitted {
  values: Float32Array
  biases: Float64Array
}

/** How the learning goes: passes over the samples, first step, and the pull towards zero. */
export interface Course {
  labels: number
  buckets: number
  passes: number
  step: number
  decay: number
}

/** Multinomial logistic regression by stochastic gradient descent, in an order that is the same on every run. */
export function fit(samples: readonly Sample[], course: Course): Fitted {
  const values = new Float32Array(course.labels * course.buckets)
  const biases = new Float64Array(course.labels)
  const random = randomFrom('order')
  const order = samples.map((_, i) => i)
  for (let pass = 0; pass < course.passes; pass += 1) {
    shuffle(order, random)
    const step = course.step * (1 - pass / course.passes)
    for (const i of order) {
      const sample = samples[i]
      if (sample) learn(sample, { values, biases, step, course })
    }
    const keep = 1 - course.decay * step
    for (let i = 0; i < values.length; i += 1) values[i] = (values[i] ?? 0) * keep
  }
  return { values, biases }
}

/** Scores of every label for one sentence. */
export function scoresOf({ buckets, values }: Features, fitted: Fitted, course: Course): Float64Array {
  return fitted.biases.map((bias, k) => {
    let sum = bias
    const row = k * course.buckets
    for (let i = 0; i < buckets.length; i += 1) sum += (fitted.values[row + (buckets[i] ?? 0)] ?? 0) * (values[i] ?? 0)
    return sum
  })
}

function learn(
  { features, label, weight }: Sample,
  at: { values: Float32Array; biases: Float64Array; step: number; course: Course },
): void {
  const probabilities = softmax(scoresOf(features, at, at.course))
  for (let k = 0; k < at.course.labels; k += 1) {
    const error = ((k === label ? 1 : 0) - (probabilities[k] ?? 0)) * weight * at.step
    if (Math.abs(error) < 1e-4) continue
    at.biases[k] = (at.biases[k] ?? 0) + error * 0.05
    const row = k * at.course.buckets
    for (let i = 0; i < features.buckets.length; i += 1) {
      const bucket = row + (features.buckets[i] ?? 0)
      at.values[bucket] = (at.values[bucket] ?? 0) + error * (features.values[i] ?? 0)
    }
  }
}

function shuffle(list: number[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    ;[list[i], list[j]] = [list[j] ?? 0, list[i] ?? 0]
  }
}
