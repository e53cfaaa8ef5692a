import type { BadCell } from '../../../app/import-read.ts'
import type { ImportFound } from '../../../app/import-work.ts'
import type { ImportFile } from '../../../ports/import-files.ts'
import { Table } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { importWords } from './words.ts'

/** Why a file cannot be taken: what is wrong with it, by line and column. */
export function BadRows({ ui, file, found }: { ui: Ui; file: ImportFile; found: ImportFound }) {
  const say = importWords(ui)
  const { problem, wrongColumns, badRows, bad, badCells } = found
  return (
    <section>
      <div class="notice bad" role="alert">
        {problem ? <p>{ui.say(problem)}</p> : null}
        {wrongColumns ? <p>{say('imports:bad.wrong_columns')}</p> : null}
        {badRows ? <p>{say('imports:bad.rows', { bad: badRows.badRows, rows: badRows.rows })}</p> : null}
        {badRows?.broken ? <p>{say('imports:bad.broken')}</p> : null}
      </div>
      {bad.length > 0 ? (
        <Table
          columns={['line', 'column', 'problem'].map((name) => say(`imports:bad.columns.${name}`))}
          rows={bad.map((cell) => [lineOf(say, cell), cell.column ?? '', ui.say(cell.problem)])}
        />
      ) : null}
      {badCells > bad.length ? <p class="hint">{say('imports:bad.more', { more: badCells - bad.length })}</p> : null}
      {badRows && !badRows.broken && badRows.badRows < badRows.rows ? (
        <form method="post" action={`/console/imports/files/${file.id}/skip`}>
          <p class="hint">{say('imports:bad.skip_hint')}</p>
          <button class="press quiet" type="submit">
            {say('imports:bad.skip')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

/** The line of a bad cell; the header where that is meant, and the sheet where there are several. */
function lineOf(say: ReturnType<typeof importWords>, { sheet, line }: BadCell): string {
  const place = line === 0 ? say('imports:bad.header') : String(line)
  return sheet ? say('imports:bad.in_sheet', { sheet, place }) : place
}
