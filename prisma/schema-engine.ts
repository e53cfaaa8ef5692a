import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import type pg from 'pg'

/** A schema file as the engine wants it. */
export interface SchemaFile {
  path: string
  content: string
}

/**
 * Prisma's schema engine as WebAssembly, connected to a database: it compares schemas without the engine that Prisma would
 * download. For the tools of developers and the tests; Loa itself does not need it.
 */
export async function schemaEngine(url: string, files: SchemaFile[]): Promise<glue.SchemaEngine> {
  loaded ??= load()
  await loaded
  const adapter = bindMigrationAwareSqlAdapterFactory(readable(new PrismaPg({ connectionString: url })))
  const datamodels = files.map(({ path, content }): [string, string] => [path, content])
  return glue.SchemaEngine.new({ datamodels }, () => {}, adapter)
}

// Once in a process: the generated glue keeps what it reads from the program's memory.
let loaded: Promise<void> | undefined

async function load(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const program = readFileSync(entry.replace('schema_engine.js', 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(program, { './schema_engine_bg.js': { ...glue } })
  // What the generated glue calls without declaring it.
  const { __wbg_set_wasm: setWasm } = glue as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }
  const registry = { set_message: (message: string) => process.stderr.write(message) }
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: registry })
  setWasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
}

/** The SQL that leads from what a database holds to what schema.prisma says; empty where the two agree. */
export async function schemaDifference(url: string): Promise<string> {
  const path = fileURLToPath(new URL('schema.prisma', import.meta.url))
  const files = [{ path, content: readFileSync(path, 'utf8') }]
  const engine = await schemaEngine(url, files)
  const { stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: dirname(path) },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
  })
  return !stdout || stdout.includes('This is an empty migration') ? '' : stdout
}

// PostgreSQL's numbers of two types of columns.
const CHAR = 18
const TEXT = 25

// PostgreSQL's own tables are full of the one-letter type "char", which the adapter refuses though the engine wants it: it goes
// through the adapter as text, and comes out as what it is.
function readable(factory: SqlMigrationAwareDriverAdapterFactory): SqlMigrationAwareDriverAdapterFactory {
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = (await connect()) as Awaited<ReturnType<typeof connect>> & PerformsIo
    const [performIO, queryRaw] = [adapter.performIO.bind(adapter), adapter.queryRaw.bind(adapter)]
    const letters = new WeakMap<SqlQuery, boolean[]>()
    adapter.performIO = async (query) => {
      const result = await performIO(query)
      letters.set(
        query,
        result.fields.map((field) => field.dataTypeID === CHAR),
      )
      for (const field of result.fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT
      return result
    }
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query)
      const isLetter = letters.get(query)
      return {
        ...result,
        columnTypes: result.columnTypes.map((type, column) => (isLetter?.[column] ? ColumnTypeEnum.Character : type)),
      }
    }
    return adapter
  }
  return factory
}

interface PerformsIo {
  performIO(query: SqlQuery): Promise<pg.QueryArrayResult>
}
