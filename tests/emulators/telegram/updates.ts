import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from './world.ts'

/** One update as Telegram writes it. */
export type Update = { update_id: number } & Record<string, unknown>

/** Where updates are called to. */
export interface Webhook {
  url: string
  secret?: string
}

/** The queue of updates, asked for or called out. */
export interface Updates {
  /** Puts an update in line and gives its id, or undefined when the bot did not ask for that kind. `chat` keeps a chat in order. */
  emit: (kind: string, body: object, chat: number) => number | undefined
  /** Gives an update once more, as Telegram does when an answer was lost. */
  resend: (updateId: number) => void
  poll: (about: { offset: number; limit: number; timeoutMs: number; gone: AbortSignal }) => Promise<Update[]>
  /** `undefined` goes back to polling. */
  setWebhook: (webhook: Webhook | undefined) => void
  webhook: () => Webhook | undefined
  allow: (kinds: string[] | undefined) => void
  drop: () => void
  waiting: () => number
  close: () => void
}

interface Entry {
  update: Update
  chat: number
  again: boolean
}
interface Poller {
  settle: (updates: Update[]) => void
  fail: (why: Refusal) => void
}

/** Makes the queue. `retryMs` is the first wait after a webhook call that failed twice; it doubles up to a minute. */
export function makeUpdates({ retryMs, changed }: { retryMs: number; changed: () => void }): Updates {
  const queue: Entry[] = []
  const history = new Map<number, Entry>()
  const chains = new Map<number, Promise<void>>()
  let nextId = 700_000_001
  let allowed: string[] | undefined
  let webhook: Webhook | undefined
  let poller: Poller | undefined
  let closed = false

  const push = (entry: Entry) => {
    queue.push(entry)
    if (webhook) chain(entry)
    else poller?.settle([])
    changed()
  }
  const chain = (entry: Entry) => {
    const before = chains.get(entry.chat) ?? Promise.resolve()
    const next = before.then(() => callOut(entry))
    chains.set(entry.chat, next)
  }
  const callOut = async (entry: Entry) => {
    const target = webhook
    for (let tries = 0; target && webhook === target && !closed; tries += 1) {
      if (await called(target, entry.update)) {
        queue.splice(queue.indexOf(entry), 1)
        return changed()
      }
      // The first repeat comes at once, then the waits double.
      if (tries > 0) await pause(Math.min(retryMs * 2 ** (tries - 1), 60_000), undefined, { ref: false })
    }
  }
  const take = (limit: number) => {
    const taken = queue.slice(0, limit)
    for (const entry of taken) if (entry.again) queue.splice(queue.indexOf(entry), 1)
    return taken.map((entry) => entry.update)
  }

  return {
    emit(kind, body, chat) {
      if (allowed && !allowed.includes(kind)) return undefined
      const update: Update = { update_id: nextId, [kind]: body }
      nextId += 1
      history.set(update.update_id, { update, chat, again: false })
      push(history.get(update.update_id)!)
      return update.update_id
    },
    resend(updateId) {
      const entry = history.get(updateId)
      if (!entry) throw new Error(`There was no update ${updateId}`)
      push({ ...entry, again: true })
    },
    async poll({ offset, limit, timeoutMs, gone }) {
      if (webhook) throw new Refusal(409, conflict.webhook)
      poller?.fail(new Refusal(409, conflict.other))
      const confirmed =
        offset < 0 ? queue.slice(0, offset) : queue.filter((e) => !e.again && e.update.update_id < offset)
      for (const entry of confirmed) queue.splice(queue.indexOf(entry), 1)
      if (confirmed.length > 0) changed()
      if (queue.length === 0 && timeoutMs > 0) await nextUpdate({ timeoutMs, gone })
      return gone.aborted ? [] : take(limit)
    },
    setWebhook(next) {
      webhook = next
      if (next) for (const entry of [...queue]) chain(entry)
      if (next) poller?.fail(new Refusal(409, conflict.set))
    },
    webhook: () => webhook,
    allow(kinds) {
      if (kinds) allowed = kinds.length > 0 ? kinds : undefined
    },
    drop: () => void queue.splice(0),
    waiting: () => queue.length,
    close() {
      closed = true
      poller?.settle([])
    },
  }

  function nextUpdate({ timeoutMs, gone }: { timeoutMs: number; gone: AbortSignal }): Promise<unknown> {
    return new Promise<Update[]>((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        if (poller === mine) poller = undefined
      }
      const mine: Poller = {
        settle: (updates) => {
          end()
          resolve(updates)
        },
        fail: (why) => {
          end()
          reject(why)
        },
      }
      const timer = setTimeout(() => mine.settle([]), timeoutMs)
      gone.addEventListener('abort', () => mine.settle([]))
      poller = mine
    })
  }
}

const conflict = {
  webhook:
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  other: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  set: 'Conflict: terminated by setWebhook request',
}

async function called({ url, secret }: Webhook, update: Update): Promise<boolean> {
  const headers = {
    'content-type': 'application/json',
    ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
  }
  const signal = AbortSignal.timeout(60_000)
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update), signal }).catch(
    () => undefined,
  )
  await answer?.arrayBuffer().catch(() => undefined)
  return answer?.ok === true
}
