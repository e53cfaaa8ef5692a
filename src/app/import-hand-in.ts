import { importKinds } from '../domain/import-columns.ts'
import { chunkBytes, mostFileBytes, mostWaitingFiles } from '../domain/import-limits.ts'
import type { StaffUnit } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { FilePart, ImportFiles } from '../ports/import-files.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Store } from '../ports/store.ts'

/** The kinds of lists that are handed in as files of their own. */
export const handedInKinds = importKinds.filter((kind) => kind !== 'instalments')

/** A file as it comes in with a form, after the fields above it. An empty name stands for no file. */
export interface HandedIn {
  part: FilePart
  fileName: string
  bytes: AsyncIterable<Uint8Array>
}

/** What somebody hands in. `kind` is asked for once the first file begins: fields of a form come in their order. */
export interface HandIn {
  staff: StaffUnit & { id: string }
  kind(): string
  files: AsyncIterable<HandedIn>
}

/** Why a file was not taken in. */
export type HandInProblem = 'kind' | 'no_file' | 'too_large' | 'too_many'

/** What handing in needs. */
export interface HandInDeps {
  store: Pick<Store, 'importFiles' | 'audit'>
  jobs: Jobs
  clock: Clock
}

/**
 * Keeps a file as it comes in, sealed, and has it compared with the register. Never more of it than one stretch is in memory. What breaks
 * off, or is too long, leaves nothing behind.
 */
export async function handInImport(
  deps: HandInDeps,
  sent: HandIn,
): Promise<{ id: string } | { problem: HandInProblem }> {
  const { importFiles } = deps.store
  const { officeId, communeId } = sent.staff
  if (officeId === undefined) return { problem: 'kind' }
  if ((await importFiles.list({ officeId })).length >= mostWaitingFiles) return { problem: 'too_many' }
  const scope = { officeId, ...(communeId === undefined ? {} : { communeId }) }
  const taking = { ...sent, scope, id: '', lengths: {} as Lengths }
  try {
    const problem = await takeFiles(deps, taking)
    if (problem === undefined) return { id: await arrived(deps, taking) }
    if (taking.id) await importFiles.drop(taking.id)
    return { problem }
  } catch (error) {
    if (taking.id) await importFiles.drop(taking.id)
    throw error
  }
}

type Lengths = Partial<Record<FilePart, { fileName: string; bytes: number }>>

interface Taking extends HandIn {
  scope: { officeId: number; communeId?: number }
  /** Empty until the first file begins. */
  id: string
  lengths: Lengths
}

async function takeFiles(deps: HandInDeps, taking: Taking): Promise<HandInProblem | undefined> {
  for await (const { part, fileName, bytes } of taking.files) {
    if (fileName === '') continue
    if (!taking.id) {
      const kind = handedInKinds.find((one) => one === taking.kind())
      if (!kind || part !== 'list') return kind ? 'no_file' : 'kind'
      const file = { kind, fileName, scope: taking.scope, staffId: taking.staff.id, at: deps.clock.now() }
      taking.id = await deps.store.importFiles.open(file)
    }
    const length = await keep(deps.store.importFiles, { id: taking.id, part, bytes })
    if (length === undefined) return 'too_large'
    taking.lengths[part] = { fileName, bytes: length }
  }
  return (taking.lengths.list?.bytes ?? 0) === 0 ? 'no_file' : undefined
}

/** Keeps one file, stretch by stretch. Returns its length, or undefined where it is too long. */
async function keep(
  files: ImportFiles,
  { id, part, bytes }: { id: string; part: FilePart; bytes: AsyncIterable<Uint8Array> },
): Promise<number | undefined> {
  let length = 0
  let place = 0
  let rest = Buffer.alloc(0)
  for await (const some of bytes) {
    length += some.length
    if (length > mostFileBytes) return undefined
    rest = Buffer.concat([rest, some])
    for (; rest.length >= chunkBytes; rest = rest.subarray(chunkBytes))
      await files.add(id, { part, place: place++, bytes: rest.subarray(0, chunkBytes) })
  }
  if (rest.length > 0) await files.add(id, { part, place, bytes: rest })
  return length
}

async function arrived({ store, jobs, clock }: HandInDeps, { id, staff, lengths, kind }: Taking): Promise<string> {
  const at = clock.now()
  const { list, instalments: second } = lengths
  const of = { list: list?.bytes ?? 0, ...(second ? { second } : {}) }
  await store.importFiles.move(id, { from: ['arriving'], to: 'waiting', at, lengths: of })
  await store.audit.write({
    at,
    actorKind: 'staff',
    actorId: staff.id,
    action: 'import.hand_in',
    subjectKind: 'import_file',
    subjectId: id,
    detail: { kind: kind(), bytes: of.list },
  })
  await jobs.wake('work-imports', { fileId: id })
  return id
}
