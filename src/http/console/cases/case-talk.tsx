import { isOverdue } from '../../../domain/case.ts'
import type { Case, CaseLine } from '../../../ports/cases.ts'
import { Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { RaisedTag } from './case-clock.tsx'

/** What of a case changes while somebody looks at it. */
export interface CaseLive {
  found: Case
  lines: CaseLine[]
  /** The name of whoever took it up. */
  assignee?: string
  /** Loa says nothing in this talk until then. */
  quiet?: Date
}

/** The talk of a case with how it stands. Each part of it is drawn anew by `desk.js` when it has changed; without script a link does so. */
export function CaseTalk({ ui, found, lines, assignee, quiet }: CaseLive & { ui: Ui }) {
  const path = `/console/cases/${found.id}`
  return (
    <section id="live" data-follow={`${path}/live`} data-ended={ui.t('cases.ended')}>
      <p class="standing" data-part="standing">
        <Tag tone={found.state === 'open' ? 'wait' : 'calm'}>{ui.say({ key: `cases:states.${found.state}` })}</Tag>
        {isOverdue(found, ui.now) ? (
          <Tag tone="bad">{ui.t('cases.overdue', { when: ui.moment(found.dueAt) })}</Tag>
        ) : null}
        <RaisedTag ui={ui} found={found} />
        <span>{assignee ? ui.t('cases.with', { name: assignee }) : ui.t('cases.with_nobody')}</span>
      </p>
      <div data-part="talk">
        <Lines ui={ui} lines={lines} />
        <input
          type="hidden"
          name="heard"
          value={String(lines.filter(({ by }) => by === 'household').length)}
          form="answer"
        />
      </div>
      <noscript>
        <p>
          <a href={path}>{ui.t('cases.refresh')}</a>
        </p>
      </noscript>
      <div data-part="quiet" role="status">
        {quiet ? <Quiet ui={ui} path={path} until={quiet} /> : null}
      </div>
    </section>
  )
}

/** Loa is silent in this talk, and can be given it back. */
function Quiet({ ui, path, until }: { ui: Ui; path: string; until: Date }) {
  return (
    <div class="notice">
      <p>{ui.t('cases.quiet', { until: ui.moment(until) })}</p>
      <form method="post" action={`${path}/hand-back`}>
        <button class="press quiet" id="hand-back" type="submit" aria-describedby="hand-back-hint">
          {ui.t('cases.hand_back')}
        </button>
        <span class="hint" id="hand-back-hint">
          {ui.t('cases.hand_back_hint')}
        </span>
      </form>
    </div>
  )
}

function Lines({ ui, lines }: { ui: Ui; lines: readonly CaseLine[] }) {
  return (
    <ol class="talk">
      {lines.map((line) => (
        <li class={line.by}>
          <span class="said">{line.text}</span>
          <small>{about(ui, line)}</small>
        </li>
      ))}
    </ol>
  )
}

/** A note names itself before its writer: nobody is to take it for an answer. */
function about(ui: Ui, { by, staffName, at }: CaseLine): string {
  const kind = ui.t(`cases.by.${by}`)
  const who = by === 'note' ? [kind, staffName] : [staffName ?? kind]
  return [...who, ui.moment(at)].filter(Boolean).join(' · ')
}
