import type { Child } from 'hono/jsx'
import { programmeName } from '../../../app/application-message.ts'
import {
  type Audience,
  type Chosen,
  heardDays,
  householdStatuses,
  isEverybody,
  isNamed,
  nobody,
} from '../../../domain/audience.ts'
import type { Scope } from '../../../domain/staff.ts'
import type { Store } from '../../../ports/store.ts'
import type { Ui } from '../ui.ts'
import { exceptPrefix } from './audience-typed.ts'
import { saying } from './say.ts'

/** What an author can choose from. */
export interface AudienceLists {
  communes: { id: number; name: string }[]
  groups: { id: number; name: string }[]
  programmes: string[]
  associations: { id: number; name: string }[]
  /** False for somebody of one commune only. */
  everybody: boolean
}

/** Reads what there is in a unit. */
export async function audienceLists(store: Pick<Store, 'units' | 'people'>, scope: Scope): Promise<AudienceLists> {
  const communes = await store.units.communes(scope.officeId)
  return {
    communes: communes.filter((c) => scope.communeId === undefined || c.id === scope.communeId),
    groups: await store.people.groups(scope),
    programmes: await store.people.programmes(scope),
    associations: await store.people.associations(),
    everybody: scope.communeId === undefined,
  }
}

interface AudienceFieldsProps {
  ui: Ui
  lists: AudienceLists
  audience: Audience
}

/** Everybody, or a choice of each kind, and who is left out. Kinds narrow each other, and the form says so. */
export function AudienceFields({ ui, lists, audience }: AudienceFieldsProps) {
  const everybody = isEverybody(audience)
  const chosen = everybody || isNamed(audience) ? nobody : audience
  const except = isNamed(audience) ? undefined : audience.except
  return (
    <>
      {isNamed(audience) ? (
        <Whom value="named" checked text={ui.t('announcements.named', { count: audience.accounts.length })} />
      ) : null}
      {lists.everybody ? <Whom value="everybody" checked={everybody} text={ui.t('announcements.everybody')} /> : null}
      <Whom value="some" checked={!everybody && !isNamed(audience)} text={ui.t('announcements.some')} />
      <p class="hint">{ui.t('announcements.narrowing')}</p>
      <ChosenFields {...{ ui, lists, chosen, prefix: '' }} />
      <details class="boxes" open={except !== undefined}>
        <summary>{saying(ui)('except.title')}</summary>
        <p class="hint">{saying(ui)('except.hint')}</p>
        <ChosenFields {...{ ui, lists, chosen: except ?? nobody, prefix: exceptPrefix }} />
      </details>
    </>
  )
}

function Whom({ value, checked, text }: { value: string; checked: boolean; text: string }) {
  return (
    <label class="pick">
      <input type="radio" name="whom" value={value} checked={checked} />
      <span>{text}</span>
    </label>
  )
}

interface ChosenProps {
  ui: Ui
  lists: AudienceLists
  chosen: Chosen
  prefix: string
}

function ChosenFields({ ui, lists, chosen, prefix }: ChosenProps) {
  const say = saying(ui)
  const count = (options: readonly unknown[]) => ({ count: options.length })
  const kind = (name: 'communes' | 'groups' | 'programmes' | 'associations') => ({
    ...{ name: prefix + name, title: ui.t(`announcements.kinds.${name}`, count(lists[name])), chosen: chosen[name] },
  })
  const statuses = householdStatuses.map((id) => ({ id, name: say(`statuses.${id}`) }))
  const langs = ui.langs.map((id) => ({ id, name: ui.t(`langs.${id}`) }))
  return (
    <>
      <Boxes {...kind('communes')} open={prefix === ''} options={lists.communes} />
      <Boxes {...kind('groups')} options={lists.groups} />
      <Boxes
        {...kind('programmes')}
        options={lists.programmes.map((id) => ({ id, name: ui.say(programmeName(id)) }))}
      />
      <Boxes
        {...kind('associations')}
        options={lists.associations.map(({ id, name }) => ({ id, name: ui.t(`associations.${name}`) }))}
      />
      <Boxes
        {...{
          name: `${prefix}statuses`,
          title: say('kinds.statuses'),
          chosen: chosen.statuses ?? [],
          options: statuses,
        }}
        also={<ListYear {...{ ui, chosen, prefix }} />}
        open={chosen.listYear !== undefined}
      />
      <Boxes {...{ name: `${prefix}langs`, title: say('kinds.langs'), chosen: chosen.langs ?? [], options: langs }} />
      <Contact {...{ ui, chosen, prefix }} />
    </>
  )
}

type Some = Omit<ChosenProps, 'lists'>

function ListYear({ ui, chosen, prefix }: Some) {
  const name = `${prefix}listYear`
  return (
    <div class="field">
      <label for={name}>{saying(ui)('list_year')}</label>
      <input id={name} name={name} type="text" inputmode="numeric" maxlength={4} value={chosen.listYear} />
    </div>
  )
}

/** Whether somebody wrote to us lately, and whether an account is linked. */
function Contact({ ui, chosen: { heard, linked }, prefix }: Some) {
  const say = saying(ui)
  const how = heard && (heard.within ? 'within' : 'not_within')
  const is = linked === undefined ? undefined : linked ? 'yes' : 'no'
  const days = `${prefix}heardDays`
  return (
    <details class="boxes" open={how !== undefined || is !== undefined}>
      <summary>{say('kinds.contact')}</summary>
      <Choose {...{ id: `${prefix}heard`, label: say('heard.label'), value: how }}>
        {['within', 'not_within'].map((option) => [option, say(`heard.${option}`)] as const)}
      </Choose>
      <div class="field">
        <label for={days}>{say('heard.days', { most: heardDays.most })}</label>
        <input id={days} name={days} type="text" inputmode="numeric" maxlength={3} value={heard?.days ?? 30} />
      </div>
      <Choose {...{ id: `${prefix}linked`, label: say('linked.label'), value: is }}>
        {['yes', 'no'].map((option) => [option, say(`linked.${option}`)] as const)}
      </Choose>
    </details>
  )
}

interface ChooseProps {
  id: string
  label: string
  value: string | undefined
  children: (readonly [string, string])[]
}

function Choose({ id, label, value, children }: ChooseProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={id}>
        <option value="">–</option>
        {children.map(([option, text]) => (
          <option value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

interface BoxesProps {
  name: string
  title: string
  open?: boolean
  chosen: readonly (string | number)[]
  options: readonly { id: string | number; name: string }[]
  also?: Child
}

function Boxes({ name, title, open, chosen, options, also }: BoxesProps) {
  if (options.length === 0) return null
  return (
    <details class="boxes" open={open || chosen.length > 0}>
      <summary>{title}</summary>
      <div class="box-list">
        {options.map(({ id, name: text }) => (
          <label class="pick">
            <input type="checkbox" name={name} value={String(id)} checked={chosen.includes(id)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
      {also}
    </details>
  )
}
