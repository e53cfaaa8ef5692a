import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'

/** What counting tries needs. */
export interface TryDeps {
  store: Pick<Store, 'staff'>
  clock: Clock
}

/** Who tries. `network` is the address of the network, `account` an address of mail or an id. */
export interface Trying {
  network: string
  account?: string
}

/**
 * What is tried: a password at the door, a code at the door, or either of them again by somebody who is in; the PIN of a link for a commune
 * chair, or of one to the sheet of a group.
 */
export type Tried = 'sign_in' | 'code' | 'proof' | 'chair' | 'sheet'

const windowMs = 15 * 60_000

/** Tries in a quarter of an hour: of one network with one account, and on one account from anywhere. Ours. */
const limits = { pair: 10, account: 50 } as const

/** The same of one network with any account, or at any link. A PIN is short, and nobody has many links. */
const ofNetwork: Record<Tried, number> = { sign_in: 200, code: 200, proof: 200, chair: 30, sheet: 30 }

/**
 * Counts a try first and answers then, so that many at once do not slip through together. It is counted where all processes see it.
 * False when it is one too many; an account that nobody has is counted like any other.
 */
export async function mayTry(deps: TryDeps, tried: Tried, { network, account }: Trying): Promise<boolean> {
  const at = deps.clock.now()
  const most = { ...limits, network: ofNetwork[tried] }
  const counted: [keyof typeof most, string][] = [['network', network]]
  if (account !== undefined) counted.unshift(['pair', `${network} ${account}`], ['account', account])
  for (const [kind, subject] of counted) {
    const tries = await deps.store.staff.countTry({ subject: `${tried} ${kind} ${subject}`, at, windowMs })
    if (tries > most[kind]) return false
  }
  return true
}

/** A code of a phone opens once. It is good for 90 seconds; a second one who read it over a shoulder comes too late. */
export async function firstUse(deps: TryDeps, { staffId, code }: { staffId: string; code: string }): Promise<boolean> {
  const used = { subject: `used ${staffId} ${code}`, at: deps.clock.now(), windowMs: 5 * 60_000 }
  return (await deps.store.staff.countTry(used)) === 1
}
