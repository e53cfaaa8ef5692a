import type { Dong } from '../../../domain/money.ts'
import type { PortfolioLine, PortfolioPart, Standing } from '../../../ports/portfolio.ts'
import type { Ui } from '../ui.ts'

/** A part as it is read: programmes and associations have words, communes their names. */
export function partName(ui: Ui, by: PortfolioPart, part: string): string {
  if (by === 'programme') return ui.say({ key: `programmes/${part.replaceAll('_', '-')}:name` })
  return by === 'association' ? ui.t(`associations.${part}`) : part
}

/** "+12.000.000 đồng" against the month before, or that there is none. */
export function changeText(ui: Ui, line: Standing & Pick<PortfolioLine, 'before'>, what: keyof Standing): string {
  return line.before ? changeOf(ui, line[what] - line.before[what], ui.dong) : ui.say({ key: 'lending:unknown' })
}

/** The same in a column of amounts, where the unit stands above the table: "+12.000.000". Empty where there is none. */
export function changeCell(ui: Ui, line: Standing & Pick<PortfolioLine, 'before'>, what: keyof Standing): string {
  return line.before ? changeOf(ui, line[what] - line.before[what], (value) => ui.t('value', { value })) : ''
}

function changeOf(ui: Ui, change: Dong, write: (value: Dong) => string): string {
  if (change === 0) return ui.say({ key: 'lending:same' })
  return ui.say({ key: `lending:${change > 0 ? 'more' : 'less'}`, with: { value: write(Math.abs(change)) } })
}

/** A share with two digits behind the mark: the shares that matter here are below one per cent. */
export function shareText(ui: Ui, part: number, whole: number): string {
  const share = whole === 0 ? 0 : (part / whole) * 100
  return ui.say({ key: 'lending:share', with: { share: Math.round(share * 100) / 100 } })
}
