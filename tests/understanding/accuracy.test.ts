import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/domain/fold.ts'
import { type Asked, type Judged, judge } from './judge.ts'
import { readMaterial, readyUnderstanding } from './material.ts'

const understanding = readyUnderstanding()
const judged = (name: string): Judged[] => {
  const path = fileURLToPath(new URL(`${name}.json`, import.meta.url))
  return (JSON.parse(readFileSync(path, 'utf8')) as Asked[]).map((asked) => judge(understanding, asked))
}

const plain = judged('asked-plain')
const odd = judged('asked-odd')
const apart = [...plain, ...odd]

const share = (rows: readonly Judged[], right: (j: Judged) => boolean) => rows.filter(right).length / rows.length
const intentRight = (j: Judged) => j.intentRight
const ofStyle = (...styles: string[]) => plain.filter((j) => styles.includes(j.asked.style))

describe('questions that were kept apart from the learning', () => {
  it('are at least six hundred', () => expect(apart.length).toBeGreaterThanOrEqual(600))

  it('are in no kernel', () => {
    const kernels = new Set(readMaterial().flatMap((m) => Object.values(m.say).flat().map(fold)))
    const learnt = apart.filter((j) => fold(j.asked.text) !== '' && kernels.has(fold(j.asked.text)))
    expect(learnt.map((j) => j.asked.text)).toEqual([])
  })

  it.each([
    ['as people ask every day', plain, 0.93],
    ['without tone marks', ofStyle('farmer'), 0.9],
    ['with slips and short forms', ofStyle('slips', 'student'), 0.88],
    ['in English', ofStyle('english'), 0.9],
    ['as a story with the question at the end', ofStyle('story'), 0.88],
  ])('%s have the right intent', (_, rows, goal) => expect(share(rows, intentRight)).toBeGreaterThanOrEqual(goal))

  it('find the programme where one is named', () => {
    const named = plain.filter((j) => j.asked.programme !== null)
    expect(share(named, (j) => j.programmeRight)).toBeGreaterThanOrEqual(0.95)
  })

  it('find none where none is named', () => {
    const unnamed = apart.filter((j) => j.asked.programme === null)
    expect(share(unnamed, (j) => j.programmeRight)).toBeGreaterThanOrEqual(0.95)
  })

  it('have the right intent, those in odd words among them', () => {
    expect(share(apart, intentRight)).toBeGreaterThanOrEqual(0.92)
  })

  it('are right where the reading is sure', () => {
    const sure = apart.filter((j) => j.reading.confidence >= 0.7)
    expect(share(sure, intentRight)).toBeGreaterThanOrEqual(0.97)
    expect(sure.length / apart.length).toBeGreaterThanOrEqual(0.85)
  })
})
