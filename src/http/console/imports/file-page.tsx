import { Hono } from 'hono'
import {
  applyImportFile,
  dropImportFile,
  importFileFor,
  remindOfFile,
  skipBadRows,
} from '../../../app/import-decide.ts'
import type { ImportFound } from '../../../app/import-work.ts'
import type { ImportFile } from '../../../ports/import-files.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { BadRows } from './bad-rows.tsx'
import { Difference } from './difference.tsx'
import { idIn } from './id-in.ts'
import { FileState } from './states.tsx'
import { importWords } from './words.ts'

/** Seconds after which the page of a file that is being worked on loads anew. */
const againAfter = 3
const path = '/console/imports'

/** One file on its way into the register: what is wrong with it, or what it would change, and the decision. */
export function importFileRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  const of = '/files/:id'
  app.get(of, (c) => page(c, deps, { id: idIn(c) }))
  app.post(`${of}/apply`, (c) => apply(c, deps, idIn(c)))
  app.post(`${of}/skip`, async (c) => {
    const id = idIn(c)
    return (await skipBadRows(deps, { staff: c.get('staff'), id })) ? onTo(c, `${path}/files/${id}`) : missing(c)
  })
  app.post(`${of}/drop`, async (c) => {
    const dropped = await dropImportFile(deps, { staff: c.get('staff'), id: idIn(c) })
    return dropped ? onTo(c, path) : missing(c)
  })
  return app
}

async function apply(c: Ctx, deps: ConsoleDeps, id: string): Promise<Response> {
  const form = await typedForm(c)
  const choice = { acceptJumps: form.one('accept_jumps') === 'yes', closeGone: form.one('close_gone') === 'yes' }
  const done = await applyImportFile(deps, { staff: c.get('staff'), id, ...choice })
  if (done === 'missing') return missing(c)
  return done === 'ok' ? onTo(c, `${path}/files/${id}`) : page(c, deps, { id, unconfirmed: true })
}

async function page(
  c: Ctx,
  deps: ConsoleDeps,
  { id, unconfirmed = false }: { id: string; unconfirmed?: boolean },
): Promise<Response> {
  const file = await importFileFor(deps, { staff: c.get('staff'), id })
  if (!file) return missing(c)
  await remindOfFile(deps, file)
  if (isWorkedOn(file)) c.header('Refresh', String(againAfter))
  return show(
    c,
    <Whole {...{ ui: c.get('ui'), file, language: deps.language, unconfirmed }} />,
    unconfirmed ? 422 : 200,
  )
}

function isWorkedOn({ state }: ImportFile): boolean {
  return ['arriving', 'waiting', 'comparing', 'applying'].includes(state)
}

interface WholeProps {
  ui: Ui
  file: ImportFile
  language: ConsoleDeps['language']
  unconfirmed: boolean
}

function Whole({ ui, file, language, unconfirmed }: WholeProps) {
  const say = importWords(ui)
  const found = file.found as ImportFound | undefined
  return (
    <Layout ui={ui} title={file.fileName} here="imports">
      <p class="crumb">
        <a href={path}>{say('imports:title')}</a>
      </p>
      <h1>
        {file.fileName}
        <small>{say(`imports:kinds.${file.kind}`)}</small>
      </h1>
      <p>
        <FileState ui={ui} file={file} />
      </p>
      {isWorkedOn(file) ? <p class="lead">{say(`imports:working.${file.state}`)}</p> : null}
      {file.state === 'failed' ? <p class="notice bad">{say('imports:failed')}</p> : null}
      {file.state === 'applied' ? <Applied ui={ui} /> : null}
      {file.state === 'refused' && found ? <BadRows {...{ ui, file, found }} /> : null}
      {file.state === 'compared' && found?.compared ? (
        <Difference {...{ ui, file, found, compared: found.compared, language, unconfirmed }} />
      ) : null}
      {['compared', 'refused', 'failed', 'waiting'].includes(file.state) ? <Drop ui={ui} id={file.id} /> : null}
    </Layout>
  )
}

function Applied({ ui }: { ui: Ui }) {
  const say = importWords(ui)
  return (
    <>
      <p class="notice good" role="status">
        {say('imports:applied')}
      </p>
      <p>
        <a class="press" href={path}>
          {say('imports:to_list')}
        </a>
      </p>
    </>
  )
}

function Drop({ ui, id }: { ui: Ui; id: string }) {
  return (
    <form method="post" action={`${path}/files/${id}/drop`}>
      <button class="press quiet" type="submit">
        {importWords(ui)('imports:drop')}
      </button>
    </form>
  )
}
