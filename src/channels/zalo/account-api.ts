import type { z } from 'zod'
import type { CostClass } from '../../ports/channel.ts'
import * as answers from './answers.ts'
import type { Ask, Authorised } from './authorised.ts'
import { uploads } from './can.ts'
import { costOf } from './cost.ts'
import { failure, type Outcome } from './failure.ts'
import type { ZaloMessage } from './message.ts'

/** A message that Zalo took. `messageId` is empty where the answer names none. */
export interface Arrived {
  messageId: string
  cost: CostClass
}

/** A file to upload: at most what `uploads` says of its kind. */
export interface UploadFile {
  kind: keyof typeof uploads
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

/** What costs money or is read by somebody is not begun once it is late; see `Ask`. */
export type Begun = Pick<Ask, 'late'>

/** The interface of the Official Account, openapi.zalo.me, as far as Loa uses it. Ids are text, every call ends with its deadline. */
export interface AccountApi {
  /** A consultation message to one person. */
  message(to: Begun & { userId: string; message: ZaloMessage }, deadline: AbortSignal): Promise<Outcome<Arrived>>
  /** A registered template to one person by their id. */
  template(
    to: Begun & { userId: string; templateId: string; data: TemplateData },
    deadline: AbortSignal,
  ): Promise<Outcome<Arrived>>
  /** Uploads a file; its id is good for seven days. */
  upload(file: UploadFile, deadline: AbortSignal): Promise<Outcome<string>>
  user(userId: string, deadline: AbortSignal): Promise<Outcome<UserDetail>>
  /** What may still be sent to one person. */
  quotaOf(userId: string, deadline: AbortSignal): Promise<Outcome<z.infer<typeof answers.quotaOfUser>>>
  /** What the package holds this month for the time after the free hours; an empty list where it knows no end. */
  quotas(deadline: AbortSignal): Promise<Outcome<z.infer<typeof answers.quotasOfAccount>>>
  /** The account itself: shows in one call whether token and package are good. */
  profile(deadline: AbortSignal): Promise<Outcome<z.infer<typeof answers.profile>>>
  /** The newest messages of one talk. */
  conversation(
    of: { userId: string; offset: number; count: number },
    deadline: AbortSignal,
  ): Promise<Outcome<z.infer<typeof answers.conversation>>>
}

/** What fills the gaps of a template, by their names. */
export type TemplateData = Record<string, string>

/** What Zalo knows of a person. */
export type UserDetail = z.infer<typeof answers.userDetail>

/** The calls of the Official Account's interface. */
export function accountApi(authorised: Authorised): AccountApi {
  const ask = asking(authorised)
  const get = <T>(path: string, data: object | undefined, about: { reads: z.ZodType<T>; deadline: AbortSignal }) =>
    ask(
      { method: 'GET', path, ...(data ? { query: { data: JSON.stringify(data) } } : {}), deadline: about.deadline },
      about.reads,
    )
  const post = <T>(
    path: string,
    json: object,
    { reads, ...times }: Begun & { reads: z.ZodType<T>; deadline: AbortSignal },
  ) => ask({ method: 'POST', path, json, ...times }, reads)
  return {
    message: async ({ userId, message, late }, deadline) => {
      const json = { recipient: { user_id: userId }, message }
      return taken(await post('/v3.0/oa/message/cs', json, { reads: answers.arrived, deadline, late }))
    },
    template: async ({ userId, templateId, data, late }, deadline) => {
      const json = { user_id: userId, template_id: templateId, template_data: data }
      const got = taken(await post('/v3.0/oa/message/template', json, { reads: answers.arrived, deadline, late }))
      return got.ok ? { ok: true, data: { ...got.data, cost: 'template' } } : got
    },
    upload: async (file, deadline) => {
      const problem = tooLarge(file)
      if (problem) return problem
      const form = new FormData()
      form.set('file', new Blob([file.bytes]), file.name)
      return ask({ method: 'POST', path: `/v2.0/oa/upload/${file.kind}`, form, deadline }, answers.uploaded)
    },
    user: (userId, deadline) =>
      get('/v3.0/oa/user/detail', { user_id: userId }, { reads: answers.userDetail, deadline }),
    quotaOf: (userId, deadline) =>
      post('/v3.0/oa/quota/message', { user_id: userId }, { reads: answers.quotaOfUser, deadline }),
    quotas: (deadline) => post('/v3.0/oa/quota/message', packageQuota, { reads: answers.quotasOfAccount, deadline }),
    profile: (deadline) => get('/v2.0/oa/getoa', undefined, { reads: answers.profile, deadline }),
    conversation: ({ userId, offset, count }, deadline) =>
      get('/v2.0/oa/conversation', { user_id: userId, offset, count }, { reads: answers.conversation, deadline }),
  }
}

/** Asks on one host and reads what stands under `data`. An answer that cannot be read is final: it came. */
export function asking(authorised: Authorised, host: Ask['host'] = 'openapi') {
  return async <T>(ask: Omit<Ask, 'host'>, reads: z.ZodType<T>): Promise<Outcome<T>> => {
    const got = await authorised({ ...ask, host })
    if (!got.ok) return got
    const read = reads.safeParse(got.data ?? {})
    if (read.success) return { ok: true, data: read.data }
    const [issue] = read.error.issues
    const detail = `the answer to ${ask.path} cannot be read: ${issue?.path.join('.')} ${issue?.message}`
    return { ok: false, error: failure('refused', { detail }) }
  }
}

const packageQuota = { quota_owner: 'OA', product_type: 'cs', quota_type: 'sub_quota' }

function taken(got: Outcome<z.infer<typeof answers.arrived>>): Outcome<Arrived> {
  if (!got.ok) return got
  return { ok: true, data: { messageId: got.data.message_id ?? '', cost: costOf(got.data.quota?.quota_type) } }
}

function tooLarge({ kind, bytes }: UploadFile): Outcome<never> | undefined {
  if (bytes.length <= uploads[kind].bytes) return undefined
  const detail = `${bytes.length} bytes are more than the ${uploads[kind].bytes} that Zalo takes of this kind`
  return { ok: false, error: failure('content', { detail }) }
}
