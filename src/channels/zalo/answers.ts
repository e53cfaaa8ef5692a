import { z } from 'zod'

/** An id as Zalo gives it: text of 15 to 20 digits as a rule, in places a number. */
export const id = z.union([z.string().min(1), z.number()]).transform(String)
/** A number that is at times written as text. */
const figure = z.coerce.number()
/** A moment in milliseconds, as text or as a number. */
const moment = figure.transform((ms) => new Date(ms))
const text = z.string().catch('')

/** A message was taken. Which quota it used is left out at times, as are the figures in it. */
export const arrived = z
  .looseObject({
    message_id: id.optional().catch(undefined),
    quota: z.looseObject({ quota_type: z.string().optional() }).optional().catch(undefined),
  })
  .catch({})

/** A template was taken for a phone number; whether it is delivered is reported later. */
export const templateTaken = z.looseObject({ msg_id: id.optional().catch(undefined) }).catch({})

/** A file was uploaded: pictures have an `attachment_id`, files a `token`. */
export const uploaded = z
  .looseObject({ attachment_id: id.optional(), token: id.optional() })
  .transform(({ attachment_id, token }) => attachment_id ?? token)
  .pipe(z.string())

/** What Zalo knows of a person. A phone number of 0 means that none was shared. */
export const userDetail = z
  .looseObject({
    user_id: id,
    display_name: text,
    user_is_follower: z.boolean().optional(),
    shared_info: z.looseObject({ phone: z.unknown().optional() }).optional().catch(undefined),
  })
  .transform((user) => ({
    userId: user.user_id,
    name: user.display_name,
    follows: user.user_is_follower,
    phone: phoneIn(user.shared_info?.phone),
  }))

/** What an Official Account may still send to one person, and when they were last heard of. */
export const quotaOfUser = z
  .looseObject({ last_interaction: moment.optional().catch(undefined), cs_reply: z.unknown().optional() })
  .transform((quota) => ({ lastInteractionAt: quota.last_interaction, reply: figures(quota.cs_reply) }))

/** The quotas of the account: what is left of each, and until when. */
export const quotasOfAccount = z.array(
  z
    .looseObject({
      product_type: text,
      quota_type: text,
      total: figure.catch(0),
      remain: figure.catch(0),
      valid_through: text,
    })
    .transform((quota) => ({
      product: quota.product_type,
      kind: quota.quota_type,
      total: quota.total,
      left: quota.remain,
      until: quota.valid_through,
    })),
)

/** The Official Account itself. Sources name its id in two ways. */
export const profile = z
  .looseObject({
    oaid: id.optional(),
    oa_id: id.optional(),
    name: text,
    is_verified: z.boolean().optional(),
    num_follower: figure.optional().catch(undefined),
    package_name: text,
    package_valid_through_date: text,
  })
  .transform((oa) => ({
    oaId: oa.oaid ?? oa.oa_id,
    name: oa.name,
    verified: oa.is_verified,
    followers: oa.num_follower,
    packageName: oa.package_name,
    packageUntil: oa.package_valid_through_date,
  }))

/** Messages of one talk, the newest first. `src` is 0 for the account, 1 for the person. */
export const conversation = z.array(
  z
    .looseObject({ src: figure, time: moment, message: text, message_id: id })
    .transform(({ src, time, message, message_id }) => ({
      fromAccount: src === 0,
      at: time,
      text: message,
      messageId: message_id,
    })),
)

/** A registered template: its parameters, and what one message costs by number and by account, in dong. */
export const template = z
  .looseObject({
    templateId: id.optional(),
    templateName: text,
    status: text,
    listParams: z
      .array(
        z.looseObject({
          name: z.string(),
          require: z.boolean().catch(true),
          type: text,
          maxLength: figure.optional().catch(undefined),
          minLength: figure.optional().catch(undefined),
        }),
      )
      .catch([]),
    price_sdt: figure.optional().catch(undefined),
    price_uid: figure.optional().catch(undefined),
    price: figure.optional().catch(undefined),
  })
  .transform(({ templateName, status, listParams, price, price_sdt, price_uid }) => ({
    name: templateName,
    status,
    params: listParams.map(({ name, require, maxLength }) => ({ name, required: require, maxLength })),
    priceByPhoneDong: price_sdt ?? price,
    priceByUserDong: price_uid ?? price,
  }))

/** How many templates may still be sent by phone today. */
export const templateQuota = z
  .looseObject({ dailyQuota: figure.optional(), remainingQuota: figure.optional() })
  .transform(({ dailyQuota, remainingQuota }) => ({ perDay: dailyQuota, left: remainingQuota }))

/** What became of a template: -1 not known, 0 on its way, 1 delivered. */
export const messageStatus = z
  .looseObject({ status: figure, delivery_time: moment.optional().catch(undefined) })
  .transform(({ status, delivery_time }) => ({ delivered: status === 1, status, deliveredAt: delivery_time }))

/** Digits of a number that was shared, as Zalo writes them: 84 and nine more. Undefined for 0, "" and everything that is none. */
export function phoneIn(shared: unknown): string | undefined {
  const digits = typeof shared === 'number' || typeof shared === 'string' ? String(shared).replace(/\D/g, '') : ''
  return digits.length > 8 ? digits : undefined
}

function figures(quota: unknown): { left?: number | undefined; total?: number | undefined } {
  const read = z.looseObject({ remain: figure.optional(), total: figure.optional() }).safeParse(quota)
  return read.success ? { left: read.data.remain, total: read.data.total } : {}
}
