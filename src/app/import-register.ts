import type { Words } from '../conversation/words.ts'
import type { ImportWords } from '../domain/import-cells.ts'
import { type ImportKind, mapColumns } from '../domain/import-columns.ts'
import type { ActorKind } from '../ports/applications.ts'
import type { Clock } from '../ports/clock.ts'
import type { Language } from '../ports/language.ts'
import type { Sheet, Sheets } from '../ports/sheets.ts'
import type { Tx } from '../ports/store.ts'
import { type Checked, checkTable } from './import-check.ts'
import type { BadCell, Table } from './import-read.ts'
import { headerReader, importWords, namesInstalments } from './import-words.ts'
import { type Writing, type Written, writeTable } from './import-write.ts'

/** What an import needs of the world. The transaction has to bear minutes: a national file has millions of lines. */
export interface ImportDeps {
  store: {
    imports: Pick<Tx['imports'], 'known'>
    transaction<T>(run: (tx: Writing & Pick<Tx, 'audit'>) => Promise<T>): Promise<T>
  }
  sheets: Sheets
  language: Language
  clock: Clock
}

/** A file to be taken. */
export interface ImportRequest {
  kind: Exclude<ImportKind, 'instalments'>
  path: string
  /** With loans: a second file with their instalments. A workbook may hold them as a sheet instead. */
  instalmentsPath?: string
  /** Does everything and keeps nothing. */
  dryRun: boolean
  /** Takes the good lines of a file that has bad ones. */
  skipBadRows: boolean
  by: { kind: ActorKind; id: string }
  /** Hears of every bad cell as it is found, in the order of the file. */
  onBad: (bad: BadCell) => void
}

/** What became of a file. Nothing is stored unless it says `done` and was no dry run. */
export type ImportOutcome =
  | { outcome: 'unreadable'; path: string; problem: Words }
  | { outcome: 'wrong_columns' }
  | { outcome: 'bad_rows'; rows: number; badRows: number; broken: boolean }
  | ({ outcome: 'done'; dryRun: boolean; instalments?: Counts } & Counts)

/** Lines of a table and what became of them. `skipped` were bad and passed over. */
export interface Counts extends Written {
  rows: number
  skipped: number
}

/**
 * Takes a list of the bank into the register: loans, households, groups, or consents on paper. The file is read twice. The first time everything
 * wrong with it is named, and a file with anything wrong is refused as a whole; the second time it is written, in one
 * transaction, with a row for the record and one for the log. Memory holds the ids of the lines, never the lines.
 */
export async function importRegister(deps: ImportDeps, request: ImportRequest): Promise<ImportOutcome> {
  const opened = await openTables(deps, request)
  if ('outcome' in opened) return opened
  const words = importWords(deps)
  const checked = await checkAll(opened.tables, { deps, request, words })
  const badRows = checked.reduce((sum, { badLines }) => sum + badLines.size, 0)
  const broken = checked.some((table) => table.broken)
  if (broken || (badRows > 0 && !request.skipBadRows)) {
    const rows = checked.reduce((sum, { lines }) => sum + lines, 0)
    return { outcome: 'bad_rows', rows, badRows, broken }
  }
  const [counts, instalments] = await writeAll(opened.tables, { deps, request, words, checked })
  if (!counts) throw new Error('a file without a table was taken')
  return { outcome: 'done', dryRun: request.dryRun, ...counts, ...(instalments ? { instalments } : {}) }
}

type Refusal = Extract<ImportOutcome, { outcome: 'unreadable' | 'wrong_columns' }>

/** Opens the files and finds their columns: the table of the kind, and that of the instalments where there is one. */
async function openTables(deps: ImportDeps, request: ImportRequest): Promise<{ tables: Table[] } | Refusal> {
  const { kind, path, instalmentsPath } = request
  const main = await deps.sheets.open(path)
  if (!main.ok) return { outcome: 'unreadable', path, problem: main.problem }
  const isSecond = (sheet: Sheet) => kind === 'loans' && namesInstalments(deps.language, sheet.name)
  const second = instalmentsPath ? await deps.sheets.open(instalmentsPath) : undefined
  if (second && !second.ok) return { outcome: 'unreadable', path: instalmentsPath ?? '', problem: second.problem }
  const found = [
    { kind, sheet: main.sheets.find((sheet) => !isSecond(sheet)) ?? main.sheets[0] },
    { kind: 'instalments' as const, sheet: second?.sheets[0] ?? main.sheets.find(isSecond) },
  ]
  const tables = found.flatMap(({ kind, sheet }) => (sheet ? [tableOf(deps, { kind, sheet, request })] : []))
  const good = tables.filter((table) => table !== undefined)
  return good.length === tables.length ? { tables: good } : { outcome: 'wrong_columns' }
}

function tableOf(
  { language }: ImportDeps,
  { kind, sheet, request }: { kind: ImportKind; sheet: Sheet; request: ImportRequest },
): Table | undefined {
  const { headers, absent, bad } = mapColumns(kind, { headers: sheet.headers, read: headerReader(language, kind) })
  for (const { column, problem } of bad) request.onBad({ sheet: sheet.name, line: 0, column, problem })
  return bad.length > 0 ? undefined : { kind, sheet, headers, absent }
}

async function checkAll(
  tables: Table[],
  { deps, request, words }: { deps: ImportDeps; request: ImportRequest; words: ImportWords },
): Promise<Checked[]> {
  const { imports } = deps.store
  const checked: Checked[] = []
  for (const table of tables) {
    const brings = checked[0]?.brings
    checked.push(await checkTable(table, { imports, words, onBad: request.onBad, ...(brings ? { brings } : {}) }))
  }
  return checked
}

/** Thrown to undo a dry run; carries what it found. */
class Undone extends Error {
  readonly counts: Counts[]
  constructor(counts: Counts[]) {
    super('a dry run keeps nothing')
    this.counts = counts
  }
}

async function writeAll(
  tables: Table[],
  context: { deps: ImportDeps; request: ImportRequest; words: ImportWords; checked: Checked[] },
): Promise<Counts[]> {
  const { deps, request, words, checked } = context
  const at = deps.clock.now()
  try {
    return await deps.store.transaction(async (tx) => {
      const counts: Counts[] = []
      for (const [place, table] of tables.entries()) {
        const { lines, badLines } = checked[place] ?? { lines: 0, badLines: new Set<number>() }
        const written = await writeTable(table, { tx, words, badLines, at })
        counts.push({ rows: lines, skipped: badLines.size, ...written })
        await record(tx, { table, request, at, counts: { rows: lines, skipped: badLines.size, ...written } })
      }
      if (request.dryRun) throw new Undone(counts)
      return counts
    })
  } catch (error) {
    if (error instanceof Undone) return error.counts
    throw error
  }
}

async function record(
  tx: Pick<Tx, 'imports' | 'audit'>,
  { table, request, at, counts }: { table: Table; request: ImportRequest; at: Date; counts: Counts },
): Promise<void> {
  const { rows, added, changed, skipped } = counts
  const path = table.kind === 'instalments' ? (request.instalmentsPath ?? request.path) : request.path
  const fileName = path.split(/[/\\]/).at(-1) ?? path
  await tx.imports.record({ kind: table.kind, fileName, rows, added, changed, skipped, by: request.by.id, at })
  await tx.audit.write({
    at,
    actorKind: request.by.kind,
    actorId: request.by.id,
    action: `import.${table.kind}`,
    subjectKind: 'register',
    subjectId: table.kind,
    detail: { rows, added, changed, skipped },
  })
}
