import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Db } from './db.ts'
import { passedOver } from './import-touched.ts'
import type { Seal } from './seal.ts'

/** What a row was before a list changed it, and the print of what it was after. */
export interface RowImage {
  place: string
  id: string
  /** The row as JSON, with its phone number opened; null for a row that the list added. */
  before: string | null
  /** Null for a row that the list took away. */
  print: string | null
}

/** Rows that are sealed together. */
const pageRows = 2_000

const [pack, unpack] = [promisify(gzip), promisify(gunzip)]

/**
 * Keeps the notes of the transaction, sealed: what the rows were before. What was kept for earlier lists of the same kind and office goes,
 * since only the latest can be undone. A list that changed nothing keeps nothing, and leaves what is kept alone.
 */
export async function keepImages(db: Db, seal: Seal, runId: bigint): Promise<void> {
  let last = { place: '', id: '0' }
  for (;;) {
    const rows = await pageAfter(db, last)
    const end = rows.at(-1)
    if (!end) return
    if (last.place === '') await forgetEarlier(db, runId)
    const text = JSON.stringify(rows.map((row) => withPhone(row, seal)))
    await db.importImage.create({ data: { runId, rowsSealed: seal.sealBytes(await pack(text)) } })
    last = end
  }
}

/** The images of a run, page by page. */
export async function* imagesOf(db: Db, seal: Seal, runId: bigint): AsyncGenerator<RowImage[]> {
  const pages = await db.importImage.findMany({ where: { runId }, select: { id: true }, orderBy: { id: 'asc' } })
  for (const { id } of pages) {
    const { rowsSealed } = await db.importImage.findUniqueOrThrow({ where: { id } })
    const rows: RowImage[] = JSON.parse((await unpack(seal.openBytes(rowsSealed))).toString('utf8'))
    yield rows.map((row) => withSealedPhone(row, seal))
  }
}

async function pageAfter(db: Db, { place, id }: { place: string; id: string }): Promise<RowImage[]> {
  return db.$queryRaw<RowImage[]>`
    SELECT place, row_id::text AS id, before::text AS before, md5((after - ${[...passedOver]}::text[])::text) AS print
    FROM import_touched WHERE (place, row_id) > (${place}, ${BigInt(id)}::bigint)
    ORDER BY import_touched.place, import_touched.row_id LIMIT ${pageRows}`
}

async function forgetEarlier(db: Db, runId: bigint): Promise<void> {
  await db.$executeRaw`
    DELETE FROM import_image WHERE run_id IN (
      SELECT earlier.id FROM import_run this JOIN import_run earlier
        ON earlier.kind = this.kind AND earlier.office_id IS NOT DISTINCT FROM this.office_id AND earlier.id <> this.id
      WHERE this.id = ${runId})`
}

/** The columns of sealed numbers, by their table. They are opened inside what is sealed as a whole, so that a change of keys reaches them. */
const phones: Record<string, { sealed: string; index: string }> = {
  household: { sealed: 'phone_sealed', index: 'phone_index' },
  savings_credit_group: { sealed: 'leader_phone_sealed', index: 'leader_phone_index' },
}

function withPhone(image: RowImage, seal: Seal): RowImage {
  const columns = phones[image.place]
  if (!columns || image.before === null) return image
  const { [columns.sealed]: sealed, [columns.index]: _, ...row } = JSON.parse(image.before)
  return { ...image, before: JSON.stringify({ ...row, phone: sealed === null ? null : seal.open(sealed) }) }
}

function withSealedPhone(image: RowImage, seal: Seal): RowImage {
  const columns = phones[image.place]
  if (!columns || image.before === null) return image
  const { phone, ...row } = JSON.parse(image.before)
  const sealed = phone === null ? [null, null] : [seal.seal(phone), seal.index(phone)]
  return { ...image, before: JSON.stringify({ ...row, [columns.sealed]: sealed[0], [columns.index]: sealed[1] }) }
}
