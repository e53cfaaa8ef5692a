import { workImports } from '../../src/app/import-work.ts'
import { chunkBytes } from '../../src/domain/import-limits.ts'
import { fileSheets } from '../../src/files/sheets.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { StaffWorld } from '../support/staff-world.ts'

/** A list as text: a row of headers, and rows of cells. */
export function csvOf(rows: readonly Record<string, string>[]): Buffer {
  const columns = Object.keys(rows[0] ?? {})
  return Buffer.from(
    [columns, ...rows.map((row) => columns.map((c) => row[c] ?? ''))].map((r) => r.join(';')).join('\n'),
  )
}

/** Work on whatever waits, as the worker does it. */
export async function work(world: Pick<StaffWorld, 'store' | 'clock'>, fileId?: string): Promise<void> {
  const deps = { ...world, sheets: fileSheets(), language: loadLanguage() }
  await workImports(deps, fileId === undefined ? {} : { fileId })
}

/** A file as it stands after it was handed in by somebody and compared. */
export async function handedIn(
  world: Pick<StaffWorld, 'store' | 'clock'>,
  file: { kind: string; bytes: Uint8Array; officeId: number; communeId?: number; staffId?: string; fileName?: string },
): Promise<string> {
  const { importFiles } = world.store
  const at = world.clock.now()
  const { kind, bytes, officeId, communeId, staffId = 's', fileName = `${kind}.csv` } = file
  const scope = { officeId, ...(communeId === undefined ? {} : { communeId }) }
  const id = await importFiles.open({ kind, fileName, scope, staffId, at })
  for (let from = 0; from < bytes.length; from += chunkBytes)
    await importFiles.add(id, {
      part: 'list',
      place: from / chunkBytes,
      bytes: bytes.subarray(from, from + chunkBytes),
    })
  await importFiles.move(id, { from: ['arriving'], to: 'waiting', at, lengths: { list: bytes.length } })
  await work(world, id)
  return id
}

/** Rows of so many loans in one commune, each owing that much of twenty million dong. */
export function loanRows(of: { count: number; owed: number; communeCode: string }): Record<string, string>[] {
  return Array.from({ length: of.count }, (_, n) => ({
    loan_id: `${of.communeCode}-${n}`,
    customer_id: `${of.communeCode}-${n}`,
    household_head: `Nguyễn Văn ${n}`,
    programme: 'poor',
    commune_code: of.communeCode,
    principal_vnd: '20000000',
    disbursed_on: '2025-01-10',
    final_due_date: '2030-01-10',
    rate_pct: '6,6',
    overdue_rate_pct: '8,58',
    outstanding_vnd: String(of.owed),
    overdue_vnd: '0',
    interest_due_vnd: '80000',
    as_of: '2026-11-20',
    status: 'normal',
  }))
}
