import { createInterface } from 'node:readline'
import { type Command, InvalidArgumentError } from 'commander'
import { type Answer, answerQuestion, offerWords, type Reading, type Understanding } from '../app/answer-question.ts'
import { type AskLine, askJsonSchema, readAskLine } from '../app/ask-line.ts'
import { type Day, readDay } from '../domain/day.ts'
import type { Language } from '../ports/language.ts'
import type { CliIo } from './io.ts'

/** What asking needs beside the command line: the words, and the reader of sentences, which is made only when it is asked for. */
export interface AskIo extends CliIo {
  language: Language
  understanding: () => Understanding
}

/**
 * `ask --jsonl`: questions in free words, line by line, in order and in constant memory. `ask "text"`: one question, answered to be read.
 * `ask --schema`: the shape of both sides. A line that cannot be read is answered in its place, and the command fails at the end.
 */
export function ask(program: Command, io: AskIo): void {
  program
    .command('ask [text...]')
    .description('answer questions in free words by the law of a day')
    .option('--jsonl', 'read one question a line, write one answer a line')
    .option('--schema', 'print the JSON schema of a line and of its answer')
    .option('--locale <lang>', 'language of the answer to [text]: vi or en', 'vi')
    .option('--as-of <day>', 'the day whose law answers [text], as YYYY-MM-DD', dayArgument)
    .action(async (text: string[], options: Options) => {
      if (options.schema) await io.print(JSON.stringify(askJsonSchema(), null, 2))
      else if (options.jsonl) await answerLines(io)
      else if (text.length > 0) await answerOne(io, text.join(' '), options)
      else io.fail('ask needs a question, --jsonl or --schema')
    })
}

interface Options {
  jsonl?: boolean
  schema?: boolean
  locale: string
  asOf?: Day
}

/** What is carried from a line to the next one of the same talk. */
interface Carried {
  conversation: string | number
  topic?: string
  intent: string
}

async function answerLines(io: AskIo): Promise<void> {
  const understanding = io.understanding()
  const today = io.today()
  const bad = { count: 0, first: 0 }
  let carried: Carried | undefined
  let number = 0
  for await (const line of createInterface({ input: io.input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    if (line.trim() === '') continue
    const read = readAskLine(line)
    if ('error' in read) {
      bad.count += 1
      bad.first ||= number
      await io.print(JSON.stringify(read))
      continue
    }
    const reading = understanding.read(read.text, contextOf(read, carried))
    const answer = answerQuestion({ reading, day: read.asOf ?? today })
    carried = carry(read, { reading, answer, before: carried })
    await io.print(JSON.stringify(lineOf(io.language, read, { reading, answer })))
  }
  if (bad.count > 0)
    io.fail(`${bad.count === 1 ? '1 line' : `${bad.count} lines`} could not be read, the first is line ${bad.first}`)
}

/** Lines without a conversation stand alone. */
function contextOf({ conversation }: AskLine, carried: Carried | undefined): { topic?: string; intent?: string } {
  if (conversation === undefined || carried === undefined || carried.conversation !== conversation) return {}
  return { intent: carried.intent, ...(carried.topic === undefined ? {} : { topic: carried.topic }) }
}

/** A line that names no programme leaves the one talked about before. */
function carry(
  { conversation }: AskLine,
  { reading, answer, before }: { reading: Reading; answer: Answer; before: Carried | undefined },
): Carried | undefined {
  if (conversation === undefined) return undefined
  const topic = answer.topic ?? (before?.conversation === conversation ? before.topic : undefined)
  return { conversation, intent: reading.intent, ...(topic === undefined ? {} : { topic }) }
}

function lineOf(
  language: Language,
  { id, lang }: AskLine,
  { reading, answer }: { reading: Reading; answer: Answer },
): Record<string, unknown> {
  const { intent, programme, confidence, sensitive } = reading
  return {
    id,
    intent,
    programme,
    confidence,
    ...(sensitive && { sensitive }),
    reply: {
      text: textOf(language, answer, lang),
      citations: answer.citations.map(({ text, url }) => ({ text, ...(url === undefined ? {} : { url }) })),
      choices: answer.offers.map((offer) => ({ id: offer, label: language.say(offerWords(offer), lang) })),
    },
  }
}

async function answerOne(io: AskIo, text: string, { locale, asOf }: Options): Promise<void> {
  if (!io.language.langs.includes(locale)) io.fail(`--locale is one of ${io.language.langs.join(', ')}`)
  const reading = io.understanding().read(text)
  await io.print(textOf(io.language, answerQuestion({ reading, day: asOf ?? io.today() }), locale))
}

function textOf(language: Language, answer: Answer, lang: string): string {
  return answer.parts.map((part) => language.say(part.words, lang)).join('\n')
}

function dayArgument(text: string): Day {
  const day = readDay(text)
  if (day === undefined) throw new InvalidArgumentError('It must be a date that exists, as YYYY-MM-DD.')
  return day
}
