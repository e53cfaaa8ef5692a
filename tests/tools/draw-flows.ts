import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { AnyFlow } from '../../src/conversation/flow.ts'
import { flows } from '../../src/flows/index.ts'
import { requestsDrawnInto } from './application-picture.ts'
import { drawnInto } from './flow-picture.ts'

// npm run flows:draw [-- file] [--check]: draws every flow, and the path of a request where it is wanted, between
// the marks of README.md, or says that the drawing is old.

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const file = positionals[0] ?? 'README.md'
const old = readFileSync(file, 'utf8')
const withFlows = drawnInto(old, flows as unknown as Record<string, AnyFlow>)
const drawn = old.includes('<!-- requests -->') ? requestsDrawnInto(withFlows) : withFlows

if (!values.check) writeFileSync(file, drawn)
else if (drawn !== old) {
  process.stderr.write(`The flows in ${file} are not drawn as they are now. Run: npm run flows:draw\n`)
  process.exitCode = 1
}
