/** A line of JSON as plain data, or undefined when it is none. */
export function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** The `id` by which a line is answered; null where it has none that could be one. */
export function idOf(json: unknown): string | number | null {
  const id = typeof json === 'object' && json !== null && 'id' in json ? json.id : null
  return typeof id === 'string' || typeof id === 'number' ? id : null
}

/** What a checker found wrong at one place; the issues of zod have this shape. */
export interface LineIssue {
  path: readonly PropertyKey[]
  message: string
  code?: string
  keys?: readonly string[]
}

/** The first thing that is wrong, with the path of its field: `facts.applicantAge: expected number`. */
export function explain({ issues }: { issues: readonly LineIssue[] }): string {
  const [issue] = issues
  if (issue === undefined) return 'the line cannot be read'
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') return `${[...path, issue.keys?.[0]].join('.')}: unknown name`
  return path.length === 0 ? issue.message : `${path.join('.')}: ${issue.message}`
}
