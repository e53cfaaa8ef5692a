import { describe, expect, it } from 'vitest'
import { type PhotoMeasure, photoProblem, readable } from '../../src/domain/photo.ts'

const fine: PhotoMeasure = {
  width: readable.longSide,
  height: readable.shortSide,
  darkest: readable.darkest,
  brightest: readable.brightest,
  sharpness: readable.sharpness,
}

describe('what a paper can be read on', () => {
  it.each([
    ['everything at its limit', {}, undefined],
    ['upright', { width: readable.shortSide, height: readable.longSide }, undefined],
    ['one point too narrow', { width: readable.longSide - 1 }, 'too_small'],
    ['one point too low', { height: readable.shortSide - 1 }, 'too_small'],
    ['square and small', { width: 600, height: 600 }, 'too_small'],
    ['a shade too dark', { brightest: readable.brightest - 1 }, 'too_dark'],
    ['a shade too bright', { darkest: readable.darkest + 1 }, 'too_bright'],
    ['a trace too blurred', { sharpness: readable.sharpness - 0.1 }, 'too_blurred'],
    ['small and dark: what to do first', { width: 10, brightest: 0 }, 'too_small'],
  ])('%s', (_, more, problem) => expect(photoProblem({ ...fine, ...more })).toBe(problem))
})
