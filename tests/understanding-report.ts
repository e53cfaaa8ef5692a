import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Asked, type Judged, judge } from './understanding/judge.ts'
import { readyUnderstanding } from './understanding/material.ts'

// Prints how well free text is understood on the sentences kept apart: by style, by intent, what is taken for what, and how sure.
const files = process.argv.slice(2).filter((a) => !a.startsWith('-'))
// Everyday questions, and questions in odd words. Neither was learnt from; whatever is used to improve the reader has to leave them.
const names = files.length > 0 ? files : ['asked-plain', 'asked-odd']
const understanding = readyUnderstanding()
const print = (line: string) => process.stdout.write(`${line}\n`)

const judged = names.flatMap((name) => {
  const path = fileURLToPath(new URL(`understanding/${name}.json`, import.meta.url))
  return (JSON.parse(readFileSync(path, 'utf8')) as Asked[]).map((asked) => judge(understanding, asked))
})

share('all', judged)
print('\nby style')
for (const [style, rows] of groups(judged, (j) => j.asked.style)) share(style, rows)
print('\nby intent')
for (const [intent, rows] of groups(judged, (j) => j.asked.intent)) share(intent, rows)
print('\ntaken for another intent')
const pairs = groups(
  judged.filter((j) => !j.intentRight),
  (j) => `${j.asked.intent} -> ${j.reading.intent}`,
)
for (const [pair, rows] of pairs.sort((a, b) => b[1].length - a[1].length)) print(`  ${rows.length}  ${pair}`)
print('\nhow sure, and how often right')
for (const [from, to] of [
  [0, 0.3],
  [0.3, 0.5],
  [0.5, 0.7],
  [0.7, 0.9],
  [0.9, 1.01],
] as const) {
  share(
    `${from} to ${to}`,
    judged.filter((j) => j.reading.confidence >= from && j.reading.confidence < to),
  )
}
share(
  '0.7 and more',
  judged.filter((j) => j.reading.confidence >= 0.7),
)
const named = judged.filter((j) => j.asked.programme !== null)
print(
  `\nprogramme right where one is named: ${percent(named.filter((j) => j.programmeRight).length, named.length)} of ${named.length}`,
)
const unnamed = judged.filter((j) => j.asked.programme === null)
print(
  `none found where none is named: ${percent(unnamed.filter((j) => j.programmeRight).length, unnamed.length)} of ${unnamed.length}`,
)
const times = judged.map((j) => j.ms).sort((a, b) => a - b)
print(
  `reading: median ${times[Math.floor(times.length / 2)]?.toFixed(3)} ms, p99 ${times[Math.floor(times.length * 0.99)]?.toFixed(3)} ms`,
)
if (process.argv.includes('--wrong')) {
  for (const j of judged.filter((w) => !w.intentRight || !w.programmeRight)) {
    const { intent, programme, confidence } = j.reading
    print(
      `${j.asked.style}: ${j.asked.text}\n    ${j.asked.intent} ${j.asked.programme} <> ${intent} ${programme} ${confidence}`,
    )
  }
}

function share(name: string, rows: readonly Judged[]): void {
  const right = rows.filter((j) => j.intentRight).length
  print(`  ${name.padEnd(26)} ${percent(right, rows.length).padStart(7)}  of ${rows.length}`)
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`
}

function groups(rows: readonly Judged[], key: (j: Judged) => string): [string, Judged[]][] {
  const map = new Map<string, Judged[]>()
  for (const row of rows) map.set(key(row), [...(map.get(key(row)) ?? []), row])
  return [...map]
}
