import { Hono } from 'hono'
import { type ReadTalk, readTalk } from '../../../app/read-talk.ts'
import type { Words } from '../../../conversation/words.ts'
import { maskPhone } from '../../../domain/phone.ts'
import type { Case } from '../../../ports/cases.ts'
import type { Line } from '../../../ports/history.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { link } from '../parts.tsx'
import { missing, show } from '../respond.tsx'
import type { Ui } from '../ui.ts'

/** Lines beside a case, and on a page of older ones. */
export const talkLines = { beside: 8, page: 40 }

/** The talk with the person of a case, further back page by page. */
export function talkRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id/talk', async (c) => {
    const before = c.req.query('before')
    const page = { limit: talkLines.page, ...(before === undefined ? {} : { before }) }
    const talk = await readTalk(deps, { staff: c.get('staff'), caseId: c.req.param('id'), ...page })
    return talk ? show(c, <Whole ui={c.get('ui')} found={talk.found} talk={talk} />) : missing(c)
  })
  return app
}

/** The last that was said with the person, on whatever channel, and a link to what came before. */
export function PersonTalk({ ui, caseId, talk }: { ui: Ui; caseId: string; talk: ReadTalk }) {
  if (talk.lines.length === 0) return null
  return (
    <section>
      <h2>{ui.say({ key: 'cases:talk.title' })}</h2>
      <p class="hint">{ui.say({ key: 'cases:talk.hint' })}</p>
      <Older ui={ui} caseId={caseId} talk={talk} />
      <Lines ui={ui} lines={talk.lines} />
    </section>
  )
}

function Whole({ ui, found, talk }: { ui: Ui; found: Case; talk: ReadTalk }) {
  const title = ui.say({ key: 'cases:talk.title' })
  return (
    <Layout ui={ui} title={title} here="cases">
      <p class="crumb">
        <a href={`/console/cases/${found.id}`}>{found.code}</a>
      </p>
      <h1>{title}</h1>
      <p class="hint">{ui.say({ key: 'cases:talk.hint' })}</p>
      <Older ui={ui} caseId={found.id} talk={talk} />
      {talk.lines.length === 0 ? <p>{ui.say({ key: 'cases:talk.none' })}</p> : <Lines ui={ui} lines={talk.lines} />}
    </Layout>
  )
}

function Older({ ui, caseId, talk }: { ui: Ui; caseId: string; talk: ReadTalk }) {
  if (talk.older === undefined) return null
  const href = link(`/console/cases/${caseId}/talk`, { before: talk.older })
  return (
    <p>
      <a href={href}>{ui.say({ key: 'cases:talk.older' })}</a>
    </p>
  )
}

function Lines({ ui, lines }: { ui: Ui; lines: readonly Line[] }) {
  return (
    <ol class="talk">
      {lines.map((line) => (
        <li class={line.by}>
          <span class="said">{said(ui, line)}</span>
          <small>{about(ui, line)}</small>
        </li>
      ))}
    </ol>
  )
}

function about(ui: Ui, line: Line): string {
  const who = ui.t(`cases.by.${line.by === 'person' ? 'household' : line.by}`)
  const where = line.channel ? [ui.t(`channels.${line.channel}`)] : []
  const when = line.onItsWay ? ui.say({ key: 'cases:talk.on_its_way' }) : ui.moment(line.at)
  return [who, ...where, when].join(' · ')
}

function said(ui: Ui, line: Line): string {
  if (line.by === 'agent') return line.text
  if (line.by === 'person') return own(ui, line.said)
  const { parts, prompt } = line.message
  return [...parts.map((part) => part.words), ...(prompt ? [prompt.ask] : [])]
    .map((words) => read(ui, words))
    .join('\n')
}

/** A number is shown masked, as everywhere in the console: who needs it opens it where that is written down. */
function own(ui: Ui, said: (Line & { by: 'person' })['said']): string {
  if (said.kind === 'text') return said.text
  if (said.kind === 'phone') return ui.say({ key: 'cases:talk.phone', with: { phone: maskPhone(said.phone) } })
  if (said.kind === 'tap') return said.label ? read(ui, said.label) : ui.say({ key: 'cases:talk.tap' })
  return ui.say({ key: `cases:talk.${said.kind}` })
}

/** What went out long ago may have been said in words that are gone since: that line is then not readable, and the page still is. */
function read(ui: Ui, words: Words): string {
  try {
    return ui.say(words)
  } catch {
    return ui.say({ key: 'cases:talk.unreadable' })
  }
}
