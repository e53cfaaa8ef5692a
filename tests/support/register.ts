import type { UnitRows } from '../../src/ports/imports.ts'
import { openPrisma } from '../../src/store/prisma.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { prismaStore } from '../../src/store/store.ts'
import { freshDatabase } from './database.ts'

/** The day on which the tests of the register play, at eight in the morning in Viet Nam. */
export const at = new Date('2026-11-22T01:00:00Z')

/** A register on a database of its own. */
export async function openRegister(poolSize = 3) {
  const fresh = await freshDatabase()
  const database = openPrisma(fresh.url, { poolSize })
  const { prisma, pool } = database
  const close = async () => {
    await database.close()
    await fresh.drop()
  }
  return { ...prismaStore(prisma, makeSeal(Buffer.alloc(32, 7))), prisma, pool, close }
}

/** A register that is open. */
export type Register = Awaited<ReturnType<typeof openRegister>>

/** Empties all that a test of the register may have written. The log refuses that, until its guard is taken away. */
export async function emptyRegister({ pool }: Register): Promise<void> {
  await pool.query(
    `ALTER TABLE audit DISABLE TRIGGER USER;
     TRUNCATE province, import_run, audit RESTART IDENTITY CASCADE;
     ALTER TABLE audit ENABLE TRIGGER USER`,
  )
}

/** Two wards with a point each, as small as will do. */
export const sampleUnits: UnitRows = {
  province: { code: '37', name: 'Ninh Bình' },
  office: { code: '0101', name: 'Phòng giao dịch mẫu', phone: '02260000000', address: 'Phường Thử' },
  communes: [
    {
      code: '000001',
      name: 'Duy Thử',
      kind: 'phuong',
      formerUnits: [{ name: 'Trác Thử', folded: 'trac thu', kind: 'xa' }],
      hamlets: ['Thôn Đông'],
    },
    { code: '000002', name: 'Tiên Thử', kind: 'phuong', formerUnits: [], hamlets: [] },
  ],
  points: [
    {
      code: 'TXN001',
      communeCode: '000001',
      name: 'Điểm giao dịch Trác Thử',
      address: 'Nhà văn hóa Trác Thử',
      dayOfMonth: 12,
      opensAt: '07:30',
    },
    {
      code: 'TXN002',
      communeCode: '000001',
      name: 'Điểm giao dịch Duy Thử',
      address: 'UBND phường Duy Thử',
      dayOfMonth: 31,
      opensAt: '08:00',
    },
  ],
}
