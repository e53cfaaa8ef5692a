import { Hono } from 'hono'
import { searchPeople } from '../../../app/search-people.ts'
import type { PeoplePage } from '../../../ports/people.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, Field, link } from '../parts.tsx'
import { show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { isNameEnough, peopleFile } from './people-file.ts'
import { MorePeople, PeopleTable } from './people-table.tsx'
import { Begin, isByNumber, leaveNumberOut } from './typed-number.tsx'

/** Finding a household. */
export function peopleRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', async (c) => {
    const { q = '', ...begun } = c.req.query()
    return isByNumber(q) ? leaveNumberOut(c, '/console/people') : answer(c, deps, { q, ...begun })
  })
  app.post('/', async (c) => {
    const form = await typedForm(c)
    const q = form.one('q').slice(0, 100)
    if (!isByNumber(q)) return c.redirect(link('/console/people', { q }), 303)
    return answer(c, deps, { q, name: form.one('name'), id: form.one('id') })
  })
  app.route(
    '/',
    exportRoutes(deps, (c) => peopleFile(deps, c)),
  )
  return app
}

/** What is looked for, and the person after whom the page begins. */
interface Asked {
  q: string
  name?: string
  id?: string
}

async function answer(c: Ctx, deps: ConsoleDeps, { q, name, id = '' }: Asked): Promise<Response> {
  const text = q.slice(0, 100)
  const after = name !== undefined && /^\d{1,18}$/.test(id) ? { after: { name, id } } : {}
  const found = text.trim() === '' ? undefined : await searchPeople(deps, { staff: c.get('staff'), text, ...after })
  return show(c, <Search c={c} ui={c.get('ui')} text={text} {...(found ? { found } : {})} />)
}

function Search({ c, ui, text, found }: { c: Ctx; ui: Ui; text: string; found?: PeoplePage }) {
  return (
    <Layout ui={ui} title={ui.t('people.title')} here="people">
      <h1>{ui.t('people.title')}</h1>
      <form class="search" method="post" action="/console/people">
        <Field
          ui={ui}
          name="q"
          label={ui.t('people.search')}
          hint={ui.t('people.search_hint')}
          value={text}
          type="search"
          maxlength={100}
        />
        <button class="press" type="submit">
          {ui.t('people.find')}
        </button>
      </form>
      {found ? <Found ui={ui} text={text} found={found} /> : <Begin c={c} ui={ui} words="people.begin" />}
    </Layout>
  )
}

function Found({ ui, text, found }: { ui: Ui; text: string; found: PeoplePage }) {
  if (found.rows.length === 0) return <Empty title={ui.t('people.none', { text })}>{ui.t('people.none_text')}</Empty>
  return (
    <>
      <PeopleTable ui={ui} rows={found.rows} />
      {found.next ? <MorePeople text={text} next={found.next} label={ui.t('next')} /> : null}
      {isNameEnough(text) ? (
        <ExportLinks ui={ui} link={(file) => link(`/console/people/${file}`, { q: text })} />
      ) : null}
    </>
  )
}
