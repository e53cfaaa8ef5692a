import { bodyForms, type Forgery, forgeries, headerForms, macOf } from './signature.ts'
import { chance } from './storm.ts'
import { hourMs } from './vietnam.ts'
import type { World } from './world.ts'

/** How a call of the webhook ended: a status, `late` after two seconds, or `unreachable`. */
export type HookAnswer = number | 'late' | 'unreachable'

/** An event on its way. Its bytes and headers never change, however often it is called out. */
export interface HookEvent {
  id: string
  name: string
  /** The person it is about, or the phone number: events about one go out one after the other. */
  about: string
  body: EventBody
  bytes: string
  headers: Record<string, string>
  /** The answers of all calls so far. */
  answers: HookAnswer[]
  /** `nowhere`: no webhook was saved, or it was switched off. `unwanted`: not subscribed. */
  state: 'held' | 'waiting' | 'delivered' | 'givenUp' | 'lost' | 'nowhere' | 'unwanted'
  at: number
}

/** The fields of an event. `event_name` and `timestamp` are in all of them. */
export type EventBody = { event_name: string; timestamp: string } & Record<string, unknown>

/** Trouble on the way of events: a share of them comes twice, comes late (its first call did not connect), or never. */
export interface Shake {
  seed: number
  twice?: number
  late?: number
  lost?: number
}

/** The caller of the webhook. */
export interface Hook {
  /** Sends an event. `settled` resolves when its first call is over. */
  emit: (body: EventBody, about: string, headers?: Record<string, string>) => { id: string; settled: Promise<void> }
  /** Saves an address: it is asked first with a body `{}` and no signature, and has to answer 200. */
  save: (url: string) => Promise<{ ok: boolean; answer: HookAnswer }>
  /** Takes an address without asking, as if it had been saved some time ago. */
  use: (url: string | undefined) => void
  state: () => { url: string | undefined; disabled: boolean }
  events: () => readonly HookEvent[]
  /** Calls an event out once more, byte for byte. */
  resend: (id: string) => Promise<HookAnswer>
  /** Calls with a signature that must be refused. */
  forge: (how: Forgery, body: EventBody) => Promise<HookAnswer>
  /** Keeps events back. */
  hold: () => void
  /** Lets them go, in their order or against it. */
  release: (order: 'kept' | 'reversed') => void
  /** The next events never go out. */
  lose: (count: number) => void
  shake: (shake: Shake | undefined) => void
  /** True while a call is under way or in line. Waiting for a retry is not. */
  busy: () => boolean
  close: () => void
}

/** The waits before calling again, where nothing else is set. With the last one over, the webhook is switched off. */
export const retryWaitsMs = [30_000, 300_000, 900_000, 1_800_000, hourMs]

/** How long an answer may take. */
export const answerMs = 2_000

/** How many calls are under way at once: ours, so that ten thousand events do not open ten thousand connections. */
const mostCalls = 64

