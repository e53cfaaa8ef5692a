import { writeFileSync } from 'node:fs'
import { train } from '../src/understanding/training/train.ts'
import { readMaterial, weightsPath } from './understanding/material.ts'

// Learns the weights of free text anew and writes them. Run after a change of locales/<lang>/understanding or of src/understanding.
const weights = train(readMaterial())
writeFileSync(weightsPath, `${JSON.stringify(weights)}\n`)
process.stdout.write(
  `${weights.words.length} words, ${JSON.stringify(weights).length} bytes, from ${weights.trainedFrom}\n`,
)
