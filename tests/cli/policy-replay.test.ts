import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Doors } from '../../src/cli/doors.ts'
import { policyDue } from '../../src/cli/policy-due.ts'
import { policyReplay } from '../../src/cli/policy-replay.ts'
import { fileSheets } from '../../src/files/sheets.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let code: string
beforeAll(async () => {
  world = await staffWorld()
  const householdId = await world.household({ name: 'Nguyễn Văn Hùng' })
  const sent = await world.store.applications.submit({
    ...{ sentKey: 'k', accountId: await world.account({ householdId }), householdId, programme: 'poor' },
    ...{ officeId: world.office.id, communeId: world.commune.first, answers: {}, amount: 20_000_000, at: now },
    lawDay: '2025-11-20',
    verdict: { verdict: 'eligible', facts: { povertyStatus: 'poor', residence: 'permanent' } },
  })
  code = sent.code
})
afterAll(() => world.close())

async function loa(...args: string[]) {
  const printed: string[] = []
  let failed: string | undefined
  const fail = (message: string): never => {
    failed = message
    throw new Error(message)
  }
  const deps = {
    ...world,
    language: loadLanguage(),
    publicUrl: 'http://loa.test',
    sheets: fileSheets(),
    openChannels: ['web' as const],
  }
  const doors: Doors = { print: (line) => void printed.push(line), fail, withStore: (use) => use(deps) }
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} })
  policyDue(program, { input: process.stdin, print: () => {}, fail, today: () => '2026-11-24' })
  policyReplay(program, doors)
  await program.parseAsync(['policy', 'replay', ...args], { from: 'user' }).catch((error: Error) => {
    failed ??= error.message
  })
  return { printed, failed }
}

describe('policy replay', () => {
  const days = ['--from', '2025-11-30', '--to', '2025-12-01']

  it('prints one line for each request with another answer', async () => {
    expect(await loa(...days)).toEqual({
      printed: [`${code}\tNguyễn Văn Hùng\tpoor\tratePctPerYear: 6.6 -> 6.24; overdueRatePct: 8.58 -> 8.112`],
      failed: undefined,
    })
  })

  it('prints everything as JSON', async () => {
    const { printed } = await loa(...days, '--json', '--office', 'PGD1')
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({
      ...{ from: '2025-11-30', to: '2025-12-01', weighed: 1, unread: 0 },
      concerned: [
        {
          ...{ code, household: 'Nguyễn Văn Hùng', programme: 'poor', state: 'submitted', lawDay: '2025-11-20' },
          before: { verdict: 'eligible', ratePctPerYear: 6.6, overdueRatePct: 8.58 },
          after: { verdict: 'eligible', ratePctPerYear: 6.24, overdueRatePct: 8.112 },
        },
      ],
    })
  })

  it('is empty where no answer differs, and for an office without requests', async () => {
    expect((await loa('--from', '2026-01-01', '--to', '2026-01-02')).printed).toEqual([])
    expect((await loa(...days, '--office', 'PGD2')).printed).toEqual([])
  })

  it.each([
    ['a day that is none', ['--from', '2025-02-30', '--to', '2025-12-01'], '--from must be a date that exists'],
    ['days in the wrong order', ['--from', '2025-12-01', '--to', '2025-12-01'], '--to must be later than --from'],
    ['an office that is none', [...days, '--office', 'X'], '--office X is the code of no office'],
    ['no days', [], '--from'],
  ])('fails in one sentence for %s', async (_, args, sentence) => {
    const { printed, failed } = await loa(...args)
    expect(failed).toContain(sentence)
    expect(printed).toEqual([])
  })
})
