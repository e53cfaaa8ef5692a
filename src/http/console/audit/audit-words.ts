import { applicationEvents, readEvent } from '../../../domain/application.ts'
import type { AuditRow } from '../../../ports/audit.ts'
import type { Ui } from '../ui.ts'

/** The actions that the log can be asked for by name. */
const named = [
  ...['sign_in', 'sign_out'],
  ...['staff.invite', 'staff.accept', 'staff.disable', 'staff.enable', 'staff.sign_out'],
  ...['staff.password_offer', 'staff.password'],
  ...['second_factor.on', 'second_factor.off', 'second_factor.codes', 'second_factor.reset'],
  ...['people.see', 'people.phone', 'people.link_code', 'people.paper_consent', 'people.paper_withdraw'],
  ...['people.consents', 'people.export', 'people.erase', 'keys.rotate_begin', 'keys.rotate', 'retention.night'],
  ...['application.complete', 'application.phone', 'application.identity', 'application.form', 'group.form'],
  'application.paper',
  'application.supplied',
  ...[
    'case.answer',
    'case.close',
    'case.talk',
    'case.form',
    'case.assign',
    'case.note',
    'case.hand_back',
    'office.times',
  ],
  ...['case.raise', 'case.reopen', 'case.solved', 'reply.keep', 'reply.drop', 'list.export'],
  ...[
    'chair.link',
    'chair.open',
    'chair.wrong_pin',
    'chair.pin',
    'chair.revoke',
    'group.code',
    'group.lead',
    'group.end_lead',
  ],
  ...['group.sheet_link', 'group.sheet_open', 'group.sheet_wrong_pin', 'group.sheet', 'group.nudge'],
  ...['disaster.start', 'disaster.end', 'loss.verify', 'loss.draft', 'loss.send', 'loss.decide', 'loss.photo'],
  'loss_report.form',
  ...['account.link', 'account.replace', 'account.withdraw', 'account.erase', 'household.channel_order'],
  ...['household.receipts_on', 'household.receipts_off', 'household.code_word_set', 'household.code_word_gone'],
  ...['session.undo', 'session.fixed_day', 'point.place', 'group.collection_day', 'office.signing'],
  ...['comparison.start', 'comparison.stop'],
  'office.receipts',
  'office.domains',
  ...['household.visit', 'commune.form'],
  'office.reminders',
  ...['import.units', 'import.groups', 'import.households', 'import.loans', 'session.move', 'reminders.resume'],
  ...['announcement.draft', 'announcement.revise', 'announcement.send', 'announcement.pause'],
  ...['announcement.resume', 'announcement.cancel', 'announcement.again', 'announcement.rest'],
  ...['announcement.submit', 'announcement.approve', 'announcement.return', 'announcement.rule'],
  ...['announcement.schedule', 'announcement.unschedule', 'announcement.unsent'],
  ...[
    'announcement.trial_pass',
    'announcement.trial_stop',
    'audience.keep',
    'audience.drop',
    'announcement.replies',
    'announcement.test',
    'announcement.picture',
    'announcement.picture_remove',
  ],
  ...['channel.connect_begin', 'channel.connect', 'channel.check'],
  ...['channel.template', 'channel.template_retire', 'channel.budget'],
] as const

/** All of them, the steps of requests among them. */
export const actions: readonly string[] = [...named, ...applicationEvents.map((event) => `application.${event}`)]

/** What has no words is shown by its own name: the log is read, whatever another part wrote into it. */
export function actionText(ui: Ui, action: string): string {
  const step = readEvent(action.replace(/^application\./, ''))
  const key = step && action !== step ? `application.happened.${step}` : `audit.actions.${action}`
  return ui.has(key) ? ui.t(key) : action
}

/** What stands beside an action: names and codes, never words of a person. */
export function detailText(detail: object): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ')
}

const subjects = [
  ...['household', 'application', 'case', 'announcement'],
  'reply',
  'list',
  'staff',
  'staff_email',
  'channel',
  'data_key',
  'installation',
  'group',
  'point',
  'comparison',
  'audience',
  'commune',
  'disaster',
  'loss_report',
]

/** A kind that has no words is shown by its own name. */
export function subjectText(ui: Ui, { subjectKind, subjectId }: AuditRow): string {
  if (subjectKind === 'list' && ui.has(`audit.lists.${subjectId}`)) return ui.t(`audit.lists.${subjectId}`)
  return subjects.includes(subjectKind) ? ui.t(`audit.subjects.${subjectKind}`, { id: subjectId }) : subjectKind
}
