import type { FormGroup, FormName, FormOffice, FormPerson, FormTerms } from '../../ports/forms.ts'
import type { Block, Column, Field, Letterhead, Sheet, SignaturePlace } from './sheet.ts'
import type { Speech } from './speech.ts'

/** The name of a section. */
export function heading(text: string): Block {
  return { as: 'heading', text }
}

/** A paragraph. */
export function text(words: string, style: 'plain' | 'italic' | 'bold' = 'plain'): Block {
  return { as: 'text', text: words, style, align: 'left' }
}

/** A row of things to fill in. */
export function row(...fields: Field[]): Block {
  return { as: 'fields', fields }
}

/** A thing to fill in. A share of 1 is the usual part of its row. */
export function field(label: string, value: string, { unit = '', share = 1 } = {}): Field {
  return { label, value, unit, share }
}

/** A column of a table. */
export function column(title: string, share: number, align: Column['align'] = 'left'): Column {
  return { title, share, align }
}

/** A place to sign. */
export function place(
  { t }: Speech,
  role: string,
  { above = '', name = '', seal = false }: { above?: string; name?: string; seal?: boolean } = {},
): SignaturePlace {
  return { above, title: t(`roles.${role}`), under: t(seal ? 'sheet.sign_seal' : 'sheet.sign'), name }
}

/** A column without anybody who signs. */
export const nobody: SignaturePlace = { above: '', title: '', under: '', name: '' }

/** The head of a form. `from`: the office or group that writes. */
export function letterhead(
  { t }: Speech,
  { form, from = [], copies = '' }: { form: FormName; from?: readonly string[]; copies?: string },
): Letterhead {
  const number = t('sheet.number', { number: t(`${form}.number`) })
  return { as: 'letterhead', from, nation: t('sheet.nation'), motto: t('sheet.motto'), number, copies }
}

/** A sheet of blocks with the foot that all forms have. `code`: what the paper is about, without a person's name. */
export function sheetOf(
  { t, lang }: Speech,
  { form, code, blocks, landscape = false }: { form: FormName; code: string; blocks: Block[]; landscape?: boolean },
): Sheet {
  const number = t(`${form}.number`)
  const name = t('sheet.name', { number, code })
  return {
    ...{ title: name, lang, landscape, blocks },
    foot: {
      ...{ note: t('sheet.note', { number }), name },
      page: (page, pages) => t('sheet.page', { page: String(page), pages: String(pages) }),
    },
  }
}

/** "To: the bank", with its office. */
export function toOffice({ t }: Speech, office: FormOffice): Block {
  return row(field(t('sheet.to'), t('sheet.to_office', { office: office.name })))
}

/** Who the form is about, as the citizen card names them. */
export function personRows({ t, day, say }: Speech, person: FormPerson): Block[] {
  const { birthDate, birthYear, status, listYear } = person
  const born = birthDate
    ? field(t('person.birth'), day(birthDate))
    : field(t(birthYear ? 'person.birth_year' : 'person.birth'), birthYear ? String(birthYear) : '')
  const listed =
    status && listYear ? t('write.status', { status: { words: status }, year: String(listYear) }) : say(status)
  return [
    row(field(t('person.name'), person.name, { share: 3 }), field(t('person.sex'), '')),
    row(born, field(t('person.ethnicity'), '')),
    row(field(t('person.id_number'), person.idNumber ?? ''), field(t('person.id_on'), day(person.idIssuedOn))),
    row(field(t('person.id_by'), person.idIssuedBy ?? '')),
    row(field(t('person.address'), person.address ?? '')),
    row(field(t('person.phone'), person.phone ?? ''), field(t('person.status'), listed, { share: 2 })),
  ]
}

/** The group that the household belongs to. */
export function groupRows({ t, say }: Speech, group: FormGroup | undefined): Block[] {
  return [
    row(
      field(t('group.leader'), group?.leaderName ?? '', { share: 3 }),
      field(t('group.code'), group?.code ?? '', { share: 1.2 }),
    ),
    row(field(t('group.association'), say(group?.association))),
  ]
}

/** "The group led by ...", for a sentence. */
export function groupName({ t }: Speech, { leaderName, code }: FormGroup): string {
  return t('group.of', { leader: t('write.person', { name: leaderName }), code })
}

/** What the bank lends at, or lines to write it on. */
export function termRows({ t, figure, inWords, day }: Speech, terms: FormTerms | undefined): Block[] {
  const months = { unit: t('terms.months') }
  const rate = { unit: t('terms.per_year') }
  const dong = { unit: t('terms.dong') }
  return [
    row(field(t('terms.amount'), figure(terms?.amount), dong)),
    row(field(t('terms.in_words'), inWords(terms?.amount))),
    row(
      field(t('terms.rate'), figure(terms?.ratePct), rate),
      field(t('terms.overdue_rate'), figure(terms?.overdueRatePct), rate),
    ),
    row(
      field(t('terms.term'), figure(terms?.termMonths), months),
      field(t('terms.instalment'), figure(terms?.instalmentMonths), { unit: t('terms.months_each') }),
    ),
    row(
      field(t('terms.instalment_amount'), figure(terms?.instalmentAmount), dong),
      field(t('terms.final_due'), day(terms?.finalDueDate)),
    ),
    row(field(t('terms.interest_day'), figure(terms?.interestDay))),
  ]
}
