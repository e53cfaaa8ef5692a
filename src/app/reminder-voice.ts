import type { ReminderKind } from '../domain/reminder-plan.ts'
import { readSigning, type SignedBy, type Signing, signingSetting } from '../domain/signing.ts'
import { type Arm, stableArm } from '../domain/stable-arm.ts'
import type { Appeal, Wording } from '../domain/wording.ts'
import type { Loan } from '../ports/loans.ts'
import type { Tx } from '../ports/store.ts'
import type { Office } from '../ports/units.ts'

/** In whose name a reminder goes out, besides the office. */
export interface Signer {
  as: 'officer' | 'leader'
  name: string
}

/** How a reminder speaks to one household. */
export interface Voice {
  /** Absent where the office signs alone. */
  signer?: Signer
  /** The leader who collects, of a loan that belongs to a group. */
  leader?: string
  /** What is added: a sentence of ours, or one of the office's. */
  appeal?: Exclude<Appeal, 'none' | 'own'>
  sentence?: string
  /** Which text of a comparison it is. */
  compared?: { comparisonId: string; arm: Arm }
}

/** Whom a message goes to, and which kind it is. */
export interface Spoken {
  office: Pick<Office, 'id'>
  householdId: string
  kind: ReminderKind
  loan: Pick<Loan, 'communeId' | 'groupId'>
}

/** Finds how to speak to households. What it has looked up it remembers, so that a run asks for each office and group once. */
export interface Voices {
  of(spoken: Spoken): Promise<Voice>
}

/** Makes the voices of one run. */
export function reminderVoices(tx: Pick<Tx, 'settings' | 'units' | 'staff' | 'comparisons'>): Voices {
  const signing = remembered((officeId: number) => tx.settings.get(signingSetting(officeId)).then(readSigning))
  const running = remembered((officeId: number) => tx.comparisons.running(officeId))
  const leader = remembered(async (groupId: number) => (await tx.units.group(groupId))?.leaderName)
  const active = remembered(async (staffId: string) => {
    const staff = await tx.staff.find(staffId)
    return staff !== undefined && !staff.disabledAt
  })
  return {
    of: async ({ office, householdId, kind, loan: { communeId, groupId } }) => {
      const led = groupId === undefined ? undefined : await leader(groupId)
      const kept = await signing(office.id)
      const comparison = (await running(office.id)).find((one) => one.kind === kind)
      const arm = comparison && stableArm(comparison.id, householdId)
      const wording = comparison && arm && comparison.wordings[arm]
      const officer = await officerOf(kept, communeId, active)
      const signer = signerOf(wording?.by ?? kept.by, { officer, leader: led })
      return {
        ...(signer ? { signer } : {}),
        ...(led ? { leader: led } : {}),
        ...added(wording),
        ...(comparison && arm ? { compared: { comparisonId: comparison.id, arm } } : {}),
      }
    },
  }
}

/** Nobody signs who has left. */
async function officerOf(
  { officers }: Signing,
  communeId: number,
  active: (staffId: string) => Promise<boolean>,
): Promise<string | undefined> {
  const officer = officers[String(communeId)]
  return officer && (await active(officer.staffId)) ? officer.name : undefined
}

/** Whoever signs has to be known: a name that nobody has set is not made up. */
function signerOf(by: SignedBy, known: Record<Signer['as'], string | undefined>): Signer | undefined {
  if (by === 'office') return undefined
  const name = known[by]
  return name ? { as: by, name } : undefined
}

function added(wording: Wording | undefined): Pick<Voice, 'appeal' | 'sentence'> {
  const { appeal = 'none', sentence } = wording ?? {}
  if (appeal === 'own') return sentence ? { sentence } : {}
  return appeal === 'none' ? {} : { appeal }
}

function remembered<K, V>(find: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const known = new Map<K, Promise<V>>()
  return (key) => {
    const found = known.get(key) ?? find(key)
    known.set(key, found)
    return found
  }
}
