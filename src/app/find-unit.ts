import type { Store } from '../ports/store.ts'

/** An office, or one commune of it. */
export interface Unit {
  officeId: number
  communeId?: number
  name: string
}

/** The unit of a public code: an office's or a commune's. Undefined when nobody has it. */
export async function findUnit(store: Pick<Store, 'units' | 'people'>, code: string): Promise<Unit | undefined> {
  const office = (await store.people.offices({})).find((o) => o.code === code)
  if (office) return { officeId: office.id, name: office.name }
  const commune = (await store.units.communes()).find((c) => c.code === code)
  return commune ? { officeId: commune.officeId, communeId: commune.id, name: commune.name } : undefined
}
