import { wordingFound } from '../../domain/consent-wording.ts'
import type { ConsentRow } from '../../ports/consent-register.ts'
import { Tag } from './parts.tsx'
import type { Ui } from './ui.ts'

interface WordsProps {
  ui: Ui
  row: Pick<ConsentRow, 'wording' | 'purpose' | 'lang'>
  /** The name of the office, which stood in some of the words. */
  office: string
}

/** The words that somebody agreed to, in the language they were asked in, as they were at that time. */
export function ConsentWords({ ui, row, office }: WordsProps) {
  const found = wordingFound(row)
  if (found.kind === 'paper') return <>{ui.say({ key: 'consents:by_paper', with: { paper: found.paper } })}</>
  if (found.kind === 'unknown') return <>{ui.say({ key: 'consents:unknown', with: { wording: row.wording } })}</>
  return (
    <details>
      <summary>{ui.say({ key: 'consents:see_words' })}</summary>
      <p class="said" lang={row.lang}>
        {wordsOf(ui, { text: found.wording.text, numbers: found.wording.numbers, office, lang: row.lang })}
      </p>
      <small>{row.wording}</small>
    </details>
  )
}

function wordsOf(
  ui: Ui,
  { text, numbers, office, lang }: { text: string; numbers: Record<string, number>; office: string; lang: string },
): string {
  const programme = { words: { key: 'consents:programme' } }
  return ui.sayIn({ key: `consents:wordings.${text}`, with: { ...numbers, office, programme } }, lang)
}

/** Whether a consent stands, or when it was taken back. */
export function ConsentState({ ui, row }: { ui: Ui; row: Pick<ConsentRow, 'withdrawnAt' | 'repeats'> }) {
  return (
    <>
      {row.withdrawnAt ? ui.moment(row.withdrawnAt) : <Tag tone="good">{ui.say({ key: 'consents:stands' })}</Tag>}
      {row.repeats ? <small>{ui.say({ key: 'consents:repeats' })}</small> : null}
    </>
  )
}
