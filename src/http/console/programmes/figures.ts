import { amountWords, lengthWords, pledgeWords } from '../../../app/answers/term-lines.ts'
import type { Words } from '../../../conversation/words.ts'
import { type Figure, type ProgrammeId, programmeKey, type RateStood, sheetOf } from '../../../policy/index.ts'
import type { Ui } from '../ui.ts'
import { conditionWords } from './condition-words.ts'

/** Every figure of a programme in the reader's words: its label as `name`, its history as text. */
export function figuresOf(ui: Ui, id: ProgrammeId): Figure<string>[] {
  const { open, limits, rates, terms, collateral, papers, conditions } = sheetOf(id)
  const paper = (name: string) => ui.say({ key: programmeKey(id, `documents.${name}`) })
  return [
    { ...inWords(open, (on) => ui.t(on ? 'programmes.open' : 'programmes.closed')), name: label(ui, 'open') },
    ...lines(ui, 'limits', spoken(ui, limits, amountWords)),
    ...lines(ui, 'rates', spoken(ui, rates, rateWords)),
    ...lines(ui, 'terms', spoken(ui, terms, lengthWords)),
    ...lines(ui, 'collateral', spoken(ui, collateral, pledgeWords)),
    { ...inWords(papers, (ids) => ids.map(paper).join('\n')), name: label(ui, 'papers') },
    ...conditions.map((figure) => ({
      ...inWords(figure, (value) => ui.say(conditionWords(figure.name, value))),
      name: ui.t(`programmes.conditions.${figure.name}`),
    })),
  ]
}

/** A rate a year, and what overdue principal costs. */
export function rateWords({ pct, overduePct }: RateStood): Words {
  return overduePct === undefined
    ? { key: 'console:programmes.rate', with: { pct: { pct } } }
    : { key: 'console:programmes.rate_overdue', with: { pct: { pct }, overdue: { pct: overduePct } } }
}

type Kind = 'open' | 'limits' | 'rates' | 'terms' | 'collateral' | 'papers'

function label(ui: Ui, kind: Kind): string {
  return ui.t(`programmes.figures.${kind}`)
}

/** The name of the line stands after the label where there are several. */
function lines(ui: Ui, kind: Kind, figures: Figure<string>[]): Figure<string>[] {
  return figures.map((figure) => ({
    ...figure,
    name:
      figures.length === 1
        ? label(ui, kind)
        : ui.t('programmes.line', {
            label: label(ui, kind),
            line: { words: { key: `policy:lines.${figure.name}` } },
          }),
  }))
}

function spoken<T>(ui: Ui, figures: Figure<T>[], words: (value: T) => Words): Figure<string>[] {
  return figures.map((figure) => inWords(figure, (value) => ui.say(words(value))))
}

function inWords<T>({ name, history }: Figure<T>, text: (value: T) => string): Figure<string> {
  return { name, history: history.map((stretch) => ({ ...stretch, value: text(stretch.value) })) }
}
