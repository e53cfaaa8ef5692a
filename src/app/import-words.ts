import type { Words } from '../conversation/words.ts'
import { dayOf } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import type { ImportWords } from '../domain/import-cells.ts'
import { columnsOf, type ImportKind } from '../domain/import-columns.ts'
import type { Jump } from '../domain/import-difference.ts'
import { loanStatuses } from '../domain/loan.ts'
import { paperPurposes } from '../domain/paper-consent.ts'
import { programmeIds } from '../policy/ids.ts'
import type { Clock } from '../ports/clock.ts'
import type { Language } from '../ports/language.ts'

/** The words of files in every language, and the day: what reading rows needs to know. */
export function importWords({ language, clock }: { language: Language; clock: Clock }): ImportWords {
  const words = (group: string, ids: readonly string[]) => foldedWords(language, `import:${group}`, ids)
  return {
    fold,
    programmes: words('programmes', programmeIds),
    statuses: words('statuses', loanStatuses),
    povertyStatuses: words('poverty', ['poor', 'near_poor', 'newly_escaped', 'none']),
    associations: words('associations', ['11', '12', '13', '14', '99']),
    paperPurposes: words('purposes', paperPurposes),
    today: dayOf(clock.now()),
  }
}

/** Reads headers of a kind: by our own names, by the words of every language, with or without a unit in brackets. */
export function headerReader(language: Language, kind: ImportKind): (header: string) => string | undefined {
  const headers = foldedWords(language, 'import:headers', columnsOf(kind))
  return (header) => headers.get(fold(header)) ?? headers.get(fold(header.replace(/\([^)]*\)/g, '')))
}

/** True when a sheet's name says that it lists instalments. */
export function namesInstalments(language: Language, sheetName: string): boolean {
  return ['instalments', ...language.lists('import:sheets.instalments')].some((name) => fold(name) === fold(sheetName))
}

/** What a jump looks like, in words. */
export function jumpWords({ kind, count, of }: Jump): Words {
  const key = `import:jumps.${kind}`
  return kind === 'total'
    ? { key, with: { after: { dong: count }, before: { dong: of } } }
    : { key, with: { count, of } }
}

function foldedWords(language: Language, key: string, ids: readonly string[]): Map<string, string> {
  const words = ids.flatMap((id) => [id, ...language.lists(`${key}.${id}`)].map((word) => [fold(word), id] as const))
  return new Map(words)
}
