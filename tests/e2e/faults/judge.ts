import type { Struck } from './batter.ts'
import { markOf, type Office } from './office.ts'
import type { Platform } from './plan.ts'
import { chatOf, type Town } from './town.ts'
import { readTrail, type Step } from './trail.ts'

/** What a run was, for whoever judges it. */
export interface Case {
  office: Office
  town: Town
  platform: Platform
  struck: Struck[]
  /** To how many each announcement was written, from the first on. */
  written: number[]
  /** How many loans were due. */
  due: number
  /** Who went away in the middle. */
  left: Set<number>
  /** How many messages each person wrote. */
  wrote: Map<number, number>
  /** When the clock of the product was moved past the ten minutes, in milliseconds of the real time, and by how much. */
  leap: { at: number; ms: number }
  /** How far the clock of the product was from the real one before that, in milliseconds. */
  offsetMs: number
}

/** What came of a run. */
export interface Verdict {
  /** What must not be, one sentence each. */
  violations: string[]
  /** How many deliveries ended in each state, as `lane state`. */
  states: Record<string, number>
  /** What was sent twice, by lane. */
  twice: Record<string, number>
  /** Doubts by what caused them. */
  doubts: Record<Cause, number>
  /** How many stood on record as under way at a kill. */
  inFlight: number
  /** How many are called uncertain though Zalo has said that they arrived. */
  told: number
  /** How often the account had to be connected anew. */
  consents: number
}

/** Why nobody can tell whether a message arrived. */
export type Cause = 'kill' | 'weather' | 'postgres' | 'nothing'

/** Judges a run after its end. */
export async function judge(of: Case): Promise<Verdict> {
  const rows = await deliveriesOf(of)
  const causes = causesOf(of, rows)
  const heard = await heardOf(of)
  const violations = [
    ...of.town.violations().map((v) => `the emulator refused: ${v}`),
    ...(await leftOpen(of)),
    ...numbers(of, rows),
    ...rows.flatMap((row) => stepsOf(row)),
    ...rows.flatMap((row) => resends(of, row, heard)),
    ...copies(of, rows),
    ...rows.flatMap((row) =>
      (causes.get(row) ?? []).includes('nothing') ? [`${about(row)} is in doubt though nothing happened to it`] : [],
    ),
    ...(of.platform === 'zalo' ? [...unsettled(of, rows), ...givenUp(of, rows)] : []),
  ]
  return { violations, ...sums(of, rows, causes), told: rows.filter(isTold).length, consents: of.town.consents() }
}

/** One delivery with everything known of it. */
interface Row {
  id: string
  chat: number
  lane: 0 | 1 | 2
  state: string
  doubts: number
  error: string | null
  detail: string | null
  /** Which announcement it is, from 0; -1 for others. */
  nth: number
  /** What Zalo calls the last part of it, from its answer, its echo or the talk. */
  known: string | null
  steps: Step[]
}

const ends = ['sent', 'failed', 'blocked', 'skipped', 'uncertain']

async function deliveriesOf({ office, written, platform }: Case): Promise<Row[]> {
  const trail = await readTrail(office.pool)
  const rows = await office.rows<Omit<Row, 'steps' | 'nth'> & { body: string | null }>(`
    SELECT d.id::text, ${chatOf(platform, 'a.address')} AS chat, d.lane, d.state, d.doubts, d.error_code AS error, d.error_detail AS detail,
      n.body, (SELECT z.message_id FROM zalo_sent z WHERE z.delivery_id = d.id::text ORDER BY z.part DESC LIMIT 1) AS known
    FROM delivery d JOIN channel_account a ON a.id = d.account_id
    LEFT JOIN announcement n ON n.mailing_id = d.mailing_id
    ORDER BY d.id`)
  const nth = (body: string | null) => written.findIndex((_, n) => body === markOf(n))
  return rows.map(({ body, ...row }) => ({ ...row, nth: nth(body), steps: trail.get(row.id) ?? [] }))
}

