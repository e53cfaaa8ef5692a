import type { Boards } from '../ports/boards.ts'
import type { Db } from './db.ts'

/** The notice boards, as the register knows hamlets and groups. */
export function prismaBoards(db: Db): Boards {
  return {
    ofCommune: async (communeId) => {
      const hamlets = await db.hamlet.findMany({ where: { communeId }, orderBy: { name: 'asc' } })
      const groups = await db.savingsCreditGroup.findMany({
        where: { communeId },
        select: { id: true, code: true, name: true, hamlet: { select: { name: true } } },
        orderBy: { code: 'asc' },
      })
      return {
        hamlets,
        groups: groups.map(({ hamlet, ...group }) => ({ ...group, ...(hamlet ? { hamlet: hamlet.name } : {}) })),
      }
    },
    hamlet: async (id) => (await db.hamlet.findUnique({ where: { id } })) ?? undefined,
  }
}
