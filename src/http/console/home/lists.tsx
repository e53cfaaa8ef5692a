import { isOverdue } from '../../../domain/case.ts'
import type { SittingRow } from '../../../ports/applications.ts'
import type { DeskRow } from '../../../ports/case-desk.ts'
import { Due, nameText, Table, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'

/** What waits for me, the earliest deadline on top, with what is to be done. */
export function Sitting({ ui, rows }: { ui: Ui; rows: readonly SittingRow[] }) {
  return (
    <section>
      <h2>{ui.t('home.sitting')}</h2>
      <Table
        columns={['code', 'name', 'todo', 'due'].map((name) => ui.t(`home.sitting_columns.${name}`))}
        rows={rows.map((row) => [
          <a href={`/console/applications/${row.id}`}>{row.code}</a>,
          <>
            {nameText(ui, row.name)}
            {row.commune ? <small>{row.commune}</small> : null}
          </>,
          ui.t(`application.todo.${row.state}`),
          <>
            <Due ui={ui} dueAt={row.dueAt} />
            {row.reminded > 0 ? <small>{ui.t('home.sitting_reminded', { times: row.reminded })}</small> : null}
          </>,
        ])}
      />
    </section>
  )
}

/** The cases that wait most. */
export function Cases({ ui, rows }: { ui: Ui; rows: readonly DeskRow[] }) {
  return (
    <section>
      <h2>{ui.t('home.cases')}</h2>
      <Table
        columns={['code', 'kind', 'name', 'due'].map((name) => ui.t(`cases.columns.${name}`))}
        rows={rows.map((row) => [
          <>
            <a href={`/console/cases/${row.id}`}>{row.code}</a>
            {row.unread ? ' ' : null}
            {row.unread ? <Tag tone="wait">{ui.t('cases.unread')}</Tag> : null}
          </>,
          ui.say({ key: `cases:kinds.${row.kind}` }),
          <>
            {nameText(ui, row.name)}
            {row.commune ? <small>{row.commune}</small> : null}
          </>,
          isOverdue(row, ui.now) ? (
            <Tag tone="bad">{ui.t('cases.overdue', { when: ui.moment(row.dueAt) })}</Tag>
          ) : (
            ui.moment(row.dueAt)
          ),
        ])}
      />
    </section>
  )
}
