import { type Ask, type Endpoint, invalid, textId, wholeUpTo } from './ask.ts'
import { contactOf } from './consultation.ts'
import { dayMs, dayOf, writtenDay, writtenMonthEnd } from './vietnam.ts'
import { counted, monthlyFree, windowMs } from './windows.ts'
import { type Contact, Refusal, type Shown, Unknown, type World } from './world.ts'

/** Reading: people, talks, the OA and its quota. */
export const userEndpoints: Record<string, Endpoint> = {
  'GET /openapi/v3.0/oa/user/detail': { name: 'userDetail', takes: 'data', shape: { user_id: true }, run: detail },
  'GET /openapi/v3.0/oa/user/getlist': {
    name: 'userList',
    takes: 'data',
    shape: { offset: true, count: true, tag_name: true, last_interaction_period: true, is_follower: true },
    run: list,
  },
  'GET /openapi/v2.0/oa/listrecentchat': {
    name: 'recent',
    takes: 'data',
    shape: { offset: true, count: true },
    run: recent,
  },
  'GET /openapi/v2.0/oa/conversation': {
    name: 'conversation',
    takes: 'data',
    shape: { user_id: true, offset: true, count: true },
    run: conversation,
  },
  'GET /openapi/v2.0/oa/getoa': { name: 'profile', takes: 'query', shape: {}, run: profile },
  'POST /openapi/v3.0/oa/quota/message': {
    name: 'quota',
    takes: 'json',
    shape: { user_id: true, quota_owner: true, product_type: true, quota_type: true },
    run: quota,
  },
}

function detail({ world, params }: Ask) {
  const contact = contactOf(world, textId(params.user_id, 'user_id'))
  const picture = (size: number) => `https://s${size}-ava-talk.zadn.vn/emulated.jpg`
  return {
    user_id: contact.id,
    ...(world.way('userIdByApp') === 'present' ? { user_id_by_app: contact.byApp } : {}),
    user_external_id: '',
    display_name: contact.name,
    user_alias: contact.name,
    is_sensitive: false,
    user_last_interaction_date: contact.interactedAt === undefined ? '' : writtenDay(contact.interactedAt),
    user_is_follower: contact.follower,
    avatar: picture(120),
    avatars: { 120: picture(120), 240: picture(240) },
    dynamic_param: '',
    tags_and_notes_info: { notes: [], tag_names: [] },
    ...sharedInfo(world, contact),
  }
}

function sharedInfo(world: World, { shared }: Contact) {
  const way = world.way('sharedPhone')
  if (way === 'absent') return {}
  const text = shared?.phone ?? ''
  const phone = way === 'string' ? text : Number(text)
  const { address = '', city = '', name = '', birthDay = '' } = shared ?? {}
  return { shared_info: { address, city, district: '', phone, name, user_dob: birthDay } }
}

function list({ world, params }: Ask) {
  const { tag_name: tag, last_interaction_period: period, is_follower: follower } = params
  if (tag !== undefined) throw new Unknown('user/getlist by tag')
  const offset = wholeUpTo(params.offset, { field: 'offset', most: 9_951 })
  const count = wholeUpTo(params.count, { field: 'count', most: 50 })
  const known = [...world.contacts.values()]
    .filter((c) => c.interactedAt !== undefined && inPeriod(world, { contact: c, period }))
    .filter((c) => follower === undefined || String(c.follower) === String(follower))
  const users = known.slice(offset, offset + count).map((c) => ({ user_id: c.id }))
  return { total: known.length, count: users.length, offset, users }
}

const periods: Record<string, (daysAgo: number) => boolean> = {
  TODAY: (days) => days === 0,
  YESTERDAY: (days) => days === 1,
  L7D: (days) => days <= 7,
  L30D: (days) => days <= 30,
}

function inPeriod(world: World, { contact, period }: { contact: Contact; period: unknown }): boolean {
  if (period === undefined) return true
  const fits = periods[String(period)]
  if (!fits) throw new Unknown(`last_interaction_period ${String(period)}`)
  const day = (at: number) => Date.parse(dayOf(at))
  return fits((day(world.now()) - day(contact.interactedAt ?? 0)) / dayMs)
}