async function leftOpen({ office }: Case): Promise<string[]> {
  const open = await office.rows<{ what: string }>(`
    SELECT 'chunk ' || id || ' of lane ' || lane || ' is ' || state AS what FROM chunk WHERE state <> 'done'
    UNION ALL SELECT 'mailing ' || id || ' (' || kind || ') is ' || status || COALESCE(': ' || pause_reason, '') FROM mailing WHERE status <> 'done'
    UNION ALL SELECT 'update ' || id || ' of ' || address || ' was not answered' FROM inbox WHERE processed_at IS NULL
    UNION ALL SELECT 'update ' || id || ' of ' || address || ' failed: ' || error FROM inbox WHERE error IS NOT NULL
    UNION ALL SELECT 'our own message to ' || address || ' was taken for a colleague''s' FROM inbox WHERE body->'what'->>'kind' = 'agent'
    UNION ALL SELECT 'loan ' || l.id || ' has no reminder' FROM loan l WHERE NOT EXISTS (SELECT 1 FROM reminder r WHERE r.loan_id = l.id)`)
  return open.map((row) => row.what)
}

/** Each recipient has one delivery of each thing, and each that wrote one answer to each message. */
function numbers({ written, due, wrote }: Case, rows: readonly Row[]): string[] {
  const wrong: string[] = []
  const expect = (what: string, found: number, wanted: number) => {
    if (found !== wanted) wrong.push(`${what}: ${found} deliveries, ${wanted} expected`)
  }
  for (const [nth, count] of written.entries()) {
    const whom = rows.filter((r) => r.nth === nth).map((r) => r.chat)
    expect(`announcement ${nth}`, whom.length, count)
    expect(`people with announcement ${nth}`, new Set(whom).size, count)
  }
  const reminded = rows.filter((r) => r.lane === 1).map((r) => r.chat)
  expect('reminders', reminded.length, due)
  expect('people with a reminder', new Set(reminded).size, due)
  for (const [chat, count] of wrote) {
    expect(`answers to ${chat}`, rows.filter((r) => r.lane === 0 && r.chat === chat).length, count)
  }
  return wrong
}

/** An end is an end; only a doubt may still become certainty. Announcements are not tried again after a doubt, answers are. */
function stepsOf(row: Row): string[] {
  const wrong: string[] = []
  if (!ends.includes(row.state)) wrong.push(`${about(row)} did not end`)
  for (const [i, step] of row.steps.entries()) {
    const next = row.steps[i + 1]
    if (!next || !ends.includes(step.state) || next.state === step.state) continue
    if (!(step.state === 'uncertain' && next.state === 'sent')) wrong.push(`${about(row)} went on after its end`)
  }
  const doubted = row.steps.findIndex((step) => step.doubts > 0)
  const again = doubted >= 0 && row.steps.slice(doubted).some((step) => step.state === 'sending')
  if (row.lane === 0 && row.state === 'uncertain' && row.doubts < 2) wrong.push(`${about(row)} was never tried again`)
  if (row.lane === 2 && again) wrong.push(`${about(row)} was tried again after a doubt`)
  return wrong
}

/** Ten minutes lie between a doubtful try of a reminder and the next, and only for those who did not speak since. */
function resends({ leap }: Case, row: Row, heard: readonly Heard[]): string[] {
  if (row.lane !== 1 || row.doubts === 0) return []
  const productTime = (at: number) => at + (at >= leap.at ? leap.ms : 0)
  const doubted = row.steps.findIndex((step) => step.doubts > 0)
  const first = row.steps.slice(0, doubted).findLast((step) => step.state === 'sending')
  if (!first) return [`${about(row)} is in doubt without a try`]
  const second = row.steps.slice(doubted).find((step) => step.state === 'sending')
  const theirs = heard.filter((h) => h.chat === row.chat)
  if (!second) {
    const excused = theirs.some((h) => h.answered > first.at - marginMs)
    return row.state === 'uncertain' && row.doubts === 1 && !excused ? [`${about(row)} was never tried again`] : []
  }
  const between = productTime(second.at) - productTime(first.at)
  if (between < 600_000) return [`${about(row)} was tried again after ${Math.round(between / 1000)} s`]
  const spoke = theirs.some((h) => h.received > first.at + marginMs && h.answered < second.at - marginMs)
  return spoke ? [`${about(row)} was tried again though the person had spoken since`] : []
}

