import { programmeName } from '../../../app/application-message.ts'
import { type Audience, isEverybody, isNamed, nobody } from '../../../domain/audience.ts'
import type { Scope } from '../../../domain/staff.ts'
import type { Store } from '../../../ports/store.ts'
import type { Ui } from '../ui.ts'

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

/** Everybody, or a choice of each kind. Kinds narrow each other, and the form says so. */
export function AudienceFields({
  ui,
  lists,
  audience,
  everybody,
}: {
  ui: Ui
  lists: AudienceLists
  audience: Audience
  everybody: boolean
}) {
  const chosen = isEverybody(audience) || isNamed(audience) ? nobody : audience
  return (
    <>
      {isNamed(audience) ? (
        <label class="pick">
          <input type="radio" name="whom" value="named" checked />
          <span>{ui.t('announcements.named', { count: audience.accounts.length })}</span>
        </label>
      ) : null}
      {lists.everybody ? (
        <label class="pick">
          <input type="radio" name="whom" value="everybody" checked={everybody} />
          <span>{ui.t('announcements.everybody')}</span>
        </label>
      ) : null}
      <label class="pick">
        <input type="radio" name="whom" value="some" checked={!everybody && !isNamed(audience)} />
        <span>{ui.t('announcements.some')}</span>
      </label>
      <p class="hint">{ui.t('announcements.narrowing')}</p>
      <Boxes {...{ ui, name: 'communes', open: true, chosen: chosen.communes, options: lists.communes }} />
      <Boxes {...{ ui, name: 'groups', chosen: chosen.groups, options: lists.groups }} />
      <Boxes
        {...{ ui, name: 'programmes', chosen: chosen.programmes }}
        options={lists.programmes.map((id) => ({ id, name: ui.say(programmeName(id)) }))}
      />
      <Boxes
        {...{ ui, name: 'associations', chosen: chosen.associations }}
        options={lists.associations.map(({ id, name }) => ({ id, name: ui.t(`associations.${name}`) }))}
      />
    </>
  )
}

interface BoxesProps {
  ui: Ui
  name: 'communes' | 'groups' | 'programmes' | 'associations'
  open?: boolean
  chosen: readonly (string | number)[]
  options: readonly { id: string | number; name: string }[]
}

function Boxes({ ui, name, open, chosen, options }: BoxesProps) {
  if (options.length === 0) return null
  return (
    <details class="boxes" open={open || chosen.length > 0}>
      <summary>{ui.t(`announcements.kinds.${name}`, { count: options.length })}</summary>
      <div class="box-list">
        {options.map(({ id, name: text }) => (
          <label class="pick">
            <input type="checkbox" name={name} value={String(id)} checked={chosen.includes(id)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </details>
  )
}

/** An audience in words, as its page shows it. */
export function audienceText(ui: Ui, audience: Audience, lists: AudienceLists): string {
  if (isEverybody(audience)) return ui.t('announcements.everybody')
  if (isNamed(audience)) return ui.t('announcements.named', { count: audience.accounts.length })
  const names = (ids: readonly number[], from: { id: number; name: string }[]) =>
    ids.map((id) => from.find((o) => o.id === id)?.name ?? String(id))
  const kinds = [
    names(audience.communes, lists.communes),
    names(audience.groups, lists.groups),
    audience.programmes.map((id) => ui.say(programmeName(id))),
    audience.associations.map((code) => {
      const association = lists.associations.find((a) => a.id === code)
      return association ? ui.t(`associations.${association.name}`) : String(code)
    }),
  ]
  return kinds
    .filter((kind) => kind.length > 0)
    .map((kind) => kind.join(', '))
    .join(' · ')
}
