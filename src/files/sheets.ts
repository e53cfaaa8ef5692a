import { open } from 'node:fs/promises'
import type { OpenedSheets, Sheets } from '../ports/sheets.ts'
import { openCsv } from './csv.ts'
import { openXlsx } from './xlsx.ts'

/** Reads CSV and XLSX files from disk. Which of the two it is stands in the first bytes, not in the name. */
export function fileSheets(): Sheets {
  return {
    open: async (path) => {
      const start = await firstBytes(path)
      if (start === undefined) return refused('not_found')
      if (start.length === 0) return refused('empty')
      if (start.equals(OLD_OFFICE)) return refused('old_excel')
      return start.subarray(0, 4).equals(ZIP) ? openXlsx(path) : openCsv(path)
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

async function firstBytes(path: string): Promise<Buffer | undefined> {
  const file = await open(path).catch(() => undefined)
  if (!file) return undefined
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead)
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}