/** The clocks of the test, the product and the database are read one after the other. */
const marginMs = 50

/** A message of a person: when it came in and when it was answered, in milliseconds of the real time. */
interface Heard {
  chat: number
  received: number
  answered: number
}

async function heardOf({ office, offsetMs, leap, platform }: Case): Promise<Heard[]> {
  const rows = await office.rows<Heard>(`
    SELECT ${chatOf(platform, 'address')} AS chat, (extract(epoch FROM received_at) * 1000)::float8 AS received,
      COALESCE(extract(epoch FROM processed_at) * 1000, 'infinity')::float8 AS answered
    FROM inbox WHERE body->'what'->>'kind' IN ('text', 'start')`)
  const real = (at: number) => at - offsetMs - (at - offsetMs > leap.at ? leap.ms : 0)
  return rows.map(({ chat, received, answered }) => ({ chat, received: real(received), answered: real(answered) }))
}

/** What arrived against what stands on record, person by person and kind by kind. */
function copies({ town, written, platform }: Case, rows: readonly Row[]): string[] {
  const wrong: string[] = []
  const byChat = grouped(rows, (row) => row.chat)
  for (const chat of new Set([...byChat.keys(), ...town.chats()])) {
    const texts = town.textsOf(chat)
    const marks = written.map((_, nth) => markOf(nth))
    const kindOf = (text: string) => {
      const nth = marks.findIndex((mark) => text.includes(mark))
      if (nth >= 0) return `announcement ${nth}`
      return text.includes(reminderMark) ? 'reminder' : 'answer'
    }
    const arrived = grouped(texts, kindOf)
    const recorded = grouped(byChat.get(chat) ?? [], kindOfRow)
    for (const kind of new Set([...arrived.keys(), ...recorded.keys()])) {
      const count = arrived.get(kind)?.length ?? 0
      const those = recorded.get(kind) ?? []
      const [least, most] = allowed(those, platform)
      if (count < least || count > most)
        wrong.push(
          `${those.map(about).join(', ') || `${kind} to ${chat}`}: ${count} copies, ${least} to ${most} allowed`,
        )
    }
  }
  return wrong
}

/**
 * How many copies may have arrived: one where it was sent, one more for each doubt, and of an announcement never more than one. On Zalo
 * never more than one of anything: before something is tried again it is looked for.
 */
function allowed(rows: readonly Row[], platform: Platform): [number, number] {
  const each = rows.map(({ state, doubts, lane }) => {
    const sent = state === 'sent' ? 1 : 0
    return [sent, Math.min(sent + doubts, lane === 2 || platform === 'zalo' ? 1 : 2)] as const
  })
  return [each.reduce((sum, [least]) => sum + least, 0), each.reduce((sum, [, most]) => sum + most, 0)]
}

/** What each doubt of each delivery came from. A kill or a stop explains it when it fell between the try and the doubt. */
function causesOf({ town, struck }: Case, rows: readonly Row[]): Map<Row, Cause[]> {
  const ills = new Map<number, number>()
  for (const chat of town.unsure()) ills.set(chat, (ills.get(chat) ?? 0) + 1)
  const found = rows.flatMap((row) => doubtsOf(row).map((doubt) => ({ row, ...doubt })))
  const during = (what: Struck['what'], { from, until }: Interval) =>
    struck.some((s) => s.what === what && s.from <= until && s.until >= from)
  const causes = new Map<Row, Cause[]>()
  const note = (row: Row, cause: Cause) => void causes.set(row, [...(causes.get(row) ?? []), cause])
  const weather = (chat: number) => {
    const left = ills.get(chat) ?? 0
    ills.set(chat, left - 1)
    return left > 0
  }
  const rest = found.filter((doubt) => {
    const killed = during('kill', doubt)
    if (killed) note(doubt.row, 'kill')
    return !killed
  })
  // The ills of a chat explain first what nothing else can.
  for (const doubt of rest.filter((d) => !during('postgres', d)))
    note(doubt.row, weather(doubt.row.chat) ? 'weather' : 'nothing')
  for (const doubt of rest.filter((d) => during('postgres', d)))
    note(doubt.row, weather(doubt.row.chat) ? 'weather' : 'postgres')
  return causes
}

