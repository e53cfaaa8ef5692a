import type { FormName } from '../../ports/forms.ts'
import type { Block, Letterhead, Sheet } from './sheet.ts'
import type { Speech } from './speech.ts'

/** The head of a paper of ours that is no form of the bank: it has no number. */
export function houseLetterhead({ t }: Speech, from: readonly string[]): Letterhead {
  return { as: 'letterhead', from, nation: t('sheet.nation'), motto: t('sheet.motto'), number: '', copies: '' }
}

/** Such a paper, with a foot that says what it is and that the bank's own prevails. */
export function houseSheet(
  { t, lang }: Speech,
  {
    form,
    code,
    blocks,
    landscape = false,
  }: { form: FormName; code: string; blocks: readonly Block[]; landscape?: boolean },
): Sheet {
  const name = t('sheet.name', { number: t(`${form}.name`), code })
  return {
    ...{ title: name, lang, landscape, blocks },
    foot: {
      ...{ note: t(`${form}.foot`), name },
      page: (page, pages) => t('sheet.page', { page: String(page), pages: String(pages) }),
    },
  }
}
