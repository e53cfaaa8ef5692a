import { type Audience, type Chosen, nobody } from '../domain/audience.ts'
import type { Scope } from '../domain/staff.ts'
import { programmeIds } from '../policy/index.ts'
import type { Choice } from '../ports/people.ts'
import type { Store } from '../ports/store.ts'

/** What an audience in words came to: the audience, or the first part that says nothing we know. */
export type ReadAudience = { ok: true; audience: Audience } | { ok: false; part: string }

/**
 * Reads `all`, or parts joined by commas: `commune:<code>`, `group:<code>`, `programme:<id>`, `association:<code>`.
 * Parts of one kind add up, kinds narrow each other.
 */
export async function readAudience(
  store: Pick<Store, 'units' | 'people'>,
  text: string,
  scope: Scope,
): Promise<ReadAudience> {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.length === 1 && parts[0] === 'all') return { ok: true, audience: { everybody: true } }
  const known = await lists(store, scope)
  const chosen: Chosen = { ...nobody }
  for (const part of parts) {
    if (!add(chosen, part, known)) return { ok: false, part }
  }
  return { ok: true, audience: chosen }
}

type Lists = Record<'commune' | 'group' | 'association', Pick<Choice<number>, 'id' | 'code'>[]>

async function lists(store: Pick<Store, 'units' | 'people'>, scope: Scope): Promise<Lists> {
  return {
    commune: await store.units.communes(scope.officeId),
    group: await store.people.groups(scope),
    association: await store.people.associations(),
  }
}

function add(chosen: Chosen, part: string, known: Lists): boolean {
  const [kind, code] = part.split(':', 2)
  if (kind === 'programme') {
    const id = programmeIds.find((programme) => programme === code)
    if (id) chosen.programmes = [...chosen.programmes, id]
    return id !== undefined
  }
  if (kind !== 'commune' && kind !== 'group' && kind !== 'association') return false
  const found = known[kind].find((choice) => choice.code === code)
  if (!found) return false
  const field = ({ commune: 'communes', group: 'groups', association: 'associations' } as const)[kind]
  chosen[field] = [...chosen[field], found.id]
  return true
}
