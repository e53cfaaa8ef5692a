import { type ApprovalRule, readApprovalRule, usualApproval } from '../domain/announcement-approval.ts'
import { trialMinutes } from '../domain/announcement-trial.ts'
import type { Settings } from '../ports/settings.ts'

/** The setting of the whole installation; that of an office stands behind it with its number. */
const approvalSetting = 'announcements.approval'

/** Minutes that the first ones are looked at before the others follow. 0: all go at once. */
export const trialSetting = 'announcements.trial_minutes'

/** Who has to agree to the announcements of an office: its own word, else that of the installation, else a director. */
export async function approvalRule(settings: Pick<Settings, 'get'>, officeId: number): Promise<ApprovalRule> {
  const own = readApprovalRule(await settings.get(settingOf(officeId)))
  return own ?? readApprovalRule(await settings.get(approvalSetting)) ?? usualApproval
}

/** Sets the rule of an office, or of the whole installation where no office is named. */
export async function setApprovalRule(
  settings: Pick<Settings, 'set'>,
  { rule, officeId }: { rule: ApprovalRule; officeId?: number },
): Promise<void> {
  await settings.set(officeId === undefined ? approvalSetting : settingOf(officeId), rule)
}

/** How many minutes the first ones of an announcement are looked at; 0 where the installation sends to all at once. */
export async function minutesOfTrial(settings: Pick<Settings, 'get'>): Promise<number> {
  const kept = await settings.get(trialSetting)
  return typeof kept === 'number' && kept >= 0 ? kept : trialMinutes
}

function settingOf(officeId: number): string {
  return `${approvalSetting}.${officeId}`
}
