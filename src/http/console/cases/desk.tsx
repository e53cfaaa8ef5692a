import { handles, isOverdue } from '../../../domain/case.ts'
import type { DeskCounts, DeskPlace, DeskRow } from '../../../ports/case-desk.ts'
import { ExportLinks } from '../export.tsx'
import { accessKeys } from '../keys.ts'
import { Empty, Next, nameText, Table, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { RaisedTag } from './case-clock.tsx'
import { type DeskAsked, deskLink, whoses } from './desk-filter.ts'

const path = '/console/cases'

/** What the list shows. */
export interface DeskShown {
  asked: DeskAsked
  counts: DeskCounts
  rows: DeskRow[]
  /** Where the next page begins. */
  next?: DeskPlace
  /** This page is not the first one: it stands still. */
  later?: true
}

/** The list itself. Each part of it is drawn anew by `desk.js` when it has changed; without script a link does so. */
export function Desk({ ui, asked, counts, rows, next, later }: DeskShown & { ui: Ui }) {
  const follows = asked.state === 'open' && !later ? deskLink(`${path}/live`, asked) : undefined
  return (
    <section id="live" data-follow={follows} data-ended={ui.t('cases.ended')}>
      <div data-part="counts">
        <Whose ui={ui} asked={asked} counts={counts} />
        <p class="hint" role="status">
          {ui.t('cases.counted', { unread: counts.unread, overdue: counts.overdue })}
        </p>
      </div>
      <div data-part="rows" data-hold="yes">
        {rows.length === 0 ? (
          <Nothing ui={ui} asked={asked} />
        ) : (
          <Table
            columns={['code', 'kind', 'name', 'last', 'assignee', 'due'].map((name) => ui.t(`cases.columns.${name}`))}
            rows={rows.map((row) => cells(ui, row))}
          />
        )}
      </div>
      <noscript>
        <p>
          <a href={deskLink(path, asked)}>{ui.t('cases.refresh')}</a>
        </p>
      </noscript>
      <Next ui={ui} href={next && deskLink(path, asked, next)} />
      {rows.length > 0 ? <ExportLinks ui={ui} link={(file) => deskLink(`${path}/${file}`, asked)} /> : null}
    </section>
  )
}

function Whose({ ui, asked, counts }: Pick<DeskShown, 'asked' | 'counts'> & { ui: Ui }) {
  return (
    <nav class="pills" aria-label={ui.t('cases.by_whose')}>
      {whoses.map((whose) => (
        <a
          id={`whose-${whose}`}
          href={deskLink(path, { ...asked, whose })}
          aria-current={whose === asked.whose ? 'page' : undefined}
          accesskey={accessKeys[whose]}
        >
          {asked.state === 'open'
            ? ui.t(`cases.whose_counted.${whose}`, { count: counts[whose] })
            : ui.t(`cases.whose.${whose}`)}
        </a>
      ))}
    </nav>
  )
}

function Nothing({ ui, asked }: { ui: Ui; asked: DeskAsked }) {
  const narrowed = asked.whose !== 'all' || asked.kind !== undefined || asked.late === true
  if (!narrowed) return <Empty title={ui.t(`cases.none.${asked.state}`)}>{ui.t('cases.none_text')}</Empty>
  return (
    <Empty title={ui.t('cases.none_such')}>
      <a href={path}>{ui.t('cases.see_all')}</a>
    </Empty>
  )
}

function cells(ui: Ui, row: DeskRow) {
  return [
    <>
      <a id={`case-${row.id}`} href={`${path}/${row.id}`}>
        {row.code}
      </a>
      {row.unread ? ' ' : null}
      {row.unread ? <Tag tone="wait">{ui.t('cases.unread')}</Tag> : null}
      <RaisedTag ui={ui} found={row} />
    </>,
    ui.say({ key: `cases:kinds.${row.kind}` }),
    <>
      <span class={row.unread ? 'unread' : undefined}>{nameText(ui, row.name)}</span>
      {row.commune ? <small>{row.commune}</small> : null}
    </>,
    <span class={row.unread ? 'quote unread' : 'quote'}>{shortened(row.last)}</span>,
    <Assignee ui={ui} row={row} />,
    isOverdue(row, ui.now) ? (
      <Tag tone="bad">{ui.t('cases.overdue', { when: ui.moment(row.dueAt) })}</Tag>
    ) : (
      ui.moment(row.state === 'closed' ? (row.closedAt ?? row.dueAt) : row.dueAt)
    ),
  ]
}

/** Who has it. What nobody has is taken with one press. */
function Assignee({ ui, row }: { ui: Ui; row: DeskRow }) {
  const { staff } = ui
  if (row.assignee) return <>{staff && row.assignedTo === staff.id ? ui.t('cases.me') : row.assignee}</>
  if (!staff || row.state === 'closed' || !handles(staff.role, row)) return <>{ui.t('cases.nobody')}</>
  return (
    <form method="post" action={`${path}/${row.id}/assign`}>
      <input type="hidden" name="from" value={row.assignedTo ?? ''} />
      <input type="hidden" name="to" value={staff.id} />
      <button
        class="quiet"
        id={`take-${row.id}`}
        type="submit"
        aria-label={ui.t('cases.take_this', { code: row.code })}
      >
        {ui.t('cases.take')}
      </button>
    </form>
  )
}

/** Enough to know what it is about; the case shows all of it. */
function shortened(text: string): string {
  const signs = [...text]
  return signs.length > 90 ? `${signs.slice(0, 89).join('')}…` : text
}