/** Makes the caller. The world is asked for late: it holds the caller itself. */
export function makeHook(world: () => World): Hook {
  const log: HookEvent[] = []
  const chains = new Map<string, Promise<void>>()
  const calls = new Set<AbortController>()
  const queue: (() => void)[] = []
  let url: string | undefined
  let disabled = false
  let held: HookEvent[] | undefined
  let losing = 0
  let shaking: Shake | undefined
  let busy = 0

  const free = () => (calls.size < mostCalls ? undefined : new Promise<void>((resolve) => queue.push(resolve)))

  const call = async (target: string, bytes: string, headers: Record<string, string>): Promise<HookAnswer> => {
    await free()
    const stop = new AbortController()
    calls.add(stop)
    const off = world().agenda.at(world().now() + answerMs, () => stop.abort())
    const all = { 'content-type': 'application/json', ...headers }
    const asked = { method: 'POST', headers: all, body: bytes, signal: stop.signal, redirect: 'manual' } as const
    const answer = await fetch(target, asked)
      .then(async (response) => {
        await response.arrayBuffer()
        return response.status
      })
      .catch(() => (stop.signal.aborted ? ('late' as const) : ('unreachable' as const)))
    off()
    calls.delete(stop)
    queue.shift()?.()
    return answer
  }

  const attempt = async (event: HookEvent): Promise<void> => {
    if (url === undefined || disabled) return settle(event, 'nowhere')
    const retry = event.answers.length
    const answer = await call(url, event.bytes, {
      ...event.headers,
      ...(retry > 0 ? { num_retry: String(retry) } : {}),
    })
    event.answers.push(answer)
    if (answer === 200) return settle(event, 'delivered')
    if (answer !== 'unreachable' && world().way('retryOn') === 'connectionOnly') return settle(event, 'givenUp')
    again(event)
  }

  const again = (event: HookEvent) => {
    const wait = waitAfter(event, world())
    if (wait === undefined) {
      disabled = true
      return settle(event, 'givenUp')
    }
    world().agenda.at(world().now() + wait, () => inLine(event))
    world().changed()
  }

  const settle = (event: HookEvent, state: HookEvent['state']) => {
    event.state = state
    world().changed()
  }

  const inLine = (event: HookEvent): Promise<void> => {
    busy += 1
    const done = (chains.get(event.about) ?? Promise.resolve())
      .then(() => attempt(event))
      .finally(() => {
        busy -= 1
        if (chains.get(event.about) === done) chains.delete(event.about)
        world().changed()
      })
    chains.set(event.about, done)
    return done
  }

  const goOut = (event: HookEvent): Promise<void> => {
    event.state = 'waiting'
    const drawn = shaking ? chance(`${shaking.seed} ${event.id}`) : 1
    const { twice = 0, late = 0, lost = 0 } = shaking ?? {}
    if (drawn < lost) return Promise.resolve(settle(event, 'lost'))
    if (drawn < lost + late) {
      event.answers.push('unreachable')
      return Promise.resolve(again(event))
    }
    const first = inLine(event)
    if (drawn < lost + late + twice) void inLine({ ...event, answers: [] })
    return first
  }

  const use = (next: string | undefined) => {
    url = next
    disabled = false
  }

  const signed = (body: EventBody) => {
    const { settings, way, now } = world()
    const bytes = bodyForms[way('bodyBytes')](body)
    // The moment of sending, which is never that of the event.
    const sentAt = String(now() + 1)
    const inHeader = way('signatureTime') === 'header'
    const time = inHeader ? sentAt : body.timestamp
    const key = way('signatureKey') === 'appSecret' ? settings.appSecret : settings.secretKey
    const of = { appId: settings.appId, bytes: Buffer.from(bytes), time, key }
    return { bytes, of, headers: inHeader ? { 'x-zevent-timestamp': sentAt } : {} }
  }

  return {
    emit(body, about, more = {}) {
      const { bytes, of, headers } = signed(body)
      const signature = headerForms[world().way('signatureForm')](macOf(of))
      const event: HookEvent = {
        id: `event-${log.length + 1}`,
        name: body.event_name,
        about,
        body,
        bytes,
        headers: { ...more, ...headers, 'x-zevent-signature': signature },
        answers: [],
        state: 'waiting',
        at: world().now(),
      }
      log.push(event)
      const wanted = world().settings.events?.includes(event.name) ?? true
      if (!wanted) event.state = 'unwanted'
      else if (url === undefined || disabled) event.state = 'nowhere'
      else if (losing > 0) event.state = 'lost'
      else if (held) event.state = 'held'
      if (event.state === 'lost') losing -= 1
      if (event.state === 'held') held?.push(event)
      const settled = event.state === 'waiting' ? goOut(event) : Promise.resolve()
      world().changed()
      return { id: event.id, settled }
    },
    async save(next) {
      const answer = await call(next, '{}', {})
      if (answer === 200) use(next)
      world().changed()
      return { ok: answer === 200, answer }
    },
    use,
    state: () => ({ url, disabled }),
    events: () => log,
    async resend(id) {
      const event = log.find((e) => e.id === id)
      if (!event) throw new Error(`There was no event ${id}`)
      if (url === undefined) throw new Error('No webhook was saved')
      return call(url, event.bytes, event.headers)
    },
    async forge(how, body) {
      if (url === undefined) throw new Error('No webhook was saved')
      const { bytes, of, headers } = signed(body)
      const signature = forgeries[how](of)
      return call(url, bytes, { ...headers, ...(signature === undefined ? {} : { 'x-zevent-signature': signature }) })
    },
    hold() {
      held ??= []
    },
    release(order) {
      const going = held ?? []
      held = undefined
      if (order === 'reversed') going.reverse()
      for (const event of going) void goOut(event)
    },
    lose(count) {
      losing += count
    },
    shake(next) {
      shaking = next
    },
    busy: () => busy > 0,
    close() {
      url = undefined
      for (const one of calls) one.abort()
    },
  }
}

// After the fifth wait the webhook is switched off; an old text says that it goes on until twelve hours are over.
function waitAfter(event: HookEvent, world: World): number | undefined {
  const tried = event.answers.length
  const wait = world.settings.retryWaitsMs[tried - 1]
  if (wait !== undefined || world.way('retryUntil') === 'fiveWaits') return wait
  return world.now() - event.at + hourMs <= 12 * hourMs ? hourMs : undefined
}
