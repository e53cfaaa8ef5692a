import { type Ask, type Endpoint, invalid, objectAt, textId } from './ask.ts'
import { deliver } from './deliver.ts'
import { readMessage, recipientOf } from './message.ts'
import { parameterFault, templateShown } from './templates.ts'
import { isNight, nextMorning } from './vietnam.ts'
import { allowance, charge } from './windows.ts'
import { type Contact, Refusal, type Shown, Unknown, type World } from './world.ts'

/** Sending to a user id. */
export const consultationEndpoints: Record<string, Endpoint> = {
  'POST /openapi/v3.0/oa/message/cs': {
    name: 'consultation',
    takes: 'json',
    shape: { recipient: true, message: true },
    run: consult,
  },
  'POST /openapi/v3.0/oa/message/template': {
    name: 'idTemplate',
    takes: 'json',
    shape: { user_id: true, template_id: true, template_data: true },
    run: templateById,
  },
  'POST /openapi/v2.0/oa/message': {
    name: 'react',
    takes: 'json',
    shape: { recipient: { user_id: true }, sender_action: { react_icon: true, react_message_id: true } },
    run: react,
  },
}

/** The person with that id, or -201. */
export function contactOf(world: World, id: string): Contact {
  const contact = world.contacts.get(id)
  if (!contact) throw invalid('user_id')
  return contact
}

/** `sent_time` as Zalo writes it. */
export function sentTime(world: World): string | number {
  return world.way('sentTime') === 'string' ? String(world.now()) : world.now()
}

async function consult(ask: Ask) {
  const { world, params } = ask
  const contact = contactOf(world, recipientOf(ask))
  const draft = readMessage(world, params.message)
  const { cost, quota } = allowance(world, contact)
  const shown: Shown = {
    ...draft,
    messageId: world.nextMessageId(),
    by: 'oa',
    labels: draft.buttons.map((b) => b.label),
    reactions: [],
    at: world.now(),
  }
  charge(world, { cost, to: contact.id, messageId: shown.messageId })
  if (cost === 'welcome_msg') contact.welcomeLeft -= 1
  const answer = { message_id: shown.messageId, user_id: contact.id, sent_time: sentTime(world) }
  await deliver(ask, { contact, shown })
  return { ...answer, ...(quota ? { quota } : {}) }
}

async function templateById(ask: Ask) {
  const { world, params } = ask
  const contact = contactOf(world, textId(params.user_id, 'user_id'))
  const template = world.templates.get(textId(params.template_id, 'template_id'))
  if (template?.status !== 'ENABLE') throw byIdCode(world, 'template_id')
  if (!template.byId) throw new Refusal(-249)
  const fault = parameterFault(template, params.template_data)
  if (fault) throw byIdCode(world, fault.what === 'empty' ? 'template_data' : fault.name)
  if (contact.state === 'restricts') throw new Refusal(-244)
  if (contact.state !== 'open') throw new Refusal(-227)
  if (contact.interactedAt === undefined) world.lean('templateByIdToAnybody')
  const shown = templateShown({ template, data: params.template_data, way: 'id', world })
  const dong = template.priceByIdDong
  payForTemplate(world, dong)
  const later = nightly(world, template.tag)
  charge(world, { cost: 'template', to: contact.id, messageId: shown.messageId, dong })
  if (later === undefined) await deliver(ask, { contact, shown })
  else world.agenda.at(later, () => void deliver({ ...ask, afterwards: (act) => act() }, { contact, shown }))
  return { message_id: shown.messageId, user_id: contact.id, sent_time: sentTime(world) }
}

function payForTemplate(world: World, dong: number): void {
  const { walletDong } = world.settings
  if (walletDong === undefined) throw new Refusal(-320)
  if (walletDong < dong) throw new Refusal(-321)
}

// Undefined by day; at night the morning, or a refusal.
function nightly(world: World, tag: number): number | undefined {
  if (!isNight(world.now())) return undefined
  world.lean('templateByIdAtNight')
  if (tag === 3 || world.way('night') === 'refused') throw new Refusal(-234)
  return nextMorning(world.now())
}

function byIdCode(world: World, field: string): Refusal {
  world.lean('templateByIdCodes')
  return invalid(field)
}

const icons = [':>', '--b', ':-((', '/-strong', '/-heart', ':-h', ':o', '/-remove']

function react({ world, params }: Ask) {
  if (params.sender_action === undefined) throw new Unknown('/v2.0/oa/message without sender_action')
  const recipient = objectAt(params.recipient, { at: 'recipient', fields: ['user_id'] })
  const contact = contactOf(world, textId(recipient.user_id, 'user_id'))
  const fields = ['react_icon', 'react_message_id']
  const action = objectAt(params.sender_action, { at: 'sender_action', fields })
  const icon = String(action.react_icon)
  if (!icons.includes(icon)) throw invalid('react_icon')
  const shown = contact.shown.find((m) => m.messageId === textId(action.react_message_id, 'react_message_id'))
  if (!shown) throw invalid('react_message_id')
  if (icon === '/-remove') shown.reactions = []
  else if (shown.reactions.length >= 50) throw new Refusal(-210, 'react_icon exceeds limit')
  else shown.reactions.push(icon)
  world.changed()
  return { message_id: shown.messageId, user_id: contact.id, sent_time: sentTime(world) }
}
