import type { ImportWords } from '../domain/import-cells.ts'
import { type ImportKind, mapColumns } from '../domain/import-columns.ts'
import type { Sheet } from '../ports/sheets.ts'
import { applyTables } from './import-apply.ts'
import { type Checked, checkTable } from './import-check.ts'
import type { Table } from './import-read.ts'
import type { ImportDeps, ImportOutcome, ImportRequest } from './import-request.ts'
import { headerReader, importWords, namesInstalments } from './import-words.ts'

/**
 * Takes a list of the bank into the register: loans, households, groups, payments, or consents on paper. The file is read twice. The first
 * time everything wrong with it is named, and a file with anything wrong is refused as a whole; the second time it is written, in one
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
  return applyTables(opened.tables, { deps, request, words, checked })
}

type Refusal = Extract<ImportOutcome, { outcome: 'unreadable' | 'wrong_columns' }>

/** Opens the files and finds their columns: the table of the kind, and that of the instalments where there is one. */
async function openTables(deps: ImportDeps, request: ImportRequest): Promise<{ tables: Table[] } | Refusal> {
  const { kind, path, instalmentsPath, stored } = request
  const main = await deps.sheets.open(stored?.list ?? path)
  if (!main.ok) return { outcome: 'unreadable', path, problem: main.problem }
  const isSecond = (sheet: Sheet) => kind === 'loans' && namesInstalments(deps.language, sheet.name)
  const second = instalmentsPath ? await deps.sheets.open(stored?.instalments ?? instalmentsPath) : undefined
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
  const { scope, onBad } = request
  const checked: Checked[] = []
  for (const table of tables) {
    const brings = checked[0]?.brings
    const more = { ...(scope ? { scope } : {}), ...(brings ? { brings } : {}) }
    checked.push(await checkTable(table, { imports, words, onBad, ...more }))
  }
  return checked
}
