import type { Application } from '../../../ports/applications.ts'
import { formFiles } from '../pdf.ts'
import type { Ui } from '../ui.ts'

/** The forms that can be printed now. `groupId`: the household's group; `decided`: there is a decision to give notice of. */
export function FormLinks({
  ui,
  application,
  decided,
  groupId,
}: {
  ui: Ui
  application: Application
  decided: boolean
  groupId: number | undefined
}) {
  const own = (form: keyof typeof formFiles) => `/console/applications/${application.id}/form/${formFiles[form]}.pdf`
  const group = (form: keyof typeof formFiles) =>
    `/console/groups/${groupId}/form/${formFiles[form]}.pdf?programme=${application.programme}`
  const links = [
    ['loan_request', own('loan_request')] as const,
    ...(decided ? [['approval_notice', own('approval_notice')] as const] : []),
    ...(groupId === undefined
      ? []
      : (['group_list', 'group_minutes'] as const).map((form) => [form, group(form)] as const)),
  ]
  return (
    <section>
      <h2>{ui.say({ key: 'forms:links.title' })}</h2>
      <ul class="plain">
        {links.map(([form, href]) => (
          <li>
            <a href={href}>{ui.say({ key: `forms:links.${form}` })}</a>
          </li>
        ))}
      </ul>
      <p class="hint">{ui.say({ key: 'forms:links.lead' })}</p>
    </section>
  )
}
