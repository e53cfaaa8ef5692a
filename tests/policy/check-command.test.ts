import { Readable } from 'node:stream'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/cli/check.ts'
import type { CliIo } from '../../src/cli/io.ts'
import { policyDue } from '../../src/cli/policy-due.ts'
import { addDays, type Day } from '../../src/domain/day.ts'

/** Runs a command as a person would, and says what it printed and how it ended. */
async function run(
  words: string[],
  input: Iterable<string> = [],
  today: Day = '2026-11-22',
): Promise<{ lines: string[]; failed?: string }> {
  const lines: string[] = []
  const io: CliIo = {
    input: Readable.from(input),
    print: async (line) => void lines.push(line),
    fail: (message) => {
      throw new Error(message)
    },
    today: () => today,
  }
  const program = new Command().exitOverride()
  check(program, io)
  policyDue(program, io)
  const ended = await program.parseAsync(['node', 'loa', ...words]).then(
    () => ({}),
    (error: Error) => ({ failed: error.message }),
  )
  return { lines, ...ended }
}

describe('check --jsonl', () => {
  it('answers line by line, in order, and passes over empty lines', async () => {
    const { lines, failed } = await run(
      ['check', '--jsonl'],
      ['{"id":1,"facts":{}}\n', '\n{"id":2,', '"facts":{}}\r\n', '{"id":3,"facts":{}}'],
    )
    expect(failed).toBeUndefined()
    expect(lines.map((l) => JSON.parse(l).id)).toEqual([1, 2, 3])
  })

  it('answers a bad line in its place and fails at the end', async () => {
    const { lines, failed } = await run(
      ['check', '--jsonl'],
      ['{"id":1,"facts":{"area":"sea"}}\n{"id":2,"facts":{}}\n'],
    )
    expect(lines.map((l) => Object.keys(JSON.parse(l)))).toEqual([
      ['id', 'error'],
      ['id', 'programmes'],
    ])
    expect(failed).toBe('1 line could not be read')
  })

  it('answers ten thousand lines', async () => {
    const many = function* () {
      for (let id = 0; id < 10_000; id++) yield `{"id":${id},"facts":{"povertyStatus":"poor"},"programmes":["poor"]}\n`
    }
    const { lines } = await run(['check', '--jsonl'], many())
    expect(lines).toHaveLength(10_000)
    expect(JSON.parse(lines.at(-1) ?? '').id).toBe(9_999)
  })

  it('prints the schema', async () => {
    const { lines } = await run(['check', '--schema'])
    expect(Object.keys(JSON.parse(lines.join('\n')))).toEqual(['line', 'answer'])
  })

  it('says what it needs', async () => {
    expect((await run(['check'])).failed).toBe('check needs --jsonl or --schema')
  })
})

describe('policy due', () => {
  const read: Day = '2026-11-22'
  it('is content on the day of reading and 180 days later', async () => {
    expect(await run(['policy', 'due'], [], read)).toEqual({ lines: [] })
    expect(await run(['policy', 'due'], [], addDays(read, 180))).toEqual({ lines: [] })
  })

  it('lists every source on the day after', async () => {
    const { lines, failed } = await run(['policy', 'due'], [], addDays(read, 181))
    expect(lines[0]).toMatch(/^2026-11-22\t181\t/)
    expect(failed).toBe(`${lines.length} sources are to be read again`)
  })
})
