/** Why a request is sent back or refused, as the bank's checklists name it. No capital this period is no reason to refuse: it is a state. */
export const refusalReasons = [
  'not_on_list',
  'wrong_programme',
  'not_resident',
  'not_group_member',
  'group_did_not_agree',
  'missing_paper',
  'above_ceiling',
  'overdue_debt',
  'wrong_use_before',
  'other_member_borrows',
  'purpose_not_allowed',
  'plan_not_feasible',
  'no_legal_capacity',
  'expired_id',
  'commune_did_not_confirm',
] as const

/** Why a group's meeting says no, as its leader picks it: few enough for one look. */
export const groupReasons = [
  'group_did_not_agree',
  'plan_not_feasible',
  'missing_paper',
  'not_resident',
] as const satisfies readonly (typeof refusalReasons)[number][]

/** Why a request is taken back. `not_reached`: the household answers nobody any more. */
export const withdrawalReasons = ['no_longer_needed', 'money_elsewhere', 'not_in_time', 'not_reached'] as const

/** What was found when the use of the money was checked (06/TD). */
export const useReasons = ['used_otherwise', 'used_in_part', 'used_by_others', 'not_used_yet'] as const

/** Every coded reason there is. */
export const applicationReasons = [...refusalReasons, ...withdrawalReasons, ...useReasons] as const

/** One of `applicationReasons`. */
export type ApplicationReason = (typeof applicationReasons)[number]

/** Reads a reason as a form sends it, or undefined. */
export function readReason(text: string): ApplicationReason | undefined {
  return applicationReasons.find((reason) => reason === text)
}
