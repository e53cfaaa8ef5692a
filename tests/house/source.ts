import { type ESTree, parseSync, Visitor } from 'vite'

/** The files of a repository, or of a made-up one: path with forward slashes to text. */
export type Files = Record<string, string>

/** One file of code as the rules see it. */
export interface Source {
  path: string
  text: string
  imports: Import[]
  functions: Function[]
  exported: Exported[]
  strings: Text[]
  templates: Template[]
  program: ESTree.Program
  /** The line, from 1, that a position lies in. */
  lineAt(offset: number): number
}

/** What a file takes from elsewhere. `typeOnly` leaves nothing behind when it runs. */
export interface Import {
  from: string
  typeOnly: boolean
  line: number
}

/** One function and how many lines its body has. Anonymous ones are callbacks in the middle of something else. */
export interface Function {
  name?: string
  lines: number
  line: number
}

/** Something that others may use. */
export interface Exported {
  name: string
  documented: boolean
  line: number
}

/** Literal text. `markup` stands between tags. */
export interface Text {
  value: string
  markup: boolean
  line: number
}

/** A template literal with gaps: the pieces between them. */
export interface Template {
  pieces: string[]
  line: number
}

const parsed = new Map<string, { text: string; source: Source }>()

/** Reads one file of code. Throws for one that is no TypeScript. */
export function readSource(path: string, text: string): Source {
  const known = parsed.get(path)
  if (known?.text === text) return known.source
  const { program, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const lineAt = lines(text)
  const source = {
    path,
    text,
    program,
    lineAt,
    ...collect(program, lineAt),
    exported: exportsOf(text, { program, comments, lineAt }),
  }
  parsed.set(path, { text, source })
  return source
}

/** The code among some files. */
export function sourcesOf(files: Files): Source[] {
  return Object.entries(files)
    .filter(([path]) => /\.(tsx?|mts|jsx?|mjs)$/.test(path) && !path.endsWith('.d.ts'))
    .map(([path, text]) => readSource(path, text))
}

/** Where a breach stands, as an editor opens it. */
export function at(source: Pick<Source, 'path'>, thing: { line: number }): string {
  return `${source.path}:${thing.line}`
}

function lines(text: string): (offset: number) => number {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}

type Collected = Pick<Source, 'imports' | 'functions' | 'strings' | 'templates'>

function collect(program: ESTree.Program, lineAt: (offset: number) => number): Collected {
  const found: Collected = { imports: [], functions: [], strings: [], templates: [] }
  const names = new Map<object, string>()
  const line = (node: { start: number }) => lineAt(node.start)
  const imported = (source: ESTree.Node | null | undefined, typeOnly: boolean) => {
    if (source?.type === 'Literal' && typeof source.value === 'string')
      found.imports.push({ from: source.value, typeOnly, line: line(source) })
  }
  const ran = (node: ESTree.Function | ESTree.ArrowFunctionExpression) => {
    if (!node.body || node === wrapperOf(program)) return
    const name = names.get(node) ?? ('id' in node ? node.id?.name : undefined)
    const last = lineAt(node.body.end - 1)
    const block = node.body.type === 'BlockStatement'
    const count = block ? Math.max(1, last - line(node.body) - 1) : last - line(node.body) + 1
    found.functions.push({ ...(name === undefined ? {} : { name }), lines: count, line: line(node) })
  }
  const named = (name: ESTree.Node, value: object | null | undefined) => {
    if (value && (name.type === 'Identifier' || name.type === 'PrivateIdentifier')) names.set(value, name.name)
  }
  new Visitor({
    ImportDeclaration: (node) => imported(node.source, node.importKind === 'type' || onlyTypes(node)),
    ExportNamedDeclaration: (node) => imported(node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => imported(node.source, node.exportKind === 'type'),
    ImportExpression: (node) => imported(node.source, false),
    TSImportType: (node) => imported(node.source, true),
    VariableDeclarator: (node) => named(node.id, node.init),
    Property: (node) => named(node.key, node.value),
    MethodDefinition: (node) => named(node.key, node.value),
    PropertyDefinition: (node) => named(node.key, node.value),
    FunctionDeclaration: ran,
    FunctionExpression: ran,
    ArrowFunctionExpression: ran,
    Literal: (node) => {
      if (typeof node.value === 'string') found.strings.push({ value: node.value, markup: false, line: line(node) })
    },
    JSXText: (node) => void found.strings.push({ value: node.value, markup: true, line: line(node) }),
    TemplateLiteral: (node) => {
      const pieces = node.quasis.map((q) => q.value.cooked ?? q.value.raw)
      if (pieces.length === 1) found.strings.push({ value: pieces[0] ?? '', markup: false, line: line(node) })
      else found.templates.push({ pieces, line: line(node) })
    },
  }).visit(program)
  return found
}

/** A script for browsers wraps all it holds in one function that is called at once: that one is the file, not a function of it. */
function wrapperOf(program: ESTree.Program): ESTree.Node | undefined {
  const statements = program.body.filter(
    (node) => node.type !== 'EmptyStatement' && !('directive' in node && node.directive),
  )
  const [only, ...more] = statements
  if (more.length > 0 || only?.type !== 'ExpressionStatement' || only.expression.type !== 'CallExpression')
    return undefined
  const { callee } = only.expression
  return callee.type === 'ParenthesizedExpression' ? callee.expression : callee
}

function onlyTypes(node: ESTree.ImportDeclaration): boolean {
  return (
    node.specifiers.length > 0 && node.specifiers.every((s) => s.type === 'ImportSpecifier' && s.importKind === 'type')
  )
}

type Comment = { type: string; value: string; start: number; end: number }
type Parsed = { program: ESTree.Program; comments: readonly Comment[]; lineAt: (offset: number) => number }

function exportsOf(text: string, { program, comments, lineAt }: Parsed): Exported[] {
  const docs = comments.filter((c) => c.type === 'Block' && c.value.startsWith('*'))
  const documented = (node: { start: number }) =>
    docs.some((doc) => doc.end <= node.start && text.slice(doc.end, node.start).trim() === '')
  const declared = new Map(program.body.flatMap((node) => namesOf(node).map((name) => [name, node] as const)))
  const found: Exported[] = []
  for (const node of program.body) {
    if (node.type !== 'ExportNamedDeclaration' && node.type !== 'ExportDefaultDeclaration') continue
    if (node.type === 'ExportNamedDeclaration' && node.source) continue
    const line = lineAt(node.start)
    if (node.type === 'ExportDefaultDeclaration') {
      const meant = node.declaration.type === 'Identifier' ? declared.get(node.declaration.name) : undefined
      found.push({ name: 'default', documented: documented(meant ?? node), line })
      continue
    }
    for (const name of node.declaration ? namesOf(node) : []) found.push({ name, documented: documented(node), line })
    for (const { local } of node.specifiers) {
      const name = local.type === 'Literal' ? local.value : local.name
      const meant = declared.get(name)
      if (meant) found.push({ name, documented: documented(meant), line })
    }
  }
  const seen = new Set<string>()
  return found.filter(({ name }) => !seen.has(name) && seen.add(name))
}

/** The names that a statement declares. Overloads share the docstring of the first. */
function namesOf(node: ESTree.Node): string[] {
  if (node.type === 'ExportNamedDeclaration') return node.declaration ? namesOf(node.declaration) : []
  if (node.type === 'VariableDeclaration') return node.declarations.flatMap(({ id }) => patternNames(id))
  if ('id' in node && node.id && typeof node.id === 'object' && 'name' in node.id) return [String(node.id.name)]
  return []
}

function patternNames(node: ESTree.Node): string[] {
  if (node.type === 'Identifier') return [node.name]
  if (node.type === 'ObjectPattern')
    return node.properties.flatMap((p) => (p.type === 'Property' ? patternNames(p.value) : patternNames(p.argument)))
  return []
}
