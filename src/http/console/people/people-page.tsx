import { Hono } from 'hono'
import { searchPeople } from '../../../app/search-people.ts'
import type { PeoplePage } from '../../../ports/people.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, Field, link, Next } from '../parts.tsx'
import { show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { peopleFile } from './people-file.ts'
import { PeopleTable } from './people-table.tsx'

/** Finding a household. */
export function peopleRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', async (c) => {
    const text = (c.req.query('q') ?? '').slice(0, 100)
    const { name, id } = { name: c.req.query('name'), id: c.req.query('id') }
    const after = name !== undefined && id && /^\d{1,18}$/.test(id) ? { after: { name, id } } : {}
    const found = text.trim() === '' ? undefined : await searchPeople(deps, { staff: c.get('staff'), text, ...after })
    return show(c, <Search ui={c.get('ui')} text={text} {...(found ? { found } : {})} />)
  })
  app.post('/', async (c) => {
    const text = (await typedForm(c)).one('q').slice(0, 100)
    if (!isNumber(text)) return c.redirect(link('/console/people', { q: text }), 303)
    const { rows } = await searchPeople(deps, { staff: c.get('staff'), text })
    return show(c, <Search ui={c.get('ui')} text={text} found={{ rows }} />)
  })
  app.route(
    '/',
    exportRoutes(deps, (c) => peopleFile(deps, c)),
  )
  return app
}

/** The number of a phone or of a card: what is found by it is shown at once, so that it stands in no address and no history of a browser. */
function isNumber(text: string): boolean {
  return text.replace(/\D/g, '').length >= 8
}

function Search({ ui, text, found }: { ui: Ui; text: string; found?: PeoplePage }) {
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
      {found ? <Found ui={ui} text={text} found={found} /> : <p class="lead">{ui.t('people.begin')}</p>}
    </Layout>
  )
}

function Found({ ui, text, found }: { ui: Ui; text: string; found: PeoplePage }) {
  if (found.rows.length === 0) return <Empty title={ui.t('people.none', { text })}>{ui.t('people.none_text')}</Empty>
  return (
    <>
      <PeopleTable ui={ui} rows={found.rows} />
      <Next
        ui={ui}
        href={found.next && link('/console/people', { q: text, name: found.next.name, id: found.next.id })}
      />
      {/\d/.test(text) ? null : <ExportLinks ui={ui} link={(file) => link(`/console/people/${file}`, { q: text })} />}
    </>
  )
}
