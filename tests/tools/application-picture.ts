import {
  type ApplicationState,
  applicationEvents,
  applicationStates,
  hasEnded,
  ownerOf,
  wayOf,
} from '../../src/domain/application.ts'
import { type DeadlineRule, deadlineRules } from '../../src/domain/application-deadline.ts'

const marks = { from: '<!-- requests -->', to: '<!-- /requests -->' }

/** The path of a request as a Mermaid picture: rounded where it ends, dotted where it leaves the straight way, the event on every arrow. */
export function requestPicture(): string {
  const arrows = applicationEvents.flatMap((event) => {
    const { from, to } = wayOf(event)
    const line = beside.includes(event) ? '-.->' : '-->'
    const pairs = to === 'where_it_was' ? returnedFrom().map((back) => [from[0], back]) : from.map((at) => [at, to])
    return pairs.map(([at, goes]) => `  ${at} ${line}|${event}| ${goes}`)
  })
  const nodes = applicationStates.map((state) => (hasEnded(state) ? `  ${state}([${state}])` : `  ${state}[${state}]`))
  return ['flowchart TD', ...nodes, ...arrows].join('\n')
}

/** Each state with whose turn it is and the time that it may take. */
export function requestTable(): string {
  const rows = applicationStates.map(
    (state) => `| \`${state}\` | ${ownerOf[state]} | ${timeOf(deadlineRules[state])} |`,
  )
  return ['| state | whose turn | time |', '|---|---|---|', ...rows].join('\n')
}

/** A text with what stands between the two marks replaced. Throws for a text without them. */
export function requestsDrawnInto(text: string): string {
  const [from, to] = [text.indexOf(marks.from), text.indexOf(marks.to)]
  if (from < 0 || to < from) throw new Error(`there is no ${marks.from} ... ${marks.to} in it`)
  const drawn = `\n${requestTable()}\n\n\`\`\`mermaid\n${requestPicture()}\n\`\`\`\n`
  return `${text.slice(0, from + marks.from.length)}\n${drawn}\n${text.slice(to)}`
}

const beside: readonly string[] = ['return', 'return_from_group', 'return_unconfirmed', 'supplement', 'withdraw']

function returnedFrom(): ApplicationState[] {
  const back = applicationEvents.filter((event) => wayOf(event).to === 'returned')
  return [...new Set(back.flatMap((event) => wayOf(event).from))]
}

function timeOf(rule: DeadlineRule | undefined): string {
  if (!rule) return ''
  const from = rule.from === 'said_day' ? ' after the day of the money' : ''
  const unit = rule.count.replace('_', ' ')
  const days = `${rule.days} ${rule.days === 1 ? unit.slice(0, -1) : unit}${from}`
  return rule.kind === 'rule' ? `${days}: a rule of the bank (${rule.source})` : `${days}: an aim of the house`
}
