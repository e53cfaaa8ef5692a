import { readFileSync } from 'node:fs'
import { withImport, withRow, written } from './edits.ts'
import type { Names } from './names.ts'
import type { Plan } from './scaffold.ts'

/** A programme that is not in force: nothing is lent until its values stand there with their days and sources. */
export function newProgramme({ kebab, snake, camel, words }: Names): Plan {
  return {
    files: {
      [`src/policy/programmes/${kebab}.ts`]: `import type { Day } from '../../domain/day.ts'
import { groupPapers, noCollateral, overdueGeneral, poorMaximum } from '../bases.ts'
import type { Programme } from '../programme.ts'
import { nd78of2002 } from '../sources.ts'

const since: Day = '2002-10-04'

/** Loans for ${words}. Not in force until its own document is read: every value is marked as not settled. */
export const ${camel}: Programme = {
  id: '${snake}',
  open: [{ from: since, value: false, cite: nd78of2002, confidence: 'uncertain' }],
  limits: { general: poorMaximum },
  rates: { general: [{ from: since, value: { factorOfPoor: 1 }, cite: nd78of2002, confidence: 'uncertain' }] },
  overdue: overdueGeneral,
  terms: { general: [{ from: since, value: { months: 60 }, cite: nd78of2002, confidence: 'uncertain' }] },
  collateral: { general: noCollateral },
  papers: groupPapers,
  conditions: {},
  rules: [],
  ceiling: () => undefined,
}
`,
      [`tests/policy/${kebab}.test.ts`]: `import { describe } from 'vitest'
import { type Row, table } from './programme-table.ts'

const rows: Row[] = [
  ['before its first day', '2002-10-03', {}, 'not_in_force'],
  ['its first day', '2002-10-04', {}, 'not_in_force'],
  ['today', '2026-11-22', {}, 'not_in_force'],
]

describe('${snake}', () => {
  table('${snake}', {}, rows)
})
`,
      [`locales/vi/programmes/${kebab}.json`]: written({
        name: `Cho vay ${words}`,
        short: `Vay ${words}`,
        who: 'Hộ trong danh sách của xã.',
        use: 'Theo quy định của chương trình.',
        how: 'Gặp tổ trưởng Tổ tiết kiệm và vay vốn ở thôn.',
        documents: documentsIn('vi'),
      }),
      [`locales/en/programmes/${kebab}.json`]: written({
        name: `Loans for ${words}`,
        short: `Loans for ${words}`,
        who: "Households on the commune's list.",
        use: 'As the programme says.',
        how: 'See the leader of the savings and credit group in the hamlet.',
        documents: documentsIn('en'),
      }),
    },
    changes: {
      'src/policy/ids.ts': (text) => withRow(text, { table: 'export const programmeIds', row: `  '${snake}',` }),
      'src/policy/catalogue.ts': (text) =>
        withRow(withImport(text, `import { ${camel} } from './programmes/${kebab}.ts'`), {
          table: 'export const programmes',
          row: camel === snake ? `  ${camel},` : `  ${snake}: ${camel},`,
        }),
    },
    next: [
      'Add its document to src/policy/sources.ts, then set each value with its first day, its source and how well it is known.',
      `Write its rules and its words (locales/*/programmes/${kebab}.json), and both sides of every edge in tests/policy/${kebab}.test.ts.`,
      'Teach its names to locales/*/understanding/lexicon.json.',
    ],
  }
}

/** The papers of a household loan, in the words of the poor-household programme: they are the same papers. */
function documentsIn(lang: string): object {
  const file = new URL(`../../../locales/${lang}/programmes/poor.json`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { documents: object }).documents
}
