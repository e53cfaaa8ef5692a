import type { KnownNumbers } from '../ports/known-numbers.ts'
import type { Db } from './db.ts'
import type { Seal } from './seal.ts'

/** The numbers of offices and leaders, from PostgreSQL. A leader's is compared by its keyed hash and never opened. */
export function prismaKnownNumbers(db: Db, seal: Seal): KnownNumbers {
  return {
    ownerOf: async (phone, { groupId }) => {
      const offices = await db.$queryRaw<{ name: string }[]>`
        SELECT name FROM transaction_office
        WHERE ${phone} = ANY(regexp_split_to_array(regexp_replace(phone, '[^0-9;,/]', '', 'g'), '[;,/]')) ORDER BY id LIMIT 1`
      if (offices[0]) return { of: 'office', office: offices[0].name }
      if (groupId === undefined) return undefined
      const where = { id: groupId, leaderPhoneIndex: { in: seal.indexes(phone) } }
      const group = await db.savingsCreditGroup.findFirst({ where, select: { leaderName: true, name: true } })
      return group ? { of: 'leader', leader: group.leaderName, group: group.name } : undefined
    },
  }
}
