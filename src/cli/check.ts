import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { answerCheckLine, checkJsonSchema } from '../policy/check-line.ts'
import type { CliIo } from './io.ts'

/**
 * `check --jsonl`: verdicts for households, line by line, in order and in constant memory; `check --schema`: the shape of both sides.
 * A line that cannot be read is answered in its place, and the command fails at the end.
 */
export function check(program: Command, io: CliIo): void {
  program
    .command('check')
    .description('weigh households by the law of a day')
    .option('--jsonl', 'read one household a line, write one answer a line')
    .option('--schema', 'print the JSON schema of a line and of its answer')
    .action(async (options: { jsonl?: boolean; schema?: boolean }) => {
      if (options.schema) await io.print(JSON.stringify(checkJsonSchema(), null, 2))
      else if (options.jsonl) await answerLines(io)
      else io.fail('check needs --jsonl or --schema')
    })
}

async function answerLines(io: CliIo): Promise<void> {
  const today = io.today()
  let bad = 0
  for await (const line of createInterface({ input: io.input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    const answer = answerCheckLine(line, today)
    if (!answer.ok) bad += 1
    await io.print(answer.line)
  }
  if (bad > 0) io.fail(bad === 1 ? '1 line could not be read' : `${bad} lines could not be read`)
}
