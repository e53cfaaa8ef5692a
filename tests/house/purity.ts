import { type ESTree, Visitor } from 'vite'
import { storeyOf } from './imports.ts'
import { pure } from './plan.ts'
import { at, type Source } from './source.ts'

/** Names of the world that a pure storey may not even mention. */
const world = new Set([
  'process',
  'console',
  'fetch',
  'crypto',
  'performance',
  'globalThis',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'require',
])
const chanceAndClock = new Set(['Date.now', 'Math.random', 'Temporal.Now'])

/** Clock, chance and world in a storey that is to give the same answer to the same question for ever. */
export function impure(sources: readonly Source[]): string[] {
  return sources
    .filter((s) => s.path.startsWith('src/') && pure.includes(storeyOf(s.path.slice(4))))
    .flatMap((source) =>
      mentions(source).map(({ name, start }) => `${at(source, { line: source.lineAt(start) })} ${name}`),
    )
}

function mentions({ program }: Source): { name: string; start: number }[] {
  const found: { name: string; start: number }[] = []
  const names = new Set<object>()
  const add = (name: string, node: ESTree.Node) => found.push({ name, start: node.start })
  const dateWithout = (node: ESTree.NewExpression | ESTree.CallExpression) => {
    if (node.callee.type !== 'Identifier' || node.callee.name !== 'Date') return
    if (node.type === 'CallExpression') add('Date()', node)
    else if (node.arguments.length === 0) add('new Date()', node)
  }
  new Visitor({
    NewExpression: dateWithout,
    CallExpression: dateWithout,
    ImportExpression: (node) => add('import()', node),
    AwaitExpression: (node) => add('await', node),
    MetaProperty: (node) => {
      if (node.meta.name === 'import') add('import.meta', node)
    },
    MemberExpression: (node) => {
      if (!node.computed) names.add(node.property)
      if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return
      const name = `${node.object.name}.${node.property.name}`
      if (chanceAndClock.has(name)) add(name, node)
    },
    Property: (node) => void (node.computed || node.shorthand || names.add(node.key)),
    TSPropertySignature: (node) => void names.add(node.key),
    TSMethodSignature: (node) => void names.add(node.key),
    Identifier: (node) => {
      if (world.has(node.name) && !names.has(node)) add(node.name, node)
    },
  }).visit(program)
  return found
}
