import type { CollectionSheetForm } from '../../ports/forms.ts'
import { column, field, groupName, place, row, text } from './blocks.ts'
import { houseLetterhead, houseSheet } from './house-sheet.ts'
import type { Block, Sheet, Table } from './sheet.ts'
import type { Speech } from './speech.ts'

/** What a group pays at its next session, for its leader to collect by: a list of the house, and no form of the bank. */
export function collectionSheet(speech: Speech, form: CollectionSheetForm): Sheet {
  const { t, day } = speech
  const { group, session, asOf } = form
  const blocks: Block[] = [
    houseLetterhead(speech, [speech.say(group.association), form.commune, group.name]),
    { as: 'title', text: t('collection_sheet.title'), under: [t('collection_sheet.session', { day: day(session) })] },
    row(field(t('collection_sheet.group'), groupName(speech, group))),
    ...(form.place ? [row(field(t('collection_sheet.place'), form.place))] : []),
    ...(asOf ? [text(t('collection_sheet.as_of', { day: day(asOf) }), 'bold')] : []),
    form.lines.length > 0 ? table(speech, form) : text(t('collection_sheet.empty'), 'italic'),
    { as: 'keep', height: 190 },
    text(t('collection_sheet.note'), 'italic'),
    signatures(speech, form),
  ]
  return houseSheet(speech, { form: form.form, code: group.code, blocks })
}

function table({ t, figure }: Speech, { lines, interest, principal }: CollectionSheetForm): Table {
  const title = (name: string) => t(`collection_sheet.columns.${name}`)
  return {
    as: 'table',
    columns: [
      column(title('no'), 0.5, 'center'),
      column(title('name'), 2.6),
      column(title('loan'), 1, 'center'),
      column(title('interest'), 1.5, 'right'),
      column(title('principal'), 1.6, 'right'),
      column(title('deposit'), 1.5, 'right'),
      column(title('signed'), 1.5, 'center'),
    ],
    rows: lines.map((line, i) => {
      const { name, code } = line
      return [
        String(i + 1),
        name,
        `…${code}`,
        figure(line.interest),
        line.principal > 0 ? figure(line.principal) : '',
        '',
        '',
      ]
    }),
    total: ['', t('collection_sheet.total'), '', figure(interest), figure(principal), '', ''],
    rowHeight: 22,
  }
}

function signatures(speech: Speech, { group }: CollectionSheetForm): Block {
  const above = speech.t('write.day_blank')
  return {
    as: 'signatures',
    places: [
      place(speech, 'association'),
      place(speech, 'officer'),
      place(speech, 'leader', { above, name: group.leaderName }),
    ],
  }
}
