import type { LossFileForm, LossFileLoan } from '../../ports/forms.ts'
import { column, field, groupRows, heading, nobody, personRows, place, row, text, toOffice } from './blocks.ts'
import { houseLetterhead, houseSheet } from './house-sheet.ts'
import type { Block, Sheet, Table } from './sheet.ts'
import type { Speech } from './speech.ts'

/** The draft of a file for risk handling: who, which debts, what was lost, what staff saw, what may be proposed, and places to sign. */
export function lossFile(speech: Speech, form: LossFileForm): Sheet {
  const { t, say } = speech
  const about = t('loss_file.about', { code: form.code, disaster: say(form.disaster) })
  const blocks: Block[] = [
    houseLetterhead(speech, []),
    { as: 'title', text: t('loss_file.title'), under: [about] },
    text(t('loss_file.prevails'), 'bold'),
    toOffice(speech, form.office),
    heading(t('loss_file.borrower')),
    ...personRows(speech, form.borrower),
    ...groupRows(speech, form.group),
    heading(t('loss_file.loans')),
    form.loans.length > 0 ? loans(speech, form.loans) : text(t('loss_file.no_loans'), 'italic'),
    ...losses(speech, form),
    ...seen(speech, form),
    ...proposal(speech, form),
    ...signatures(speech, form),
  ]
  return houseSheet(speech, { form: form.form, code: form.code, blocks })
}

function loans({ t, say, figure, day }: Speech, all: readonly LossFileLoan[]): Table {
  const title = (name: string) => t(`loss_file.columns.${name}`)
  const sum = (of: 'principal' | 'outstanding') => figure(all.reduce((total, loan) => total + loan[of], 0))
  return {
    as: 'table',
    columns: [
      column(title('loan'), 2.2),
      column(title('programme'), 2.6),
      column(title('principal'), 1.6, 'right'),
      column(title('outstanding'), 1.6, 'right'),
      column(title('final_due'), 1.3, 'center'),
      column(title('as_of'), 1.3, 'center'),
    ],
    rows: all.map((loan) => [
      ...[loan.loanCode, say(loan.programme), figure(loan.principal), figure(loan.outstanding)],
      ...[day(loan.finalDueDate), day(loan.asOf)],
    ]),
    total: ['', t('loss_file.total'), sum('principal'), sum('outstanding'), '', ''],
    rowHeight: 18,
  }
}

function losses({ t, say, figure, day }: Speech, form: LossFileForm): Block[] {
  const title = (name: string) => t(`loss_file.columns.${name}`)
  const sum = form.items.reduce((total, { amount }) => total + amount, 0)
  return [
    heading(t('loss_file.losses')),
    row(field(t('loss_file.happened'), day(form.happenedOn)), field(t('loss_file.where'), form.place, { share: 2 })),
    row(
      field(t('loss_file.reported'), day(form.reportedOn)),
      field(
        t('loss_file.photos'),
        t('loss_file.photo_list', { count: figure(form.photos.length), days: photoDays(day, form) }),
        { share: 2 },
      ),
    ),
    {
      as: 'table',
      columns: [
        column(title('no'), 0.5, 'center'),
        column(title('item'), 3),
        column(title('kind'), 2.2),
        column(title('quantity'), 1.6),
        column(title('amount'), 1.8, 'right'),
      ],
      rows: form.items.map(({ item, kind, quantity, amount }, i) => [
        String(i + 1),
        item,
        say(kind),
        quantity,
        figure(amount),
      ]),
      total: ['', t('loss_file.total_told'), '', '', figure(sum)],
      rowHeight: 18,
    },
  ]
}

function photoDays(day: Speech['day'], { photos }: LossFileForm): string {
  return [...new Set(photos)].map((on) => day(on)).join('; ')
}

function seen({ t, figure, inWords, day }: Speech, { seen: saw }: LossFileForm): Block[] {
  const dong = { unit: t('terms.dong') }
  return [
    { as: 'keep', height: 110 },
    heading(t('loss_file.seen')),
    row(
      field(t('loss_file.seen_on'), day(saw?.on)),
      field(t('loss_file.capital'), figure(saw?.capitalDong), { ...dong, share: 2 }),
    ),
    row(
      field(t('loss_file.seen_loss'), figure(saw?.lossDong), dong),
      field(t('loss_file.share'), saw?.share ?? '', { unit: '%' }),
    ),
    row(field(t('terms.in_words'), inWords(saw?.lossDong))),
  ]
}

function proposal({ t, say, figure }: Speech, { proposed }: LossFileForm): Block[] {
  const years = proposed && 'maxYears' in proposed.propose ? proposed.propose.maxYears : undefined
  const measure = proposed ? t(`loss_file.measure.${proposed.propose.measure}`, { years: figure(years) }) : ''
  return [
    { as: 'keep', height: 90 },
    heading(t('loss_file.proposal')),
    row(field(t('loss_file.proposed'), measure)),
    ...(proposed ? [text(t('loss_file.basis', { source: say(proposed.source) }), 'italic')] : []),
    ...(proposed?.uncertain ? [text(t('loss_file.uncertain'), 'bold')] : []),
    row(field(t('loss_file.opinion'), '')),
    { as: 'lines', count: 1 },
  ]
}

function signatures(speech: Speech, { borrower, group }: LossFileForm): Block[] {
  const above = speech.t('write.day_blank')
  return [
    {
      as: 'signatures',
      places: [
        place(speech, 'leader', { name: group?.leaderName ?? '' }),
        nobody,
        place(speech, 'borrower', { above, name: borrower.name }),
      ],
    },
    {
      as: 'signatures',
      places: [
        place(speech, 'commune', { above, seal: true }),
        place(speech, 'association', { above, seal: true }),
        place(speech, 'bank', { above, seal: true }),
      ],
    },
  ]
}
