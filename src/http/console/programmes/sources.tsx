import type { Citation, Confidence } from '../../../domain/dated.ts'
import { Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'

/** The documents of a figure: their names, pages to read them on, and the day that somebody last did. */
export function Sources({ ui, cites }: { ui: Ui; cites: readonly Citation[] }) {
  return (
    <span>
      {cites.map(({ text, url, checked }) => (
        <span class="source">
          {url === undefined ? text : <a href={url}>{text}</a>}
          <small>
            {ui.t(url === undefined ? 'programmes.on_paper' : 'programmes.checked', { day: ui.day(checked) })}
          </small>
        </span>
      ))}
    </span>
  )
}

/** A value with how well it is known. What is not settled is for an officer to confirm. */
export function Value({ ui, value, confidence }: { ui: Ui; value: string; confidence: Confidence }) {
  return (
    <span class="value">
      {value}
      {confidence === 'uncertain' ? <Unsure ui={ui} /> : <small>{ui.t(`programmes.confidence.${confidence}`)}</small>}
    </span>
  )
}

/** The mark of a value that decides nothing by itself. */
export function Unsure({ ui }: { ui: Ui }) {
  return (
    <>
      {' '}
      <Tag tone="wait">{ui.t('programmes.confidence.uncertain')}</Tag>
    </>
  )
}
