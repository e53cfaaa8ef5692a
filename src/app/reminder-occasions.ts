import type { Day } from '../domain/day.ts'
import { lateOn, type OfficePlan, type Payment, paymentsOn } from '../domain/reminder-day.ts'
import { collectionOn, occasionOn, occasionsAt } from '../domain/reminder-occasion.ts'
import { fixedDaysOf } from '../domain/transaction-day.ts'
import type { Asked } from '../ports/reminders.ts'
import type { Point } from '../ports/units.ts'

/** An office with all that it reminds of on a day. */
export interface OfficeDay extends OfficePlan {
  officeId: number
  payments: readonly Payment[]
}

/**
 * The offices of a day with what each reminds of, and with what was to be said on days that were `missed`. Offices with the same plan are
 * worked out once.
 */
export function officeDays(
  offices: readonly ({ officeId: number } & OfficePlan)[],
  { day, missed = [] }: { day: Day; missed?: readonly Day[] },
): OfficeDay[] {
  const known = new Map<string, Payment[]>()
  return offices.map((office) => {
    const name = JSON.stringify([office.plan, [...office.closed].sort()])
    const payments = known.get(name) ?? [...paymentsOn(day, office), ...lateOn(day, missed, office)]
    known.set(name, payments)
    return { ...office, payments }
  })
}

/** What the loans of an office are asked for: at the points that meet, at leaders, where nobody knows the point, and of those who promised. */
export function occasionsOf(office: OfficeDay, points: readonly Point[]): Asked[] {
  const { officeId, payments, closed } = office
  return payments.flatMap((payment): Asked[] => {
    const { kind, paysOn } = payment
    if (kind === 'promise') return [{ ...occasionOn(payment), whose: 'promise', officeId }]
    const atPoints = points.flatMap((point) =>
      occasionsAt(point.sessions, payment, closed).map((one): Asked => ({ ...one, whose: 'point', pointId: point.id })),
    )
    if (kind !== 'interest') return [...atPoints, { ...occasionOn(payment), whose: 'nowhere', officeId }]
    const collectionDays = fixedDaysOf(paysOn)
    return [...atPoints, { ...collectionOn(payment), whose: 'leader', officeId, collectionDays }]
  })
}
