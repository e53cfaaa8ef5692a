import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { searchAll } from '../../src/app/search-all.ts'
import { type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

/** What PostgreSQL would do, in one line; reading a table through is made dear, as it is where the table is long. */
async function planOf(sql: string): Promise<string> {
  return world.database.prisma.$transaction(async (db) => {
    await db.$executeRawUnsafe('SET LOCAL enable_seqscan = off')
    return JSON.stringify(await db.$queryRawUnsafe(`EXPLAIN ${sql}`))
  })
}

async function loanOf(loanCode: string): Promise<void> {
  const householdId = BigInt(await world.household({ programmes: ['poor'] }))
  await world.database.prisma.loan.updateMany({ where: { householdId }, data: { loanCode } })
}

describe('what is looked for by its end', () => {
  it.each([
    ['a loan', `SELECT FROM loan WHERE reverse(loan_code) LIKE '321000%'`, 'loan_code_from_the_end'],
    [
      'what a link of a chair did',
      `SELECT FROM application_event WHERE actor_kind = 'chair_link' AND actor_id = '7'`,
      'application_event_chair_link',
    ],
  ])('%s is found by an index', async (_, sql, index) => {
    expect(await planOf(sql)).toContain(index)
  })

  it('is the whole number first, then every number that ends so', async () => {
    for (const code of ['7700000654321', '654321', '6543210']) await loanOf(code)
    const found = await world.store.search.loans({}, '654321', 8)
    expect(found.map(({ loanCode }) => loanCode)).toEqual(['654321', '7700000654321'])
  })

  it.each([
    ['a phone number', '0912 345 678', 0],
    ['an identity number', '035 168 000 123', 0],
    ['one digit less than an identity number', '35168000123', 1],
    ['one digit more', '4035168000123', 1],
  ])('is no loan where %s was typed', async (_, text, count) => {
    const ends = text.replaceAll(' ', '')
    await loanOf(`66${ends}`)
    const staff = await world.staff('officer')
    expect((await searchAll(world, { staff, text })).loans).toHaveLength(count)
    await world.database.prisma.loan.deleteMany({ where: { loanCode: `66${ends}` } })
  })
})
