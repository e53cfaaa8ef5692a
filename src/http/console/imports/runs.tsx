import { undoDays } from '../../../domain/import-limits.ts'
import type { ImportRunRow } from '../../../ports/import-runs.ts'
import { Empty, Table, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { importWords } from './words.ts'

interface RunsProps {
  ui: Ui
  runs: readonly ImportRunRow[]
  /** Those that the reader may take back. */
  undoable: ReadonlySet<string>
}

/** The lists that were taken, with who, when and how much, and the way back from the latest of each kind. */
export function Runs({ ui, runs, undoable }: RunsProps) {
  const say = importWords(ui)
  return (
    <section>
      <h2>{say('imports:runs.title')}</h2>
      {runs.length === 0 ? (
        <Empty title={say('imports:runs.none')}>{say('imports:runs.none_text')}</Empty>
      ) : (
        <Table
          columns={['at', 'list', 'rows', 'added', 'changed', 'by', 'state'].map((name) =>
            say(`imports:runs.columns.${name}`),
          )}
          numbers={[2, 3, 4]}
          rows={runs.map((run) => [
            ui.moment(run.at),
            <>
              {say(`imports:kinds.${run.kind}`)}
              <small>{run.fileName}</small>
            </>,
            String(run.rows),
            String(run.added),
            String(run.changed),
            run.byName ?? say('imports:runs.by_system'),
            <Way ui={ui} run={run} open={undoable.has(run.id)} />,
          ])}
        />
      )}
    </section>
  )
}

/** What became of a list, or how to take it back: in two steps, and the first one says what it means. */
function Way({ ui, run, open }: { ui: Ui; run: ImportRunRow; open: boolean }) {
  const say = importWords(ui)
  if (run.undoneAt) return <Tag tone="calm">{say('imports:runs.undone', { at: ui.moment(run.undoneAt) })}</Tag>
  if (!open) return <Tag tone="good">{say('imports:runs.taken')}</Tag>
  return (
    <details>
      <summary>{say('imports:undo.open')}</summary>
      <p class="hint">{say('imports:undo.lead', { days: undoDays })}</p>
      <form method="post" action={`/console/imports/${run.id}/undo`}>
        <button
          class="press bad"
          type="submit"
          aria-label={say('imports:undo.of', { file: run.fileName, at: ui.moment(run.at) })}
        >
          {say('imports:undo.undo')}
        </button>
      </form>
    </details>
  )
}
