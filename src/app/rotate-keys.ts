import type { Clock } from '../ports/clock.ts'
import type { Keys } from '../ports/keys.ts'
import type { Store } from '../ports/store.ts'

/** What a change of keys works with. */
export interface RotateDeps {
  keys: Keys
  store: Pick<Store, 'audit'>
  clock: Clock
  /** Encrypts a secret of a second factor anew; undefined where that is done. */
  secondFactor: (sealed: string) => Promise<string | undefined>
  /** The token of the configuration that Zalo was opened with, where there is one. */
  zaloToken?: string
}

/** How a change of keys ended. */
export interface Rotated {
  keyId: string
  /** How many rows were sealed anew, by step. A step without any is not named. */
  changed: Record<string, number>
  /** How many are not of the newest key still: somebody goes on writing with an older one. */
  left: number
  /** One-time codes that still count: the key before has to stay until the last of them ends. */
  codes: { count: number; until?: Date }
}

/** A row that is written with an older key behind our back is found by the next round. */
const rounds = 3

/**
 * Seals everything that is kept with the newest key and writes the hashes anew, in short pieces beside the service. Broken off anywhere,
 * it is simply begun again. Begin and end are in the log.
 */
export async function rotateKeys(deps: RotateDeps): Promise<Rotated> {
  const { keys, clock } = deps
  await note(deps, 'keys.rotate_begin', {})
  const changed: Record<string, number> = {}
  const count = (step: string, some: number) => {
    if (some > 0) changed[step] = (changed[step] ?? 0) + some
  }
  // First: until then nobody's code is taken.
  count('staff_two_factor', await keys.secondFactors(deps.secondFactor))
  if (deps.zaloToken !== undefined) await keys.seed(deps.zaloToken)
  let left = 0
  for (let round = 0; round < rounds; round += 1) {
    for (const step of await keys.steps()) count(step, await through(keys, step))
    left = await leftOf(keys)
    if (left === 0) break
  }
  await note(deps, 'keys.rotate', { ...changed, left })
  return { keyId: keys.keyId, changed, left, codes: await keys.codes(clock.now()) }
}

async function through(keys: Keys, step: string): Promise<number> {
  let changed = 0
  let after: string | undefined
  do {
    const some = await keys.reseal(step, after)
    changed += some.changed
    after = some.next
  } while (after !== undefined)
  return changed
}

async function leftOf(keys: Keys): Promise<number> {
  let left = 0
  for (const step of await keys.steps()) left += await keys.left(step)
  return left
}

function note({ keys, store, clock }: RotateDeps, action: string, detail: Record<string, number>): Promise<void> {
  const by = { at: clock.now(), actorKind: 'system', actorId: 'command line' } as const
  return store.audit.write({ ...by, action, subjectKind: 'data_key', subjectId: keys.keyId, detail })
}
