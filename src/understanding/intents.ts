/** What a person may want with a free sentence. Public ids, never renamed. */
export const intents = [
  'eligibility_check',
  'programme_info',
  'loan_amount',
  'interest_rate',
  'loan_term',
  'collateral',
  'use_of_funds',
  'documents',
  'how_to_apply',
  'where_to_apply',
  'application_status',
  'repayment_schedule',
  'my_balance',
  'how_to_repay',
  'overdue_help',
  'extension_request',
  'group_info',
  'transaction_day',
  'complaint_or_difficulty',
  'fraud_report',
  'talk_to_human',
  'subscribe',
  'unsubscribe',
  'language_change',
  'privacy_request',
  'greeting',
  'thanks',
  'out_of_scope',
] as const

/** The id of an intent. */
export type Intent = (typeof intents)[number]

/** Intents that ask about a programme as the law has it: a follow-up without a subject means the programme talked about before. */
export const aboutProgramme: ReadonlySet<Intent> = new Set<Intent>([
  'eligibility_check',
  'programme_info',
  'loan_amount',
  'interest_rate',
  'loan_term',
  'collateral',
  'use_of_funds',
  'documents',
  'how_to_apply',
  'where_to_apply',
])

/** The words that must be met before everything else is looked at. */
export const sensitiveKinds = [
  'despair',
  'threat',
  'third_party_debt',
  'fee_or_fake_collector',
  'leader_accused',
] as const

/** What makes a sentence one that a person has to see. */
export type Sensitive = (typeof sensitiveKinds)[number]
