import pg from 'pg'

/** What is listened to, and who is told. */
export interface ListeningOptions {
  url: string
  channel: string
  firstWaitMs: number
  onNotice: (payload: string) => void
  /** Called when a broken connection stands again. */
  onReopened: () => void
  onError: (error: Error) => void
  /** Whether a connection that broke is wanted again at once, or only when next asked for. */
  wanted: () => boolean
}

/** One connection that listens. */
export interface Listening {
  /** The connection, opened where it is not. */
  client(): Promise<pg.Client>
  close(): Promise<void>
}

const LONGEST_WAIT_MS = 10_000

// A connection that is dead without knowing it is given up after so long.
const limits = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: 10_000,
  query_timeout: 5_000,
}

/** Keeps one connection that listens to one channel of PostgreSQL, and opens it again when it breaks. */
export function keepListening(options: ListeningOptions): Listening {
  let current: Promise<pg.Client> | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const client = () => {
    if (closed) return Promise.reject(new Error('the connection that listens was closed'))
    if (!current) {
      const opening: Promise<pg.Client> = open(options, () => broken(opening))
      current = opening
      opening.catch(() => forget(opening))
    }
    return current
  }
  const forget = (opening: Promise<pg.Client>) => {
    if (current === opening) current = undefined
  }
  const broken = (opening: Promise<pg.Client>) => {
    forget(opening)
    if (!closed && options.wanted()) reopenAfter(options.firstWaitMs)
  }
  const reopenAfter = (waitMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(async () => {
      try {
        await client()
        options.onReopened()
      } catch (error) {
        if (closed) return
        options.onError(error as Error)
        reopenAfter(Math.min(waitMs * 2, LONGEST_WAIT_MS))
      }
    }, waitMs)
  }
  const close = async () => {
    closed = true
    clearTimeout(timer)
    const open = await current?.catch(() => undefined)
    await open?.end()
  }
  return { client, close }
}

async function open({ url, channel, ...on }: ListeningOptions, onEnd: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, ...limits })
  client.on('error', on.onError)
  client.on('notification', ({ payload }) => on.onNotice(payload ?? ''))
  try {
    await client.connect()
    await client.query(`LISTEN ${channel}`)
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  client.once('end', onEnd)
  return client
}
