import type { Ask, Endpoint } from './ask.ts'
import { sentTime } from './consultation.ts'
import { show } from './deliver.ts'
import { templateReceived } from './events.ts'
import { phoneOf, sha256Of } from './phone.ts'
import { parameterFault, type Template, templateShown } from './templates.ts'
import { dayOf, isNight, monthOf, nextMorning } from './vietnam.ts'
import { charge } from './windows.ts'
import { type Contact, type PhoneSend, Refusal, Unknown, type World } from './world.ts'

const message = { template_id: true, template_data: true, tracking_id: true, mode: true } as const

/** Templates by phone number, on a host of their own. */
export const businessEndpoints: Record<string, Endpoint> = {
  'POST /business/message/template': {
    name: 'phoneTemplate',
    takes: 'json',
    shape: { phone: true, ...message },
    run: (ask) => send(ask, byPhone(ask)),
  },
  'POST /business/message/template/hashphone': {
    name: 'phoneTemplate',
    takes: 'json',
    shape: { hash_phone: true, ...message },
    run: (ask) => send(ask, byHash(ask)),
  },
  'GET /business/message/status': { name: 'status', takes: 'query', shape: { message_id: true }, run: status },
  'GET /business/message/quota': { name: 'templateQuota', takes: 'query', shape: {}, run: quota },
  'GET /business/quality': {
    name: 'quality',
    takes: 'query',
    shape: {},
    run: () => ({ oaCurrentQuality: 'UNDEFINED', oa7dayQuality: 'UNDEFINED' }),
  },
  'GET /business/template/all': {
    name: 'templates',
    takes: 'query',
    shape: { offset: true, limit: true, status: true, filterPreset: true },
    run: all,
  },
  'GET /business/template/info/v2': { name: 'template', takes: 'query', shape: { template_id: true }, run: info },
}

/** A number, and who has it. */
interface Reached {
  phone: string
  contact: Contact | undefined
}

function byPhone({ world, params }: Ask): Reached {
  if (typeof params.phone === 'number') throw new Unknown('phone is a number')
  const phone = phoneOf(params.phone, { tolerant: world.way('phoneForms') === 'tolerant' })
  if (phone === undefined) throw new Refusal(-108)
  return { phone, contact: [...world.contacts.values()].find((c) => c.phone === phone) }
}

function byHash({ world, params }: Ask): Reached {
  const hash = String(params.hash_phone)
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Refusal(-108)
  const contact = [...world.contacts.values()].find((c) => sha256Of(c.phone) === hash)
  return { phone: contact?.phone ?? '', contact }
}

function send({ world, params }: Ask, { phone, contact }: Reached) {
  const template = templateFor(world, params)
  const trackingId = trackingOf(world, params.tracking_id)
  const reached = reachable(contact)
  if (params.mode !== undefined && params.mode !== 'development') throw new Refusal(-132)
  if (params.mode === 'development' && !reached.admin) throw new Refusal(-127)
  const showAt = hoursOf(world, template)
  refuseCounts(world, { template, contact: reached })
  refuseWallet(world, template)
  const shown = templateShown({ template, data: params.template_data, way: 'phone', trackingId, world })
  const { id: templateId, priceByPhoneDong: dong } = template
  const sent: PhoneSend = { messageId: shown.messageId, phone, templateId, trackingId, shownAt: undefined }
  if (world.phoneSends.some((s) => s.trackingId === trackingId)) world.lean('trackingTwice')
  world.phoneSends.push(sent)
  charge(world, { cost: 'template', to: reached.id, messageId: shown.messageId, dong })
  const arrive = () => {
    sent.shownAt = world.now()
    shown.at = world.now()
    show(world, { contact: reached, shown })
    report(world, sent)
  }
  if (showAt <= world.now()) arrive()
  else world.agenda.at(showAt, arrive)
  return {
    msg_id: shown.messageId,
    sent_time: sentTime(world),
    sending_mode: '1',
    quota: { dailyQuota: String(world.settings.dailyTemplates), remainingQuota: String(leftToday(world)) },
  }
}

function report(world: World, sent: PhoneSend): void {
  if (world.way('templateReceipt') === 'never') return
  world.agenda.at(world.now() + world.settings.receiptMs, () => void templateReceived(world, sent))
}

function templateFor(world: World, params: Record<string, unknown>): Template {
  if (typeof params.template_id === 'number') throw new Unknown('template_id is a number')
  const template = world.templates.get(String(params.template_id))
  if (!template) throw new Refusal(-109)
  world.lean('checkOrder')
  if (template.status !== 'ENABLE') throw new Refusal(-131)
  const fault = parameterFault(template, params.template_data)
  if (!fault) return template
  const codes = { empty: -111, missing: -1122, tooLong: -1121, tooShort: -132, type: -132 }
  throw new Refusal(codes[fault.what], fault.what === 'empty' ? '' : `${fault.name} is ${fault.what}`)
}

