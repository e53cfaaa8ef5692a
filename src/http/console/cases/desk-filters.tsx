import { caseKinds, caseStates } from '../../../domain/case.ts'
import { may } from '../../../domain/staff.ts'
import { Select } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { type DeskAsked, deskLink } from './desk-filter.ts'

const path = '/console/cases'

/** Which cases the list shows: by where they stand as tabs, by kind and lateness as a form. Whose they are stands in the list itself, with counts. */
export function DeskFilters({ ui, asked }: { ui: Ui; asked: DeskAsked }) {
  return (
    <>
      <nav class="tabs" aria-label={ui.t('cases.by_state')}>
        {caseStates.map((state) => (
          <a href={deskLink(path, { ...asked, state })} aria-current={state === asked.state ? 'page' : undefined}>
            {ui.say({ key: `cases:states.${state}` })}
          </a>
        ))}
        {ui.staff && may(ui.staff.role, 'replies.keep') ? <a href="/console/replies">{ui.t('replies.title')}</a> : null}
      </nav>
      <form class="filters" method="get" action={path}>
        <Kept name="state" value={asked.state} usual="open" />
        <Kept name="whose" value={asked.whose} usual="all" />
        <Select
          {...{ name: 'kind', label: ui.t('cases.columns.kind'), value: asked.kind, empty: ui.t('cases.any_kind') }}
          options={caseKinds.map((kind) => [kind, ui.say({ key: `cases:kinds.${kind}` })])}
        />
        {asked.state === 'open' ? (
          <label class="pick">
            <input type="checkbox" name="late" value="yes" checked={asked.late === true} />
            {ui.t('cases.only_late')}
          </label>
        ) : null}
        <button class="press quiet" type="submit">
          {ui.t('filter')}
        </button>
      </form>
    </>
  )
}

/** What the form keeps of the address that it stands on. */
function Kept({ name, value, usual }: { name: string; value: string; usual: string }) {
  return value === usual ? null : <input type="hidden" name={name} value={value} />
}
