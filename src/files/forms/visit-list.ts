import { byHamlet } from '../../domain/reach.ts'
import type { VisitListForm } from '../../ports/forms.ts'
import { column, field, groupName, row, text } from './blocks.ts'
import { houseLetterhead, houseSheet } from './house-sheet.ts'
import type { Block, Sheet, Table } from './sheet.ts'
import type { Speech } from './speech.ts'

/** Whom to visit, hamlet by hamlet. No debt and no phone number stands on it: a paper gets lost. */
export function visitList(speech: Speech, form: VisitListForm): Sheet {
  const { t, day } = speech
  const { group, households } = form
  const blocks: Block[] = [
    houseLetterhead(speech, [form.office.name, form.commune, ...(group ? [group.name] : [])]),
    { as: 'title', text: t('visit_list.title'), under: [t('visit_list.of_day', { day: day(form.day) })] },
    row(field(t('visit_list.group'), group ? groupName(speech, group) : t('visit_list.direct'))),
    text(t('visit_list.how', { phone: form.office.phone })),
    ...byHamlet(households).flatMap(([hamlet, those]): Block[] => [
      { as: 'heading', text: hamlet || t('visit_list.no_hamlet') },
      table(speech, those),
    ]),
    ...(households.length === 0 ? [text(t('visit_list.empty'), 'italic')] : []),
  ]
  return houseSheet(speech, { form: form.form, code: form.code, blocks })
}

type Lines = VisitListForm['households']

function table({ t, say, day }: Speech, lines: Lines): Table {
  const title = (name: string) => t(`visit_list.columns.${name}`)
  return {
    as: 'table',
    columns: [
      column(title('no'), 0.5, 'center'),
      column(title('name'), 2.6),
      column(title('why'), 2.6),
      column(title('met'), 0.9, 'center'),
      column(title('note'), 2.4),
    ],
    rows: lines.map(({ name, why, missed }, i) => [
      String(i + 1),
      name,
      say(why) + (missed ? ` ${t('visit_list.missed', { day: day(missed) })}` : ''),
      '',
      '',
    ]),
    rowHeight: 26,
  }
}
