import { fileHours, mostFileBytes } from '../../../domain/import-limits.ts'
import { Select } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { importWords } from './words.ts'

interface HandInProps {
  ui: Ui
  kinds: readonly string[]
  problem: string | undefined
  kind: string | undefined
}

/** Hands a list in. The kind stands above the files: it has to be known before they come in. */
export function HandInForm({ ui, kinds, problem, kind }: HandInProps) {
  const say = importWords(ui)
  const most = Math.floor(mostFileBytes / 1024 / 1024)
  return (
    <section class="narrow">
      <h2>{say('imports:form.title')}</h2>
      <p class="hint">{say('imports:form.lead', { most, hours: fileHours })}</p>
      {problem ? (
        <p class="notice bad" role="alert">
          {say(`imports:form.problems.${problem}`, { most })}
        </p>
      ) : null}
      <form method="post" action="/console/imports/upload" enctype="multipart/form-data">
        <Select
          {...{ name: 'kind', label: say('imports:form.kind'), value: kind }}
          options={kinds.map((one) => [one, say(`imports:kinds.${one}`)] as const)}
        />
        <FileField name="list" label={say('imports:form.file')} />
        <FileField
          name="instalments"
          label={say('imports:form.instalments')}
          hint={say('imports:form.instalments_hint')}
        />
        <button class="press" type="submit">
          {say('imports:form.send')}
        </button>
      </form>
      <Templates ui={ui} kinds={[...kinds, 'instalments']} />
    </section>
  )
}

function FileField({ name, label, hint }: { name: string; label: string; hint?: string }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint ? (
        <span class="hint" id={`${name}-hint`}>
          {hint}
        </span>
      ) : null}
      <input
        type="file"
        id={name}
        name={name}
        accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        aria-describedby={hint ? `${name}-hint` : undefined}
      />
    </div>
  )
}

/** Empty lists with the right columns. */
function Templates({ ui, kinds }: { ui: Ui; kinds: readonly string[] }) {
  const say = importWords(ui)
  return (
    <details>
      <summary>{say('imports:form.templates')}</summary>
      <ul>
        {kinds.map((kind) => (
          <li>
            {say(`imports:kinds.${kind}`)}
            {': '}
            {(['xlsx', 'csv'] as const).map((format) => (
              <>
                <a href={`/console/imports/template/${kind}.${format}`}>{ui.t(`export.${format}`)}</a>{' '}
              </>
            ))}
          </li>
        ))}
      </ul>
    </details>
  )
}
