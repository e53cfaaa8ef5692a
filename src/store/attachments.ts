import type { AttachmentBrief, Attachments, NewAttachment, SentPaper } from '../ports/attachments.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'

/** Pictures of papers in PostgreSQL, each sealed: they are a few hundred kilobytes, and go into every backup with the rest. */
export function prismaAttachments(db: Db, seal: Seal): Attachments {
  const unsent = (accountId: string) => ({ accountId: key(accountId), applicationId: null })
  return {
    keep: (attachment) => keep(db, seal, attachment),
    isOpen: async (id, accountId) => (await db.attachment.count({ where: { id: key(id), ...unsent(accountId) } })) > 0,
    handOver: (applicationId, from) => handOver(db, applicationId, from),
    add: (applicationId, from) => add(db, applicationId, from),
    moveOpen: async ({ from, to }) => {
      await db.attachment.updateMany({ where: unsent(from), data: { accountId: key(to) } })
    },
    ofApplication: async (applicationId) => {
      const of = { where: { applicationId: key(applicationId) }, orderBy: { id: 'asc' } } as const
      return (await db.attachment.findMany({ ...of, select: brief })).map(briefOf)
    },
    open: async (applicationId, id) => {
      const row = await db.attachment.findFirst({ where: { id: key(id), applicationId: key(applicationId) } })
      return row ? { ...briefOf(row), content: seal.openBytes(row.photoSealed) } : undefined
    },
    drop: async (id, accountId) => {
      await db.attachment.deleteMany({ where: { id: key(id), ...unsent(accountId) } })
    },
  }
}

async function keep(db: Db, seal: Seal, { accountId, photo, at }: NewAttachment): Promise<string> {
  const { mime, width, height, bytes } = photo
  const size = { mime, width, height, bytes: bytes.length }
  const data = { accountId: key(accountId), ...size, photoSealed: seal.sealBytes(bytes), at }
  const { id } = await db.attachment.create({ data, select: { id: true } })
  return id.toString()
}

async function handOver(db: Db, applicationId: string, from: Sent): Promise<void> {
  await add(db, applicationId, from)
  await db.attachment.deleteMany({ where: { accountId: key(from.accountId), applicationId: null } })
}

interface Sent {
  accountId: string
  papers: readonly SentPaper[]
}

async function add(db: Db, applicationId: string, { accountId, papers }: Sent): Promise<void> {
  const open = { accountId: key(accountId), applicationId: null }
  for (const { paper, attachmentId } of papers) {
    const data = { applicationId: key(applicationId), paper }
    await db.attachment.updateMany({ where: { ...open, id: key(attachmentId) }, data })
  }
}

const brief = { id: true, paper: true, mime: true, width: true, height: true, bytes: true, at: true } as const

function briefOf(row: Omit<AttachmentBrief, 'id'> & { id: bigint }): AttachmentBrief {
  const { id, paper, mime, width, height, bytes, at } = row
  return { id: id.toString(), paper, mime, width, height, bytes, at }
}
