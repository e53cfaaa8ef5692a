import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { schemaDifference } from '../../prisma/schema-engine.ts'
import { MIGRATIONS, migrate } from '../../src/store/migrate.ts'
import { MigrationFailed } from '../../src/store/store-error.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { historyAsPrismaSeesIt } from '../support/schema-engine.ts'

let database: FreshDatabase
let client: pg.Client
let folder: string

beforeEach(async () => {
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  folder = mkdtempSync(join(tmpdir(), 'loa-migrations-'))
})

afterEach(async () => {
  await client.end()
  await database.drop()
  rmSync(folder, { recursive: true })
})

it('applies what is missing in the order of the names, and nothing twice', async () => {
  write('2_fill', "INSERT INTO word VALUES ('a; b')")
  write('1_word', 'CREATE TABLE word (text TEXT)')
  expect(await migrate(database.url, folder)).toEqual(['1_word', '2_fill'])
  expect(await migrate(database.url, folder)).toEqual([])
  write('3_more', "INSERT INTO word VALUES ('c')")
  expect(await migrate(database.url, folder)).toEqual(['3_more'])
  expect(await rows('SELECT text FROM word ORDER BY text')).toEqual([{ text: 'a; b' }, { text: 'c' }])
})

it('takes statements that hold semicolons', async () => {
  const body = 'BEGIN NEW.text := upper(NEW.text); RETURN NEW; END;'
  write(
    '1_trigger',
    `-- one; two
     CREATE TABLE word (text TEXT);
     CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ ${body} $$;
     CREATE TRIGGER shouting BEFORE INSERT ON word FOR EACH ROW EXECUTE FUNCTION shout();`,
  )
  await migrate(database.url, folder)
  await client.query("INSERT INTO word VALUES ('a')")
  expect(await rows('SELECT text FROM word')).toEqual([{ text: 'A' }])
})

it('names the migration that fails, leaves nothing of it behind, and takes it again once it is mended', async () => {
  write('1_good', 'CREATE TABLE good ()')
  write('2_bad', 'CREATE TABLE half (); SELECT no_such_thing;')
  const error = await migrate(database.url, folder).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(MigrationFailed)
  expect(error.words).toEqual({
    key: 'errors:migration_failed',
    with: { migration: '2_bad', reason: 'column "no_such_thing" does not exist' },
  })
  expect(await tables()).toEqual(['_prisma_migrations', 'good'])
  write('2_bad', 'CREATE TABLE whole ()')
  expect(await migrate(database.url, folder)).toEqual(['2_bad'])
  expect(await tables()).toEqual(['_prisma_migrations', 'good', 'whole'])
})

it('refuses a migration that was changed after it was applied, but not other ends of lines', async () => {
  write('1_word', 'CREATE TABLE word (\ntext TEXT)')
  await migrate(database.url, folder)
  write('1_word', 'CREATE TABLE word (\r\ntext TEXT)')
  expect(await migrate(database.url, folder)).toEqual([])
  write('1_word', 'CREATE TABLE word (text VARCHAR(5))')
  const error = await migrate(database.url, folder).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(MigrationFailed)
  expect(error.words.key).toBe('errors:migration_edited')
  expect(error.migration).toBe('1_word')
})

it('works on a database that a newer version has already migrated', async () => {
  write('1_word', 'CREATE TABLE word (text TEXT)')
  write('2_later', 'ALTER TABLE word ADD later TEXT')
  await migrate(database.url, folder)
  rmSync(join(folder, '2_later'), { recursive: true })
  expect(await migrate(database.url, folder)).toEqual([])
})

it('says so when another tool left a migration half done', async () => {
  write('1_word', 'CREATE TABLE word (text TEXT)')
  await migrate(database.url, folder)
  await client.query("UPDATE _prisma_migrations SET finished_at = NULL, logs = 'the power went'")
  const error = await migrate(database.url, folder).catch((thrown) => thrown)
  expect(error.words).toEqual({
    key: 'errors:migration_failed',
    with: { migration: '1_word', reason: 'the power went' },
  })
})

it('is applied once when several processes start at the same time', async () => {
  write('1_word', 'CREATE TABLE word (text TEXT)')
  write('2_fill', "INSERT INTO word SELECT 'once' FROM pg_sleep(0.05)")
  const names = await Promise.all(Array.from({ length: 5 }, () => migrate(database.url, folder)))
  expect(names.flat().sort()).toEqual(['1_word', '2_fill'])
  expect(await rows('SELECT text FROM word')).toEqual([{ text: 'once' }])
})

it('leaves a history that Prisma itself finds complete', async () => {
  await migrate(database.url)
  expect(await historyAsPrismaSeesIt(database.url, MIGRATIONS)).toEqual({
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
    history: null,
  })
})

it('leads to what the schema says: a change of schema.prisma needs a migration', async () => {
  await migrate(database.url)
  expect(await schemaDifference(database.url)).toBe('')
})

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

async function rows(sql: string): Promise<unknown[]> {
  return (await client.query(sql)).rows
}

async function tables(): Promise<string[]> {
  const { rows: found } = await client.query(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
  )
  return found.map((row) => row.tablename)
}
