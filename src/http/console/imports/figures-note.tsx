import type { AgeOfFigures } from '../../../app/figures-age.ts'
import type { Ui } from '../ui.ts'
import { importWords } from './words.ts'

/** How old the figures of the office are, and what stands still because of it. */
export function FiguresNote({ ui, age }: { ui: Ui; age: AgeOfFigures | undefined }) {
  const say = importWords(ui)
  if (!age) return null
  const { days, latest, stale, loans, maxAge } = age
  if (stale === 0) return <p class="lead">{say('imports:age.fresh', { latest: { day: latest }, days, maxAge })}</p>
  return (
    <p class="notice bad" role="status">
      {say(stale === loans ? 'imports:age.all_stale' : 'imports:age.stale', {
        ...{ latest: { day: latest }, days, stale, loans, maxAge },
      })}
    </p>
  )
}
