import type { LoanRequestForm } from '../../ports/forms.ts'
import {
  column,
  field,
  groupRows,
  heading,
  letterhead,
  personRows,
  place,
  row,
  sheetOf,
  termRows,
  text,
  toOffice,
} from './blocks.ts'
import type { Block, Sheet } from './sheet.ts'
import type { Speech } from './speech.ts'

/** 01/TD: the household asks and says what for, and the bank decides on the same paper. */
export function loanRequest(speech: Speech, form: LoanRequestForm): Sheet {
  const { t, say } = speech
  const programme = t('loan_request.programme', { programme: say(form.programme) })
  const blocks = [
    letterhead(speech, { form: form.form, copies: t('loan_request.copies') }),
    { as: 'title', text: t('loan_request.title'), under: [programme] } as const,
    toOffice(speech, form.office),
    heading(t('loan_request.borrower')),
    ...personRows(speech, form.borrower),
    heading(t('loan_request.group')),
    ...groupRows(speech, form.group),
    ...request(speech, form),
    ...repayment(speech, form),
    ...promise(speech, form),
    ...decision(speech, form),
  ]
  return sheetOf(speech, { form: form.form, code: form.code, blocks })
}

function request(speech: Speech, form: LoanRequestForm): Block[] {
  const { t, figure, inWords } = speech
  const { amount, ownCapital } = form
  const dong = { unit: t('terms.dong') }
  const need = ownCapital === undefined ? undefined : amount + ownCapital
  return [
    heading(t('loan_request.request')),
    row(field(t('loan_request.amount'), figure(amount), dong)),
    row(field(t('terms.in_words'), inWords(amount))),
    row(field(t('loan_request.plan'), form.plan)),
    ...details(speech, form),
    row(field(t('loan_request.need'), figure(need), dong)),
    row(
      field(t('loan_request.own'), figure(ownCapital), dong),
      field(t('loan_request.from_bank'), figure(amount), dong),
    ),
    // Who studies is asked for the school instead of a list of things to buy.
    ...(form.items.length === 0 && form.details.length > 0 ? [] : [items(speech, form)]),
  ]
}

/** What the programme asks for besides, two to a row. */
function details({ t, figure, day }: Speech, form: LoanRequestForm): Block[] {
  const fields = form.details.map(({ name, value }) => {
    const label = t(`loan_request.details.${name}`)
    if (typeof value === 'string') return field(label, value)
    if (typeof value === 'number') return field(label, figure(value))
    return 'day' in value ? field(label, day(value.day)) : field(label, figure(value.dong), { unit: t('terms.dong') })
  })
  return fields.flatMap((first, i) => (i % 2 === 0 ? [row(first, ...fields.slice(i + 1, i + 2))] : []))
}

/** Rows to write on, where the household named nothing by itself. */
const emptyItems = 3

function items({ t, figure }: Speech, form: LoanRequestForm): Block {
  const named = form.items.map(({ item, quantity = '', amount }, i) => [String(i + 1), item, quantity, figure(amount)])
  const empty = Array.from({ length: emptyItems }, (_, i) => [String(i + 1), '', '', ''])
  const sums = form.items.map(({ amount }) => amount)
  const known = sums.length > 0 && sums.every((amount) => amount !== undefined)
  const sum = known ? sums.reduce((total: number, amount) => total + (amount ?? 0), 0) : undefined
  return {
    as: 'table',
    columns: [
      column(t('loan_request.items.no'), 0.5, 'center'),
      column(t('loan_request.items.item'), 5),
      column(t('loan_request.items.quantity'), 2, 'center'),
      column(t('loan_request.items.amount'), 2.2, 'right'),
    ],
    rows: named.length > 0 ? named : empty,
    total: ['', t('loan_request.items.total'), '', figure(sum)],
    rowHeight: named.length > 0 ? 0 : 18,
  }
}

/** What the household asks for; the figures of the bank stand in its own part. */
function repayment({ t, figure }: Speech, { termMonths, instalmentMonths }: LoanRequestForm): Block[] {
  return [
    heading(t('loan_request.terms')),
    row(
      field(t('terms.term'), figure(termMonths), { unit: t('terms.months') }),
      field(t('terms.instalment'), figure(instalmentMonths), { unit: t('terms.months_each') }),
    ),
    row(
      field(t('terms.instalment_amount'), '', { unit: t('terms.dong') }),
      field(t('terms.rate'), '', { unit: t('terms.per_year') }),
    ),
    row(field(t('terms.overdue_rate'), '', { unit: t('terms.per_year') }), field(t('terms.interest_day'), '')),
    row(field(t('terms.final_due'), '')),
  ]
}

function promise(speech: Speech, { group, heirName = '', borrower }: LoanRequestForm): Block[] {
  const { t } = speech
  return [
    { as: 'keep', height: 180 },
    heading(t('loan_request.promise')),
    text(t('loan_request.promise_text')),
    {
      as: 'signatures',
      places: [
        place(speech, 'leader', { name: group?.leaderName ?? '' }),
        place(speech, 'heir', { name: heirName }),
        place(speech, 'borrower', { above: t('write.day_blank'), name: borrower.name }),
      ],
    },
  ]
}

function decision(speech: Speech, { terms, refusal }: LoanRequestForm): Block[] {
  const { t, say } = speech
  return [
    { as: 'keep', height: 330 },
    { as: 'gap', height: 4 },
    { as: 'title', text: t('loan_request.bank'), under: [t('loan_request.bank_hint')] },
    ...termRows(speech, terms),
    row(field(t('loan_request.refused'), say(refusal))),
    {
      as: 'signatures',
      places: [
        place(speech, 'officer'),
        place(speech, 'head'),
        place(speech, 'director', { above: t('write.day_blank'), seal: true }),
      ],
    },
  ]
}
