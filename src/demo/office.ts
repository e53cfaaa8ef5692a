import { addDays, type Day, dayOfMonth } from '../domain/day.ts'
import type { UnitKind } from '../ports/units.ts'
import type { Chance } from './chance.ts'
import { personName, samplePhone } from './people.ts'
import places from './places.json' with { type: 'json' }

/** A sample group: where it meets, and what its place was before 2025-07-01, which decides about clean water. */
export interface SampleGroup {
  code: string
  communeCode: string
  kind: string
  hamlet: string
  point: string
  association: string
}

/** The sample groups, in order of code. */
export const sampleGroups: readonly SampleGroup[] = places.groups

/** The sample office, its five wards, what they were made of, their hamlets and transaction points. */
export function sampleUnits(day: Day) {
  return {
    province: places.province,
    office: places.office,
    communes: places.communes.map(({ code, name, former }) => ({
      code,
      name,
      kind: 'phuong' as UnitKind,
      formerUnits: former.map((unit) => ({ name: unit.name, kind: unit.kind as UnitKind })),
      hamlets: places.groups.filter((group) => group.communeCode === code).map((group) => group.hamlet),
    })),
    points: places.points.map(({ inDays: _, ...point }) => ({
      ...point,
      dayOfMonth: dayOfMonth(sessionDay(point.code, day)),
    })),
  }
}

/** The next session of a sample point: in so many days from the day of the demo. */
export function sessionDay(pointCode: string, day: Day): Day {
  return addDays(day, places.points.find((point) => point.code === pointCode)?.inDays ?? 0)
}

/** The sample groups as rows of an import. Interest is collected three days before the session, within the month. */
export function groupRows(day: Day, chance: Chance): Record<string, string>[] {
  return sampleGroups.map((group, place) => {
    const session = dayOfMonth(sessionDay(group.point, day))
    return {
      group_id: group.code,
      name: `${places.groupName} ${group.hamlet}`,
      leader_name: personName(chance),
      leader_phone: samplePhone(900 + place),
      association: group.association,
      commune_code: group.communeCode,
      hamlet: group.hamlet,
      transaction_point_id: group.point,
      transaction_day: String(session),
      collection_day: String(session > 3 ? session - 3 : session + 25),
    }
  })
}
