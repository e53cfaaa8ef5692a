// Writes the migration that leads from the migrations here to schema.prisma: `npm run migration -- add_phone`.
// The comparison is made on a PostgreSQL that lives only that long. Read the SQL before you commit it: what the schema cannot say
// (a trigger, a check, a partial index) is added to the file by hand; where a later migration would drop such an addition again,
// that line has to go.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '../src/store/embedded.ts'
import { MIGRATIONS, migrate } from '../src/store/migrate.ts'
import { schemaDifference } from './schema-engine.ts'

const name = process.argv[2] ?? ''
if (/^[a-z][a-z0-9_]*$/.test(name)) {
  mkdirSync(MIGRATIONS, { recursive: true })
  const sql = await onEmptyDatabase(async (url) => {
    await migrate(url)
    return schemaDifference(url)
  })
  process.stdout.write(`${sql ? write(sql) : 'The migrations already lead to schema.prisma: nothing to write.'}\n`)
} else {
  process.stderr.write('Say what the migration does, in small letters: npm run migration -- add_phone\n')
  process.exitCode = 1
}

async function onEmptyDatabase(use) {
  const dir = mkdtempSync(join(tmpdir(), 'loa-migration-'))
  chmodSync(dir, 0o711)
  const quiet = { info: () => {}, warn: () => {} }
  try {
    const database = await openEmbedded({ dir: join(dir, 'postgres'), log: quiet, throwaway: true })
    return await use(database.url).finally(() => database.stop())
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function write(script) {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = join(MIGRATIONS, `${stamp}_${name}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'migration.sql'), `${script.trimEnd()}\n`)
  const lock = join(MIGRATIONS, 'migration_lock.toml')
  if (!existsSync(lock))
    writeFileSync(lock, '# Which database the migrations here are written for.\nprovider = "postgresql"\n')
  return join(folder, 'migration.sql')
}
