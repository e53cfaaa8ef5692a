import type { DeliveryState } from '../domain/delivery.ts'
import type { Db } from './db.ts'

/** How many deliveries stand in one state for one reason. */
export interface DeliveryCount {
  state: DeliveryState
  code: string | null
  count: number
  /** Of them, sent in the minute before. */
  lastMinute: number
  /** The first moment at which one of them may go. */
  firstAt: Date | null
  /** When the last of them was tried. */
  triedAt: Date | null
}

interface Row extends Omit<DeliveryCount, 'count' | 'lastMinute'> {
  block: bigint
  count: bigint
  lastMinute: bigint
}

/** What is known of a mailing: how many it has, and of each block that can change no more what it came to. */
interface Known {
  total?: number
  ended: Map<bigint, DeliveryCount[]>
}

interface Range {
  lo: bigint
  hi: bigint
}

/** Deliveries in a row of ids. A thousand a second fill six of them in the minute that is always counted anew. */
const blockSize = 10_000n
/** So many mailings are remembered. */
const remembered = 20
/** States that nothing changes any more. */
const ends: readonly DeliveryState[] = ['sent', 'failed', 'blocked', 'skipped']

/**
 * Counts the deliveries of a mailing by state and reason. No index knows the states (one that did would slow every message), and to
 * read a million rows takes a quarter of a second on two idle cores: so the blocks behind the front, where all has ended, are counted
 * once, and those ahead of it, which nobody has touched, are what is missing from the total.
 */
export function makeDeliveryCounts(db: Db): (mailingId: bigint, now: Date) => Promise<DeliveryCount[]> {
  const mailings = new Map<bigint, Known>()
  return async (mailingId, now) => {
    const known = mailings.get(mailingId) ?? { ended: new Map() }
    mailings.delete(mailingId)
    mailings.set(mailingId, known)
    for (const oldest of [...mailings.keys()].slice(0, -remembered)) mailings.delete(oldest)
    return count(db, { mailingId, now, known })
  }
}

async function count(db: Db, of: { mailingId: bigint; now: Date; known: Known }): Promise<DeliveryCount[]> {
  const { mailingId, now, known } = of
  const whole = await wholeOf(db, mailingId)
  if (!whole) return []
  const ahead = await aheadOf(db, mailingId)
  const rows = await read(db, { mailingId, now, ranges: toRead(whole, ahead, known) })
  const ended = [...known.ended.values()].flat()
  keep(known, rows, ahead)
  const counts = together([...ended, ...rows.map(countOf)])
  if (ahead.length === 0) return counts
  known.total ??= await db.delivery.count({ where: { mailingId } })
  const untouched = known.total - counts.reduce((sum, c) => sum + c.count, 0)
  const pending = {
    state: 'pending',
    code: null,
    count: untouched,
    lastMinute: 0,
    firstAt: null,
    triedAt: null,
  } as const
  return together([...counts, pending])
}

async function wholeOf(db: Db, mailingId: bigint): Promise<Range | undefined> {
  const rows = await db.$queryRaw<{ lo: bigint | null; hi: bigint | null }[]>`
    SELECT min(id) AS lo, max(id) AS hi FROM delivery WHERE mailing_id = ${mailingId}`
  const { lo, hi } = rows[0] ?? { lo: null, hi: null }
  return lo === null || hi === null ? undefined : { lo, hi }
}

/**
 * Where all is as it was written. Stretches are taken in their order, channel by channel, so that it is what lies beyond the last one
 * that was touched. Those that go once more have a moment from which on they may, and lie among others: they do not count.
 */
