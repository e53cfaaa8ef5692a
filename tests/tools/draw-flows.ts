import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { AnyFlow } from '../../src/conversation/flow.ts'
import { flows } from '../../src/flows/index.ts'
import { requestsDrawnInto } from './application-picture.ts'
import { casesDrawnInto } from './case-table.ts'
import { drawnInto } from './flow-picture.ts'

// npm run flows:draw [-- file] [--check]: draws every flow, and where they are wanted the path of a request and the table of cases, between
// the marks of README.md, or says that the drawing is old.

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const file = positionals[0] ?? 'README.md'
const old = readFileSync(file, 'utf8')
const withFlows = drawnInto(old, flows as unknown as Record<string, AnyFlow>)
const withRequests = old.includes('<!-- requests -->') ? requestsDrawnInto(withFlows) : withFlows
const drawn = old.includes('<!-- cases -->') ? casesDrawnInto(withRequests) : withRequests

if (!values.check) writeFileSync(file, drawn)
else if (drawn !== old) {
  process.stderr.write(`The flows in ${file} are not drawn as they are now. Run: npm run flows:draw\n`)
  process.exitCode = 1
}
