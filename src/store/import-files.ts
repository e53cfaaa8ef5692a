import { chunkBytes } from '../domain/import-limits.ts'
import type {
  FilePart,
  ImportChoice,
  ImportFile,
  ImportFileState,
  ImportFiles,
  MoveFile,
} from '../ports/import-files.ts'
import type { StoredBytes } from '../ports/sheets.ts'
import type { Prisma, ImportFile as Row } from './client/client.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'

/** Files of the console on their way into the register, kept sealed in PostgreSQL. */
export function prismaImportFiles(db: Db, seal: Seal): ImportFiles {
  return {
    open: async ({ kind, fileName, scope: { officeId, communeId = null }, staffId, at }) => {
      const data = { kind, fileName, officeId, communeId, staffId, at, state: 'arriving', stateAt: at }
      return (await db.importFile.create({ data })).id.toString()
    },
    add: async (id, { part, place, bytes }) => {
      await db.importChunk.create({ data: { fileId: key(id), part, place, contentSealed: seal.sealBytes(bytes) } })
    },
    bytes: (id, part) => bytesOf(db, seal, { id, part }),
    find: async (id) => {
      const row = await db.importFile.findUnique({ where: { id: key(id) } })
      return row ? fileOf(row, seal) : undefined
    },
    list: async (scope) => {
      const where = { ...scope, state: { notIn: ['applied', 'arriving'] } }
      return (await db.importFile.findMany({ where, orderBy: { id: 'desc' } })).map((row) => fileOf(row, seal))
    },
    move: async (id, step) => {
      const since = step.since === undefined ? {} : { stateAt: { lt: step.since } }
      const where = { id: key(id), state: { in: [...step.from] }, ...since }
      const { count } = await db.importFile.updateMany({ where, data: changeOf(step, seal) })
      if (count > 0 && step.to === 'applied') await db.importChunk.deleteMany({ where: { fileId: key(id) } })
      return count > 0
    },
    drop: async (id) => {
      await db.importFile.deleteMany({ where: { id: key(id) } })
    },
    forget: async (before) => (await db.importFile.deleteMany({ where: { at: { lt: before } } })).count,
  }
}

/** What was found quotes the file: it is sealed like it, and goes when the file is applied. */
function changeOf(
  { to, at, lengths, found, choice, runId }: MoveFile,
  seal: Seal,
): Prisma.ImportFileUpdateManyMutationInput {
  const second = lengths?.second
  return {
    state: to,
    stateAt: at,
    ...(lengths ? { bytes: lengths.list } : {}),
    ...(second ? { secondName: second.fileName, secondBytes: second.bytes } : {}),
    ...(found === undefined ? {} : { foundSealed: seal.seal(JSON.stringify(found)) }),
    ...(to === 'applied' ? { foundSealed: null } : {}),
    ...(choice === undefined ? {} : { choice: { ...choice } }),
    ...(runId === undefined ? {} : { runId: key(runId) }),
  }
}

function fileOf(row: Row, seal: Seal): ImportFile {
  return {
    id: row.id.toString(),
    kind: row.kind,
    fileName: row.fileName,
    bytes: row.bytes,
    ...(row.secondName === null ? {} : { second: { fileName: row.secondName, bytes: row.secondBytes ?? 0 } }),
    scope: { officeId: row.officeId, ...(row.communeId === null ? {} : { communeId: row.communeId }) },
    staffId: row.staffId,
    at: row.at,
    state: row.state as ImportFileState,
    stateAt: row.stateAt,
    ...(row.foundSealed === null ? {} : { found: JSON.parse(seal.open(row.foundSealed)) }),
    ...(row.choice === null ? {} : { choice: row.choice as unknown as ImportChoice }),
    ...(row.runId === null ? {} : { runId: row.runId.toString() }),
  }
}

async function bytesOf(
  db: Db,
  seal: Seal,
  { id, part }: { id: string; part: FilePart },
): Promise<StoredBytes | undefined> {
  const row = await db.importFile.findUnique({ where: { id: key(id) } })
  const size = part === 'list' ? row?.bytes : row?.secondBytes
  if (size === undefined || size === null) return undefined
  return { size, read: (from, until) => stretchOf(db, seal, { id, part, from, until: Math.min(until, size) }) }
}

/** A stretch of a file: one kept piece after the other is opened. */
async function* stretchOf(
  db: Db,
  seal: Seal,
  { id, part, from, until }: { id: string; part: FilePart; from: number; until: number },
): AsyncGenerator<Uint8Array> {
  for (let at = from; at < until; ) {
    const place = Math.floor(at / chunkBytes)
    const which = { fileId_part_place: { fileId: key(id), part, place } }
    const { contentSealed } = await db.importChunk.findUniqueOrThrow({ where: which })
    const begin = at - place * chunkBytes
    const piece = seal.openBytes(contentSealed).subarray(begin, begin + until - at)
    if (piece.length === 0) throw new Error(`a piece of file ${id} is shorter than it was`)
    yield piece
    at += piece.length
  }
}
