import { describe, expect, it } from 'vitest'
import { keys as addKeys } from '../../src/cli/keys.ts'
import type { AuditEntry } from '../../src/ports/audit.ts'
import type { Keys } from '../../src/ports/keys.ts'
import { commandLine, language, type Working } from './command-line.ts'

const at = new Date('2026-11-24T02:00:00Z')

/** Keys of a made-up database: each step has so many rows to do, and so many of them never change. */
function keysOf(steps: Record<string, { rows: number; stuck?: number }>, codes: { count: number; until?: Date }) {
  const left = new Map(Object.entries(steps).map(([name, { rows, stuck = 0 }]) => [name, { rows, stuck }]))
  const log: AuditEntry[] = []
  const keys: Keys = {
    keyId: 'cafe0123',
    steps: async () => [...left.keys()],
    reseal: async (step) => {
      const one = left.get(step) ?? { rows: 0, stuck: 0 }
      const changed = Math.min(2, Math.max(one.rows - one.stuck, 0))
      left.set(step, { ...one, rows: one.rows - changed })
      return { changed, ...(changed === 2 ? { next: 'on' } : {}) }
    },
    left: async (step) => left.get(step)?.rows ?? 0,
    secondFactors: async () => 0,
    codes: async () => codes,
    seed: async () => {},
  }
  const store = { audit: { write: async (entry: AuditEntry) => void log.push(entry) } } as never
  const deps = { keys, store, clock: { now: () => at }, secondFactor: async () => undefined }
  const run = (...args: string[]) =>
    commandLine({} as Working, (program, doors) => addKeys(program, doors, (use) => use(deps, language)), [
      'keys',
      'rotate',
      ...args,
    ])
  return { run, log }
}

describe('keys rotate', () => {
  it('says what was sealed anew, and that the key before can go', async () => {
    const { run, log } = keysOf(
      { 'household.phone_sealed': { rows: 5 }, 'talk.state_sealed': { rows: 0 } },
      { count: 0 },
    )
    const { printed, failed } = await run()
    expect(failed).toBeUndefined()
    expect(printed).toEqual([
      '  household.phone_sealed: đã niêm lại 5 mục',
      'Đã niêm lại 5 mục: nay tất cả theo khóa cafe0123.',
      'Có thể bỏ LOA_DATA_KEY_OLD.',
    ])
    expect(log.map(({ action, detail }) => [action, detail])).toEqual([
      ['keys.rotate_begin', {}],
      ['keys.rotate', { 'household.phone_sealed': 5, left: 0 }],
    ])
  })

  it('says until when the key before has to stay for codes on paper', async () => {
    const { printed } = await keysOf({}, { count: 2, until: at }).run()
    expect(printed.at(-1)).toMatch(/24\D+11\D+2026/)
    expect(printed.join()).not.toContain('Có thể bỏ')
  })

  it('gives the counts as JSON', async () => {
    const { printed } = await keysOf({ 'case_line.text_sealed': { rows: 1 } }, { count: 0 }).run('--json')
    const counts = { keyId: 'cafe0123', changed: { 'case_line.text_sealed': 1 }, left: 0, codes: { count: 0 } }
    expect(JSON.parse(printed.join())).toEqual(counts)
  })

  it('fails where somebody goes on writing with an older key', async () => {
    const { printed, failed } = await keysOf({ 'inbox.said_sealed': { rows: 4, stuck: 1 } }, { count: 0 }).run()
    expect(failed).toContain('1 values are still sealed with an older key')
    expect(printed).toEqual(['  inbox.said_sealed: đã niêm lại 3 mục'])
  })
})
