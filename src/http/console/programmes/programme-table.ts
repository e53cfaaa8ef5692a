import { amountWords, lengthWords } from '../../../app/answers/term-lines.ts'
import type { Words } from '../../../conversation/words.ts'
import { type ProgrammeId, programmeIds, programmeKey, type TermsOn, termsOn } from '../../../policy/index.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { Ctx } from '../deps.ts'
import { type ListedColumn, listedWhole } from '../listed.ts'
import type { Ui } from '../ui.ts'
import { askedDay } from './day-form.tsx'
import { rateWords } from './figures.ts'

interface Row {
  id: ProgrammeId
  /** Absent where the programme does not lend on that day. */
  terms?: TermsOn
}

/** The programmes on the chosen day as a file. Undefined where what was chosen is no day. */
export function programmeTable(c: Ctx): Listed<Row, never> | undefined {
  const { day, problem } = askedDay(c, 'day')
  if (problem) return undefined
  return listedWhole('programmes', columnsOf(c.get('ui')), async () =>
    programmeIds.map((id) => {
      const terms = termsOn(id, day)
      return { id, ...(terms ? { terms } : {}) }
    }),
  )
}

function columnsOf(ui: Ui): ListedColumn<Row>[] {
  const column = (name: string, cell: ListedColumn<Row>['cell']): ListedColumn<Row> => {
    return { title: ui.t(`programmes.columns.${name}`), kind: 'text', cell }
  }
  return [
    column('name', ({ id }) => ui.say({ key: programmeKey(id, 'name') })),
    column('state', ({ terms }) => ui.t(terms ? 'programmes.open' : 'programmes.closed')),
    column('amount', ({ terms }) => terms && linesOf(ui, terms.limits, amountWords)),
    column('rate', ({ terms }) => terms && linesOf(ui, terms.rates, ({ pct }) => rateWords({ pct }))),
    column('term', ({ terms }) => terms && linesOf(ui, terms.terms, lengthWords)),
  ]
}

/** One line for each kind of borrower or use, as on the page; what is not settled says so. */
function linesOf<Line extends { name: string; confidence: string }>(
  ui: Ui,
  lines: readonly Line[],
  words: (line: Line) => Words,
): string {
  const named = (line: Line) => {
    const unsure = line.confidence === 'uncertain' ? ` (${ui.t('programmes.confidence.uncertain')})` : ''
    const value = `${ui.say(words(line))}${unsure}`
    return lines.length === 1 ? value : `${ui.say({ key: `policy:lines.${line.name}` })}: ${value}`
  }
  return lines.map(named).join('\n')
}
