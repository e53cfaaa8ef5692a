import { hearXml } from './read-xml.ts'
import { type TextPool, textPool } from './text-pool.ts'
import type { ZipFiles } from './zip-entries.ts'

/** A file that is an archive, but no workbook. */
export class NoWorkbook extends Error {
  override name = 'NoWorkbook'
}

/** What has to be known of a workbook before its rows can be read. */
export interface Workbook {
  /** The sheets in their order, with the names of their files in the archive. */
  sheets: { name: string; file: string }[]
  /** The texts that cells name by their place. */
  texts: TextPool
  /** True for a style of cells that shows a number as a day. */
  isDay(style: number): boolean
  /** True where days are counted from 1904, as workbooks of old Macs do. */
  from1904: boolean
}

/** The longest that parts of a workbook may be, unpacked, in bytes. A million loans have some 120 MB of texts. */
const most = { part: 16 * 1024 * 1024, texts: 512 * 1024 * 1024 }

/** Reads the parts of a workbook beside its sheets (ECMA-376, "SpreadsheetML"). Throws `NoWorkbook` where they are missing. */
export async function workbookOf(files: ZipFiles): Promise<Workbook> {
  const place = targetOf(await relationsOf(files, ''), 'officeDocument')?.file ?? 'xl/workbook.xml'
  const relations = await relationsOf(files, place)
  const { sheets, from1904 } = await sheetsOf(files, place)
  const file = (kind: string) =>
    files(targetOf(relations, kind)?.file ?? '', kind === 'styles' ? most.part : most.texts)
  return {
    sheets: sheets.flatMap(({ name, id }) => {
      const found = relations.find((relation) => relation.id === id)
      return found?.kind === 'worksheet' ? [{ name, file: found.file }] : []
    }),
    texts: await textsOf(file('sharedStrings')),
    isDay: await daysOf(file('styles')),
    from1904,
  }
}

interface Relation {
  id: string
  /** The last word of its type. */
  kind: string
  file: string
}

function targetOf(relations: readonly Relation[], kind: string): Relation | undefined {
  return relations.find((relation) => relation.kind === kind)
}

/** What a part refers to; the archive itself is the part without a name. */
async function relationsOf(files: ZipFiles, part: string): Promise<Relation[]> {
  const [folder, name] = [part.slice(0, part.lastIndexOf('/') + 1), part.slice(part.lastIndexOf('/') + 1)]
  const bytes = files(`${folder}_rels/${name}.rels`, most.part)
  const relations: Relation[] = []
  if (!bytes) return relations
  await hearXml(bytes, {
    open: (tag, { Id = '', Type = '', Target = '' }) => {
      if (tag !== 'Relationship') return
      const file = Target.startsWith('/') ? Target.slice(1) : folder + Target
      relations.push({ id: Id, kind: Type.slice(Type.lastIndexOf('/') + 1), file })
    },
  })
  return relations
}

async function sheetsOf(files: ZipFiles, place: string) {
  const bytes = files(place, most.part)
  if (!bytes) throw new NoWorkbook(`no ${place}`)
  const sheets: { name: string; id: string }[] = []
  let from1904 = false
  await hearXml(bytes, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '')
      const id = Object.entries(attributes).find(([name]) => /(?:^|:)id$/.test(name))?.[1]
      if (tag === 'sheet' && id !== undefined) sheets.push({ name: attributes.name ?? '', id })
    },
  })
  return { sheets, from1904 }
}

async function textsOf(bytes: AsyncIterable<Uint8Array> | undefined): Promise<TextPool> {
  const texts = textPool()
  let [text, inside, spoken] = ['', false, false]
  if (!bytes) return texts
  await hearXml(bytes, {
    open: (tag) => {
      if (tag === 'si') text = ''
      else if (tag === 'rPh') spoken = true
      else if (tag === 't') inside = !spoken
    },
    close: (tag) => {
      if (tag === 'si') texts.add(text)
      else if (tag === 'rPh') spoken = false
      else if (tag === 't') inside = false
    },
    text: (some) => {
      if (inside) text += some
    },
  })
  return texts
}

/** The numbers of formats that Excel itself knows as days (ECMA-376, 18.8.30), with those of East Asian editions. */
const dayFormats = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

async function daysOf(bytes: AsyncIterable<Uint8Array> | undefined): Promise<(style: number) => boolean> {
  const own = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCells = false
  if (!bytes) return () => false
  await hearXml(bytes, {
    open: (tag, { numFmtId = '0', formatCode = '' }) => {
      if (tag === 'numFmt') own.set(Number(numFmtId), showsDay(formatCode))
      else if (tag === 'cellXfs') inCells = true
      else if (tag === 'xf' && inCells) styles.push(own.get(Number(numFmtId)) ?? dayFormats(Number(numFmtId)))
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCells = false
    },
  })
  return (style) => styles[style] ?? false
}

/** True for a format with a day, a month or a year in it, beside words in quotes, colours in brackets and signs that are led by a backslash. */
function showsDay(format: string): boolean {
  const signs = format.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '')
  return /^[^#0]*[dmy]/i.test(signs)
}
