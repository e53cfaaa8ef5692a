import { Hono } from 'hono'
import { type AgeOfFigures, figuresAge } from '../../../app/figures-age.ts'
import { importFileFor, remindOfFile } from '../../../app/import-decide.ts'
import { type HandInProblem, handedInKinds, handInImport } from '../../../app/import-hand-in.ts'
import { mayUndo, undoImport } from '../../../app/import-undo.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { ImportFile } from '../../../ports/import-files.ts'
import type { ImportRunRow } from '../../../ports/import-runs.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Table } from '../parts.tsx'
import { missing, onTo, show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { FiguresNote } from './figures-note.tsx'
import { HandInForm } from './hand-in-form.tsx'
import { idIn } from './id-in.ts'
import { BrokenForm, receiveFiles, type SentForm } from './receive-files.ts'
import { Runs } from './runs.tsx'
import { FileState } from './states.tsx'
import { templateRoutes } from './templates.ts'
import { importWords } from './words.ts'

/** Lists of the past that are shown. */
const shownRuns = 50
const path = '/console/imports'

/** The bank's lists: hand one in, see what waits for a decision, what was taken when, and take the latest back. */
export function importsRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.route('/', templateRoutes(deps))
  app.get('/', (c) => page(c, deps))
  app.post('/upload', (c) => upload(c, deps))
  app.post('/:id/undo', (c) => undo(c, deps, idIn(c)))
  return app
}

async function upload(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const form = receiveFiles(c.req.raw)
  if (!form) return page(c, deps, { problem: 'no_file' })
  const staff = c.get('staff')
  const sent = { staff, kind: () => form.field('kind'), files: parted(form) }
  const done = await handInImport(deps, sent).catch((error: unknown) => {
    if (error instanceof BrokenForm) return { problem: 'broken' as const }
    throw error
  })
  if ('id' in done) return onTo(c, `${path}/files/${done.id}`)
  // What else comes in of it is not waited for.
  if (done.problem === 'too_large') c.header('Connection', 'close')
  return page(c, deps, { problem: done.problem, kind: form.field('kind') })
}

async function* parted({ files }: SentForm) {
  for await (const { field, ...file } of files)
    yield { ...file, part: field === 'instalments' ? ('instalments' as const) : ('list' as const) }
}

async function undo(c: Ctx, deps: ConsoleDeps, runId: string): Promise<Response> {
  const undone = await undoImport(deps, { runId, staff: c.get('staff') })
  if (undone === 'missing') return missing(c)
  return undone.ok ? onTo(c, `${path}?undone=${runId}`) : page(c, deps, { kept: undone })
}

/** What was tried and not done. */
interface Tried {
  problem?: HandInProblem | 'broken'
  kind?: string
  kept?: { reason: string; rows: number }
}

async function page(c: Ctx, deps: ConsoleDeps, tried: Tried = {}): Promise<Response> {
  const staff = c.get('staff')
  const scope = scopeOf(staff)
  const { officeId } = scope
  const now = deps.clock.now()
  const runs = await deps.store.importRuns.list({ scope, limit: shownRuns })
  const shown = {
    ui: c.get('ui'),
    age: officeId === undefined ? undefined : await figuresAge(deps, { ...scope, officeId }),
    files: await filesFor(deps, c),
    runs,
    undoable: new Set(runs.filter((run) => mayUndo(run, staff, now)).map(({ id }) => id)),
    undone: runs.find(({ id, undoneAt }) => id === c.req.query('undone') && undoneAt),
  }
  const status = tried.kept ? 409 : tried.problem === 'too_large' ? 413 : tried.problem ? 422 : 200
  return show(c, <Whole {...shown} tried={tried} />, status)
}

async function filesFor(deps: ConsoleDeps, c: Ctx): Promise<ImportFile[]> {
  const staff = c.get('staff')
  const files = await deps.store.importFiles.list(scopeOf(staff))
  const found = await Promise.all(files.map(({ id }) => importFileFor(deps, { staff, id })))
  const seen = found.filter((file) => file !== undefined)
  for (const file of seen) await remindOfFile(deps, file)
  return seen
}

interface WholeProps {
  ui: Ui
  age: AgeOfFigures | undefined
  files: ImportFile[]
  runs: ImportRunRow[]
  undoable: ReadonlySet<string>
  undone: ImportRunRow | undefined
  tried: Tried
}

function Whole({ ui, age, files, runs, undoable, undone, tried }: WholeProps) {
  const say = importWords(ui)
  return (
    <Layout ui={ui} title={say('imports:title')} here="imports">
      <h1>{say('imports:title')}</h1>
      {undone ? (
        <p class="notice good" role="status">
          {say('imports:undo.done', { file: undone.fileName })}
        </p>
      ) : null}
      {tried.kept ? (
        <p class="notice bad" role="alert">
          {say(`imports:undo.${tried.kept.reason}`, { rows: tried.kept.rows })}
        </p>
      ) : null}
      <FiguresNote ui={ui} age={age} />
      {files.length > 0 ? <Files ui={ui} files={files} /> : null}
      <HandInForm {...{ ui, kinds: handedInKinds, problem: tried.problem, kind: tried.kind }} />
      <Runs {...{ ui, runs, undoable }} />
    </Layout>
  )
}

/** What is on its way into the register and waits for somebody. */
function Files({ ui, files }: { ui: Ui; files: readonly ImportFile[] }) {
  const say = importWords(ui)
  return (
    <section>
      <h2>{say('imports:files.title')}</h2>
      <Table
        columns={['file', 'kind', 'at', 'state'].map((name) => say(`imports:files.columns.${name}`))}
        rows={files.map((file) => [
          <a href={`${path}/files/${file.id}`}>{file.fileName}</a>,
          say(`imports:kinds.${file.kind}`),
          ui.moment(file.at),
          <FileState ui={ui} file={file} />,
        ])}
      />
    </section>
  )
}
