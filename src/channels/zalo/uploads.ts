import { createHash } from 'node:crypto'
import type { Clock } from '../../ports/clock.ts'
import type { AccountApi, UploadFile } from './account-api.ts'
import { uploads } from './can.ts'
import type { Outcome } from './failure.ts'

/** Uses a file by its id at Zalo: uploaded once for many messages, and again when Zalo has forgotten it. */
export type UseUpload = <T>(
  file: UploadFile,
  about: { use: (id: string) => Promise<Outcome<T>>; deadline: AbortSignal },
) => Promise<Outcome<T>>

/** Remembers the ids of files, by what is in them, for a day less than Zalo does. */
export function makeUploads({ account, clock }: { account: AccountApi; clock: Clock }): UseUpload {
  const known = new Map<string, { id: string; at: number }>()
  const idOf = async (file: UploadFile, deadline: AbortSignal): Promise<Outcome<string>> => {
    const print = printOf(file)
    const kept = known.get(print)
    const now = clock.now().getTime()
    if (kept && now - kept.at < (uploads[file.kind].days - 1) * 86_400_000) return { ok: true, data: kept.id }
    const got = await account.upload(file, deadline)
    if (got.ok) known.set(print, { id: got.data, at: now })
    return got
  }
  return async (file, { use, deadline }) => {
    const first = await idOf(file, deadline)
    if (!first.ok) return first
    const used = await use(first.data)
    if (used.ok || used.error.cure !== 'upload') return used
    known.delete(printOf(file))
    const second = await idOf(file, deadline)
    return second.ok ? use(second.data) : second
  }
}

function printOf({ kind, name, bytes }: UploadFile): string {
  return createHash('sha256').update(`${kind}\n${name}\n`).update(bytes).digest('hex')
}
