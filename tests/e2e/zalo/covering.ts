/** What may vary, each with the values that it may have. */
export type Factors = Readonly<Record<string, readonly string[]>>

/** One of everything. */
export type Row = Record<string, string>

/**
 * A covering array of strength two: in its rows each value of each factor meets each value of every other factor at least once. What goes
 * wrong with two values together goes wrong in one of the rows, and a row for each combination is not needed. Greedy, and the same each
 * time: a row takes up a pair that is still open, then for each factor, the longest first, the value that closes most of what is open.
 */
export function coveringRows(factors: Factors): Row[] {
  const names = Object.keys(factors).sort((a, b) => valuesOf(factors, b).length - valuesOf(factors, a).length)
  const open = new Set(pairsOf(factors))
  const rows: Row[] = []
  while (open.size > 0) {
    const row = nextRow(factors, { names, open })
    for (const pair of pairsIn(row)) open.delete(pair)
    rows.push(row)
  }
  return rows
}

/** All pairs of values of two factors, each as one text. */
export function pairsOf(factors: Factors): string[] {
  const all = Object.entries(factors).flatMap(([name, values]) => values.map((value) => ({ name, value })))
  return all.flatMap((one) => all.filter((other) => one.name < other.name).map((other) => pair(one, other)))
}

/** The pairs that a row has. */
export function pairsIn(row: Row): string[] {
  const all = Object.entries(row).map(([name, value]) => ({ name, value }))
  return all.flatMap((one) => all.filter((other) => one.name < other.name).map((other) => pair(one, other)))
}

interface Setting {
  name: string
  value: string
}

// No name and no value has one.
const between = ' | '

function pair(one: Setting, other: Setting): string {
  const [first, second] = one.name < other.name ? [one, other] : [other, one]
  return [`${first.name}=${first.value}`, `${second.name}=${second.value}`].join(between)
}

function nextRow(factors: Factors, { names, open }: { names: readonly string[]; open: ReadonlySet<string> }): Row {
  const row: Row = {}
  const [first = ''] = open
  for (const setting of first.split(between)) {
    const [name = '', ...value] = setting.split('=')
    row[name] = value.join('=')
  }
  for (const name of names) {
    if (row[name] !== undefined) continue
    const gain = (value: string) =>
      Object.entries(row).filter(([n, v]) => open.has(pair({ name, value }, { name: n, value: v }))).length
    row[name] = valuesOf(factors, name).reduce((best, value) => (gain(value) > gain(best) ? value : best))
  }
  return row
}

function valuesOf(factors: Factors, name: string): readonly string[] {
  return factors[name] ?? []
}
