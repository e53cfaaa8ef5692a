import { describe, expect, it } from 'vitest'
import { acquainted, circles, runningImports, unknownStoreys, wrongWay } from './imports.ts'
import { longFiles, longFunctions, medianFunction } from './lengths.ts'
import { crowded, emptyHomes, strayLibraries, unlikePackages } from './libraries.ts'
import { brokenTexts, localesOf, openGaps, unequalLanguages, unknownKeys, unusedLocales } from './locales.ts'
import { outsiders } from './outsiders.ts'
import { impure } from './purity.ts'
import { type Files, type Source, sourcesOf } from './source.ts'
import { poorNames, spokenText, undocumented } from './words.ts'

// Every rule is fed a made-up breach, and its lawful neighbour, which it must let pass.

type Rule = (sources: readonly Source[]) => string[]

const doc = '/** What it is. */\n'
const lines = (count: number) => 'work()\n'.repeat(count)

describe('a rule of code', () => {
  it.each<[string, Rule, Files]>([
    ['a storey below', wrongWay, { 'src/flows/a.ts': "import { b } from '../domain/b.ts'" }],
    ['the same storey', wrongWay, { 'src/domain/a.ts': "import { b } from './b.ts'" }],
    ['wire, which knows all', wrongWay, { 'src/wire.ts': "import { b } from './store/b.ts'" }],
    ['main, which knows wire', wrongWay, { 'src/main.ts': "import { b } from './wire/service.ts'" }],
    ['types for ports', runningImports, { 'src/ports/a.ts': "import type { B } from '../domain/b.ts'" }],
    ['single types for ports', runningImports, { 'src/ports/a.ts': "import { type B } from '../domain/b.ts'" }],
    ['a storey of the plan', unknownStoreys, { 'src/domain/a.ts': '', 'src/main.ts': '' }],
    ['a shared leaf', acquainted, { 'src/flows/a.ts': "import { f } from './filler.ts'" }],
    ['an index', acquainted, { 'src/flows/index.ts': "import { a } from './a.ts'" }],
    ['files of one channel', acquainted, { 'src/channels/web/a.ts': "import { b } from './b.ts'" }],
    ['a line of files', circles, { 'src/a.ts': "import './b.ts'", 'src/b.ts': "import './c.ts'", 'src/c.ts': '' }],
    ['a library at home', strayLibraries, { 'src/channels/telegram/a.ts': "import { Bot } from 'grammy'" }],
    ['a part of a library at home', strayLibraries, { 'src/http/a.ts': "import { jsx } from 'hono/jsx'" }],
    ['a module of Node in the store', crowded, { 'src/store/a.ts': "import { join } from 'node:path'" }],
    ['a day with an argument', impure, { 'src/domain/a.ts': 'new Date(0).getTime()' }],
    ['a property with a name of the world', impure, { 'src/domain/a.ts': 'a.process; b = { console: 1 }' }],
    ['a clock in the store', impure, { 'src/store/a.ts': 'Date.now()' }],
    ['a file of 300 lines', longFiles, { 'src/a.ts': lines(300) }],
    ['a function of 50 lines', longFunctions, { 'src/a.ts': `function f() {\n${lines(50)}}` }],
    ['the wrapper of a script', longFunctions, { 'src/a.js': `;(() => {\n${lines(60)}})()` }],
    ['a table', longFunctions, { 'src/a.ts': `const t = [\n${'  1,\n'.repeat(60)}]` }],
    ['explained things', undocumented, { 'src/a.ts': `${doc}export const a = 1\n${doc}export interface B {}` }],
    ['a list of names', undocumented, { 'src/a.ts': "export * from './b.ts'\nexport { c } from './c.ts'" }],
    ['an explained thing named below', undocumented, { 'src/a.ts': `${doc}const a = 1\nexport { a }` }],
    ['Vietnamese in a comment', spokenText, { 'src/a.ts': '// Hộ nghèo\nwork()' }],
    ['a letter that code works with', spokenText, { 'src/a.ts': "t.replaceAll('đ', 'd')" }],
    ['the name of a document', spokenText, { 'src/policy/sources.ts': "const a = 'Quyết định 10'" }],
    ['signs between tags', spokenText, { 'src/a.tsx': 'const a = <p>· {text} ✓</p>' }],
  ])('lets pass: %s', (_, rule, files) => {
    expect(rule(sourcesOf(files))).toEqual([])
  })

  it.each<[string, Rule, Files, string]>([
    ['a storey above', wrongWay, { 'src/domain/a.ts': "import { b } from '../policy/b.ts'" }, 'src/domain/a.ts:1'],
    ['a type above', wrongWay, { 'src/domain/a.ts': "import type { B } from '../app/b.ts'" }, 'src/domain/a.ts:1'],
    ['a type in the middle', wrongWay, { 'src/domain/a.ts': "let b: import('../app/b.ts').B" }, 'src/domain/a.ts:1'],
    ['a late import', wrongWay, { 'src/app/a.ts': "\nawait import('../store/b.ts')" }, 'src/app/a.ts:2'],
    ['a hand-over', wrongWay, { 'src/ports/a.ts': "export * from '../app/b.ts'" }, 'src/ports/a.ts:1'],
    ['a neighbour', wrongWay, { 'src/http/a.ts': "import { b } from '../channels/web/b.ts'" }, 'http may not import'],
    ['the configuration', wrongWay, { 'src/app/a.ts': "import { c } from '../config.ts'" }, 'app may not import'],
    ['wire', wrongWay, { 'src/cli/a.ts': "import { w } from '../wire.ts'" }, 'cli may not import wire.ts'],
    ['a new storey', unknownStoreys, { 'src/tools/a.ts': '' }, 'tools'],
    ['a port that does something', runningImports, { 'src/ports/a.ts': "import { b } from '../domain/b.ts'" }, 'b.ts'],
    ['a flow that knows a flow', acquainted, { 'src/flows/a.ts': "import { b } from './b.ts'" }, 'flows/b.ts'],
    ['a flow that knows all', acquainted, { 'src/flows/a.ts': "import { b } from './index.ts'" }, 'flows/index.ts'],
    ['two channels', acquainted, { 'src/channels/web/a.ts': "import '../telegram/b.ts'" }, 'channels/telegram/b.ts'],
    ['a shared leaf that knows', acquainted, { 'src/jobs/job.ts': "import a from './a.ts'" }, 'jobs/a.ts'],
    ['a circle of two', circles, { 'src/a.ts': "import './b.ts'", 'src/b.ts': "import './a.ts'" }, 'a.ts <-> b.ts'],
    [
      'a circle of three types',
      circles,
      {
        'src/a.ts': "import type { B } from './b.ts'",
        'src/b.ts': "import type { C } from './c.ts'",
        'src/c.ts': "import type { A } from './a.ts'",
        'src/d.ts': "import './a.ts'",
      },
      'a.ts <-> b.ts <-> c.ts',
    ],
    ['a library away from home', strayLibraries, { 'src/app/a.ts': "import { Bot } from 'grammy'" }, 'grammy'],
    ['a library without home', strayLibraries, { 'src/http/a.ts': "import x from '@made/up/part'" }, '@made/up'],
    ['a library in a bare storey', crowded, { 'src/flows/a.ts': "import { z } from 'zod'" }, 'zod'],
    ['a module of Node in a bare storey', crowded, { 'src/domain/a.ts': "import 'node:fs'" }, 'node:fs'],
    ['a home where nobody lives', emptyHomes, {}, 'bullmq is not used in jobs'],
    ['a clock', impure, { 'src/domain/a.ts': '\nconst at = Date.now()' }, 'src/domain/a.ts:2 Date.now'],
    ['today', impure, { 'src/flows/a.ts': 'const at = new Date()' }, 'new Date()'],
    ['today without brackets', impure, { 'src/flows/a.ts': 'const at = new Date' }, 'new Date()'],
    ['chance', impure, { 'src/policy/a.ts': 'Math.random()' }, 'Math.random'],
    ['the environment', impure, { 'src/understanding/a.ts': 'process.env.HOME' }, 'process'],
    ['the net', impure, { 'src/conversation/a.ts': 'fetch(url)' }, 'fetch'],
    ['the console', impure, { 'src/domain/a.ts': 'console.log(1)' }, 'console'],
    ['a timer', impure, { 'src/domain/a.ts': 'setTimeout(f, 1)' }, 'setTimeout'],
    ['a file of 301 lines', longFiles, { 'src/a.ts': lines(301) }, '301 lines'],
    ['a function of 51 lines', longFunctions, { 'src/a.ts': `function f() {\n${lines(51)}}` }, 'f has 51 lines'],
    ['a long method', longFunctions, { 'src/a.ts': `const o = { f() {\n${lines(51)}} }` }, 'f has 51 lines'],
    ['a long callback', longFunctions, { 'src/a.ts': `on(() => {\n${lines(51)}})` }, 'a function has 51 lines'],
    ['a long expression', longFunctions, { 'src/a.ts': `const f = () => [\n${'1,\n'.repeat(51)}]` }, 'f has 53 lines'],
    ['a function unexplained', undocumented, { 'src/a.ts': '// plain\nexport function f() {}' }, 'src/a.ts:2 f'],
    ['a type unexplained', undocumented, { 'src/a.ts': `${doc}const x = 1\nexport type T = 1` }, 'T has no'],
    ['a default unexplained', undocumented, { 'src/a.ts': 'export default job({})' }, 'default has no'],
    ['a name far from its docstring', undocumented, { 'src/a.ts': `${doc}work()\nexport class C {}` }, 'C has no'],
    ['a thing named below unexplained', undocumented, { 'src/a.ts': 'const a = 1\nexport { a }' }, 'a has no'],
    ['Vietnamese', spokenText, { 'src/a.ts': "const a = 'Hộ nghèo'" }, 'src/a.ts:1 "Hộ nghèo"'],
    ['Vietnamese in a template', spokenText, { 'src/a.ts': `const a = \`\${n} đồng\`` }, 'đồng'],
    ['Vietnamese with marks of their own', spokenText, { 'src/a.ts': "const a = 'Hộ'".normalize('NFD') }, 'src/a.ts:1'],
    ['English between tags', spokenText, { 'src/a.tsx': 'const a = <p>Sign in</p>' }, 'Sign in'],
  ])('refuses: %s', (_, rule, files, told) => {
    expect(rule(sourcesOf(files)).join('\n')).toContain(told)
  })

  it('counts the functions with a name for the median, not the callbacks', () => {
    const text = `const f = () => {\n${lines(9)}}\nfunction g() {\n${lines(5)}}\nconst h = () => 1\nlist.map(() => 1)\nlist.map(() => 2)`
    expect(medianFunction(sourcesOf({ 'src/a.ts': text }))).toBe(5)
  })

  it('wants a home for each library that is installed', () => {
    expect(unlikePackages('{ "dependencies": { "zod": "1", "left-pad": "1" } }')).toEqual(
      expect.arrayContaining(['left-pad is installed and has no home', 'pg has a home and is not installed']),
    )
  })
})

