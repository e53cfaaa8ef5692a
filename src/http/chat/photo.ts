import { createHash } from 'node:crypto'
import { z } from 'zod'
import { checkPhoto } from '../../app/take-photo.ts'
import { mostPhotoBytes } from '../../domain/photo.ts'
import type { InboundKind } from '../../ports/channel.ts'
import type { PhotoReader } from '../../ports/photos.ts'
import { type Ctx, networkAddressOf } from '../http-env.ts'
import { receiveForm } from '../receive-form.ts'
import { sorry, wantsPage } from '../sorry.tsx'
import type { ChatDeps } from './chat-deps.ts'
import { inboundOf, onceId } from './inbound.ts'
import { accept, sayAndWait } from './say-and-wait.ts'
import { langOf, showChat } from './show.tsx'
import { sealFits, type Visitor, visitorOf } from './visitor.ts'

/** The longest body that holds one picture and the fields beside it. */
const mostPhotoForm = mostPhotoBytes + 64 * 1024

const sentForm = z.object({ id: onceId, seal: z.string(), photo: z.instanceof(File) })

/**
 * `POST /chat/photo`: the form that stands below a question for a picture. An ordinary form, so that it works on every phone without our
 * script. The picture is looked at here and now; what the talk hears is only which one was kept, or why none was.
 */
export async function postPhoto(c: Ctx, deps: ChatDeps, reader: PhotoReader): Promise<Response> {
  const visitor = visitorOf(c, deps)
  if (!visitor) return sorry(c, deps, { status: 401, key: 'cookies' })
  const wait = await deps.limits.photo({ address: visitor.sender.address, network: networkAddressOf(c) })
  if (wait !== undefined) return slower(c, deps, { visitor, wait })
  const done = deps.limits.receiving(visitor.sender.address)
  if (!done) return slower(c, deps, { visitor, wait: 5 })
  try {
    return await taken(c, deps, { visitor, reader })
  } finally {
    done()
  }
}

/** So long a picture may take to come in: 8 MB at 70 kB a second. Ours. */
const RECEIVE_MS = 120_000

async function taken(c: Ctx, deps: ChatDeps, about: { visitor: Visitor; reader: PhotoReader }): Promise<Response> {
  const { visitor, reader } = about
  const sent = await receiveForm(c.req.raw, { maxBytes: mostPhotoForm, ms: RECEIVE_MS })
  if (sent === 'late' || sent === 'too_large') return refused(c, deps, sent)
  const form = sentForm.safeParse(sent === 'broken' ? {} : sent.fields)
  if (!form.success)
    return sorry(c, deps, { status: 400, key: 'bad_form', field: String(form.error.issues[0]?.path[0] ?? '') })
  const account = await deps.store.history.accountAt(visitor.sender)
  if (!account || !sealFits(visitor, form.data.seal)) return sorry(c, deps, { status: 403, key: 'old_page' })
  const { id, photo } = form.data
  // Pressed without a picture.
  if (photo.size === 0) return c.redirect('/chat', 303)
  const bytes = new Uint8Array(await photo.arrayBuffer())
  const at = deps.clock.now()
  const what = await deps.limits.work(() => heardOf(deps, { bytes, accountId: account.id, at, reader }))
  const inbound = inboundOf(visitor, { id, what, lang: await langOf(c, deps, visitor), at })
  // The picture itself is part of the id: sent twice by a nervous finger, it answers one question and not two.
  const content = createHash('sha256').update(bytes).digest('base64url').slice(0, 10)
  const once = { ...inbound, updateId: `${visitor.sender.address}.${id}.${content}` }
  if (wantsPage(c)) await sayAndWait(deps, visitor, once)
  else await accept(deps, once)
  return c.redirect('/chat', 303)
}

/** The rest of the picture is not waited for: the connection ends with the answer. */
function refused(c: Ctx, deps: ChatDeps, why: 'late' | 'too_large'): Promise<Response> {
  c.header('Connection', 'close')
  return sorry(c, deps, { status: why === 'late' ? 408 : 413, key: `photo_${why}` })
}

interface Uploaded {
  bytes: Uint8Array
  accountId: string
  at: Date
  reader: PhotoReader
}

async function heardOf(deps: ChatDeps, { bytes, accountId, at, reader }: Uploaded): Promise<InboundKind> {
  const found = await checkPhoto(reader, bytes)
  if ('problem' in found) return { kind: 'photo', photo: { problem: found.problem } }
  return { kind: 'photo', photo: { kept: await deps.store.attachments.keep({ accountId, photo: found.photo, at }) } }
}

async function slower(
  c: Ctx,
  deps: ChatDeps,
  { visitor, wait }: { visitor: Visitor; wait: number },
): Promise<Response> {
  c.header('Retry-After', String(wait))
  if (!wantsPage(c)) return sorry(c, deps, { status: 429, key: 'too_many', with: { seconds: wait } })
  return showChat(c, deps, { visitor, notice: { key: 'slower', with: { seconds: wait } }, status: 429 })
}
