import type { OpenedSheets, Sheets, StoredBytes } from '../ports/sheets.ts'
import { openCsv } from './csv.ts'
import { diskBytes } from './disk-bytes.ts'
import { openXlsx } from './xlsx.ts'

/** Reads CSV and XLSX files. Which of the two it is stands in the first bytes, not in the name. */
export function fileSheets(): Sheets {
  return {
    open: async (file) => {
      const bytes = typeof file === 'string' ? await diskBytes(file) : file
      if (bytes === undefined) return refused('not_found')
      if (bytes.size === 0) return refused('empty')
      const start = await firstBytes(bytes)
      if (start.equals(OLD_OFFICE)) return refused('old_excel')
      return start.subarray(0, 4).equals(ZIP) ? openXlsx(bytes) : openCsv(bytes)
    },
  }
}

/** What a ZIP file begins with, and so a workbook. */
const ZIP = Buffer.from('504b0304', 'hex')
/** What files of Excel up to 2003 begin with, and newer ones that are locked with a password. */
const OLD_OFFICE = Buffer.from('d0cf11e0a1b11ae1', 'hex')

function refused(problem: string): OpenedSheets {
  return { ok: false, problem: { key: `import:files.${problem}` } }
}

async function firstBytes({ size, read }: StoredBytes): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of read(0, Math.min(size, OLD_OFFICE.length))) chunks.push(chunk)
  return Buffer.concat(chunks)
}
