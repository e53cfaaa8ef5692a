import type { GroupListForm, GroupRequest } from '../../ports/forms.ts'
import { column, groupName, letterhead, place, sheetOf, text } from './blocks.ts'
import type { Block, Sheet, Table } from './sheet.ts'
import type { Speech } from './speech.ts'

/** 03/TD: who of a group asks for a loan, for the commune to confirm and the bank to decide. */
export function groupList(speech: Speech, form: GroupListForm): Sheet {
  const { t, say, figure, inWords } = speech
  const { group, requests, commune } = form
  const sum = requests.reduce((total, { amount }) => total + amount, 0)
  const words = inWords(sum)
  const programme = form.programme
    ? t('group_list.programme', { programme: say(form.programme) })
    : t('group_list.programmes')
  const of = groupName(speech, group)
  const count = figure(requests.length)
  const blocks = [
    letterhead(speech, {
      ...{ form: form.form, copies: t('group_list.copies') },
      from: [say(group.association), commune, group.name],
    }),
    { as: 'title', text: t('group_list.title'), under: [programme] } as const,
    text(
      `${t('sheet.to')} ${t('sheet.to_commune', { commune })}; ${t('sheet.to_office', { office: form.office.name })}`,
    ),
    text(t('group_list.opening', { group: of, count, sum: figure(sum), words })),
    ...(requests.length > 0 ? [table(speech, form, sum)] : [text(t('group_list.empty'), 'italic')]),
    { as: 'keep', height: 190 } as const,
    text(t('group_list.confirm', { commune })),
    text(t('group_list.decided')),
    signatures(speech, form),
  ]
  return sheetOf(speech, { form: form.form, code: group.code, blocks, landscape: true })
}

function table(speech: Speech, { requests, programme }: GroupListForm, sum: number): Table {
  const { t, figure } = speech
  const title = (name: string) => t(`group_list.columns.${name}`)
  const mixed = programme === undefined
  const columns = [
    column(title('no'), 0.55, 'center'),
    column(title('name'), 2.3),
    column(title('address'), 2.3),
    column(title('status'), 1.5),
    ...(mixed ? [column(title('programme'), 1.9)] : []),
    column(title('amount'), 1.6, 'right'),
    column(title('term'), 0.95, 'center'),
    column(title('purpose'), 3),
    column(title('approved'), 1.6, 'right'),
  ]
  const total = ['', t('group_list.total'), '', '', ...(mixed ? [''] : []), figure(sum), '', '', '']
  return {
    ...{ as: 'table', columns, total, rowHeight: 22 },
    rows: requests.map((request, i) => cells(speech, request, { number: i + 1, mixed })),
  }
}

function cells(
  { say, figure }: Speech,
  { name, address, status, programme, amount, termMonths, purpose }: GroupRequest,
  { number, mixed }: { number: number; mixed: boolean },
): string[] {
  const lent = mixed ? [say(programme)] : []
  return [String(number), name, address, say(status), ...lent, figure(amount), figure(termMonths), purpose, '']
}

function signatures(speech: Speech, { group }: GroupListForm): Block {
  const above = speech.t('write.day_blank')
  return {
    as: 'signatures',
    places: [
      place(speech, 'leader', { above, name: group.leaderName }),
      place(speech, 'association', { above, seal: true }),
      place(speech, 'commune', { above, seal: true }),
      place(speech, 'bank', { above, seal: true }),
    ],
  }
}