describe('a rule of words', () => {
  const both = (vi: object, en: object = vi): Files => ({
    'locales/vi/flows/a.json': JSON.stringify(vi),
    'locales/en/flows/a.json': JSON.stringify(en),
  })
  const told = both({ sent: 'So {code}', list: ['mot', 'hai'], some: { x: 'x', y: 'y' } })

  it.each([
    ['the same keys and gaps', unequalLanguages, told],
    ['gaps in another order', unequalLanguages, both({ a: '{x} {y}' }, { a: '{y} {x}' })],
    ['lists of other length', unequalLanguages, both({ a: ['x', 'y'] }, { a: ['x'] })],
    ['a gap', brokenTexts, told],
  ])('lets pass: %s', (_, rule, files) => {
    expect(rule(localesOf(files))).toEqual([])
  })

  it.each([
    ['a key that is missing', unequalLanguages, both({ a: 'x', b: 'y' }, { a: 'x' }), 'flows/a:b is missing in en'],
    ['a file that is missing', unequalLanguages, { 'locales/vi/b.json': '{}', 'locales/en/c.json': '{}' }, 'en/b.json'],
    ['another gap', unequalLanguages, both({ a: '{x}' }, { a: '{y}' }), 'x / y'],
    ['braces twice', brokenTexts, both({ a: '{{x}}' }), 'braces'],
    ['half a pair of braces', brokenTexts, both({ a: 'x}' }), 'braces'],
    ['no words', brokenTexts, both({ a: ' ' }), 'says nothing'],
  ])('refuses: %s', (_, rule, files, answer) => {
    expect(rule(localesOf(files)).join('\n')).toContain(answer)
  })

  it.each([
    ['a key', "say('flows/a:sent', { code })"],
    ['a branch', "choose('flows/a:some')"],
    ['a key with a gap', `say(\`flows/a:some.\${x}\`)`],
    ['a file with a gap', `say(\`flows/\${x}:sent\`)`],
    ['an address and a module', "go('https://a.vn', 'node:fs')"],
    ['a template that is no key', `key(\`reply:\${id}\`)`],
  ])('lets pass: %s', (_, text) => {
    expect(unknownKeys(sourcesOf({ 'src/a.ts': text }), localesOf(told))).toEqual([])
  })

  it.each([
    ['a key of no text', "say('flows/a:none')"],
    ['a key of no file', "say('flows/b:sent')"],
    ['a gap that nothing fills', `say(\`flows/a:other.\${x}\`)`],
    ['a gap in the file that one lacks', `say(\`flows/\${x}:title\`)`],
    ['a branch that is cut', "const branch = 'flows/a:thing.'"],
  ])('refuses: %s', (_, text) => {
    expect(unknownKeys(sourcesOf({ 'src/a.ts': text }), localesOf(told))).toHaveLength(1)
  })

  it.each([
    ['every gap filled', "say('flows/a:sent', { code: 1 })", 0],
    ['gaps filled from elsewhere', "say('flows/a:sent', fillers); say('flows/a:sent', { ...more })", 0],
    ['a gap left open', "say('flows/a:sent')", 1],
    ['another gap filled', "say('flows/a:sent', { kode: 1 })", 1],
    ['words with a gap left open', "const w = { key: 'flows/a:sent' }", 1],
    ['words with every gap filled', "const w = { key: 'flows/a:sent', with: { code } }", 0],
    ['a branch said', "say('flows/a:some')", 1],
  ])('reads gaps: %s', (_, text, count) => {
    expect(openGaps(sourcesOf({ 'src/a.ts': text }), localesOf(told))).toHaveLength(count)
  })

  it.each([
    ['a text of its file', "ui.t('title', { name })", []],
    ['one of two texts', "t(cold ? 'title' : 'rest.cold', fillers)", []],
    ['a text with a gap', `ui.t(\`rest.\${state}\`)`, []],
    ['a text that is none', "ui.t('titel', { name })", ['unknown', 'gap']],
    ['one that is none, of two', "t(cold ? 'rest.warm' : 'rest.cold')", ['unknown', 'gap']],
    ['a gap left open', "t('title')", ['gap']],
    ['a gap that nothing fills', `ui.t(\`state.\${state}\`)`, ['unknown']],
  ])('follows t() to the file that is understood: %s', (_, text, refused) => {
    const sources = sourcesOf({ 'src/http/console/a.tsx': text })
    const said = localesOf({ 'locales/vi/console.json': '{ "title": "{name}", "rest": { "cold": "x", "hot": "y" } }' })
    expect(unknownKeys(sources, said)).toHaveLength(refused.includes('unknown') ? 1 : 0)
    expect(openGaps(sources, said)).toHaveLength(refused.includes('gap') ? 1 : 0)
  })

  it('finds a file that nobody names', () => {
    const locales = localesOf({ 'locales/vi/used.json': '{}', 'locales/vi/idle.json': '{}' })
    expect(unusedLocales(sourcesOf({ 'src/a.ts': "say('used:x')" }), locales)).toEqual([
      'locales/*/idle.json is named nowhere',
    ])
  })
})

