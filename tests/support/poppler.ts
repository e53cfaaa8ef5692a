import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { required } from './redis.ts'

const run = promisify(execFile)

/** True where the programs of Poppler are installed. Where they are required (`LOA_TEST_REQUIRE`), their absence is a failure and not a skip. */
export function hasPoppler(): boolean {
  const there = spawnSync('pdftotext', ['-v']).status === 0
  if (!there && required('poppler')) throw new Error('poppler-utils is required here and not installed')
  return there
}

/** A PDF as another program reads it. */
export interface ReadPdf {
  /** The text of each page, line by line from left to right, its words apart by single spaces. */
  pages: string[]
  /** All of it, as `pages`. */
  text: string
  /** Width and height of each page in points. */
  sizes: [number, number][]
  fonts: { name: string; embedded: boolean; subset: boolean; unicode: boolean }[]
  /** The places of all words: page, and edges in points. */
  words: { page: number; text: string; left: number; top: number; right: number; bottom: number }[]
}

/** Reads a PDF with `pdftotext`, `pdfinfo` and `pdffonts`. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const dir = await mkdtemp(join(tmpdir(), 'loa-pdf-'))
  try {
    const file = join(dir, 'form.pdf')
    await writeFile(file, bytes)
    const out = async (program: string, ...args: string[]) => (await run(program, args, { maxBuffer: 1e8 })).stdout
    const texts = (await out('pdftotext', '-layout', '-enc', 'UTF-8', file, '-')).split('\f').slice(0, -1)
    const pages = texts.map((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
    const words = wordsIn(await out('pdftotext', '-bbox', file, '-'))
    const sizes = sizesIn(await out('pdfinfo', '-l', '1000', file))
    return { pages, text: pages.join(' '), words, sizes, fonts: fontsIn(await out('pdffonts', file)) }
  } finally {
    await rm(dir, { recursive: true })
  }
}

function wordsIn(html: string): ReadPdf['words'] {
  const pages = html.split('<page ').slice(1)
  return pages.flatMap((page, i) =>
    [...page.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)].map((found) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = found.slice(1, 5).map(Number)
      return { page: i, text: found[5] ?? '', left, top, right, bottom }
    }),
  )
}

function sizesIn(info: string): ReadPdf['sizes'] {
  return [...info.matchAll(/size:\s+([\d.]+) x ([\d.]+) pts/g)].map(([, width, height]) => [
    Number(width),
    Number(height),
  ])
}

function fontsIn(table: string): ReadPdf['fonts'] {
  const rows = table.trim().split('\n').slice(2)
  return rows.map((row) => {
    const [, name = '', embedded, subset, unicode] =
      /^(\S+)\s.*\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$/.exec(row) ?? []
    return { name, embedded: embedded === 'yes', subset: subset === 'yes', unicode: unicode === 'yes' }
  })
}
