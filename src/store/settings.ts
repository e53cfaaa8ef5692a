import type { Settings } from '../ports/settings.ts'
import type { Prisma } from './client/client.ts'
import type { Db } from './db.ts'

/** Settings of the installation, kept in PostgreSQL. */
export function prismaSettings(db: Db): Settings {
  return {
    get: async (key) => (await db.setting.findUnique({ where: { key } }))?.value,
    set: async (key, value) => {
      const json = value as Prisma.InputJsonValue
      await db.setting.upsert({ where: { key }, create: { key, value: json }, update: { value: json } })
    },
  }
}
