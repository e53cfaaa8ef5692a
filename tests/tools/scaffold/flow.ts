import { withImport, withRow, written } from './edits.ts'
import type { Names } from './names.ts'
import type { Plan } from './scaffold.ts'

/** A conversation: one choice, one question in words, two ends. */
export function newFlow({ kebab, camel, words }: Names): Plan {
  const key = camel === kebab ? camel : `'${kebab}'`
  const row = camel === kebab ? camel : `${key}: ${camel}`
  return {
    files: {
      [`src/flows/${kebab}.ts`]: `import { flow } from '../conversation/flow.ts'
import { choice, text } from '../conversation/question.ts'

/** The conversation about ${words}: which of two ways, and on one of them the person's own words. */
export const ${camel} = flow({
  id: '${kebab}',
  first: 'what',
  questions: {
    what: choice('tell', 'leave'),
    detail: text({ min: 2, max: 500 }),
  },
  outcomes: ['told', 'left'],
  route: {
    what: [{ when: (a) => a.what === 'tell', go: 'detail' }, { go: 'left' }],
    detail: 'told',
  },
})
`,
      [`src/app/endings/${kebab}.ts`]: `import type { ${camel} } from '../../flows/${kebab}.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** What was said about ${words} is acknowledged; then the menu. */
export const ${camel}Endings: EndingsOf<typeof ${camel}> = {
  told: () => ({ parts: [say('flows/${kebab}:told')], next: { flow: 'menu' } }),
  left: () => ({ parts: [say('flows/${kebab}:left')], next: { flow: 'menu' } }),
}
`,
      [`tests/flows/${kebab}.test.ts`]: `import { describe, expect, it } from 'vitest'
import type { AnyFlow } from '../../src/conversation/flow.ts'
import { ${camel} } from '../../src/flows/${kebab}.ts'
import { talk } from '../walk.ts'

const flow = ${camel} as unknown as AnyFlow

describe('${kebab}', () => {
  it.each([
    ['tell > nhà em muốn hỏi', 'told'],
    ['1 > nhà em muốn hỏi', 'told'],
    ['thoi de sau', 'left'],
  ])('%s: %s', (lines, outcome) => {
    expect(talk(flow, {}, lines.split(' > '))).toMatchObject({ kind: 'done', outcome })
  })

  it.each([
    ['gì cơ', 'what'],
    ['tell > ?', 'detail'],
  ])('puts a question again, %s: %s', (lines, node) => {
    expect(talk(flow, {}, lines.split(' > '))).toMatchObject({ kind: 'ask', prompt: { node } })
  })
})
`,
      [`locales/vi/flows/${kebab}.json`]: written({
        what: {
          ask: 'Bà con muốn làm gì?',
          error: 'Bà con bấm một nút bên dưới giúp Loa.',
          options: { tell: 'Kể cho Loa', leave: 'Thôi, để sau' },
        },
        detail: { ask: 'Bà con kể ngắn giúp Loa.', error: 'Bà con viết vài chữ giúp Loa.' },
        told: 'Loa đã nghe rồi ạ.',
        left: 'Vâng, để khi khác ạ.',
      }),
      [`locales/en/flows/${kebab}.json`]: written({
        what: {
          ask: 'What do you want to do?',
          error: 'Please tap one of the buttons below.',
          options: { tell: 'Tell Loa', leave: 'Leave it for now' },
        },
        detail: { ask: 'Please tell it in a few words.', error: 'Please write a few words.' },
        told: 'Loa has heard it.',
        left: 'All right, another time.',
      }),
    },
    changes: {
      'src/flows/index.ts': (text) =>
        withRow(withImport(text, `import { ${camel} } from './${kebab}.ts'`), {
          table: 'export const flows',
          row: `  ${row},`,
        }),
      'src/app/endings/index.ts': (text) =>
        withRow(withImport(text, `import { ${camel}Endings } from './${kebab}.ts'`), {
          table: 'const byFlow',
          row: `  ${key}: ${camel}Endings,`,
        }),
      'tests/flows/trials.ts': (text) =>
        withRow(text, {
          table: 'export const trials',
          row: `  ${key}: [{ given: {}, typed: { detail: 'nhà em muốn hỏi' } }],`,
        }),
    },
    next: [
      `Write its questions in src/flows/${kebab}.ts and its words in locales/*/flows/${kebab}.json.`,
      'Lead to it from another ending, from the menu, or from what is understood (src/app/hear-text.ts).',
      'Draw it: npm run flows:draw',
    ],
  }
}
