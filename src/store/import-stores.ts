import type { Tx } from '../ports/store.ts'
import type { Db } from './db.ts'
import { prismaImportFiles } from './import-files.ts'
import { prismaImportRuns } from './import-runs.ts'
import { prismaImports } from './imports.ts'
import type { Seal } from './seal.ts'

/** All that lists need on their way into the register. */
export function importStores(db: Db, seal: Seal): Pick<Tx, 'imports' | 'importFiles' | 'importRuns'> {
  return {
    imports: prismaImports(db, seal),
    importFiles: prismaImportFiles(db, seal),
    importRuns: prismaImportRuns(db, seal),
  }
}
