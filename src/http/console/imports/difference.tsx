import type { Compared } from '../../../app/import-request.ts'
import { jumpWords } from '../../../app/import-words.ts'
import type { ImportFound } from '../../../app/import-work.ts'
import type { ImportFile } from '../../../ports/import-files.ts'
import type { ConsoleDeps } from '../deps.ts'
import { Facts, Table } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { headerOf, importWords } from './words.ts'

interface DifferenceProps {
  ui: Ui
  file: ImportFile
  found: ImportFound
  compared: Compared
  language: ConsoleDeps['language']
  /** Somebody wanted to apply it and did not say that what jumps is right. */
  unconfirmed: boolean
}

/** What a file would change, what looks like a mistake, and the decision. */
export function Difference({ ui, file, found, compared, language, unconfirmed }: DifferenceProps) {
  const say = importWords(ui)
  const { columns } = compared.difference
  return (
    <section>
      {found.moved ? (
        <p class="notice bad" role="status">
          {say('imports:difference.moved')}
        </p>
      ) : null}
      <h2>{say('imports:difference.title')}</h2>
      <Figures ui={ui} compared={compared} />
      {columns.length > 0 ? (
        <Table
          caption={say('imports:difference.by_column')}
          columns={[say('imports:difference.column'), say('imports:difference.rows')]}
          numbers={[1]}
          rows={columns.map(({ column, rows }) => [
            <>
              {headerOf(language, column)}
              <small>{column}</small>
            </>,
            String(rows),
          ])}
        />
      ) : null}
      {changes(compared) === 0 && compared.difference.gone.loans === 0 ? (
        <p class="lead">{say('imports:difference.nothing')}</p>
      ) : (
        <Decision {...{ ui, file, compared, unconfirmed }} />
      )}
    </section>
  )
}

function changes({ added, changed, removed, households, instalments }: Compared): number {
  const second = instalments ? instalments.added + instalments.changed + instalments.removed : 0
  return added + changed + removed + households + second
}

function Figures({ ui, compared }: { ui: Ui; compared: Compared }) {
  const say = importWords(ui)
  const { instalments, difference } = compared
  const counted = (name: 'rows' | 'added' | 'changed' | 'unchanged' | 'older' | 'skipped' | 'households') =>
    [say(`imports:difference.counts.${name}`), compared[name] === 0 ? undefined : String(compared[name])] as const
  const { loans, outstanding } = difference.gone
  return (
    <Facts
      rows={[
        ...(['rows', 'added', 'changed', 'unchanged', 'older', 'skipped', 'households'] as const).map(counted),
        [
          say('imports:difference.counts.gone'),
          loans === 0 ? undefined : say('imports:difference.gone', { loans, outstanding: { dong: outstanding } }),
        ],
        [
          say('imports:difference.counts.instalments'),
          instalments &&
            say('imports:difference.instalments', {
              ...{ added: instalments.added, changed: instalments.changed, removed: instalments.removed },
            }),
        ],
      ]}
    />
  )
}

type DecisionProps = Pick<DifferenceProps, 'ui' | 'file' | 'compared' | 'unconfirmed'>

function Decision({ ui, file, compared, unconfirmed }: DecisionProps) {
  const say = importWords(ui)
  const { jumps, gone } = compared.difference
  const whole = compared.skipped === 0
  return (
    <form method="post" action={`/console/imports/files/${file.id}/apply`}>
      {jumps.length > 0 ? (
        <div class="notice bad" role="alert">
          <h2>{say('imports:difference.held')}</h2>
          <ul>
            {jumps.map((jump) => (
              <li>{ui.say(jumpWords(jump))}</li>
            ))}
          </ul>
          {unconfirmed ? <p>{say('imports:difference.unconfirmed')}</p> : null}
          <Tick name="accept_jumps" label={say('imports:difference.accept')} />
        </div>
      ) : null}
      {gone.loans > 0 && !whole ? <p class="hint">{say('imports:difference.close_none')}</p> : null}
      {gone.loans > 0 && whole ? (
        <Tick name="close_gone" label={say('imports:difference.close_gone', { loans: gone.loans })} />
      ) : null}
      <button class="press" type="submit">
        {say('imports:difference.apply')}
      </button>
    </form>
  )
}

function Tick({ name, label }: { name: string; label: string }) {
  return (
    <label class="pick">
      <input type="checkbox" name={name} value="yes" />
      {label}
    </label>
  )
}
