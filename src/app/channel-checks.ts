import { z } from 'zod'
import type { Clock } from '../ports/clock.ts'
import type { Settings } from '../ports/settings.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'

/**
 * What is not sure about Zalo until somebody has tried it once on the bank's own Official Account, in the order in which it is tried.
 * What each means and how it is tried stands in `channel-checks.json`.
 */
export const zaloChecks = [
  'consent_link',
  'refresh_twice',
  'webhook_probe',
  'webhook_signature',
  'webhook_retries',
  'buttons',
  'windows',
  'echoes',
  'phone_card',
  'long_text',
  'templates',
  'limits',
  'entrance',
  'withdrawal',
] as const

/** One of `zaloChecks`. */
export type ZaloCheck = (typeof zaloChecks)[number]

/** What came of a check: as Loa takes it to be, or otherwise. */
export const checkResults = ['as_assumed', 'otherwise'] as const

/** One of `checkResults`. */
export type CheckResult = (typeof checkResults)[number]

/** What somebody recorded of a check. */
export interface CheckRecord {
  result: CheckResult
  note: string
  byName: string
  at: Date
}

/** Characters of a note. */
export const longestNote = 2000
/** So many records of one check are kept. */
const mostRecords = 20

/** Everything that was recorded, the newest first. */
export async function channelChecks({ settings }: { settings: Settings }): Promise<Record<ZaloCheck, CheckRecord[]>> {
  const all = await Promise.all(zaloChecks.map(async (id) => [id, await recordsOf(settings, id)] as const))
  return Object.fromEntries(all) as Record<ZaloCheck, CheckRecord[]>
}

/** What is recorded, as it was typed. */
export interface Typed {
  check: string
  result: string
  note: string
}

/** Keeps what somebody found out. Earlier records of the same check stay. */
export async function recordCheck(
  deps: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, ...typed }: Typed & { staff: StaffMember },
): Promise<{ ok: true } | { ok: false; problem: 'not_found' | 'no_result' | 'empty' | 'too_long' }> {
  const check = zaloChecks.find((id) => id === typed.check)
  if (!check) return { ok: false, problem: 'not_found' }
  const result = checkResults.find((id) => id === typed.result)
  if (!result) return { ok: false, problem: 'no_result' }
  const note = typed.note.normalize('NFC').trim()
  if (note === '') return { ok: false, problem: 'empty' }
  if ([...note].length > longestNote) return { ok: false, problem: 'too_long' }
  const at = deps.clock.now()
  await deps.store.transaction(async (tx) => {
    const record = { result, note, byName: staff.name, at: at.toISOString() }
    const earlier = await recordsOf(tx.settings, check)
    await tx.settings.set(keyOf(check), [record, ...earlier].slice(0, mostRecords))
    const subject = { subjectKind: 'channel', subjectId: 'zalo' }
    const detail = { check, result }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'channel.check', ...subject, detail })
  })
  return { ok: true }
}

const records = z.array(
  z.object({
    result: z.enum(checkResults),
    note: z.string(),
    byName: z.string(),
    at: z.iso.datetime().transform((at) => new Date(at)),
  }),
)

async function recordsOf(settings: Settings, check: ZaloCheck): Promise<CheckRecord[]> {
  return records.safeParse(await settings.get(keyOf(check))).data ?? []
}

function keyOf(check: ZaloCheck): string {
  return `zalo.check.${check}`
}
