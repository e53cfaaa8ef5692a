/** What the platform saw, of the chats 1 to `chats`, between two moments. */
export interface Summary {
  /** Messages that arrived, whatever their chat. */
  arrived: number
  /** Chats of 1 to `chats` that got nothing. */
  missing: number
  /** Chats of 1 to `chats` that got more than one. */
  duplicates: number
  /** From the first arrival to the last. */
  seconds: number
  /** Intervals between arrivals a second: for a steady stream the pace itself. */
  perSecond: number
  /** The fullest second of the wall clock. */
  peakSecond: number
  /** The fullest second from any moment on. */
  peakSlidingSecond: number
  /** The fullest tenth of a second from any moment on. */
  peak100ms: number
  /** Moments of the first and the last arrival, in the milliseconds of `moment`. */
  first: number
  last: number
}

/** Which arrivals are counted. `since` and `until` are moments; left out: all. */
export interface Stretch {
  chats: number
  since?: number
  until?: number
}

/** Every arrival as two numbers, in the order of arriving: a million takes 16 MB. */
export interface Arrivals {
  add(chat: number, at: number): void
  summary(stretch: Stretch): Summary
  /** The arrivals in chats from this one on, as pairs of chat and moment. */
  from(chat: number): [chat: number, at: number][]
}

/** Counts from nothing. `wallOffset` turns a moment into milliseconds of the wall clock. */
export function makeArrivals(wallOffset: number): Arrivals {
  let chats = new Float64Array(65_536)
  let times = new Float64Array(65_536)
  let count = 0
  return {
    add: (chat, at) => {
      if (count === times.length) {
        chats = longer(chats)
        times = longer(times)
      }
      chats[count] = chat
      times[count] = at
      count++
    },
    summary: ({ chats: most, since = -Infinity, until = Infinity }) => {
      const from = firstFrom(times.subarray(0, count), since)
      const to = firstFrom(times.subarray(0, count), until)
      const within = times.subarray(from, to)
      return { ...copiesIn(chats.subarray(from, to), most), ...paceOf(within, wallOffset) }
    },
    from: (chat) => {
      const found: [number, number][] = []
      for (let i = 0; i < count; i++) if (chats[i]! >= chat) found.push([chats[i]!, times[i]!])
      return found
    },
  }
}

function longer(full: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const twice = new Float64Array(full.length * 2)
  twice.set(full)
  return twice
}

/** The index of the first time that is not before the moment. Times come in order. */
function firstFrom(times: Float64Array, at: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (times[middle]! < at) low = middle + 1
    else high = middle
  }
  return low
}

function copiesIn(chats: Float64Array, most: number): Pick<Summary, 'arrived' | 'missing' | 'duplicates'> {
  const copies = new Uint16Array(most + 1)
  for (const chat of chats) if (chat >= 1 && chat <= most) copies[chat]!++
  let missing = 0
  let duplicates = 0
  for (let chat = 1; chat <= most; chat++) {
    if (copies[chat] === 0) missing++
    if (copies[chat]! > 1) duplicates++
  }
  return { arrived: chats.length, missing, duplicates }
}

function paceOf(times: Float64Array, wallOffset: number): Omit<Summary, 'arrived' | 'missing' | 'duplicates'> {
  const first = times[0] ?? 0
  const last = times.at(-1) ?? 0
  const seconds = (last - first) / 1000
  return {
    seconds,
    perSecond: seconds > 0 ? (times.length - 1) / seconds : 0,
    peakSecond: fullestSecond(times, wallOffset),
    peakSlidingSecond: fullestWindow(times, 1000),
    peak100ms: fullestWindow(times, 100),
    first,
    last,
  }
}

function fullestSecond(times: Float64Array, wallOffset: number): number {
  const perSecond = new Map<number, number>()
  for (const time of times) {
    const second = Math.floor((time + wallOffset) / 1000)
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
  }
  return Math.max(0, ...perSecond.values())
}

function fullestWindow(times: Float64Array, ms: number): number {
  let most = 0
  let start = 0
  for (let end = 0; end < times.length; end++) {
    while (times[end]! - times[start]! >= ms) start++
    most = Math.max(most, end - start + 1)
  }
  return most
}
