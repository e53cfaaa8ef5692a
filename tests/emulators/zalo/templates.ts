import { type Shown, Unknown, type World } from './world.ts'

/** A parameter that a template was registered with. The platform's own limits: name 30, phone 15, code 30, address 200, time 20. */
export interface TemplateParameter {
  name: string
  /** Must it be there? True where not said. */
  require?: boolean
  /** Characters; 30 where not said. */
  maxLength?: number
  minLength?: number
}

/** A registered template. */
export interface Template {
  id: string
  name: string
  /** What the person reads, with `<name>` where a parameter stands. */
  text: string
  parameters: readonly TemplateParameter[]
  status: 'ENABLE' | 'PENDING_REVIEW' | 'REJECT' | 'DISABLE'
  /** May it be sent to a user id? */
  byId: boolean
  /** 1 transaction, 2 customer care, 3 promotion. */
  tag: 1 | 2 | 3
  priceByPhoneDong: number
  priceByIdDong: number
  /** How often a day; without limit where undefined. */
  daily: number | undefined
}

/** What a test says of a template; the rest is an approved one of customer care. */
export type TemplateGiven = Pick<Template, 'id'> & Partial<Template>

/** A template with all that was not said. */
export function templateOf(given: TemplateGiven): Template {
  return {
    name: `Template ${given.id}`,
    text: (given.parameters ?? []).map((p) => `${p.name}: <${p.name}>`).join('\n') || `Template ${given.id}`,
    parameters: [],
    status: 'ENABLE',
    byId: true,
    tag: 2,
    priceByPhoneDong: 200,
    priceByIdDong: 165,
    daily: undefined,
    ...given,
  }
}

/** What is wrong with the parameters that a call gave. */
export type ParameterFault = { what: 'empty' } | { what: 'missing' | 'tooLong' | 'tooShort' | 'type'; name: string }

/** Looks at the parameters of a call. A name that the template does not have is unknown to the emulator too. */
export function parameterFault(template: Template, data: unknown): ParameterFault | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return { what: 'empty' }
  const given = data as Record<string, unknown>
  const names = template.parameters.map((p) => p.name)
  const strange = Object.keys(given).filter((name) => !names.includes(name))
  if (strange.length > 0) throw new Unknown(`template ${template.id} has no parameter ${strange.join(', ')}`)
  if (names.length > 0 && Object.keys(given).length === 0) return { what: 'empty' }
  for (const parameter of template.parameters) {
    const what = faultOf(parameter, given[parameter.name])
    if (what) return { what, name: parameter.name }
  }
  return undefined
}

function faultOf({ require = true, minLength = 0, maxLength = 30 }: TemplateParameter, value: unknown) {
  if (value === undefined || value === '') return require ? 'missing' : undefined
  if (typeof value !== 'string' && typeof value !== 'number') return 'type'
  const length = [...String(value).normalize('NFC')].length
  if (length > maxLength) return 'tooLong'
  return length < minLength ? 'tooShort' : undefined
}

/** What the person reads. */
export function rendered(template: Template, data: unknown): string {
  const given = (data ?? {}) as Record<string, unknown>
  return template.text.replace(/<([^<>]+)>/g, (all, name) => (name in given ? String(given[name]) : all))
}

/** A template as a person sees it. */
export function templateShown(about: {
  template: Template
  data: unknown
  way: 'id' | 'phone'
  trackingId?: string
  world: World
}): Shown {
  const { template, data, way, trackingId, world } = about
  return {
    messageId: world.nextMessageId(),
    by: 'oa',
    kind: 'template',
    text: rendered(template, data),
    buttons: [],
    labels: [],
    way,
    templateId: template.id,
    ...(trackingId === undefined ? {} : { trackingId }),
    reactions: [],
    at: world.now(),
  }
}
