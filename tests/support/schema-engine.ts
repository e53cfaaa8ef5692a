import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DiagnoseMigrationHistoryOutput } from '@prisma/schema-engine-wasm/schema_engine_bg'
import { schemaEngine } from '../../prisma/schema-engine.ts'

/** What Prisma's own engine says about the migrations of a database, given their folder. */
export async function historyAsPrismaSeesIt(url: string, folder: string): Promise<DiagnoseMigrationHistoryOutput> {
  const names = readdirSync(folder).filter((name) => !name.includes('.'))
  const engine = await schemaEngine(url, [
    { path: 'schema.prisma', content: 'datasource db {\n  provider = "postgresql"\n}' },
  ])
  return engine.diagnoseMigrationHistory({
    migrationsList: {
      baseDir: folder,
      lockfile: { path: 'migration_lock.toml', content: readFileSync(join(folder, 'migration_lock.toml'), 'utf8') },
      shadowDbInitScript: '',
      migrationDirectories: names.map((path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: readFileSync(join(folder, path, 'migration.sql'), 'utf8') },
        },
      })),
    },
    optInToShadowDatabase: false,
    filters: { externalTables: [], externalEnums: [] },
  })
}
