import { programmeName } from '../../../app/application-message.ts'
import { type Audience, type Chosen, isEverybody, isNamed } from '../../../domain/audience.ts'
import type { Ui } from '../ui.ts'
import type { AudienceLists } from './audience-fields.tsx'
import { saying } from './say.ts'

/** An audience in words, as its page shows it: who gets it, and who does not. */
export function audienceText(ui: Ui, audience: Audience, lists: AudienceLists): string {
  if (isNamed(audience)) return ui.t('announcements.named', { count: audience.accounts.length })
  const whom = isEverybody(audience) ? ui.t('announcements.everybody') : chosenText(ui, audience, lists)
  if (!audience.except) return whom
  return saying(ui)('except.text', { whom, except: chosenText(ui, audience.except, lists) })
}

function chosenText(ui: Ui, chosen: Chosen, lists: AudienceLists): string {
  const names = (ids: readonly number[], from: { id: number; name: string }[]) =>
    ids.map((id) => from.find((o) => o.id === id)?.name ?? String(id))
  const kinds = [
    names(chosen.communes, lists.communes),
    names(chosen.groups, lists.groups),
    chosen.programmes.map((id) => ui.say(programmeName(id))),
    chosen.associations.map((code) => {
      const association = lists.associations.find((a) => a.id === code)
      return association ? ui.t(`associations.${association.name}`) : String(code)
    }),
    ...ofPeople(ui, chosen),
  ]
  return kinds
    .filter((kind) => kind.length > 0)
    .map((kind) => kind.join(', '))
    .join(' · ')
}

function ofPeople(ui: Ui, { statuses = [], listYear, langs = [], heard, linked }: Chosen): string[][] {
  const say = saying(ui)
  return [
    statuses.map((status) => say(`statuses.${status}`)),
    // A year is no amount.
    listYear === undefined ? [] : [say('list_of', { year: String(listYear) })],
    langs.map((lang) => ui.t(`langs.${lang}`)),
    heard ? [say(`heard.text_${heard.within ? 'within' : 'not_within'}`, { days: heard.days })] : [],
    linked === undefined ? [] : [say(`linked.${linked ? 'yes' : 'no'}`)],
  ]
}
