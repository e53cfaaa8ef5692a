import { readTimes } from '../domain/application-deadline.ts'
import type { Day } from '../domain/day.ts'
import type { OfficePlan } from '../domain/reminder-day.ts'
import { readReminderPlan, usualPlan } from '../domain/reminder-plan.ts'
import type { Reminders } from '../ports/reminders.ts'
import type { Prisma } from './client/client.ts'
import type { Db } from './db.ts'

/** What offices remind of, and when: a setting of each, beside that of its closed days. */
export function reminderPlans(db: Db): Pick<Reminders, 'plans' | 'plan' | 'setPlan'> {
  return {
    plans: () => plans(db),
    plan: async (officeId) => {
      const [{ officeId: _, ...plan } = usual] = await plans(db, officeId)
      return plan
    },
    setPlan: async (officeId, plan) => {
      const name = `office.${officeId}.reminders`
      const value = plan as unknown as Prisma.InputJsonObject
      await db.setting.upsert({ where: { key: name }, create: { key: name, value }, update: { value } })
    },
  }
}

const usual = { officeId: 0, plan: usualPlan, closed: new Set<Day>() }

async function plans(db: Db, officeId?: number): Promise<({ officeId: number } & OfficePlan)[]> {
  const rows = await db.$queryRaw<{ id: number; plan: unknown; times: unknown }[]>`
    SELECT o.id, plan.value AS plan, times.value AS times FROM transaction_office o
    LEFT JOIN setting plan ON plan.key = 'office.' || o.id || '.reminders'
    LEFT JOIN setting times ON times.key = 'office.' || o.id || '.times'
    WHERE ${officeId ?? null}::int IS NULL OR o.id = ${officeId ?? null}::int ORDER BY o.id`
  return rows.map(({ id, plan, times }) => ({
    officeId: id,
    plan: readReminderPlan(plan),
    closed: readTimes(times).closed,
  }))
}
