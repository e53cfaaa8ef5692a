import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn } from '../house/every-rule.ts'
import { repositoryFiles } from '../house/files.ts'
import { apply, inTheWay } from './scaffold/apply.ts'
import { withKey, withRow } from './scaffold/edits.ts'
import { namesOf } from './scaffold/names.ts'
import { isKind, type Kind, kinds } from './scaffold/scaffold.ts'

const root = resolve(import.meta.dirname, '../..')
const copied = ['src', 'tests', 'prisma', 'locales', 'package.json', 'tsconfig.json', '.biome.json', '.gitignore']
const run = (folder: string, ...words: string[]) =>
  spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } })

describe('a new thing of each kind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-new-'))
  const wanted: Record<Kind, string> = {
    flow: 'my-harvest',
    programme: 'tea_garden',
    channel: 'river-post',
    job: 'tidy-up',
    page: 'field-visits',
  }
  const written: string[] = []

  beforeAll(() => {
    for (const name of copied)
      cpSync(join(root, name), join(folder, name), { recursive: true, filter: (from) => basename(from) !== 'output' })
    execFileSync('git', ['init', '--quiet'], { cwd: folder })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
    for (const [kind, name] of Object.entries(wanted)) {
      const names = namesOf(name)
      if (!isKind(kind) || !names) throw new Error(`${kind} ${name}`)
      const { made, changed } = apply(folder, kinds[kind](names))
      written.push(...made, ...changed)
    }
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('comes with code, words in both languages, a test and a row in the index', () => {
    expect(written).toEqual(
      expect.arrayContaining([
        'src/flows/my-harvest.ts',
        'src/flows/index.ts',
        'locales/vi/flows/my-harvest.json',
        'locales/en/flows/my-harvest.json',
        'tests/flows/my-harvest.test.ts',
        'src/policy/programmes/tea-garden.ts',
        'src/channels/river-post/index.ts',
        'src/jobs/tidy-up.ts',
        'src/http/console/field-visits-page.tsx',
      ]),
    )
    expect(readFileSync(join(folder, 'src/flows/index.ts'), 'utf8')).toContain("'my-harvest': myHarvest,")
  })

  it('is no breach of the house', () => {
    const files = repositoryFiles()
    const before = new Set(breachesIn(files).map(placeless))
    const after = { ...files, ...Object.fromEntries(written.map((p) => [p, readFileSync(join(folder, p), 'utf8')])) }
    expect(breachesIn(after).filter((breach) => !before.has(placeless(breach)))).toEqual([])
  })

  it('is typed', () => {
    const tsc = join('node_modules', 'typescript', 'bin', 'tsc')
    const problems = (where: string) => run(where, tsc, '--noEmit', '-p', '.').stdout.split('\n').filter(Boolean)
    const found = problems(folder)
    const old = found.length === 0 ? [] : problems(root)
    expect(found.filter((line) => !old.includes(line))).toEqual([])
  }, 60_000)

  it('is written as everything else', () => {
    const biome = join('node_modules', '@biomejs', 'biome', 'bin', 'biome')
    const { status, stderr } = run(folder, biome, 'check', '--error-on-warnings', ...written)
    expect(status, stderr).toBe(0)
  }, 60_000)

  it('passes the tests that it came with, where they need no service', () => {
    const vitest = join('node_modules', 'vitest', 'vitest.mjs')
    const tests = ['tests/flows', 'tests/policy/tea-garden.test.ts']
    const { status, stdout } = run(
      folder,
      vitest,
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--project',
      'unit',
      ...tests,
    )
    expect(status, stdout).toBe(0)
  }, 120_000)

  it('is not made a second time', () => {
    const names = namesOf('my-harvest')
    expect(names && inTheWay(folder, kinds.flow(names))).toHaveLength(5)
    const again = run(folder, '--import', 'tsx', 'tests/tools/new.ts', 'flow', 'my-harvest')
    expect(again.status).toBe(1)
    expect(again.stderr).toContain('Nothing was changed')
  }, 30_000)

  it('is made by the command, which says what is left to do', () => {
    const { status, stdout } = run(folder, '--import', 'tsx', 'tests/tools/new.ts', 'job', 'count-hens')
    expect(status).toBe(0)
    expect(stdout).toContain('new      src/jobs/count-hens.ts')
    expect(stdout).toContain('src/ports/jobs.ts')
  }, 30_000)
})

describe('the command', () => {
  it.each([[['flow']], [['constructor', 'harvest']]])(
    'refuses %j and says how it is meant',
    (words) => {
      const tool = join(import.meta.dirname, 'new.ts')
      expect(() => execFileSync(process.execPath, ['--import', 'tsx', tool, ...words], { stdio: 'pipe' })).toThrow(
        'flow|programme|channel|job|page',
      )
    },
    30_000,
  )
})

describe('namesOf', () => {
  it.each([
    ['my-loan', { kebab: 'my-loan', snake: 'my_loan', camel: 'myLoan', pascal: 'MyLoan', words: 'my loan' }],
    ['tea_garden', { kebab: 'tea-garden', snake: 'tea_garden', camel: 'teaGarden' }],
    ['menu', { kebab: 'menu', snake: 'menu', camel: 'menu', pascal: 'Menu' }],
  ])('%s', (typed, names) => expect(namesOf(typed)).toMatchObject(names))

  it.each(['', 'My-Loan', '1st', 'a--b', '-a', 'a-', 'a/b', '../a', 'chợ', 'a'.repeat(25)])('refuses "%s"', (typed) => {
    expect(namesOf(typed)).toBeUndefined()
  })
})

describe('changes to what is there', () => {
  it.each([
    ['in order', 'const t = {\n  a,\n  c,\n}', '  b,', 'const t = {\n  a,\n  b,\n  c,\n}'],
    ['at the end, out of order', 'const t = {\n  c,\n  a,\n}', '  b,', 'const t = {\n  c,\n  a,\n  b,\n}'],
    ['into a list', "const t = [\n  'a',\n] as const", "  'b',", "const t = [\n  'a',\n  'b',\n] as const"],
  ])('a row %s', (_, text, row, changed) => expect(withRow(text, { table: 'const t', row })).toBe(changed))

  it('no row where there is no table', () => {
    expect(() => withRow('const u = {}', { table: 'const t', row: '' })).toThrow('no table')
  })

  it.each([
    ['at the top', '{\n  "a": "x"\n}\n', [], '{\n  "a": "x",\n  "k": "v"\n}\n'],
    ['below', '{\n  "a": {\n    "b": "x"\n  }\n}\n', ['a'], '{\n  "a": {\n    "b": "x",\n    "k": "v"\n  }\n}\n'],
    ['on one line', '{\n  "a": { "b": "x" }\n}\n', ['a'], '{\n  "a": { "b": "x", "k": "v" }\n}\n'],
  ])('a key %s', (_, json, path, changed) => expect(withKey(json, { path, key: 'k', value: 'v' })).toBe(changed))

  it('no key where there is no object', () => {
    expect(() => withKey('{ "a": "x" }', { path: ['a'], key: 'k', value: 'v' })).toThrow('there is no a')
  })
})

/** A breach without its line: a line that moved is not a new one. */
function placeless(breach: string): string {
  return breach.replace(/:\d+/, '')
}
