import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** How much one browser and one network may do. Kept in memory: each process counts for itself. */
export interface Limits {
  /** Counts one message. Gives the seconds to wait when it is one too many. */
  message(from: { address: string; network: string }): Promise<number | undefined>
  /** Counts one new identity of a network. */
  newcomer(network: string): Promise<number | undefined>
  /** Counts one picture, which costs more than words. */
  photo(from: { address: string; network: string }): Promise<number | undefined>
  /**
   * A place among the pictures that come in at once; undefined while all are taken, or one browser sends too many. Call what it gives when
   * the picture is done.
   */
  receiving(address: string): (() => void) | undefined
  /** Does the work on a picture that has come in as soon as there is a place for it. */
  work<T>(run: () => Promise<T>): Promise<T>
  /** Counts a stream that a browser holds open; undefined when it holds too many. Call what it gives when the stream ends. */
  stream(address: string): (() => void) | undefined
}

/** How many in how many seconds. */
export interface Allowance {
  points: number
  duration: number
}

/** A person taps fast but not faster; a whole commune may share one address of a mobile network. All are ours. */
export const allowances: Record<'person' | 'network' | 'newcomers' | 'photos' | 'networkPhotos', Allowance> = {
  person: { points: 60, duration: 60 },
  network: { points: 600, duration: 60 },
  newcomers: { points: 300, duration: 3_600 },
  photos: { points: 30, duration: 600 },
  networkPhotos: { points: 300, duration: 600 },
}

/** So many pages of one browser hear of what is new by themselves; the others when they are looked at. Ours. */
const STREAMS = 8

/** Opens the counters. */
export function makeLimits(allowed: typeof allowances): Limits {
  const person = new RateLimiterMemory({ ...allowed.person, keyPrefix: 'person' })
  const network = new RateLimiterMemory({ ...allowed.network, keyPrefix: 'network' })
  const newcomers = new RateLimiterMemory({ ...allowed.newcomers, keyPrefix: 'newcomers' })
  const photos = new RateLimiterMemory({ ...allowed.photos, keyPrefix: 'photos' })
  const networkPhotos = new RateLimiterMemory({ ...allowed.networkPhotos, keyPrefix: 'networkPhotos' })
  return {
    message: async (from) => (await tooMany(person, from.address)) ?? (await tooMany(network, from.network)),
    newcomer: (from) => tooMany(newcomers, from),
    photo: async (from) => (await tooMany(photos, from.address)) ?? (await tooMany(networkPhotos, from.network)),
    receiving: countHeld({ each: UPLOADS.ofBrowser, all: UPLOADS.all }),
    work: inTurn(WORKED_ON),
    stream: countHeld({ each: STREAMS, all: Number.POSITIVE_INFINITY }),
  }
}

/** So many pictures come in at once, slowly from a phone, and are held in memory then, of up to 8 MB each. Ours. */
const UPLOADS = { ofBrowser: 2, all: 24 }

/** So many pictures are opened and looked at together: work for the processor, of a part of a second. Ours. */
const WORKED_ON = 4

/** Counts what is held open, by each address and by all together. */
function countHeld({ each, all }: { each: number; all: number }): (address: string) => (() => void) | undefined {
  const open = new Map<string, number>()
  let total = 0
  return (address) => {
    const count = (open.get(address) ?? 0) + 1
    if (count > each || total >= all) return undefined
    open.set(address, count)
    total += 1
    return () => {
      const left = (open.get(address) ?? 1) - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
      total -= 1
    }
  }
}

/** Lets so many run together; the others wait in the order in which they came. */
function inTurn(places: number): Limits['work'] {
  const waiting: (() => void)[] = []
  let free = places
  return async (run) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await run()
    } finally {
      // Who waits takes over the place itself, so that nobody comes in between.
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}

async function tooMany(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
  }
}
