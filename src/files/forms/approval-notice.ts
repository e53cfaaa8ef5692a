import type { ApprovalNoticeForm } from '../../ports/forms.ts'
import { field, groupName, heading, letterhead, nobody, place, row, sheetOf, termRows, text } from './blocks.ts'
import type { Block, Sheet } from './sheet.ts'
import type { Speech } from './speech.ts'

/** 04/TD: the bank tells the commune, the association, the group and the borrower what it decided. */
export function approvalNotice(speech: Speech, form: ApprovalNoticeForm): Sheet {
  const { t, say, figure } = speech
  const { code, office, borrower } = form
  const from = [t('sheet.bank'), office.name, t('approval_notice.paper_number')]
  const about = t('approval_notice.about', { code, programme: say(form.programme) })
  const blocks = [
    letterhead(speech, { form: form.form, from }),
    { as: 'text', text: t('write.place_and_day'), style: 'italic', align: 'right' } as const,
    { as: 'title', text: t('approval_notice.title'), under: [about] } as const,
    ...addressees(speech, form),
    { as: 'gap', height: 4 } as const,
    text(t('approval_notice.opening')),
    heading(t('approval_notice.borrower')),
    row(field(t('person.name'), borrower.name)),
    row(field(t('person.address'), borrower.address ?? '')),
    row(field(t('approval_notice.asked'), figure(form.asked), { unit: t('terms.dong') })),
    ...outcome(speech, form),
    { as: 'signatures', places: [nobody, place(speech, 'director', { seal: true })] } as const,
  ]
  return sheetOf(speech, { form: form.form, code, blocks })
}

function addressees(speech: Speech, { commune, group, borrower }: ApprovalNoticeForm): Block[] {
  const { t, say } = speech
  const names = [
    ...(commune ? [t('sheet.to_commune', { commune })] : []),
    ...(group ? [say(group.association), groupName(speech, group)] : []),
    t('approval_notice.to_person', { name: borrower.name }),
  ]
  return [text(t('sheet.to'), 'bold'), ...names.map((name) => text(`– ${name}`))]
}

function outcome(speech: Speech, { outcome: decided, office }: ApprovalNoticeForm): Block[] {
  const { t, say, day } = speech
  const { name, phone } = office
  if ('refusal' in decided)
    return [
      heading(t('approval_notice.refused')),
      row(field(t('approval_notice.reason'), say(decided.refusal))),
      ...(decided.note ? [row(field(t('approval_notice.remark'), decided.note))] : []),
      { as: 'gap', height: 4 },
      text(t('approval_notice.again', { office: name, phone })),
    ]
  return [
    heading(t('approval_notice.approved')),
    ...termRows(speech, decided.terms),
    heading(t('approval_notice.money')),
    row(field(t('approval_notice.receive_on'), day(decided.receiveOn))),
    row(field(t('approval_notice.place'), decided.place)),
    text(t('approval_notice.bring')),
    text(t('approval_notice.ask', { office: name, phone })),
  ]
}
