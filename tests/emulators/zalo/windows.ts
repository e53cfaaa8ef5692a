import type { Variant } from './variants.ts'
import { dayMs, hourMs, monthOf, writtenMonthEnd } from './vietnam.ts'
import { type Contact, type Cost, Refusal, type Settings, type World } from './world.ts'

/** What a consultation message outside the free time costs, once no quota is left. */
export const consultationDong = 55

/** Free until 48 hours after the last interaction, then for quota or money until seven days. */
export const windowMs = { free: 48 * hourMs, paid: 7 * dayMs }

/** What a message is charged to, and the `quota` of its answer; none where it is paid from the wallet. */
export interface Allowance {
  cost: Exclude<Cost, 'template'>
  quota: Record<string, unknown> | undefined
}

/** May this person get a consultation message now, and for what? Refuses as Zalo does; charges nothing yet. */
export function allowance(world: World, contact: Contact): Allowance {
  refuseState(world, contact)
  const { interactedAt } = contact
  if (interactedAt === undefined) throw new Refusal(Number(world.way('firstContact')))
  if (contact.onlyFollowed && world.way('follow') === 'welcome') return welcome(world, contact)
  const age = world.now() - interactedAt
  if (age <= windowMs.free) return { cost: 'free', quota: quotaOf(world, { quota_type: 'reply', remain: 8, total: 8 }) }
  if (age > windowMs.paid) throw new Refusal(Number(world.way('afterSevenDays')))
  return paid(world)
}

/** Books what a message costs. */
export function charge(world: World, about: { cost: Cost; to: string; messageId: string; dong?: number }): void {
  const { cost, to, messageId } = about
  const dong = about.dong ?? (cost === 'billed' ? consultationDong : 0)
  const { settings } = world
  if (settings.walletDong !== undefined) settings.walletDong -= dong
  if (cost === 'purchase_quota') settings.purchased -= 1
  world.charges.push({ at: world.now(), to, cost, dong, messageId })
}

/** How many free messages of this month are left, and how many there are; `Infinity` where the package knows no end. */
export function monthlyFree(world: World): { total: number; left: number } {
  const total = world.settings.monthlyFree ?? monthly[world.way('monthlyFree')][world.settings.package]
  const month = monthOf(world.now())
  const used = world.charges.filter((c) => c.cost === 'sub_quota' && monthOf(c.at) === month).length
  return { total, left: Math.max(0, total - used) }
}

/** `remain` and `total` in the way that Zalo writes them now. */
export function counted(world: World, { remain, total }: { remain: number; total: number }) {
  const way = world.way('quotaNumbers')
  if (way === 'absent') return {}
  return way === 'string' ? { remain: String(remain), total: String(total) } : { remain, total }
}

const monthly: Record<Variant['monthlyFree'], Record<Settings['package'], number>> = {
  july: { basic: 0, standard: 0, growth: 500, comprehensive: 2_000 },
  september: { basic: 0, standard: 0, growth: 2_000, comprehensive: Infinity },
}

function refuseState(world: World, contact: Contact): void {
  if (contact.state === 'restricts') throw new Refusal(-244)
  if (contact.state !== 'open') throw new Refusal(-227)
  if (contact.left && world.way('unfollowed') === '-213') throw new Refusal(-213)
}

function welcome(world: World, contact: Contact): Allowance {
  if (contact.welcomeLeft === 0) throw new Refusal(Number(world.way('firstContact')))
  const quota = { quota_type: 'welcome_msg', remain: contact.welcomeLeft - 1, total: 3 }
  return { cost: 'welcome_msg', quota: quotaOf(world, quota) }
}

function paid(world: World): Allowance {
  const { total, left } = monthlyFree(world)
  if (left > 0) {
    world.lean('expiredDate')
    const quota = { quota_type: 'sub_quota', expired_date: writtenMonthEnd(world.now()), remain: left - 1, total }
    return { cost: 'sub_quota', quota: quotaOf(world, quota) }
  }
  const { purchased, walletDong } = world.settings
  if (purchased > 0) {
    const owner = { owner_type: 'OA', owner_id: world.settings.oaId }
    const quota = { quota_type: 'purchase_quota', ...owner, remain: purchased - 1, total: purchased }
    return { cost: 'purchase_quota', quota: quotaOf(world, quota) }
  }
  if (walletDong !== undefined && walletDong >= consultationDong) return { cost: 'billed', quota: undefined }
  world.lean('emptyMonth')
  throw new Refusal(walletDong === undefined ? -211 : -321)
}

function quotaOf(
  world: World,
  { remain, total, ...rest }: Record<string, unknown> & { remain: number; total: number },
) {
  if (world.way('quotaField') === 'absent') return undefined
  return { ...rest, ...(Number.isFinite(total) ? counted(world, { remain, total }) : {}) }
}
