import { type ReminderKind, reminderKinds } from '../domain/reminder-plan.ts'
import { type SignedBy, signers } from '../domain/signing.ts'
import { type Arm, arms } from '../domain/stable-arm.ts'
import { type UnfitText, unfitText } from '../domain/unfit-text.ts'
import { type Appeal, appeals, isSameWording, longestSentence, type Wording } from '../domain/wording.ts'
import type { Clock } from '../ports/clock.ts'
import type { Language } from '../ports/language.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'

/** What comparing texts needs. */
export interface CompareDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
  language: Language
}

/** Two texts as they were typed: the kind, and for each arm who signs, what is added, and the own sentence. */
export interface TypedComparison {
  kind: string
  wordings: Record<Arm, { by: string; appeal: string; sentence: string }>
}

/** What stands against starting: a choice that was not made, a sentence, two texts that are one, one that runs already. */
export interface CompareProblems {
  kind?: 'none' | 'runs'
  same?: true
  a?: 'none' | UnfitText
  b?: 'none' | UnfitText
}

/** How it ended. `not_yours`: only the director of an office compares its texts. */
export type CompareStarted =
  | { ok: true }
  | { ok: false; problem: 'not_yours' }
  | { ok: false; problem: 'fields'; problems: CompareProblems }

/** Lets two texts of a kind run against each other: from then on half of the households read the one, half the other. */
export async function startComparison(
  { store, clock, language }: CompareDeps,
  { staff, typed }: { staff: StaffMember; typed: TypedComparison },
): Promise<CompareStarted> {
  const officeId = directed(staff)
  if (officeId === undefined) return { ok: false, problem: 'not_yours' }
  const { kind, wordings, problems } = read(language, typed)
  if (!kind || !wordings) return { ok: false, problem: 'fields', problems }
  const at = clock.now()
  return store.transaction(async (tx): Promise<CompareStarted> => {
    const id = await tx.comparisons.start({ officeId, kind, wordings, startedAt: at, startedBy: staff.id })
    if (id === undefined) return { ok: false, problem: 'fields', problems: { kind: 'runs' } }
    await note(tx, { staff, at, id, action: 'comparison.start', detail: { kind, ...flat(wordings) } })
    return { ok: true }
  })
}

/** Stops a comparison: all households read the office's usual text again. False where there is none to stop. */
export async function stopComparison(
  { store, clock }: Omit<CompareDeps, 'language'>,
  { staff, id }: { staff: StaffMember; id: string },
): Promise<boolean> {
  const officeId = directed(staff)
  if (officeId === undefined || !/^\d{1,18}$/.test(id)) return false
  const at = clock.now()
  return store.transaction(async (tx) => {
    const stopped = await tx.comparisons.stop({ id, officeId, at, by: staff.id })
    if (stopped) await note(tx, { staff, at, id, action: 'comparison.stop', detail: {} })
    return stopped
  })
}

function directed({ role, officeId }: StaffMember): number | undefined {
  return role === 'director' ? officeId : undefined
}

function read(
  language: Language,
  typed: TypedComparison,
): { kind?: ReminderKind; wordings?: Record<Arm, Wording>; problems: CompareProblems } {
  const kind = reminderKinds.find((one) => one === typed.kind)
  const [a, b] = arms.map((arm) => readTyped(language, typed.wordings[arm]))
  const problems: CompareProblems = {
    ...(kind ? {} : { kind: 'none' }),
    ...(typeof a === 'string' ? { a } : {}),
    ...(typeof b === 'string' ? { b } : {}),
    ...(typeof a === 'object' && typeof b === 'object' && isSameWording(a, b) ? { same: true } : {}),
  }
  if (!kind || typeof a !== 'object' || typeof b !== 'object' || problems.same) return { problems }
  return { kind, wordings: { a, b }, problems }
}

function readTyped(
  language: Language,
  { by, appeal, sentence }: TypedComparison['wordings'][Arm],
): Wording | 'none' | UnfitText {
  const signedBy: SignedBy | undefined = signers.find((one) => one === by)
  const added: Appeal | undefined = appeals.find((one) => one === appeal)
  if (!signedBy || !added) return 'none'
  if (added !== 'own') return { by: signedBy, appeal: added }
  const unfit = unfitText(sentence, { longest: longestSentence, threats: language.lists('unfit:threats') })
  return unfit ?? { by: signedBy, appeal: added, sentence: sentence.normalize('NFC').replace(/\s+/g, ' ').trim() }
}

function flat(wordings: Record<Arm, Wording>): Record<string, string> {
  return Object.fromEntries(
    arms.map((arm) => [arm, [wordings[arm].by, wordings[arm].appeal, wordings[arm].sentence ?? ''].join(' ').trim()]),
  )
}

async function note(
  tx: Tx,
  of: { staff: StaffMember; at: Date; id: string; action: string; detail: Record<string, string> },
): Promise<void> {
  const { staff, at, id, action, detail } = of
  const by = { actorKind: 'staff', actorId: staff.id } as const
  await tx.audit.write({ at, ...by, action, subjectKind: 'comparison', subjectId: id, detail })
}
