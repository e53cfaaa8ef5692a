import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** How much one browser and one network may do. Kept in memory: each process counts for itself. */
export interface Limits {
  /** Counts one message. Gives the seconds to wait when it is one too many. */
  message(from: { address: string; network: string }): Promise<number | undefined>
  /** Counts one new identity of a network. */
  newcomer(network: string): Promise<number | undefined>
  /** Counts one picture, which costs more than words. */
  photo(from: { address: string; network: string }): Promise<number | undefined>
  /** A place among the pictures that are taken in at once; undefined while all are taken. Call what it gives when it is done. */
  slot(): (() => void) | undefined
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
    slot: countSlots(),
    stream: countStreams(),
  }
}

/** So many pictures are held in memory at once, of up to 8 MB each. Ours. */
const SLOTS = 4

function countSlots(): Limits['slot'] {
  let taken = 0
  return () => {
    if (taken >= SLOTS) return undefined
    taken += 1
    return () => {
      taken -= 1
    }
  }
}

function countStreams(): Limits['stream'] {
  const open = new Map<string, number>()
  return (address) => {
    const count = (open.get(address) ?? 0) + 1
    if (count > STREAMS) return undefined
    open.set(address, count)
    return () => {
      const left = (open.get(address) ?? 1) - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
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