describe('a rule of the repository', () => {
  it.each([
    'src/app/find-programmes.ts',
    'tests/flows/apply.test.ts',
    'tests/vitest.config.ts',
    'locales/vi/common.json',
    'src/store/own-data.ts',
    'README.md',
    'prisma/migrations/20260101_first/migration.sql',
  ])('lets pass the name %s', (path) => {
    expect(poorNames({ [path]: '' })).toEqual([])
  })

  it.each([
    'src/app/findProgrammes.ts',
    'src/app/Find.ts',
    'src/app/find_programmes.ts',
    'src/utils/a.ts',
    'src/app/date-utils.ts',
    'src/app/loan-manager.ts',
    'src/app/service.ts',
    'src/app/data.ts',
    'tests/helpers/a.ts',
  ])('refuses the name %s', (path) => {
    expect(poorNames({ [path]: '' })).toHaveLength(1)
  })

  // Made up, and put together here, so that the rule does not find this file.
  const pieces = (...parts: string[]) => parts.join('')
  it.each([
    ['a registry', pieces('https://registry', '.example.com/x')],
    ['where a package came from', pieces('"resol', 'ved": "https://example.com/x.tgz"')],
    ['a folder of a machine', pieces('see /ro', 'ot/notes')],
    ['a folder of a person', pieces("'/ho", "me/lan/loa'")],
    ['a private key', pieces('-----BEGIN RSA PRIVATE', ' KEY-----')],
    ['a token of a bot', pieces('1234567890', ':AA', 'x'.repeat(33))],
    ['a token of a code host', pieces('ghp_', 'x'.repeat(36))],
    ['a password in an address', pieces('postgres://lan:', 's3cr3tword@db/loa')],
  ])('finds %s', (_, text) => {
    expect(outsiders({ 'a.md': `first\n${text}` })).toHaveLength(1)
  })

  it.each([
    ['a page below home', 'https://vbsp.org.vn/home/x'],
    ['an address with a gap for its password', `postgres://loa:\${password}@db/loa`],
    ['a folder of our own', 'tests/work/notes'],
  ])('lets pass %s', (_, text) => {
    expect(outsiders({ 'a.md': text })).toEqual([])
  })
})
