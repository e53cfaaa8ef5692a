import type { Scope } from '../domain/staff.ts'
import type { StoredBytes } from './sheets.ts'

/**
 * Where a file is on its way into the register: it comes in, waits to be compared with the register, is compared; then somebody decides
 * (`compared`: nothing or a difference; `refused`: something is wrong with it), and it is applied. `failed` is our fault.
 */
export const importFileStates = [
  'arriving',
  'waiting',
  'comparing',
  'compared',
  'refused',
  'applying',
  'applied',
  'failed',
] as const

/** One of `importFileStates`. */
export type ImportFileState = (typeof importFileStates)[number]

/** A file that somebody handed in at the console. */
export interface ImportFile {
  id: string
  kind: string
  fileName: string
  bytes: number
  /** The file with the instalments, where one was handed in with a list of loans. */
  second?: { fileName: string; bytes: number }
  /** Whose rows it may change. */
  scope: Scope & { officeId: number }
  staffId: string
  at: Date
  state: ImportFileState
  stateAt: Date
  /** What was found when it was compared. */
  found?: unknown
  /** What somebody decided when they had it applied. */
  choice?: ImportChoice
  /** The run that came of it. */
  runId?: string
}

/** How a file is to be applied. */
export interface ImportChoice {
  acceptJumps: boolean
  closeGone: boolean
  skipBadRows: boolean
  /** Who decided: the id of a member of staff. */
  by: string
}

/** A file as it begins to come in. */
export type NewImportFile = Pick<ImportFile, 'kind' | 'fileName' | 'scope' | 'staffId' | 'at'>

/** Which of the two files of one upload: the list itself, or the instalments of its loans. */
export type FilePart = 'list' | 'instalments'

/** Files of the console on their way into the register, sealed. They are gone once they are applied or dropped, and after a day. */
export interface ImportFiles {
  open(file: NewImportFile): Promise<string>
  /** Keeps a further stretch of a file. All but the last of a part are of `chunkBytes`. */
  add(id: string, chunk: { part: FilePart; place: number; bytes: Uint8Array }): Promise<void>
  /** The bytes of a part: nothing where it was not handed in. */
  bytes(id: string, part: FilePart): Promise<StoredBytes | undefined>
  find(id: string): Promise<ImportFile | undefined>
  /** Those that are not applied yet and of that scope, the latest first. */
  list(scope: Scope): Promise<ImportFile[]>
  /** Moves a file on. False when it was not in one of the states `from` any more: somebody else has moved it. */
  move(id: string, to: MoveFile): Promise<boolean>
  /** Takes a file away with all that is kept of it. */
  drop(id: string): Promise<void>
  /** Takes away files from before a moment. Returns how many. */
  forget(before: Date): Promise<number>
}

/** A step of a file. With `since` only a file that has been in its state since before that moment: whoever was at it died. */
export interface MoveFile {
  from: readonly ImportFileState[]
  to: ImportFileState
  at: Date
  since?: Date
  lengths?: { list: number; second?: { fileName: string; bytes: number } }
  found?: unknown
  choice?: ImportChoice
  runId?: string
}
