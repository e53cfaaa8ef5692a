import type { GroupMinutesForm } from '../../ports/forms.ts'
import { column, field, groupName, heading, letterhead, place, row, sheetOf, text } from './blocks.ts'
import type { Block, Sheet, Table } from './sheet.ts'
import type { Speech } from './speech.ts'

/** Rows to write on: new members, and requests where none came before the meeting. */
const empty = { members: 3, requests: 5 }

/** 10C/TD: the minutes of a group's meeting, and the list on which its members sign that they were there. */
export function groupMinutes(speech: Speech, form: GroupMinutesForm): Sheet {
  const { t } = speech
  const blocks = [
    letterhead(speech, { form: form.form }),
    { as: 'title', text: t('group_minutes.title'), under: [t('group_minutes.about')] } as const,
    row(field(t('group_minutes.when'), '')),
    ...present(speech, form),
    heading(t('group_minutes.admission')),
    admission(speech),
    heading(t('group_minutes.review')),
    review(speech, form),
    { as: 'keep', height: 230 } as const,
    heading(t('group_minutes.others')),
    { as: 'lines', count: 3 } as const,
    text(t('group_minutes.closing')),
    signatures(speech, form),
    ...attendance(speech, form),
  ]
  return sheetOf(speech, { form: form.form, code: form.group.code, blocks })
}

function present(speech: Speech, { group, members }: GroupMinutesForm): Block[] {
  const { t, say, figure } = speech
  return [
    row(field(t('group_minutes.group'), groupName(speech, group))),
    row(field(t('group.association'), say(group.association))),
    heading(t('group_minutes.people')),
    row(field(t('group_minutes.chair'), group.leaderName), field(t('group_minutes.secretary'), '')),
    row(field(t('group_minutes.from_association'), '')),
    row(field(t('group_minutes.from_hamlet'), '')),
    row(
      field(t('group_minutes.members'), members.length > 0 ? figure(members.length) : ''),
      field(t('group_minutes.present'), ''),
      field(t('group_minutes.absent'), ''),
    ),
  ]
}

function admission({ t }: Speech): Table {
  const title = (name: string) => t(`group_minutes.columns.${name}`)
  return {
    as: 'table',
    columns: [
      column(title('no'), 0.5, 'center'),
      column(title('name'), 3),
      column(title('address'), 4),
      column(title('votes'), 1.7, 'center'),
    ],
    rows: numbered(empty.members, 4),
    rowHeight: 20,
  }
}

function review({ t, say, figure }: Speech, { requests }: GroupMinutesForm): Table {
  const title = (name: string) => t(`group_minutes.columns.${name}`)
  const rows = requests.map(({ name, programme, purpose, amount, termMonths }, i) => [
    ...[String(i + 1), name, t('group_minutes.purpose', { programme: say(programme), purpose })],
    ...[figure(amount), figure(termMonths), '', ''],
  ])
  return {
    as: 'table',
    columns: [
      column(title('no'), 0.5, 'center'),
      column(title('name'), 2.2),
      column(title('purpose'), 3.2),
      column(title('amount'), 1.5, 'right'),
      column(title('term'), 1, 'center'),
      column(title('agreed'), 1.7, 'center'),
      column(title('votes'), 1.1, 'center'),
    ],
    rows: rows.length > 0 ? rows : numbered(empty.requests, 7),
    rowHeight: 20,
  }
}

function signatures(speech: Speech, { group }: GroupMinutesForm): Block {
  return {
    as: 'signatures',
    places: [
      place(speech, 'secretary'),
      place(speech, 'hamlet'),
      place(speech, 'association'),
      place(speech, 'chair', { name: group.leaderName }),
    ],
  }
}

/** A page of its own, so that it can be passed around. */
function attendance(speech: Speech, { group, members }: GroupMinutesForm): Block[] {
  const { t } = speech
  if (members.length === 0) return []
  const title = (name: string) => t(`group_minutes.columns.${name}`)
  const of = t('group_minutes.list_of', { group: groupName(speech, group) })
  return [
    { as: 'page' },
    { as: 'title', text: t('group_minutes.list'), under: [of] },
    {
      as: 'table',
      columns: [
        column(title('no'), 0.5, 'center'),
        column(title('name'), 3),
        column(title('address'), 3.5),
        column(title('signed'), 2.2),
      ],
      rows: members.map(({ name, address }, i) => [String(i + 1), name, address, '']),
      rowHeight: 25,
    },
  ]
}

function numbered(count: number, columns: number): string[][] {
  return Array.from({ length: count }, (_, i) => [String(i + 1), ...Array.from({ length: columns - 1 }, () => '')])
}
