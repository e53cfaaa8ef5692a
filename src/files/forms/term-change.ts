import type { TermChangeForm } from '../../ports/forms.ts'
import {
  field,
  groupRows,
  heading,
  letterhead,
  nobody,
  personRows,
  place,
  row,
  sheetOf,
  text,
  toOffice,
} from './blocks.ts'
import type { Block, Sheet } from './sheet.ts'
import type { Speech } from './speech.ts'

/** 08/TD and 09/TD: a household asks for more time, for one instalment or for the end of the loan. They differ in a few sentences. */
export function termChange(speech: Speech, form: TermChangeForm): Sheet {
  const { t, say } = speech
  const { code, form: name } = form
  const about = t('term_change.about', { code, programme: say(form.programme) })
  const blocks = [
    letterhead(speech, { form: name }),
    { as: 'title', text: t(`${name}.title`), under: [about] } as const,
    toOffice(speech, form.office),
    heading(t('term_change.borrower')),
    ...personRows(speech, form.borrower),
    ...groupRows(speech, form.group),
    ...loan(speech, form),
    ...wish(speech, form),
    ...decision(speech),
  ]
  return sheetOf(speech, { form: name, code, blocks })
}

function loan({ t, figure, day }: Speech, form: TermChangeForm): Block[] {
  const dong = { unit: t('terms.dong') }
  const { form: name, due } = form
  return [
    heading(t('term_change.loan')),
    row(field(t('term_change.loan_code'), form.loanCode), field(t('term_change.disbursed'), day(form.disbursedOn))),
    row(
      field(t('term_change.principal'), figure(form.principal), dong),
      field(t('term_change.final_due'), day(form.finalDueDate)),
    ),
    row(
      field(t('term_change.outstanding'), figure(form.outstanding), dong),
      field(t('term_change.as_of'), day(form.asOf)),
    ),
    heading(t(`${name}.due`)),
    row(field(t(`${name}.due_amount`), figure(due?.amount), dong), field(t(`${name}.due_day`), day(due?.day))),
    row(field(t('term_change.unpaid'), '', dong)),
    heading(t('term_change.reason')),
    ...(form.reason ? [row(field('', form.reason))] : []),
    { as: 'lines', count: form.reason ? 1 : 3 },
  ]
}

function wish(speech: Speech, form: TermChangeForm): Block[] {
  const { t, day, figure, inWords } = speech
  const { form: name, group, borrower, askedAmount } = form
  return [
    { as: 'keep', height: 110 },
    heading(t(`${name}.asked`)),
    row(field(t(`${name}.asked_amount`), figure(askedAmount), { unit: t('terms.dong') })),
    row(field(t('terms.in_words'), inWords(askedAmount))),
    row(field(t(`${name}.asked_day`), day(form.askedDay))),
    text(t(`${name}.promise`)),
    row(field(t('term_change.commune'), '')),
    { as: 'lines', count: 1 },
    {
      as: 'signatures',
      places: [
        place(speech, 'commune', { seal: true }),
        place(speech, 'leader', { name: group?.leaderName ?? '' }),
        place(speech, 'applicant', { above: t('write.day_blank'), name: borrower.name }),
      ],
    },
  ]
}

function decision(speech: Speech): Block[] {
  const { t } = speech
  return [
    { as: 'keep', height: 240 },
    { as: 'gap', height: 4 },
    { as: 'title', text: t('term_change.bank'), under: [t('term_change.bank_hint')] },
    row(field(t('term_change.accepted'), '', { unit: t('terms.dong') }), field(t('term_change.until'), '')),
    row(field(t('terms.in_words'), '')),
    row(field(t('term_change.refused'), '')),
    {
      as: 'signatures',
      places: [
        place(speech, 'officer'),
        nobody,
        place(speech, 'director', { above: t('write.day_blank'), seal: true }),
      ],
    },
  ]
}
