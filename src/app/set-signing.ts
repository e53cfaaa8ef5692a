import {
  type CommuneOfficer,
  longestSignedName,
  readSigning,
  type SignedBy,
  type Signing,
  signers,
  signingSetting,
} from '../domain/signing.ts'
import { type UnfitText, unfitText } from '../domain/unfit-text.ts'
import type { Clock } from '../ports/clock.ts'
import type { Language } from '../ports/language.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import type { Commune } from '../ports/units.ts'

/** How an office signs as it was typed: `by`, and for each commune the member of staff and the name as it is signed. */
export interface TypedSigning {
  by: string
  officers: Record<string, { staffId: string; name: string }>
}

/** What stands against it: `by`, or a commune by its id. */
export type SigningProblems = Record<string, 'none' | UnfitText>

/** How it ended. `not_yours`: only the director of an office says how it signs. */
export type SigningSet =
  | { ok: true }
  | { ok: false; problem: 'not_yours' }
  | { ok: false; problem: 'fields'; problems: SigningProblems }

/** What the page of it shows: what is set, and whom the office may choose from. */
export interface SigningView {
  signing: Signing
  communes: Commune[]
  staff: StaffMember[]
}

/** How an office signs; undefined for who has none. */
export async function signingOf(tx: Pick<Tx, 'settings' | 'units' | 'staff'>, officeId: number): Promise<SigningView> {
  const signing = readSigning(await tx.settings.get(signingSetting(officeId)))
  return { signing, communes: await tx.units.communes(officeId), staff: await signersAt(tx, officeId) }
}

/** Sets in whose name the reminders of an office go out. A name left empty is that of the account. */
export async function setSigning(
  { store, clock, language }: { store: Pick<Store, 'transaction'>; clock: Clock; language: Language },
  { staff, typed }: { staff: StaffMember; typed: TypedSigning },
): Promise<SigningSet> {
  const { role, officeId } = staff
  if (role !== 'director' || officeId === undefined) return { ok: false, problem: 'not_yours' }
  const at = clock.now()
  return store.transaction(async (tx): Promise<SigningSet> => {
    const view = await signingOf(tx, officeId)
    const { signing, problems } = read(typed, view, language.lists('unfit:threats'))
    if (!signing) return { ok: false, problem: 'fields', problems }
    await tx.settings.set(signingSetting(officeId), signing)
    await tx.audit.write({
      ...{ at, actorKind: 'staff', actorId: staff.id, action: 'office.signing' },
      ...{ subjectKind: 'office', subjectId: String(officeId) },
      detail: {
        by: signing.by,
        officers: Object.values(signing.officers)
          .map((one) => one.name)
          .join(', '),
      },
    })
    return { ok: true }
  })
}

/** Those of an office whom households may know: officers and directors whose account is open. */
async function signersAt(tx: Pick<Tx, 'staff'>, officeId: number): Promise<StaffMember[]> {
  const all = await tx.staff.list({ officeId })
  return all.filter(({ role, disabledAt }) => !disabledAt && (role === 'officer' || role === 'director'))
}

function read(
  typed: TypedSigning,
  { communes, staff }: SigningView,
  threats: readonly string[],
): { signing?: Signing; problems: SigningProblems } {
  const problems: SigningProblems = {}
  const by: SignedBy | undefined = signers.find((one) => one === typed.by)
  if (!by) problems.by = 'none'
  const officers: Record<string, CommuneOfficer> = {}
  for (const { id } of communes) {
    const { staffId = '', name = '' } = typed.officers[id] ?? {}
    const member = staff.find((one) => one.id === staffId)
    if (staffId === '') continue
    const signed = name.normalize('NFC').replace(/\s+/g, ' ').trim() || (member?.name ?? '')
    const unfit = member ? unfitText(signed, { longest: longestSignedName, threats }) : 'none'
    if (unfit) problems[id] = unfit
    else officers[id] = { staffId, name: signed }
  }
  return by && Object.keys(problems).length === 0 ? { signing: { by, officers }, problems } : { problems }
}