function recent({ world, params }: Ask) {
  const page = pageOf({ world, params })
  const newest = [...world.contacts.values()]
    .flatMap((contact) => visible(world, contact).map((shown) => ({ contact, shown })))
    .sort((a, b) => b.shown.at - a.shown.at)
  return page(newest).map(({ contact, shown }) => entry(world, contact, shown))
}

function conversation({ world, params }: Ask) {
  const contact = contactOf(world, textId(params.user_id, 'user_id'))
  const page = pageOf({ world, params })
  return page(visible(world, contact).reverse()).map((shown) => entry(world, contact, shown))
}

function pageOf({ world, params }: { world: World; params: Record<string, unknown> }) {
  const offset = wholeUpTo(params.offset, { field: 'offset', most: Number.MAX_SAFE_INTEGER })
  const count = wholeUpTo(params.count, { field: 'count', most: 10 })
  world.lean('talkOrder')
  return <Item>(items: Item[]) => items.slice(offset, offset + count)
}

function visible(world: World, contact: Contact): Shown[] {
  if (contact.shown.some((m) => m.hidden)) world.lean('hiddenInTalk')
  return contact.shown.filter((m) => !m.hidden && m.way !== 'phone')
}

function entry(world: World, contact: Contact, shown: Shown) {
  const oa = { id: world.settings.oaId, name: world.settings.oaName }
  const [from, to] = shown.by === 'person' ? [contact, oa] : [oa, contact]
  const avatar = 'https://s120-ava-talk.zadn.vn/emulated.jpg'
  if (shown.kind !== 'text' && shown.kind !== 'media') world.lean('talkTypes')
  return {
    src: shown.by === 'person' ? 1 : 0,
    time: shown.at,
    type: shown.kind === 'media' ? 'photo' : 'text',
    message: shown.text,
    message_id: shown.messageId,
    from_id: from.id,
    to_id: to.id,
    from_display_name: from.name,
    from_avatar: avatar,
    to_display_name: to.name,
    to_avatar: avatar,
    ...(shown.media && /^https?:/.test(shown.media) ? { url: shown.media } : {}),
  }
}

function profile({ world }: Ask) {
  const { oaId, oaName } = world.settings
  const old = world.way('profileId') === 'oaid'
  const packages = { basic: 'Cơ bản', standard: 'Tiêu chuẩn', growth: 'Tăng trưởng', comprehensive: 'Toàn diện' }
  const linked = world.settings.walletDong === undefined ? '' : 'ZCA_EMULATED'
  return {
    ...(old ? { oaid: oaId } : { oa_id: oaId }),
    name: oaName,
    description: '',
    oa_alias: '',
    is_verified: true,
    oa_type: 4,
    cate_name: 'Cơ quan nhà nước',
    num_follower: [...world.contacts.values()].filter((c) => c.follower).length,
    avatar: 'https://s120-ava-talk.zadn.vn/emulated.jpg',
    cover: 'https://cover-talk.zadn.vn/emulated.jpg',
    package_name: packages[world.settings.package],
    package_valid_through_date: writtenMonthEnd(world.now() + 300 * dayMs),
    package_auto_renew_date: '',
    ...(old ? { linked_ZCA: linked } : { linked_zca: linked }),
  }
}

function quota({ world, params }: Ask) {
  if (params.user_id !== undefined) return quotaOfPerson(world, textId(params.user_id, 'user_id'))
  const { quota_owner: owner, product_type: product, quota_type: type } = params
  world.lean('quotaNames')
  if (owner !== 'OA' && owner !== 'App') throw invalid('quota_owner')
  if (product !== 'cs') throw new Unknown(`product_type ${String(product)}`)
  if (type !== 'sub_quota') throw new Unknown(`quota_type ${String(type)}`)
  const { total, left } = monthlyFree(world)
  if (!Number.isFinite(total)) return []
  const asset = { asset_id: `EMU_${owner}`, product_type: product, quota_type: type }
  return [{ ...asset, valid_through: writtenMonthEnd(world.now()), total, remain: left }]
}

function quotaOfPerson(world: World, id: string) {
  const contact = contactOf(world, id)
  if (contact.interactedAt === undefined) throw new Refusal(Number(world.way('firstContact')))
  const free = world.now() - contact.interactedAt <= windowMs.free
  return {
    last_interaction: String(contact.interactedAt),
    cs_reply: counted(world, { remain: free ? 8 : 0, total: 8 }),
    promotion: counted(world, { remain: 0, total: 0 }),
  }
}
