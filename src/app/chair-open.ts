import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import { mayTry } from './limit-tries.ts'

/** What opening needs. `randomBytes` is the system's secure source of chance. */
export interface ChairOpenDeps {
  store: Pick<Store, 'chairLinks' | 'staff' | 'audit'>
  clock: Clock
  randomBytes: (count: number) => Uint8Array
}

/** What was typed at the door. `network` is the address of the network. */
export interface ChairClaim {
  token: string
  pin: string
  name: string
  network: string
}

/** How it ended. `gone`: unknown, expired, taken back, or locked by wrong PINs; nobody learns which. `no_pin`: none was read out yet. */
export type ChairOpened =
  | { kind: 'open'; session: string }
  | { kind: 'gone' | 'wrong' | 'too_many' | 'no_name' | 'no_pin' }

/** Characters of a name: what is shorter is none. */
const nameLength = { min: 4, max: 80 }

/**
 * Opens a link for one browser: what one member of staff sent, and a PIN that another told by telephone. Whoever opens it says each time
 * who they are, which is written down. Each try is counted first.
 */
export async function openChairLink(deps: ChairOpenDeps, claim: ChairClaim): Promise<ChairOpened> {
  const { store, clock, randomBytes } = deps
  const { token, network } = claim
  const at = clock.now()
  if (!(await mayTry(deps, 'chair', { network }))) return { kind: 'too_many' }
  const link = await store.chairLinks.byToken(token, at)
  if (!link || link.locked) return { kind: 'gone' }
  const name = claim.name.normalize('NFC').trim()
  const { length } = [...name]
  if (length < nameLength.min || length > nameLength.max) return { kind: 'no_name' }
  const session = Buffer.from(randomBytes(32)).toString('base64url')
  const pin = claim.pin.replace(/\D/g, '')
  const opened = await store.chairLinks.open({ token, pin, name, session, at })
  if (opened === 'no_pin') return { kind: opened }
  const subject = { subjectKind: 'commune', subjectId: String(link.communeId), detail: { link: link.id, name } }
  const action = opened === 'open' ? 'chair.open' : 'chair.wrong_pin'
  await store.audit.write({ at, actorKind: 'chair_link', actorId: link.id, action, ...subject })
  return opened === 'open' ? { kind: 'open', session } : { kind: opened }
}