async function aheadOf(db: Db, mailingId: bigint): Promise<Range[]> {
  return db.$queryRaw<Range[]>`
    SELECT lo, hi FROM (
      SELECT GREATEST(min(from_id) FILTER (WHERE untouched), max(to_id) FILTER (WHERE NOT untouched) + 1) AS lo,
        max(to_id) FILTER (WHERE untouched) AS hi
      FROM (SELECT *, state = 'ready' AND attempts = 0 AND not_before IS NULL AS untouched FROM chunk
            WHERE mailing_id = ${mailingId} AND state <> 'done') AS c
      GROUP BY channel) AS ahead
    WHERE lo <= hi`
}

/** The whole without what is ahead and without the blocks that have ended; what lies side by side becomes one. */
function toRead(whole: Range, ahead: readonly Range[], { ended }: Known): Range[] {
  const left = [...ahead, ...[...ended.keys()].map(rangeOf)].sort((a, b) => (a.lo < b.lo ? -1 : 1))
  const ranges: Range[] = []
  let lo = whole.lo
  for (const out of left) {
    if (out.lo > lo) ranges.push({ lo, hi: out.lo - 1n })
    if (out.hi >= lo) lo = out.hi + 1n
  }
  return lo <= whole.hi ? [...ranges, { lo, hi: whole.hi }] : ranges
}

/** A range at a time, so that the planner sees how long it is: an index serves a short one, both cores the whole. */
async function read(
  db: Db,
  { mailingId, now, ranges }: { mailingId: bigint; now: Date; ranges: readonly Range[] },
): Promise<Row[]> {
  const rows: Row[] = []
  for (const { lo, hi } of ranges)
    rows.push(
      ...(await db.$queryRaw<Row[]>`
        SELECT id / ${blockSize} AS block, state, error_code AS code, count(*) AS count,
          count(*) FILTER (WHERE sent_at > ${new Date(now.getTime() - 60_000)}) AS "lastMinute",
          min(not_before) AS "firstAt", max(tried_at) AS "triedAt"
        FROM delivery WHERE mailing_id = ${mailingId} AND id BETWEEN ${lo} AND ${hi} GROUP BY 1, 2, 3`),
    )
  return rows
}

/** A block is remembered when all of it was read, all has ended, and nothing within the minute that is always counted anew. */
function keep({ ended }: Known, rows: readonly Row[], ahead: readonly Range[]): void {
  const blocks = new Map<bigint, Row[]>()
  for (const row of rows) blocks.set(row.block, [...(blocks.get(row.block) ?? []), row])
  for (const [block, those] of blocks) {
    const { lo, hi } = rangeOf(block)
    const whole = !ahead.some((a) => a.lo <= hi && a.hi >= lo)
    if (whole && those.every((r) => ends.includes(r.state) && r.lastMinute === 0n)) ended.set(block, those.map(countOf))
  }
}

function rangeOf(block: bigint): Range {
  return { lo: block * blockSize, hi: (block + 1n) * blockSize - 1n }
}

function countOf({ state, code, count, lastMinute, firstAt, triedAt }: Row): DeliveryCount {
  return { state, code, count: Number(count), lastMinute: Number(lastMinute), firstAt, triedAt }
}

/** One count for each state and reason. */
function together(counts: readonly DeliveryCount[]): DeliveryCount[] {
  const sums = new Map<string, DeliveryCount>()
  for (const one of counts) {
    const name = `${one.state}/${one.code}`
    const sum = sums.get(name)
    sums.set(name, sum ? { ...sum, ...added(sum, one) } : one)
  }
  return [...sums.values()].filter((c) => c.count > 0)
}

function added(a: DeliveryCount, b: DeliveryCount) {
  const of = (pick: (...ms: number[]) => number, name: 'firstAt' | 'triedAt') => {
    const moments = [a[name], b[name]].flatMap((at) => (at === null ? [] : [at.getTime()]))
    return moments.length === 0 ? null : new Date(pick(...moments))
  }
  return {
    count: a.count + b.count,
    lastMinute: a.lastMinute + b.lastMinute,
    firstAt: of(Math.min, 'firstAt'),
    triedAt: of(Math.max, 'triedAt'),
  }
}
