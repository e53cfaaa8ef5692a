import { importRegister } from '../app/import-register.ts'
import type { ImportRequest } from '../app/import-request.ts'
import { importUnits } from '../app/import-units.ts'
import { addDays, atHour, type Day } from '../domain/day.ts'
import type { Language } from '../ports/language.ts'
import type { Sheet, Sheets } from '../ports/sheets.ts'
import type { Store } from '../ports/store.ts'
import { seedAccounts } from './accounts.ts'
import { seedAnnouncements } from './announcements.ts'
import { seedApplications } from './applications.ts'
import { buildDemo, type Cells, type DemoRows } from './build-demo.ts'
import { answering, seedCases } from './cases.ts'
import { seedStaff } from './demo-staff.ts'
import { listsBefore } from './months-before.ts'
import { seedReplies } from './replies.ts'
import { seedSigning } from './signing.ts'
import { visitor } from './visitor.ts'
import { seedWaitingList } from './waiting-list.ts'

/** What seeding needs. `hashPassword` is that of the sign-in of staff. */
export interface SeedDeps {
  store: Store
  language: Language
  hashPassword: (password: string) => Promise<string>
}

/** The setting that holds the day for which the sample was written: it is written once. */
export const demoDaySetting = 'demo.day'

const by = { kind: 'system', id: 'demo' } as const

/** The list with a mistake in it. */
const waitingFile = 'mon-vay-thang-11.csv'

/**
 * Writes the sample office, as of a day, into an empty register: through the same use cases as the lists of a real one. Done
 * before, it changes nothing. Returns the day for which the sample stands.
 */
export async function seedDemo(deps: SeedDeps, day: Day): Promise<Day> {
  const before = await deps.store.settings.get(demoDaySetting)
  if (typeof before === 'string') return before as Day
  const rows = buildDemo(day)
  await takeLists(deps, { rows, day })
  const staffIds = await seedStaff(deps, day)
  await seedSigning(deps.store, staffIds.officer)
  await deps.store.transaction(async (tx) => {
    const accounts = await seedAccounts(tx, { households: rows.households, day })
    await seedCases(tx, { accounts, staffId: staffIds[answering], language: deps.language, day })
    await seedApplications(tx, { accounts, staffIds, language: deps.language, day })
    const household = await tx.households.byCustomerId(visitor.customerId)
    if (!household) throw new Error('the household of the visitor is missing')
    const { officeId } = household.commune
    const office = { officeId, staffId: staffIds[answering], language: deps.language, day }
    await seedReplies(tx, office)
    await seedAnnouncements(tx, office)
    const expiresAt = atHour(addDays(day, 365), 17)
    await tx.linking.issue({ householdId: household.id, code: visitor.linkCode, at: atHour(day, 7), expiresAt })
    const waiting = { loans: rows.loans, fileName: waitingFile, staffId: staffIds[answering], officeId }
    await seedWaitingList(tx.importFiles, { ...waiting, at: atHour(day, 8) })
    await tx.settings.set(demoDaySetting, day)
  })
  return day
}

async function takeLists(deps: SeedDeps, { rows, day }: { rows: DemoRows; day: Day }): Promise<void> {
  const { store } = deps
  const { units, groups, households, loans, instalments, payments } = rows
  await importUnits({ store, clock: { now: () => atHour(day, 7) } }, { units, by })
  await take(deps, { lists: { groups, households }, day })
  for (const before of listsBefore(loans, day)) {
    await take(deps, { lists: { loans: before.loans }, day: addDays(before.asOf, 1) })
    await store.portfolio.keep()
  }
  await take(deps, { lists: { loans, instalments, payments }, day })
  await store.portfolio.keep()
}

type Lists = Partial<Record<'groups' | 'households' | 'loans' | 'instalments' | 'payments', Cells[]>>

/** Imports lists on the morning of a day. */
async function take({ store, language }: SeedDeps, { lists, day }: { lists: Lists; day: Day }): Promise<void> {
  const clock = { now: () => atHour(day, 7) }
  for (const kind of ['groups', 'households', 'loans', 'payments'] as const) {
    if (!lists[kind]) continue
    const request: ImportRequest = {
      kind,
      path: kind,
      dryRun: false,
      skipBadRows: false,
      by,
      onBad: (bad) => {
        throw new Error(`the sample has a bad row: ${JSON.stringify(bad)}`)
      },
      ...(kind === 'loans' && lists.instalments ? { instalmentsPath: 'instalments' } : {}),
    }
    await importRegister({ store, language, clock, sheets: sheetsOf(lists) }, request)
  }
}

/** Lists in memory, read as files are. */
function sheetsOf(lists: Record<string, Cells[]>): Sheets {
  return {
    open: async (file) => {
      const rows = typeof file === 'string' ? lists[file] : undefined
      if (!rows) return { ok: false, problem: { key: 'import:files.not_found' } }
      return { ok: true, sheets: [sheetOf(rows)] }
    },
  }
}

function sheetOf(rows: Cells[]): Sheet {
  const lines = rows.map((cells, place) => ({ line: place + 2, cells }))
  const read = async function* () {
    yield* lines
  }
  return { name: '', headers: Object.keys(rows[0] ?? {}), rows: { [Symbol.asyncIterator]: read } }
}
