import type { AnnouncementPictures, NewPicture, PictureFile } from '../ports/announcement-pictures.ts'
import { type AnnouncementState, unsentStates } from '../ports/announcements.ts'
import { type Db, key } from './db.ts'

/** The pictures of announcements in PostgreSQL: a few hundred kilobytes each, and so in every backup. Not sealed: everybody may see them. */
export function prismaAnnouncementPictures(db: Db): AnnouncementPictures {
  return {
    keep: (announcementId, picture) => keep(db, announcementId, picture),
    remove: async (announcementId, writer) => {
      if (!(await reopen(db, announcementId, writer))) return false
      await db.announcementPicture.deleteMany({ where: { announcementId: key(announcementId) } })
      return true
    },
    of: async (announcementId) =>
      fileOf(await db.announcementPicture.findUnique({ where: { announcementId: key(announcementId) }, select: file })),
    published: async (token, triedSince) => {
      const of = { announcementId: true, announcement: { select: { status: true } } } as const
      const row = await db.announcementPicture.findFirst({ where: { token }, select: { ...file, ...of } })
      if (!row) return undefined
      const isPublic = publicStates.some((state) => state === row.announcement.status)
      return isPublic || (await wasTried(db, row.announcementId, triedSince)) ? fileOf(row) : undefined
    },
  }
}

/** As the announcement's own row says it; from `sending` on its mailing says more. */
const publicStates: readonly AnnouncementState[] = ['waiting', 'approved', 'scheduled', 'sending']

/** Whoever tries a draft out sees it as it will be, its picture too. */
async function wasTried(db: Db, announcementId: bigint, since: Date): Promise<boolean> {
  const of = { subjectKind: 'announcement', subjectId: announcementId.toString() }
  return (await db.audit.findFirst({ where: { ...of, action: 'announcement.test', at: { gte: since } } })) !== null
}

async function keep(db: Db, announcementId: string, { alt, writer, at, photo }: NewPicture): Promise<boolean> {
  if (!(await reopen(db, announcementId, writer))) return false
  const where = { announcementId: key(announcementId) }
  if (!photo) return (await db.announcementPicture.updateMany({ where, data: { alt, at } })).count === 1
  const { token, address, mime, width, height, bytes } = photo
  const data = { token, address, mime, width, height, photo: new Uint8Array(bytes), alt, at }
  await db.announcementPicture.upsert({ where, create: { ...where, ...data }, update: data, select: { id: true } })
  return true
}

/** Whatever was agreed to is void. */
async function reopen(db: Db, announcementId: string, writer: string): Promise<boolean> {
  const undecided = { decidedBy: null, decidedAt: null, returnedWhy: null, sendAt: null }
  const data = { ...undecided, status: 'draft', version: { increment: 1 }, writers: { push: writer } }
  const where = { id: key(announcementId), status: { in: [...unsentStates] } }
  return (await db.announcement.updateMany({ where, data })).count === 1
}

const file = { mime: true, photo: true } as const

function fileOf(row: { mime: string; photo: Uint8Array<ArrayBuffer> } | null): PictureFile | undefined {
  return row ? { mime: row.mime, bytes: row.photo } : undefined
}
