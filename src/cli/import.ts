import type { Command } from 'commander'
import type { BadCell } from '../app/import-read.ts'
import { importRegister as takeList } from '../app/import-register.ts'
import type { Compared, Counts, ImportOutcome, ImportRequest } from '../app/import-request.ts'
import { jumpWords } from '../app/import-words.ts'
import type { Doors } from './doors.ts'

const names = {
  loans: 'loans',
  households: 'households',
  groups: 'groups',
  consents: 'consents on paper',
  payments: 'payments',
} as const

interface ImportOptions {
  dryRun?: boolean
  json?: boolean
  skipBadRows?: boolean
  acceptJumps?: boolean
  closeGone?: boolean
  instalments?: string
}

/** `import loans|households|groups|consents|payments FILE`: takes a list of the bank into the register, as a whole or not at all. */
export function importRegister(program: Command, doors: Doors): void {
  const command = program.command('import').description('take a list of the bank into the register, from CSV or XLSX')
  for (const kind of ['loans', 'households', 'groups', 'consents', 'payments'] as const) {
    const list = command
      .command(`${kind} <file>`)
      .description(
        `take ${names[kind]} in; a file with a bad row is refused as a whole and every bad row and column named`,
      )
      .option('--dry-run', 'show what would change, and keep nothing')
      .option('--json', 'the counts, and the bad cells where there are any, as JSON')
      .option('--skip-bad-rows', 'take the good rows of a file that has bad ones')
      .option('--accept-jumps', 'take a file though something about it looks like a mistake')
    if (kind === 'loans')
      list
        .option('--instalments <file>', 'a second file with the instalments of the loans')
        .option(
          '--close-gone',
          'close the loans of the communes of the file that it does not list; none where bad rows are skipped',
        )
    list.action((file: string, options: ImportOptions) => run(doors, { kind, file, options }))
  }
}

type Speak = (words: BadCell['problem']) => string

async function run(
  doors: Doors,
  { kind, file, options }: { kind: ImportRequest['kind']; file: string; options: ImportOptions },
): Promise<void> {
  await doors.withStore(async ({ store, sheets, language, clock }) => {
    const say: Speak = (words) => language.say(words, 'vi')
    const bad: BadLine[] = []
    const request: ImportRequest = {
      kind,
      path: file,
      dryRun: options.dryRun ?? false,
      skipBadRows: options.skipBadRows ?? false,
      acceptJumps: options.acceptJumps ?? false,
      closeGone: options.closeGone ?? false,
      by: { kind: 'system', id: 'command line' },
      // Printed at once: a file of a million bad rows is not collected first.
      onBad: (cell) => (options.json ? void bad.push(badLine(cell, say)) : doors.print(badText(cell, say))),
      ...(options.instalments === undefined ? {} : { instalmentsPath: options.instalments }),
    }
    const result = await takeList({ store, sheets, language, clock }, request)
    if (options.json)
      doors.print(JSON.stringify({ kind, file, ...spoken(result, say), ...(bad.length > 0 ? { bad } : {}) }))
    else if ('difference' in result) for (const line of comparedText(result, say)) doors.print(line)
    if (result.outcome !== 'done') doors.fail(refusal(result, { file, say }))
  })
}

/** A bad cell as JSON. `line` is 0 where the header is meant. */
interface BadLine {
  sheet?: string
  line: number
  column?: string
  problem: string
}

function badLine({ sheet, line, column, problem }: BadCell, say: Speak): BadLine {
  return { ...(sheet ? { sheet } : {}), line, ...(column ? { column } : {}), problem: say(problem) }
}

function badText({ sheet, line, column, problem }: BadCell, say: Speak): string {
  const key = line === 0 ? 'bad_column' : column === undefined ? 'bad_line' : 'bad_cell'
  const where = sheet ? say({ key: 'import:cli.sheet', with: { sheet } }) : ''
  const fillers = { sheet: where, line: String(line), column: column ?? '', problem: { words: problem } }
  return say({ key: `import:cli.${key}`, with: fillers })
}

/** The outcome as JSON: a reason in words where there is one. */
function spoken(result: ImportOutcome, say: Speak): object {
  return result.outcome === 'unreadable' ? { ...result, problem: say(result.problem) } : result
}

/** The counts, what changed in them, and what looks like a mistake. Of what there is none, nothing is said. */
function comparedText(result: Extract<ImportOutcome, Compared>, say: Speak): string[] {
  const { instalments, households, difference } = result
  const { columns, gone, closed, jumps } = difference
  const changed = columns.map(({ column, rows }) => `${column} ${rows}`).join(', ')
  return [
    say({ key: 'import:cli.done', with: { ...countsOf(result) } }),
    ...(households > 0 ? [say({ key: 'import:cli.households_made', with: { households } })] : []),
    ...(instalments ? [say({ key: 'import:cli.instalments_done', with: { ...countsOf(instalments) } })] : []),
    ...(columns.length > 0 ? [say({ key: 'import:cli.columns', with: { changed } })] : []),
    ...(gone.loans > 0
      ? [say({ key: 'import:cli.gone', with: { loans: gone.loans, outstanding: { dong: gone.outstanding }, closed } })]
      : []),
    ...jumps.map((jump) => say(jumpWords(jump))),
    ...(result.outcome === 'done' && result.dryRun ? [say({ key: 'import:cli.dry' })] : []),
  ]
}

function countsOf({ rows, added, changed, unchanged, older, skipped, removed }: Counts): Record<string, number> {
  return { rows, added, changed, unchanged, older, skipped, removed }
}

function refusal(
  result: Exclude<ImportOutcome, { outcome: 'done' }>,
  { file, say }: { file: string; say: Speak },
): string {
  if (result.outcome === 'unreadable')
    return say({ key: 'import:cli.unreadable', with: { file: result.path, problem: { words: result.problem } } })
  if (result.outcome === 'wrong_columns') return say({ key: 'import:cli.wrong_columns', with: { file } })
  if (result.outcome !== 'bad_rows') return say({ key: 'import:cli.held', with: { file } })
  if (result.broken) return say({ key: 'import:cli.broken', with: { file } })
  return say({ key: 'import:cli.bad_rows', with: { file, bad: result.badRows, rows: result.rows } })
}
