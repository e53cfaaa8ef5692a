import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { intents } from '../../src/understanding/index.ts'
import { fingerprint } from '../../src/understanding/training/train.ts'
import { readMaterial, readWeights, weightsPath } from './material.ts'

const weights = readWeights()

describe('the trained weights', () => {
  it('are in step with the utterances, the lexicons and the features: otherwise run npm run understanding:train', () => {
    expect(weights?.trainedFrom).toBe(fingerprint(readMaterial()))
  })

  it('know every intent', () => expect(weights?.intents).toEqual([...intents]))

  it('are small enough to be kept with the code', () => expect(statSync(weightsPath).size).toBeLessThan(400_000))
})

describe('the material', () => {
  const materials = readMaterial()

  it('says every intent in every language', () => {
    for (const { say } of materials) expect(Object.keys(say).sort()).toEqual([...intents].sort())
  })

  it('speaks of the same concepts in every language', () => {
    const [first, ...others] = materials.map((m) => Object.keys(m.lexicon.concepts).sort())
    for (const other of others) expect(other).toEqual(first)
  })

  it('names the same programmes in every language', () => {
    const [first, ...others] = materials.map((m) => Object.keys(m.lexicon.programmes).sort())
    for (const other of others) expect(other).toEqual(first)
  })
})
