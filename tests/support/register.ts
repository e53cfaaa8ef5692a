import { readFileSync } from 'node:fs'
import type { Words } from '../../src/conversation/words.ts'
import type { UnitRows } from '../../src/ports/imports.ts'
import type { Language } from '../../src/ports/language.ts'
import { prismaAudit } from '../../src/store/audit.ts'
import type { Db } from '../../src/store/db.ts'
import { prismaHouseholds } from '../../src/store/households.ts'
import { prismaImports } from '../../src/store/imports.ts'
import { prismaLoans } from '../../src/store/loans.ts'
import { openPrisma } from '../../src/store/prisma.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { prismaUnits } from '../../src/store/units.ts'
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
  const transaction = <T>(run: (tx: ReturnType<typeof partsOf>) => Promise<T>) =>
    prisma.$transaction((tx) => run(partsOf(tx)), { timeout: 120_000 })
  return { ...partsOf(prisma), transaction, prisma, pool, close }
}

/** A register that is open. */
export type Register = Awaited<ReturnType<typeof openRegister>>

const seal = makeSeal(Buffer.alloc(32, 7))

function partsOf(db: Db) {
  return {
    units: prismaUnits(db),
    households: prismaHouseholds(db, seal),
    loans: prismaLoans(db),
    imports: prismaImports(db, seal),
    audit: prismaAudit(db),
  }
}

/** Empties all that a test of the register may have written. */
export async function emptyRegister({ pool }: Register): Promise<void> {
  await pool.query('TRUNCATE province, import_run, audit RESTART IDENTITY CASCADE')
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

/** The locales of a file as they stand on disk, spoken plainly: enough for the tests of the register. */
export function fileLanguage(): Language {
  const langs = ['vi', 'en'] as const
  return {
    langs,
    say: (words, lang) => say(words, lang),
    lists: (key) => langs.flatMap((lang) => (lookUp(key, lang) as string[] | undefined) ?? []),
    nearest: (lang) => (lang?.startsWith('en') ? 'en' : 'vi'),
  }
}

const files = new Map<string, unknown>()

function lookUp(key: string, lang: string): unknown {
  const [file = '', path = ''] = key.split(':')
  const name = `${lang}/${file}.json`
  if (!files.has(name))
    files.set(name, JSON.parse(readFileSync(new URL(`../../locales/${name}`, import.meta.url), 'utf8')))
  return path
    .split('.')
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], files.get(name))
}

function say({ key, with: fillers = {} }: Words, lang: string): string {
  const sentence = lookUp(key, lang)
  if (typeof sentence !== 'string') throw new Error(`no words: ${key}`)
  return sentence.replace(/\{(\w+)\}/g, (_, name) => {
    const filler = fillers[name]
    if (filler === undefined) throw new Error(`no filler ${name}: ${key}`)
    return typeof filler === 'object' && 'words' in filler ? say(filler.words, lang) : String(filler)
  })
}
