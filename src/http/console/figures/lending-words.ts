import type { PortfolioLine, PortfolioPart, Standing } from '../../../ports/portfolio.ts'
import type { Ui } from '../ui.ts'

/** A part as it is read: programmes and associations have words, communes their names. */
export function partName(ui: Ui, by: PortfolioPart, part: string): string {
  if (by === 'programme') return ui.say({ key: `programmes/${part.replaceAll('_', '-')}:name` })
  return by === 'association' ? ui.t(`associations.${part}`) : part
}

/** "+12.000.000đ" against the month before, or that there is none. */
export function changeText(ui: Ui, line: Standing & Pick<PortfolioLine, 'before'>, what: keyof Standing): string {
  const say = (key: string, gaps = {}) => ui.say({ key: `lending:${key}`, with: gaps })
  if (!line.before) return say('unknown')
  const change = line[what] - line.before[what]
  if (change === 0) return say('same')
  return say(change > 0 ? 'more' : 'less', { value: ui.dong(Math.abs(change)) })
}

/** A share with two digits behind the mark: the shares that matter here are below one per cent. */
export function shareText(ui: Ui, part: number, whole: number): string {
  const share = whole === 0 ? 0 : (part / whole) * 100
  return ui.say({ key: 'lending:share', with: { share: Math.round(share * 100) / 100 } })
}