/**
 * What timed out or broke off on Zalo is looked for, by its echo and in the talk, before it is called uncertain: where no process died
 * meanwhile and the database was there, only what never arrived is.
 */
function unsettled({ town, struck }: Case, rows: readonly Row[]): string[] {
  const mark = (row: Row) => (row.lane === 1 ? reminderMark : markOf(row.nth))
  return rows
    .filter((row) => row.state === 'uncertain' && row.lane > 0)
    .filter(
      (row) =>
        !doubtsOf(row).some((doubt) => struck.some((s) => s.from <= doubt.until && s.until + againMs >= doubt.from)),
    )
    .filter((row) => town.textsOf(row.chat).some((text) => text.includes(mark(row))))
    .map((row) => `${about(row)} is called uncertain though it arrived and Zalo shows it`)
}

/** On Zalo only those who went away are given up: whatever the account could not send for a while is sent later. */
function givenUp({ left }: Case, rows: readonly Row[]): string[] {
  return rows
    .filter(({ state, chat }) => ['failed', 'blocked', 'skipped'].includes(state) && !left.has(chat))
    .map((row) => `${about(row)} was given up though the person is there`)
}

/** So long connections take to be there again. */
const againMs = 1_000

function isTold({ state, known }: Row): boolean {
  return state === 'uncertain' && known !== null
}

const reminderMark = 'ngày trả nợ: gia đình'

interface Interval {
  from: number
  until: number
}

/** From the try to the moment at which it was known to be in doubt, for each doubt. */
function doubtsOf({ steps }: Row): Interval[] {
  return steps.flatMap((step, i) => {
    if (step.doubts <= (steps[i - 1]?.doubts ?? 0)) return []
    const tried = steps.slice(0, i).findLast((s) => s.state === 'sending')
    return [{ from: tried?.at ?? step.at, until: step.at }]
  })
}

function sums({ struck, town, written }: Case, rows: readonly Row[], causes: Map<Row, Cause[]>) {
  const count = (words: string[]) => {
    const counts: Record<string, number> = {}
    for (const word of words.sort()) counts[word] = (counts[word] ?? 0) + 1
    return counts
  }
  const kills = struck.filter((s) => s.what === 'kill')
  const inFlight = rows.filter(({ steps }) =>
    steps.some((s, i) => {
      const until = steps[i + 1]?.at ?? Infinity
      return s.state === 'sending' && kills.some((kill) => kill.until >= s.at && kill.from <= until)
    }),
  )
  const marks = [reminderMark, ...written.map((_, nth) => markOf(nth))]
  const twice = town.chats().flatMap((chat) => {
    const texts = town.textsOf(chat)
    return marks.filter((mark) => texts.filter((text) => text.includes(mark)).length > 1)
  })
  const each = { kill: 0, weather: 0, postgres: 0, nothing: 0, ...count([...causes.values()].flat()) }
  return {
    states: count(rows.map((r) => `${r.lane} ${r.state}`)),
    twice: count(twice),
    doubts: each as Record<Cause, number>,
    inFlight: inFlight.length,
  }
}

function grouped<T, K>(things: readonly T[], by: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const thing of things) groups.set(by(thing), [...(groups.get(by(thing)) ?? []), thing])
  return groups
}

function kindOfRow({ lane, nth }: Row): string {
  if (lane === 2) return `announcement ${nth}`
  return lane === 1 ? 'reminder' : 'answer'
}

/** A delivery in words, with its whole way: what one needs to find out what went wrong. */
function about(row: Row): string {
  const start = row.steps[0]?.at ?? 0
  const way = row.steps
    .map((s) => `${s.state}${s.doubts > 0 ? `(${s.doubts})` : ''}+${Math.round(s.at - start)}`)
    .join(' ')
  const error = row.error ? `, ${row.error}${row.detail ? ` ${row.detail.slice(0, 120)}` : ''}` : ''
  return `${kindOfRow(row)} to ${row.chat} (delivery ${row.id}, ${row.state}${error}; ${way})`
}
