import type { Words } from '../conversation/words.ts'
import { dayOf, firstOfMonth } from '../domain/day.ts'
import { may } from '../domain/staff.ts'
import {
  factsFor,
  type RegisteredTemplate,
  type RegisteredTemplates,
  type TemplateForm,
  type TemplateVia,
  templateForms,
} from '../domain/template.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import type { ZaloDesk, ZaloTemplate } from '../ports/zalo-desk.ts'

/** What registering a text needs. */
export interface TemplateDeps {
  store: Pick<Store, 'transaction' | 'ways'>
  clock: Clock
  zalo: Pick<ZaloDesk, 'template'>
}

/** The two ways that a registered text can go. */
export const templateVias = ['byUser', 'byPhone'] as const satisfies readonly TemplateVia[]

/** A text that is to be used, as it was chosen and typed. */
export interface TypedTemplate {
  form: string
  via: string
  id: string
}

/** A text that Zalo knows and that can be used for that, with its price and the facts that its gaps may hold. */
export interface FoundTemplate {
  form: TemplateForm
  via: TemplateVia
  template: ZaloTemplate
  dong: number
  facts: readonly string[]
}

/**
 * Why a text cannot be used, by the field: what was chosen, the number of the text, or one of its gaps (`gap`, by name). `said` is
 * what Zalo answered.
 */
export type TemplateProblem =
  | { field: 'form' | 'via'; why: 'not_chosen' }
  | { field: 'id'; why: 'empty' | 'no_number' | 'unknown' | 'no_price' }
  | { field: 'id'; why: 'not_approved'; status: string }
  | { field: 'id'; why: 'not_answered'; said: Words }
  | { field: 'gap'; gap: string; why: 'no_fact' | 'debt_by_phone' | 'no_such_fact' }

/** Characters of a gap where Zalo names no limit: the shortest of its usual ones for words. */
export const usualLongest = 30

/** Asks Zalo for a text and looks whether it can be used for that. Nothing is kept. */
export async function findTemplate(
  { zalo }: Pick<TemplateDeps, 'zalo'>,
  typed: TypedTemplate,
): Promise<{ ok: true; found: FoundTemplate } | { ok: false; problems: TemplateProblem[] }> {
  const form = templateForms.find((one) => one === typed.form)
  const via = templateVias.find((one) => one === typed.via)
  const id = typed.id.trim()
  const problems: TemplateProblem[] = [
    ...(form ? [] : [{ field: 'form', why: 'not_chosen' } as const]),
    ...(via ? [] : [{ field: 'via', why: 'not_chosen' } as const]),
    ...(/^\d{1,20}$/.test(id) ? [] : [{ field: 'id', why: id === '' ? 'empty' : 'no_number' } as const]),
  ]
  if (!form || !via || problems.length > 0) return { ok: false, problems }
  const answer = await zalo.template(id)
  if (!answer.ok) return { ok: false, problems: [answer.why === 'unknown' ? unknown : notAnswered(answer.words)] }
  const { template } = answer
  const dong = via === 'byUser' ? template.byUserDong : template.byPhoneDong
  if (!template.approved)
    return { ok: false, problems: [{ field: 'id', why: 'not_approved', status: template.status }] }
  if (dong === undefined) return { ok: false, problems: [{ field: 'id', why: 'no_price' }] }
  return { ok: true, found: { form, via, template, dong, facts: factsFor(form, via) } }
}

const unknown: TemplateProblem = { field: 'id', why: 'unknown' }
const notAnswered = (said: Words): TemplateProblem => ({ field: 'id', why: 'not_answered', said })

/** Which fact fills a gap, by the gap's name; an empty text for one that stays empty. */
export type GapFacts = (gap: string) => string

/** How registering ended. What was found is shown again with the problems of its gaps. */
export type Registered =
  | { ok: true; template: RegisteredTemplate }
  | { ok: false; problems: TemplateProblem[]; found?: FoundTemplate }

/**
 * Takes a text into use in place of the one that was used for that before. Zalo is asked once more: what is kept is what Zalo says
 * now, the price above all. Who did it is on record. Undefined where they may not.
 */
export async function registerTemplate(
  deps: TemplateDeps,
  { staff, facts, ...typed }: TypedTemplate & { staff: StaffMember; facts: GapFacts },
): Promise<Registered | undefined> {
  if (!may(staff.role, 'channels.manage')) return undefined
  const looked = await findTemplate(deps, typed)
  if (!looked.ok) return looked
  const { found } = looked
  const problems = found.template.params.flatMap((gap) => gapProblem(found, { ...gap, fact: facts(gap.name) }))
  if (problems.length > 0) return { ok: false, problems, found }
  const { form, via, dong } = found
  const template: RegisteredTemplate = { id: found.template.id, dong, params: paramsOf(found.template, facts) }
  await change(
    deps,
    { staff, action: 'channel.template', form, via, detail: { template: template.id, dong } },
    (all) => ({
      ...all,
      [form]: { ...all[form], [via]: template },
    }),
  )
  return { ok: true, template }
}

/** Takes the text that is used for that out of use. False where there is none, or they may not. */
export async function retireTemplate(
  deps: Omit<TemplateDeps, 'zalo'>,
  { staff, ...typed }: { staff: StaffMember; form: string; via: string },
): Promise<boolean> {
  const form = templateForms.find((one) => one === typed.form)
  const via = templateVias.find((one) => one === typed.via)
  if (!form || !via || !may(staff.role, 'channels.manage')) return false
  return change(deps, { staff, action: 'channel.template_retire', form, via }, (all) => {
    const { [via]: used, ...rest } = all[form] ?? {}
    return used && { ...all, [form]: rest }
  })
}

interface Gap {
  name: string
  required: boolean
  fact: string
}

function gapProblem({ form, facts }: FoundTemplate, { name, required, fact }: Gap): TemplateProblem[] {
  if (fact === '') return required ? [{ field: 'gap', gap: name, why: 'no_fact' }] : []
  if (facts.includes(fact)) return []
  const why = factsFor(form, 'byUser').includes(fact) ? 'debt_by_phone' : 'no_such_fact'
  return [{ field: 'gap', gap: name, why }]
}

function paramsOf({ params }: ZaloTemplate, facts: GapFacts): RegisteredTemplate['params'] {
  return params.flatMap(({ name, longest = usualLongest }) => {
    const fact = facts(name)
    return fact === '' ? [] : [{ name, fact, longest }]
  })
}

interface Change {
  staff: StaffMember
  action: string
  form: TemplateForm
  via: TemplateVia
  detail?: { template: string; dong: number }
}

/** Changes what is in use, and puts on record who did. `to` gives nothing where there is nothing to change. */
function change(
  { store, clock }: Omit<TemplateDeps, 'zalo'>,
  { staff, action, form, via, detail }: Change,
  to: (all: RegisteredTemplates) => RegisteredTemplates | undefined,
): Promise<boolean> {
  const at = clock.now()
  return store.transaction(async (tx: Tx) => {
    const changed = to((await tx.ways.means('zalo', firstOfMonth(dayOf(at)))).templates)
    if (!changed) return false
    await tx.ways.setTemplates('zalo', changed)
    const subject = { subjectKind: 'channel', subjectId: 'zalo' }
    await tx.audit.write({
      ...{ at, actorKind: 'staff', actorId: staff.id, action },
      ...subject,
      detail: { form, via, ...detail },
    })
    return true
  })
}
