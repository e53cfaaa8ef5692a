import type { Form, FormName } from '../../ports/forms.ts'
import type { ConsoleDeps, Ctx } from './deps.ts'
import { missing } from './respond.tsx'

/** The paper names of the forms, as they stand in addresses and in the names of files. */
export const formFiles: Record<FormName, string> = {
  loan_request: '01td',
  group_list: '03td',
  approval_notice: '04td',
  instalment_change: '08td',
  extension: '09td',
  group_minutes: '10ctd',
  collection_sheet: 'bang-thu',
  loss_file: 'ho-so-thiet-hai',
  visit_list: 'di-tham',
  poster: 'to-dan',
}

/**
 * Answers with a form to be printed, or "there is no such page" where there is none. Printed is the Vietnamese one; `?lang=en` gives
 * one to read along. `subject`: the code that the file is named by, never a person.
 */
export async function sendForm(
  c: Ctx,
  { forms }: Pick<ConsoleDeps, 'forms'>,
  { form, subject }: { form: Form | undefined; subject: string },
): Promise<Response> {
  if (!form) return missing(c)
  const lang = c.req.query('lang') === 'en' ? 'en' : 'vi'
  const name = `${formFiles[form.form]}-${subject.replace(/[^\w-]/g, '')}.pdf`
  const bytes = await forms.draw(form, lang)
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${name}"`,
    'Cache-Control': 'no-store',
  })
}
