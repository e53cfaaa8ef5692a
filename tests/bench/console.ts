import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readConfig } from '../../src/config.ts'
import { makeLog } from '../../src/log.ts'
import { openEmbedded } from '../../src/store/embedded.ts'
import { prepareDemo } from '../../src/wire/demo.ts'
import { openData } from '../../src/wire/open-data.ts'
import { startLoa } from '../support/loa-process.ts'
import { freePort } from '../support/redis.ts'
import { fillConsole } from './console-register.ts'
import { type Opened, walkConsole } from './console-walk.ts'
import { moment } from './moment.ts'
import { type Options, whole } from './options.ts'
import { type Stops, tell, withStops } from './stops.ts'
import { stopLoa } from './world.ts'

/** What the acceptance of the console asks for: milliseconds at the 95th percentile, and bytes of a first page before pictures. */
const wanted = { p95Ms: 300, firstPageBytes: 60_000 }

/**
 * Opens every page of the console that links lead to, as each role, over a register of the given size, and says how long the slowest
 * kind of page takes, how heavy the heaviest is, and the first one with its style. Searches are kinds of their own.
 */
export async function consolePages(options: Options): Promise<object> {
  const sizes = {
    households: whole(options, 'households', { usual: 100_000 }),
    cases: whole(options, 'cases', { usual: 50_000 }),
    applications: whole(options, 'applications', { usual: 20_000 }),
  }
  const rounds = whole(options, 'rounds', { usual: 20, most: 1_000 })
  return withStops(async (stops) => {
    const url = await openOffice(stops, sizes)
    const opened = await walkConsole(url, rounds)
    const styles = await Promise.all(['style', 'dark'].map((name) => fetch(`${url}/console/${name}.css`)))
    const look = (await Promise.all(styles.map((style) => style.text()))).reduce(
      (sum, css) => sum + Buffer.byteLength(css),
      0,
    )
    return { ...sizes, rounds, ...summaryOf(opened, look) }
  })
}

function summaryOf(opened: readonly Opened[], look: number): object {
  const kinds = new Map<string, Opened[]>()
  for (const each of opened) kinds.set(each.kind, [...(kinds.get(each.kind) ?? []), each])
  const pages = [...kinds].map(([kind, those]) => {
    const ms = those.map((o) => o.ms).sort((a, b) => a - b)
    const p95Ms = Math.round(ms[Math.min(ms.length - 1, Math.floor(ms.length * 0.95))] ?? 0)
    return {
      kind,
      opened: those.length,
      p50Ms: Math.round(ms[Math.floor(ms.length / 2)] ?? 0),
      p95Ms,
      bytes: Math.max(...those.map((o) => o.bytes)),
    }
  })
  pages.sort((a, b) => b.p95Ms - a.p95Ms)
  for (const { kind, opened, p50Ms, p95Ms, bytes } of pages)
    tell(`${p95Ms} ms p95, ${p50Ms} ms p50, ${bytes} bytes, ${opened} times: ${kind}`)
  const heaviest = Math.max(...pages.map((p) => p.bytes))
  const first = Math.max(...pages.filter((p) => / \/console$/.test(p.kind)).map((p) => p.bytes)) + look
  return {
    kinds: pages.length,
    requests: opened.length,
    slowestP95Ms: pages[0]?.p95Ms ?? 0,
    firstPageBytes: first,
    heaviestBytes: heaviest,
    ok: pages.every((p) => p.p95Ms <= wanted.p95Ms) && first <= wanted.firstPageBytes,
    slowest: pages.slice(0, 5),
  }
}

/** The sample office, filled, with a process of its own that serves the console. */
async function openOffice(stops: Stops, sizes: Parameters<typeof fillConsole>[1]): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'loa-bench-'))
  stops.push(async () => rmSync(dir, { recursive: true, force: true }))
  const embedded = await openEmbedded({ dir, log: { info: () => {}, warn: () => {} } })
  stops.push(embedded.stop)
  const dataKey = Buffer.alloc(32, 3)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    DATABASE_URL: embedded.url,
    LOA_DATA_KEY: dataKey.toString('base64'),
    PORT: String(port),
    PUBLIC_URL: url,
    HOST: '127.0.0.1',
  }
  const data = await openData(readConfig(env), { log: makeLog('error'), dataKey, beside: false })
  await prepareDemo(data)
  await data.close()
  const sql = new pg.Client({ connectionString: embedded.url })
  await sql.connect()
  const from = moment()
  await fillConsole(sql, sizes)
  await sql.end()
  tell(`filled in ${Math.round((moment() - from) / 1000)} s`)
  const loa = startLoa(['start', '--roles', 'web'], env)
  stops.push(() => stopLoa(loa))
  await loa.says('Loa is running')
  return url
}