function trackingOf(world: World, id: unknown): string {
  if (typeof id !== 'string' || id === '' || id.length > 48) throw new Refusal(-132)
  if (/^[\w-]+$/.test(id)) return id
  world.lean('trackingSigns')
  throw new Refusal(-132)
}

function reachable(contact: Contact | undefined): Contact {
  if (!contact || contact.state === 'gone') throw new Refusal(-118)
  if (contact.state === 'inactive') throw new Refusal(-114)
  if (contact.refusesTemplates) throw new Refusal(-139)
  return contact
}

function hoursOf(world: World, template: Template): number {
  if (!isNight(world.now())) return world.now()
  if (template.tag === 3 || world.way('night') === 'refused') throw new Refusal(-133)
  return nextMorning(world.now())
}

function refuseCounts(world: World, { template, contact }: { template: Template; contact: Contact }): void {
  if (leftToday(world) <= 0) throw new Refusal(-144)
  const today = sentOn(world, template.id, (at) => dayOf(at) === dayOf(world.now()))
  if (today.length >= (template.daily ?? Infinity)) throw new Refusal(-147)
  if (template.tag !== 3) return
  const [same, most] = world.way('promotionCap') === 'fourAMonth' ? [monthOf, 4] : [dayOf, 1]
  const got = sentOn(world, template.id, (at) => same(at) === same(world.now()))
  if (got.filter((c) => c.to === contact.id).length >= most) throw new Refusal(-1471)
}

function sentOn(world: World, templateId: string, when: (at: number) => boolean) {
  const ids = new Set(world.phoneSends.filter((s) => s.templateId === templateId).map((s) => s.messageId))
  return world.charges.filter((c) => ids.has(c.messageId) && when(c.at))
}

function refuseWallet(world: World, template: Template): void {
  const { walletDong } = world.settings
  if (walletDong !== undefined && walletDong >= template.priceByPhoneDong) return
  world.lean('walletCodes')
  throw new Refusal(walletDong === undefined ? -136 : -115)
}

function leftToday(world: World): number {
  const ids = new Set(world.phoneSends.map((s) => s.messageId))
  const today = world.charges.filter((c) => ids.has(c.messageId) && dayOf(c.at) === dayOf(world.now()))
  return world.settings.dailyTemplates - today.length
}

function status({ world, params }: Ask) {
  const sent = world.phoneSends.find((s) => s.messageId === params.message_id)
  if (!sent) throw new Refusal(-107)
  const shown = sent.shownAt !== undefined
  return { delivery_time: shown ? String(sent.shownAt) : '', status: shown ? 1 : 0, message: '' }
}

function quota({ world }: Ask) {
  const { dailyTemplates } = world.settings
  return {
    dailyQuota: String(dailyTemplates),
    remainingQuota: String(leftToday(world)),
    dailyQuotaPromotion: null,
    remainingQuotaPromotion: null,
    monthlyPromotionQuota: '0',
    remainingMonthlyPromotionQuota: '0',
  }
}

function all({ world, params }: Ask) {
  world.lean('templateFields')
  if (params.status !== undefined || params.filterPreset !== undefined) throw new Unknown('template/all with a filter')
  const [offset, limit] = [Number(params.offset), Number(params.limit)]
  if (!Number.isInteger(offset) || offset < 0) throw new Refusal(-132)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw new Refusal(-132)
  const templates = [...world.templates.values()]
  return templates.slice(offset, offset + limit).map((t) => ({
    templateId: t.id,
    templateName: t.name,
    status: t.status,
    templateQuality: 'UNDEFINED',
  }))
}

const tags = { 1: 'TRANSACTION', 2: 'CUSTOMER_CARE', 3: 'PROMOTION' }

function info({ world, params }: Ask) {
  world.lean('templateFields')
  const template = world.templates.get(String(params.template_id))
  if (!template) throw new Refusal(-109)
  return {
    templateId: template.id,
    templateName: template.name,
    status: template.status,
    timeout: 7_200_000,
    previewUrl: 'https://account.zalo.cloud/emulated',
    templateQuality: 'UNDEFINED',
    templateTag: tags[template.tag],
    price: String(template.priceByPhoneDong),
    price_sdt: String(template.priceByPhoneDong),
    price_uid: String(template.priceByIdDong),
    listButtons: [],
    listParams: template.parameters.map(({ name, require = true, maxLength = 30, minLength = 0 }) => ({
      name,
      require,
      type: 'STRING',
      maxLength,
      minLength,
      acceptNull: !require,
    })),
  }
}
