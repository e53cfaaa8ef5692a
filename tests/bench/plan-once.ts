import { planReminders } from '../../src/app/plan-reminders.ts'
import { openPrisma } from '../../src/store/prisma.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { prismaStore } from '../../src/store/store.ts'
import { moment } from './moment.ts'
import { plannedDay } from './plan-register.ts'
import { useOf } from './processes.ts'

// Plans the day once in a process of its own, so that its memory is nobody else's. Prints what it came to as JSON.
const { prisma, close } = openPrisma(process.env.DATABASE_URL ?? '', { poolSize: 2 })
const store = prismaStore(prisma, makeSeal(Buffer.alloc(32, 3)))
const clock = { now: () => new Date(`${plannedDay}T00:00:00Z`) }
const from = moment()
const counts = await planReminders({ store, clock, jobs: { wake: async () => {} } }, { day: plannedDay })
const seconds = (moment() - from) / 1000
await close()
process.stdout.write(JSON.stringify({ seconds, ...useOf(process.pid), ...counts }))
