// Writes the migration that leads from the migrations here to schema.prisma: `npm run migration -- add_phone`.
// The schema engine's WebAssembly build compares, on a PostgreSQL that lives only that long. Read the SQL before you commit it:
// what the schema cannot say (a trigger, a partial index) is added to the file by hand, and a later migration that would drop
// such an addition again has to lose that line.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import { openEmbedded } from '../src/store/embedded.ts'
import { MIGRATIONS, migrate } from '../src/store/migrate.ts'

const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url))
// PostgreSQL's numbers of two types of columns.
const CHAR = 18
const TEXT = 25
const FILTERS = { externalTables: ['public._prisma_migrations'], externalEnums: [] }

const name = process.argv[2] ?? ''
if (!/^[a-z][a-z0-9_]*$/.test(name)) fail('Usage: npm run migration -- name_in_small_letters')

const sql = await onEmptyDatabase(async (url) => {
  await migrate(url)
  return difference(url)
})
process.stdout.write(`${sql ? write(sql) : 'The migrations already lead to schema.prisma: nothing to write.'}\n`)

/** The SQL from what the database holds to what the schema says; empty text when they agree. */
async function difference(url) {
  const files = [{ path: SCHEMA, content: readFileSync(SCHEMA, 'utf8') }]
  const engine = await schemaEngine(url, files)
  const from = { tag: 'schemaDatasource', files, configDir: join(SCHEMA, '..') }
  const to = { tag: 'schemaDatamodel', files }
  const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters: FILTERS })
  return stdout.includes('This is an empty migration') ? '' : stdout
}

async function schemaEngine(url, files) {
  const program = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace('schema_engine.js', 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(readFileSync(program), { './schema_engine_bg.js': glue })
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => process.stderr.write(message) }
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const adapter = bindMigrationAwareSqlAdapterFactory(readable(new PrismaPg({ connectionString: url })))
  return glue.SchemaEngine.new({ datamodels: files.map(({ path, content }) => [path, content]) }, () => {}, adapter)
}

// PostgreSQL's own tables are full of the one-letter type "char", which the adapter refuses though the engine wants it: it goes
// through the adapter as text, and comes out as what it is.
function readable(factory) {
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    const [performIO, queryRaw] = [adapter.performIO.bind(adapter), adapter.queryRaw.bind(adapter)]
    const letters = new WeakMap()
    adapter.performIO = async (query) => {
      const result = await performIO(query)
      letters.set(
        query,
        new Set(result.fields.flatMap(({ dataTypeID }, column) => (dataTypeID === CHAR ? [column] : []))),
      )
      for (const field of result.fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT
      return result
    }
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query)
      const columnTypes = result.columnTypes.map((type, column) =>
        letters.get(query).has(column) ? ColumnTypeEnum.Character : type,
      )
      return { ...result, columnTypes }
    }
    return adapter
  }
  return factory
}

async function onEmptyDatabase(use) {
  const dir = mkdtempSync(join(tmpdir(), 'loa-migration-'))
  chmodSync(dir, 0o711)
  const quiet = { info: () => {}, warn: () => {} }
  const database = await openEmbedded({ dir: join(dir, 'postgres'), log: quiet, throwaway: true })
  try {
    return await use(database.url)
  } finally {
    await database.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

function write(script) {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = join(MIGRATIONS, `${stamp}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), script)
  const lock = join(MIGRATIONS, 'migration_lock.toml')
  if (!existsSync(lock))
    writeFileSync(lock, '# Which database the migrations here are written for.\nprovider = "postgresql"\n')
  return join(folder, 'migration.sql')
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
