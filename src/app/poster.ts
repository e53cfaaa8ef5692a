import { may, scopeOf, sees } from '../domain/staff.ts'
import type { PosterForm, PosterWay } from '../ports/forms.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import type { Commune } from '../ports/units.ts'
import { communeName, formGroup, formOffice } from './form-parts.ts'

/** Where a poster is to hang: a hamlet's board or a group's. */
export type PosterPlace = { hamletId: number } | { groupId: number }

/** The poster of a place of the reader's unit, or undefined: a place of another unit does not exist for them. */
export async function openPoster(
  store: Pick<Store, 'units' | 'boards'>,
  { staff, place, ways }: { staff: StaffMember; place: PosterPlace; ways: readonly PosterWay[] },
): Promise<PosterForm | undefined> {
  const group = 'groupId' in place ? await store.units.group(place.groupId) : undefined
  const hamlet = 'hamletId' in place ? await store.boards.hamlet(place.hamletId) : undefined
  const commune = await seenCommune(store, staff, group?.communeId ?? hamlet?.communeId)
  if (!commune) return undefined
  const point = group ? undefined : await store.units.pointOfCommune(commune.id)
  const paid = group ? group.point && { ...group.point, sessions: group.sessions } : point
  return {
    form: 'poster',
    code: group?.code ?? commune.code,
    office: await formOffice(store, commune.officeId),
    commune: communeName(commune),
    place: group?.name ?? hamlet?.name ?? '',
    ...(group ? { group: formGroup(group) } : {}),
    ...(paid
      ? {
          session: {
            dayOfMonth: paid.sessions.dayOfMonth,
            opensAt: paid.opensAt,
            name: paid.name,
            address: paid.address,
          },
        }
      : {}),
    ways,
  }
}

/** A commune of the reader's unit. */
export async function seenCommune(
  store: Pick<Tx, 'units'>,
  staff: StaffMember,
  id: number | undefined,
): Promise<Commune | undefined> {
  const commune = id === undefined ? undefined : await store.units.commune(id)
  if (!commune || !may(staff.role, 'people.see')) return undefined
  return sees(scopeOf(staff), { officeId: commune.officeId, communeId: commune.id }) ? commune : undefined
}
