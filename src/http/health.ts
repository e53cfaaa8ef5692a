import { Hono } from 'hono'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { HttpEnv } from './http-env.ts'

/** One thing that must work before requests are sent here. */
export interface Check {
  name: string
  /** What is wrong, in words for an operator; undefined when all is well. Throwing is wrong too. */
  check(): Promise<string | undefined>
}

/** A figure about the service for Prometheus, read each time somebody asks. */
export interface Measure {
  name: string
  help: string
  /** A counter only grows, a gauge goes up and down. */
  kind: 'counter' | 'gauge'
  labels?: string[]
  read(): Promise<{ value: number; labels?: Record<string, string> }[]>
}

/** A check that takes longer counts as failed, so that the answer comes before whoever asks gives up. */
const PATIENCE_MS = 3_000

/** `/health/live` (the process answers), `/health/ready` (it can work; otherwise 503 with the reasons), `/metrics`. */
export function healthRoutes({ checks, measures }: { checks: Check[]; measures: Measure[] }): Hono<HttpEnv> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const measure of measures) register(registry, measure)
  const routes = new Hono<HttpEnv>()
  routes.get('/health/live', (c) => c.json({ status: 'ok' }))
  routes.get('/health/ready', async (c) => {
    const results = await Promise.all(checks.map(outcome))
    const reasons = Object.fromEntries(results.flatMap(([name, wrong]) => (wrong === undefined ? [] : [[name, wrong]])))
    const ready = Object.keys(reasons).length === 0
    return ready ? c.json({ status: 'ok' }) : c.json({ status: 'unavailable', reasons }, 503)
  })
  routes.get('/metrics', async (c) => c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType }))
  return routes
}

async function outcome({ name, check }: Check): Promise<[string, string | undefined]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${PATIENCE_MS} ms`), PATIENCE_MS)
  })
  try {
    return [name, await Promise.race([check(), late])]
  } catch (error) {
    return [name, error instanceof Error ? error.message : String(error)]
  } finally {
    clearTimeout(timer)
  }
}

function register(registry: Registry, { name, help, kind, labels, read }: Measure): void {
  const about = { name, help, labelNames: labels ?? [], registers: [registry] }
  if (kind === 'gauge') {
    new Gauge({
      ...about,
      async collect() {
        this.reset()
        for (const { labels = {}, value } of await read()) this.set(labels, value)
      },
    })
    return
  }
  new Counter({
    ...about,
    async collect() {
      this.reset()
      for (const { labels = {}, value } of await read()) this.inc(labels, value)
    },
  })
}
