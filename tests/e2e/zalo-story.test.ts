import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Choice, choices, documented, type Variant } from '../emulators/zalo/variants.ts'
import type { FreshDatabase } from '../support/database.ts'
import { coveringRows, pairsIn, pairsOf } from './zalo/covering.ts'
import { openMovableOffice, openOfficeOfProcesses, sampleDatabase } from './zalo/office.ts'
import { asksAndApplies, goesOnThroughTrouble, hearsOnce, isReachedLater, isRemindedAndAnswered } from './zalo/story.ts'
import { turns } from './zalo/turns.ts'

let sample: FreshDatabase
beforeAll(async () => {
  sample = await sampleDatabase()
}, 120_000)
afterAll(() => sample.drop())

// The Bot Platform is another product, which Loa does not use.
const { botWebhook: _, botImage: __, ...ours } = choices
const rows = coveringRows(ours) as unknown as Variant[]
const december = 'Phiên giao dịch tháng 12 vẫn mở như mọi tháng.'

/** What Loa never comes upon in this story, whatever Zalo does: it does not do what would bring it there. */
const never: Partial<Record<Choice, string>> = {
  sharedPhone: 'it does not read what a person shared once with some app',
  lists: 'it sends no lists, which are for articles',
  quoteOfUnknown: 'it quotes nothing',
  tooLong: 'it stays below every limit, however that is counted',
  firstContact: 'it writes to nobody who never wrote, but by a registered text to a phone number',
  afterSevenDays: 'it knows when a window ends, and takes another way',
  night: 'it sends no registered text at night',
  promotionCap: 'it advertises nothing',
}

const met = new Set<string>()
let told = 0
const turn = turns(5)

describe('a household on Zalo is reached, asks, applies, links, is reminded, is answered by hand and by Loa, hears announcements once, and goes on through trouble', () => {
  it.concurrent.each(rows.map((row, at) => [at + 1, waysOf(row), row] as const))(
    `where Zalo is as in row %i of ${rows.length}: %s`,
    (_, __, row) =>
      turn(async () => {
        const office = await openMovableOffice(sample, row)
        try {
          const cast = await asksAndApplies(office, office.gateway.url)
          await isRemindedAndAnswered(office, cast, () => office.pass(5_000))
          await hearsOnce(office, cast, december)
          await goesOnThroughTrouble(office, cast)
          await isReachedLater(office, cast)
          expect((await fetch(`${office.url}/health/ready`)).status).toBe(200)
          expect(office.emulator.violations).toEqual([])
          for (const value of office.emulator.reliedOn()) met.add(value)
          told += 1
        } finally {
          await office.close()
        }
      }),
    600_000,
  )
})

describe('the rows', () => {
  it('begin with the Zalo of the documents', () => {
    expect(documented).toMatchObject(rows[0] ?? {})
  })

  it('bring every two values of two uncertain behaviours together', () => {
    expect(new Set(rows.flatMap((row) => pairsIn(row)))).toEqual(new Set(pairsOf(ours)))
  })

  it('make Loa come upon every value of every uncertain behaviour, but those that it never comes upon', ({ skip }) => {
    skip(told < rows.length, 'not all rows were told')
    const values = (names: string[]) =>
      names.flatMap((name) => ours[name as keyof typeof ours].map((v) => `${name}=${v}`))
    const names = Object.keys(ours)
    expect(values(names.filter((name) => !(name in never))).filter((value) => !met.has(value))).toEqual([])
    expect(values(Object.keys(never)).filter((value) => met.has(value))).toEqual([])
  })
})

it('passes with a process for each role, as an operator runs it', async () => {
  const office = await openOfficeOfProcesses(sample, {})
  try {
    const cast = await asksAndApplies(office)
    await isRemindedAndAnswered(office, cast)
    await hearsOnce(office, cast, december)
    expect((await fetch(`${office.url}/health/ready`)).status).toBe(200)
    expect(office.emulator.violations).toEqual([])
  } finally {
    await office.close()
  }
}, 240_000)

/** What is not as the documents say. */
function waysOf(row: Variant): string {
  const other = Object.entries(row).filter(([name, value]) => documented[name as Choice] !== value)
  return other.map(([name, value]) => `${name}=${value}`).join(', ') || 'all as documented'
}
