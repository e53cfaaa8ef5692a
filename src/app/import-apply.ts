import type { ImportWords } from '../domain/import-cells.ts'
import { type Difference, jumpsOf } from '../domain/import-difference.ts'
import type { Tx } from '../ports/store.ts'
import type { Checked } from './import-check.ts'
import type { Table } from './import-read.ts'
import type { Compared, Counts, ImportDeps, ImportOutcome, ImportRequest } from './import-request.ts'
import { writeTable } from './import-write.ts'

/** What writing tables needs: they were checked before. */
export interface Applying {
  deps: ImportDeps
  request: ImportRequest
  words: ImportWords
  checked: readonly Checked[]
}

type ApplyOutcome = Extract<ImportOutcome, { outcome: 'done' | 'held' | 'moved' }>

/** Thrown to undo what a transaction did; carries what it came to. */
class Undone extends Error {
  readonly outcome: ApplyOutcome
  constructor(outcome: ApplyOutcome) {
    super('nothing of it is kept')
    this.outcome = outcome
  }
}

/**
 * Writes the tables in one transaction and sees what that changes. A dry run is taken back, as is a file that jumps without somebody
 * having said yes to it, and one that would change something else than somebody saw before.
 */
export async function applyTables(tables: readonly Table[], applying: Applying): Promise<ApplyOutcome> {
  try {
    return await applying.deps.store.transaction(async (tx) => {
      await tx.imports.watch()
      const { at, counts } = await write(tx, tables, applying)
      const compared = await compare(tx, applying.request, counts)
      const { dryRun, acceptJumps = false, expects } = applying.request
      if (dryRun) throw new Undone({ outcome: 'done', dryRun, ...compared })
      if (expects !== undefined && expects !== compared.difference.print)
        throw new Undone({ outcome: 'moved', ...compared })
      if (compared.difference.jumps.length > 0 && !acceptJumps) throw new Undone({ outcome: 'held', ...compared })
      // A line that was passed over may be that of a loan which is then not listed: only a whole list says what is gone.
      const closes = applying.request.closeGone === true && compared.skipped === 0
      const closed = closes ? await tx.imports.closeGone() : 0
      const runId = await record(tx, { tables, counts, closed, at, request: applying.request })
      await applying.request.within?.(tx, runId)
      return { outcome: 'done', dryRun, runId, ...compared, difference: { ...compared.difference, closed } }
    })
  } catch (error) {
    if (error instanceof Undone) return error.outcome
    throw error
  }
}

async function write(tx: Tx, tables: readonly Table[], { deps, words, checked }: Applying) {
  const at = deps.clock.now()
  const counts: Counts[] = []
  for (const [place, table] of tables.entries()) {
    const { lines, badLines } = checked[place] ?? { lines: 0, badLines: new Set<number>() }
    const written = await writeTable(table, { tx, words, badLines, at })
    counts.push({ rows: lines, skipped: badLines.size, ...written })
  }
  return { at, counts }
}

async function compare(tx: Tx, { kind }: ImportRequest, [counts, instalments]: readonly Counts[]): Promise<Compared> {
  if (!counts) throw new Error('a file without a table was taken')
  const { columns, figures, print } = await tx.imports.difference(counts)
  // A consent on paper has no figures: what is older there was taken back since.
  const jumps = kind === 'consents' ? [] : jumpsOf(figures)
  const difference: Difference = { columns, gone: figures.gone, closed: 0, jumps, print }
  return { ...counts, difference, ...(instalments ? { instalments } : {}) }
}

interface Recorded {
  tables: readonly Table[]
  counts: readonly Counts[]
  closed: number
  at: Date
  request: ImportRequest
}

/** Writes down each table of the file as a run, keeps what was before with the first of them, and returns its number. */
async function record(tx: Tx, { tables, counts, closed, at, request }: Recorded): Promise<string> {
  const officeId = (await tx.imports.oneOffice()) ?? request.scope?.officeId
  const runs: string[] = []
  for (const [place, { kind }] of tables.entries()) {
    const { rows, added, changed, skipped } = counts[place] ?? { rows: 0, added: 0, changed: 0, skipped: 0 }
    const path = kind === 'instalments' ? (request.instalmentsPath ?? request.path) : request.path
    const fileName = path.split(/[/\\]/).at(-1) ?? path
    const of = {
      ...(officeId === undefined ? {} : { officeId }),
      ...(runs[0] === undefined ? {} : { partOf: runs[0] }),
    }
    runs.push(await tx.imports.record({ kind, fileName, rows, added, changed, skipped, by: request.by.id, at, ...of }))
    await tx.audit.write({
      at,
      actorKind: request.by.kind,
      actorId: request.by.id,
      action: `import.${kind}`,
      subjectKind: 'register',
      subjectId: kind,
      detail: { rows, added, changed, skipped, ...(place === 0 && closed > 0 ? { closed } : {}) },
    })
  }
  const [runId] = runs
  if (runId === undefined) throw new Error('a file without a table was taken')
  await tx.imports.keepImages(runId)
  return runId
}
