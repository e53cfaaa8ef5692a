import { Readable } from 'node:stream'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { type AskIo, ask } from '../../src/cli/ask.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { readyUnderstanding } from '../understanding/material.ts'

const language = loadLanguage()
const understanding = readyUnderstanding()

/** Runs the command as a person would, and says what it printed and how it ended. */
async function run(words: string[], input: Iterable<string> = []): Promise<{ lines: string[]; failed?: string }> {
  const lines: string[] = []
  const io: AskIo = {
    input: Readable.from(input),
    print: async (line) => void lines.push(line),
    fail: (message) => {
      throw new Error(message)
    },
    today: () => '2026-11-22',
    language,
    understanding: () => understanding,
  }
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} })
  ask(program, io)
  const ended = await program.parseAsync(['node', 'loa', 'ask', ...words]).then(
    () => ({}),
    (error: Error) => ({ failed: error.message }),
  )
  return { lines, ...ended }
}

const jsonl = async (...lines: object[]) =>
  (
    await run(
      ['--jsonl'],
      lines.map((l) => `${JSON.stringify(l)}\n`),
    )
  ).lines.map((l) => JSON.parse(l))

describe('ask --jsonl', () => {
  it('answers under the public names', async () => {
    const [line] = await jsonl({ id: 'a', text: 'hộ nghèo được vay bao nhiêu' })
    expect(line).toMatchObject({ id: 'a', intent: 'loan_amount', programme: 'poor' })
    expect(line.confidence).toBeGreaterThan(0.7)
    expect(line.reply.text).toContain('100.000.000 đồng')
    expect(line.reply.citations[0].text).toContain('Quyết định 12')
    expect(line.reply.choices).toContainEqual({ id: 'apply', label: 'Làm đơn vay' })
  })

  it('keeps the order and passes over empty lines', async () => {
    const { lines, failed } = await run(
      ['--jsonl'],
      ['{"id":1,"text":"xin chào"}\n', '\n{"id":2,', '"text":"cảm ơn"}\r\n', '{"id":3,"text":""}'],
    )
    expect(failed).toBeUndefined()
    expect(lines.map((l) => JSON.parse(l).id)).toEqual([1, 2, 3])
  })

  it('answers in the language that is asked for', async () => {
    const [line] = await jsonl({ id: 1, text: 'how much can a poor household borrow', locale: 'en' })
    expect(line.reply.text).toContain('at most')
  })

  it.each([
    ['2025-11-30', '6,6%'],
    ['2025-12-01', '6,24%'],
  ])('answers by the law of %s', async (asOf, rate) => {
    const [line] = await jsonl({ id: 1, text: 'lãi suất hộ nghèo bao nhiêu', asOf })
    expect(line.reply.text).toContain(rate)
  })

  it('carries the subject within a conversation and nowhere else', async () => {
    const lines = await jsonl(
      { id: 1, text: 'vay sinh viên được bao nhiêu', conversation: 'x' },
      { id: 2, text: 'còn lãi suất thì sao?', conversation: 'x' },
      { id: 3, text: 'còn lãi suất thì sao?', conversation: 'y' },
      { id: 4, text: 'vay sinh viên được bao nhiêu' },
      { id: 5, text: 'còn lãi suất thì sao?' },
    )
    expect(lines.map((l) => l.programme)).toEqual(['student', 'student', null, 'student', null])
  })

  it('carries the question to another programme', async () => {
    const lines = await jsonl(
      { id: 1, text: 'lãi suất hộ nghèo bao nhiêu', conversation: 1 },
      { id: 2, text: 'thế hộ cận nghèo thì sao', conversation: 1 },
    )
    expect(lines[1]).toMatchObject({ intent: 'interest_rate', programme: 'near_poor' })
  })

  it('says that a case is sensitive', async () => {
    const [line] = await jsonl({ id: 1, text: 'tôi không muốn sống nữa' })
    expect(line.sensitive).toBe('despair')
    expect(line.reply.text).toContain('115')
  })

  it.each([
    ['no JSON', 'x', 'the line is not JSON', null],
    ['no text', '{"id":7}', 'text: Invalid input: expected string, received undefined', 7],
    [
      'a day that does not exist',
      '{"id":8,"text":"a","asOf":"2026-02-30"}',
      'asOf: must be a date that exists, as YYYY-MM-DD',
      8,
    ],
    [
      'an unknown language',
      '{"id":9,"text":"a","locale":"fr"}',
      'locale: Invalid option: expected one of "vi"|"en"',
      9,
    ],
  ])('answers a line with %s in its place and fails at the end', async (_, line, error, id) => {
    const { lines, failed } = await run(['--jsonl'], ['{"id":1,"text":"xin chào"}\n', `${line}\n`])
    expect(JSON.parse(lines[1] ?? '')).toEqual({ id, error })
    expect(failed).toBe('1 line could not be read, the first is line 2')
  })

  it('answers ten thousand lines', async () => {
    const many = function* () {
      for (let id = 0; id < 10_000; id += 1) yield `{"id":${id},"text":"lai suat ho ngheo bao nhieu"}\n`
    }
    const { lines } = await run(['--jsonl'], many())
    expect(lines).toHaveLength(10_000)
    expect(JSON.parse(lines[9_999] ?? '')).toMatchObject({ id: 9_999, intent: 'interest_rate', programme: 'poor' })
  })
})

describe('ask', () => {
  it('answers one question to be read', async () => {
    const { lines } = await run(['lãi', 'suất', 'hộ', 'nghèo', '--as-of', '2025-11-30'])
    expect(lines.join('\n')).toContain('6,6%')
  })

  it('answers in English', async () => {
    expect((await run(['poor household interest', '--locale', 'en'])).lines.join('\n')).toContain('6.24%')
  })

  it.each([
    ['without a question', [], 'ask needs a question, --jsonl or --schema'],
    ['in an unknown language', ['a', '--locale', 'fr'], '--locale is one of vi, en'],
    ['on a day that does not exist', ['a', '--as-of', '2026-02-30'], 'It must be a date that exists'],
  ])('fails %s', async (_, words, message) => {
    expect((await run(words)).failed).toContain(message)
  })

  it('publishes the shape of both sides', async () => {
    const { lines } = await run(['--schema'])
    const schema = JSON.parse(lines.join('\n'))
    expect(Object.keys(schema.line.properties)).toEqual(['id', 'text', 'locale', 'asOf', 'conversation'])
    expect(JSON.stringify(schema.answer)).toContain('citations')
  })
})
