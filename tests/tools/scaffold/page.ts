import { withImport, withKey, withRow } from './edits.ts'
import type { Names } from './names.ts'
import type { Plan } from './scaffold.ts'

/** A page of the console: a room with its way in, its words, and a test that opens it. */
export function newPage({ kebab, camel, pascal, words }: Names): Plan {
  const title = words.slice(0, 1).toUpperCase() + words.slice(1)
  return {
    files: {
      [`src/http/console/${kebab}-page.tsx`]: `import { Hono } from 'hono'
import { routesOf } from '../../domain/case.ts'
import { scopeOf } from '../../domain/staff.ts'
import type { ConsoleDeps, ConsoleEnv } from './deps.ts'
import { Layout } from './layout.tsx'
import { show } from './respond.tsx'
import type { Ui } from './ui.ts'

/** The page of ${words}: how many cases wait for whoever looks. */
export function ${camel}Routes({ store }: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', async (c) => {
    const staff = c.get('staff')
    const ui = c.get('ui')
    const { open } = await store.cases.count({ scope: scopeOf(staff), routes: routesOf(staff.role), now: ui.now })
    return show(c, <${pascal}Page ui={ui} open={open} />)
  })
  return app
}

function ${pascal}Page({ ui, open }: { ui: Ui; open: number }) {
  return (
    <Layout ui={ui} title={ui.t('${kebab}.title')} here="${kebab}">
      <h1>{ui.t('${kebab}.title')}</h1>
      <p>{ui.t('${kebab}.open', { open })}</p>
    </Layout>
  )
}
`,
      [`tests/http/console-${kebab}.test.ts`]: `import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld } from '../support/console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await consoleWorld()
})
afterAll(() => world.close())

describe('the page of ${words}', () => {
  it('opens for an officer', async () => {
    const officer = await world.signIn(await world.staff('officer'))
    const { status, text } = await world.get('/console/${kebab}', officer)
    expect(status).toBe(200)
    expect(text).toContain('<h1>')
  })

  it('is shut for whoever is not signed in', async () => {
    expect((await world.get('/console/${kebab}')).status).toBe(302)
  })
})
`,
    },
    changes: {
      'src/http/console/index.tsx': (text) =>
        withRow(withImport(text, `import { ${camel}Routes } from './${kebab}-page.tsx'`), {
          table: 'const rooms',
          row: `  '/${kebab}': { needs: 'cases.see', routes: [${camel}Routes] },`,
        }),
      'src/http/console/layout.tsx': (text) =>
        withRow(text, { table: 'const rooms', row: `  { id: '${kebab}', needs: 'cases.see' },` }),
      'locales/vi/console.json': (text) => withWords(text, kebab, { title, open: 'Có {open} việc đang chờ.' }),
      'locales/en/console.json': (text) => withWords(text, kebab, { title, open: '{open} cases are waiting.' }),
    },
    next: [
      `Choose who may enter (needs, in src/http/console/index.tsx and layout.tsx) and what stands there.`,
      `Write its words in locales/*/console.json under "nav.${kebab}" and "${kebab}".`,
    ],
  }
}

function withWords(json: string, key: string, value: { title: string; open: string }): string {
  return withKey(withKey(json, { path: [], key, value }), { path: ['nav'], key, value: value.title })
}
