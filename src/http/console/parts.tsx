import type { Child } from 'hono/jsx'
import { type ApplicationState, hasEnded, ownerOf } from '../../domain/application.ts'
import { isLate } from '../../domain/application-deadline.ts'
import type { Ui } from './ui.ts'

/** A field of a form with its label, its hint, and what is wrong with it. Keeps what was typed. */
export function Field({
  ui,
  name,
  id = name,
  label,
  value,
  problem,
  hint,
  type = 'text',
  rows,
  accesskey,
  ...rest
}: FieldProps) {
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ')
  const common = {
    id,
    name,
    class: problem ? 'wrong' : undefined,
    'aria-describedby': described || undefined,
    'aria-invalid': problem ? ('true' as const) : undefined,
    accesskey,
  }
  return (
    <div class={problem ? 'field has-problem' : 'field'}>
      <label for={id}>{label}</label>
      {hint ? (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      {problem ? (
        <span class="problem" id={`${id}-problem`}>
          {ui.t('error_mark')} {problem}
        </span>
      ) : null}
      {rows ? (
        <textarea {...common} rows={rows} maxlength={rest.maxlength}>
          {value}
        </textarea>
      ) : (
        <input {...common} {...rest} type={type} value={value} />
      )}
    </div>
  )
}

interface FieldProps {
  ui: Ui
  name: string
  /** Where several fields of a page have the same name. */
  id?: string
  label: string
  value?: string | undefined
  /** The sentence that says what is wrong. */
  problem?: string | undefined
  hint?: string | undefined
  type?: string
  /** Makes it a field of several lines. */
  rows?: number
  /** One of `accessKeys`. */
  accesskey?: string
  autocomplete?: string
  inputmode?: 'numeric' | 'tel' | 'email' | 'text'
  maxlength?: number
}

/** A choice from a list. */
export function Select({ name, id = name, label, value, options, empty }: SelectProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map(([id, text]) => (
          <option value={id} selected={id === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

interface SelectProps {
  name: string
  /** Where several lists of a page have the same name. */
  id?: string
  label: string
  value?: string | undefined
  options: readonly (readonly [id: string, text: string])[]
  /** The words of "none of them", where that may be chosen. */
  empty?: string
}

/** What is wrong with a form, on top of it: each line leads to its field. */
export function Problems({ ui, problems }: { ui: Ui; problems: readonly (readonly [field: string, text: string])[] }) {
  if (problems.length === 0) return null
  return (
    <div class="notice bad" role="alert">
      <h2>{ui.t('problems')}</h2>
      <ul>
        {problems.map(([field, text]) => (
          <li>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A table that becomes a list of cards on a phone: each cell carries the name of its column. Columns of figures stand to the right. */
export function Table({ columns, rows, numbers = [], caption }: TableProps) {
  const kind = (column: number) => (numbers.includes(column) ? 'number' : undefined)
  return (
    <table>
      {caption ? <caption>{caption}</caption> : null}
      <thead>
        <tr>
          {columns.map((name, i) => (
            <th scope="col" class={kind(i)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr>
            {cells.map((cell, i) => (
              <td data-label={columns[i]} class={kind(i)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface TableProps {
  columns: readonly string[]
  rows: readonly (readonly Child[])[]
  /** The columns that hold amounts or counts, from 0. */
  numbers?: readonly number[]
  /** What the table holds, where no heading says it. */
  caption?: string
}

/** Names and values. Rows without a value are left out. */
export function Facts({ rows }: { rows: readonly (readonly [name: string, value: Child | undefined])[] }) {
  return (
    <dl>
      {rows
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** A state in a coloured label: what waits, what went well, what did not, what is over. */
export function Tag({ tone, children }: { tone: 'wait' | 'good' | 'bad' | 'calm'; children: Child }) {
  return <span class={`tag ${tone}`}>{children}</span>
}

/** A name, or that there is none: a visitor of the web chat says none until a request is sent. */
export function nameText(ui: Ui, name: string): string {
  return name || ui.t('nameless')
}

/** What stands where a list is empty: what would be here, and how it gets here. */
export function Empty({ title, children }: { title: string; children?: Child }) {
  return (
    <div class="empty">
      <p class="big">{title}</p>
      {children ? <p>{children}</p> : null}
    </div>
  )
}

/** A link to the next page of a list. */
export function Next({ ui, href }: { ui: Ui; href: string | undefined }) {
  if (!href) return null
  return (
    <p class="next">
      <a class="press quiet" href={href}>
        {ui.t('next')}
      </a>
    </p>
  )
}

/** An address with a query of the values that are there. */
export function link(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((e): e is [string, string] => Boolean(e[1]))
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

/** The colour of a state: whose turn it is decides. */
export function applicationTone(state: ApplicationState): 'wait' | 'good' | 'bad' | 'calm' {
  if (paid.includes(state)) return 'good'
  if (state === 'refused' || state === 'returned' || state === 'use_wrong') return 'bad'
  return hasEnded(state) || ownerOf[state] === 'household' ? 'calm' : 'wait'
}

const paid: readonly ApplicationState[] = ['approved', 'notified', 'disbursed', 'use_checked']

/** By when something has to happen to a request; what is over stands out. Nothing where nothing is waited for. */
export function Due({ ui, dueAt }: { ui: Ui; dueAt?: Date | undefined }) {
  if (!dueAt) return null
  const late = isLate({ dueAt }, ui.now)
  const text = ui.t(late ? 'due.late' : 'due.on', { when: ui.moment(dueAt) })
  return late ? <Tag tone="bad">{text}</Tag> : <span>{text}</span>
}
