import { type ESTree, parseSync } from 'vite'

/** Puts an import where its path belongs among those of its kind. The formatter has the last word. */
export function withImport(text: string, line: string): string {
  const lines = text.split('\n')
  const last = lines.findLastIndex((l) => l.startsWith('import ') || l.startsWith('} from '))
  return [...lines.slice(0, last + 1), line, ...lines.slice(last + 1)].join('\n')
}

/** Puts a row at the end of the table that begins with a line, or in order where the table is in order. */
export function withRow(text: string, { table, row }: { table: string; row: string }): string {
  const lines = text.split('\n')
  const from = lines.findIndex((line) => line.startsWith(table))
  const length = lines.slice(from + 1).findIndex((line) => /^[}\]]/.test(line))
  if (from < 0 || length < 0) throw new Error(`there is no table "${table}"`)
  const rows = lines.slice(from + 1, from + 1 + length)
  const key = (line: string) => line.trim().replaceAll("'", '').split(/[:,]/)[0] ?? ''
  const inOrder = rows.every((line, i) => i === 0 || key(rows[i - 1] ?? '') <= key(line))
  const before = inOrder ? rows.findIndex((line) => key(line) > key(row)) : -1
  const place = from + 1 + (before < 0 ? length : before)
  return [...lines.slice(0, place), row, ...lines.slice(place)].join('\n')
}

/** Puts a key at the end of an object of a JSON text; the rest keeps its writing. */
export function withKey(
  json: string,
  { path, key, value }: { path: readonly string[]; key: string; value: unknown },
): string {
  const object = path.reduce<ESTree.ObjectExpression>((at, name) => within(at, name), rootOf(json))
  const last = object.properties.at(-1)
  if (!last) throw new Error(`${path.join('.')} is empty`)
  const end = last.end - 1
  const broken = json.slice(0, last.start - 1).endsWith('\n') || /\n\s*$/.test(json.slice(0, last.start - 1))
  const gap = broken ? `\n${'  '.repeat(path.length + 1)}` : ' '
  return `${json.slice(0, end)},${gap}${JSON.stringify(key)}: ${JSON.stringify(value)}${json.slice(end)}`
}

/** JSON as it is written in the locales. */
export function written(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** The same text with one place changed. Throws where the place is not there. */
export function replaced(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`there is no ${from}`)
  return changed
}

/** JSON is an expression: in brackets, so that every place is one further on. */
function rootOf(json: string): ESTree.ObjectExpression {
  const [statement] = parseSync('locale.js', `(${json})`).program.body
  const expression = statement?.type === 'ExpressionStatement' ? statement.expression : undefined
  const inner = expression?.type === 'ParenthesizedExpression' ? expression.expression : expression
  if (inner?.type !== 'ObjectExpression') throw new Error('this is no object')
  return inner
}

function within(object: ESTree.ObjectExpression, name: string): ESTree.ObjectExpression {
  const found = object.properties.find((p) => p.type === 'Property' && p.key.type === 'Literal' && p.key.value === name)
  if (found?.type !== 'Property' || found.value.type !== 'ObjectExpression') throw new Error(`there is no ${name}`)
  return found.value
}
