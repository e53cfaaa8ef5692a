/**
 * What becomes of a column when the data of a household are erased. `nobody`: it says nothing of a household or of a person in it.
 * `erased`: the row goes, or the value does. `stays`: with the reason.
 */
export interface Fates {
  nobody?: string
  erased?: string
  stays?: Record<string, string>
}

const bankList = 'the bank’s own list of its customers and loans, which every import writes anew'
const forDays = 'the bank’s own list on its way in, sealed as a whole: a file for a day, what was before it for a week'
const bankFile = 'a request that the bank works on or has paid out: the bank’s file'
const evidence =
  'evidence of what was allowed and taken back, for five years; without a name it is the number of an account'
const sentOn =
  'a file for risk handling that the bank has sent on: the bank’s file. What was not sent on goes as a whole'
const count = 'that there was something, when, and what became of it: for the figures, without a word of it'
const visits = 'what staff noted of their own visits to customers: the day, and whether somebody was met'
const log = 'who did what: ids only, deleted after five years'

/** Every table and every column there is. One that is not here fails the test: whoever adds it says what becomes of it. */
export const personalColumns: Record<string, Fates> = {
  // ---- units, staff and the installation: nobody of a household
  province: { nobody: 'id code name' },
  transaction_office: {
    nobody: 'id code province_id name phone address quiet_until quiet_from figures_max_age announcements_per_day',
  },
  commune: { nobody: 'id code office_id name kind' },
  commune_alias: { nobody: 'id commune_id name folded kind' },
  hamlet: { nobody: 'id commune_id name' },
  transaction_point: { nobody: 'id code commune_id name address day_of_month opens_at' },
  transaction_point_exception: { nobody: 'id point_id year month day reason' },
  association: { nobody: 'code key' },
  staff: {
    nobody:
      'id name email email_verified image created_at updated_at role office_id commune_id lang theme disabled_at two_factor_enabled',
  },
  staff_session: { nobody: 'id expires_at token created_at updated_at ip_address user_agent user_id' },
  staff_credential: {
    nobody: `id account_id provider_id user_id access_token refresh_token id_token access_token_expires_at refresh_token_expires_at
      scope password created_at updated_at`,
  },
  staff_verification: { nobody: 'id identifier value expires_at created_at updated_at' },
  staff_two_factor: { nobody: 'id user_id secret backup_codes verified failed_verification_count locked_until' },
  staff_try: { nobody: 'subject tries since' },
  staff_invitation: { nobody: 'token_hash email role office_id commune_id expires_at used_at' },
  canned_reply: { nobody: 'id office_id title text updated_at updated_by' },
  wording_comparison: { nobody: 'id office_id kind wordings started_at started_by stopped_at stopped_by' },
  chair_link: {
    nobody:
      'id commune_id token_hash pin_hash pin_by pin_at tries issued_by issued_at expires_at revoked_at name opener opened_at session_hash',
  },
  announcement: {
    nobody: `id office_id author_id sender title body source audience last_day status created_at sent_at mailing_id writers version
      decided_by decided_at returned_why send_at other_body`,
  },
  announcement_picture: { nobody: 'id announcement_id token address alt mime width height photo at' },
  saved_audience: { nobody: 'id office_id name audience updated_at updated_by' },
  mailing: {
    nobody:
      'id kind lane status on_uncertain body not_after pause_reason created_at office_id served_at trial_to trial_state',
  },
  chunk: {
    nobody: 'id mailing_id account_id channel lane from_id to_id state not_before lease_id lease_until attempts',
  },
  spending: { nobody: 'channel month dong' },
  bucket: {
    nobody: `name tokens rate updated_at paused_until bulk_paused_until cut_at factor granted refused refused_at refused_for storm_granted
      storm_since storms takeovers trips`,
  },
  zalo_grant: {
    nobody: `app_id oa_id state pair_sealed access_until issued_at issued_for refresh_begun_at refresh_tries reason seed_index
      consent_sealed consent_begun_at`,
  },
  import_run: {
    nobody: 'id kind file_name rows added changed skipped by at office_id part_of undone_at undone_by',
  },
  import_image: { stays: { [forDays]: 'id run_id rows_sealed' } },
  import_file: {
    nobody: `id kind file_name bytes second_name second_bytes office_id commune_id staff_id at state state_at choice run_id`,
    stays: { [forDays]: 'found_sealed' },
  },
  import_chunk: { nobody: 'id file_id part place', stays: { [forDays]: 'content_sealed' } },
  retention_run: { nobody: 'id kind at before gone' },
  setting: { nobody: 'key value' },

  // ---- the bank's list
  visit: { stays: { [visits]: 'id household_id day outcome noted_by noted_at' } },
  portfolio_month: {
    nobody: 'month commune_id association_code programme loans outstanding overdue frozen interest_due lent_loans lent',
  },
  household: {
    erased: 'channel_order',
    stays: {
      [bankList]: `id customer_id head_name head_name_folded birth_year phone_sealed phone_index commune_id hamlet_id group_id
        poverty_status list_year updated_at`,
    },
  },
  savings_credit_group: {
    stays: {
      [bankList]: `id code name leader_name leader_phone_sealed leader_phone_index association_code commune_id hamlet_id point_id
        transaction_day collection_day`,
    },
  },
  loan: {
    stays: {
      [bankList]: `id loan_code household_id programme group_id commune_id principal disbursed_on final_due_date rate_pct overdue_rate_pct
        outstanding overdue interest_due next_due_date next_principal as_of status`,
    },
  },
  instalment: { stays: { [bankList]: 'id loan_id due_date principal' } },
  payment: {
    stays: {
      [bankList]: `id payment_code loan_id paid_on principal interest deposit collected_by receipt_no as_of imported_at echoed_at`,
    },
  },
  reminder: {
    erased: 'answer answered_at',
    stays: {
      'that it was sent, so that it is not sent a second time': `id loan_id due_date kind session_day account_id planned_at delivery_id day
        named_principal named_interest comparison_id arm`,
    },
  },

  reminder_day: {
    stays: {
      'that the household was written to, so that it is not a second time that day': 'day household_id delivery_id',
    },
  },
  reminder_skip: { stays: { [count]: 'day loan_id kind due_date reason' } },
  reminder_pause: { nobody: 'id commune_id since until reason' },

  payment_promise: {
    erased: 'id loan_id household_id office_id account_id due_date kind day named made_at state settled_at',
  },
  payment_claim: { erased: 'id household_id account_id loan_ids paid_to name_sealed paid_on receipt case_id at' },
  payment_receipt: { erased: 'id household_id account_id day payment_ids written_at answer answered_at case_id' },
  household_choice: { erased: 'household_id receipts code_word_sealed changed_at' },

  // ---- people and their accounts
  person: { erased: 'id household_id name birth_year role' },
  channel_account: {
    erased: 'household_id person_id name linked_at',
    stays: {
      [evidence]: 'id channel address lang status created_at last_seen_at link_locked_until by_phone shut_at',
    },
  },
  consent: { stays: { [evidence]: 'id account_id purpose wording lang given_at withdrawn_at origin_id' } },
  link_code: { erased: 'id household_id code_hash issued_by issued_at expires_at used_at used_by' },
  link_attempt: { erased: 'id account_id household_id at passed' },
  group_code: {
    erased: 'id group_id role code_hash phone_hash issued_by issued_at expires_at failures used_at used_by',
  },
  group_role: {
    stays: {
      'who led a group when, for the meetings that were recorded':
        'id group_id account_id role since ended_at ended_for',
    },
  },

  // ---- what was said
  talk: {
    erased: 'state_sealed',
    stays: {
      'the count of runs, on which the numbers of requests rest, and when it last changed':
        'account_id state updated_at',
    },
  },
  inbox: {
    erased: 'body error said_sealed',
    stays: { [count]: 'id channel update_id address received_at processed_at attempts' },
  },
  delivery: {
    erased: 'body body_sealed error_detail',
    stays: {
      [count]: `id mailing_id account_id channel lane dedupe_key state attempts doubts not_before created_at sent_at message_id error_code
        tried_at cost_class cost_dong way`,
    },
  },
  zalo_sent: { erased: 'id delivery_id part address print tries tried_at message_id parts' },
  case: {
    erased: 'answers_sealed outcome',
    stays: {
      [count]: `id code kind state account_id household_id office_id commune_id routed_to assigned_to loan_id opened_at due_at closed_at
        also_to escalated_at level solved_at unread_since`,
    },
  },
  case_line: { erased: 'text text_sealed', stays: { [count]: 'id case_id by staff at' } },

  // ---- requests: those that led to no loan go as a whole
  application: {
    stays: {
      [bankFile]: `id code account_id household_id office_id commune_id programme state answers_sealed bank_sealed amount law_day verdict
        sent_key created_at updated_at due_at state_since identity_index`,
    },
  },
  application_event: {
    stays: {
      [bankFile]: 'id application_id event from_state to_state actor_kind actor_id reason note note_sealed at day told',
    },
  },
  application_reminder: { stays: { [bankFile]: 'id application_id state_since owner turn at' } },
  disaster: { nobody: 'id office_id kind name since review_on reason started_by started_at' },
  disaster_commune: { nobody: 'id disaster_id commune_id started_at ended_at ended_by' },
  loss_report: {
    stays: {
      [sentOn]: `id disaster_id household_id account_id case_id state state_since report_sealed happened_on hurt told_dong seen_dong
        capital_dong seen_on outcome reported_at`,
    },
  },
  loss_step: { stays: { [sentOn]: 'id report_id state by note_sealed at' } },
  loss_photo: { stays: { [sentOn]: 'id report_id mime width height bytes photo_sealed at' } },
  leader_nudge: { erased: 'id group_id account_id household_id month at' },
  sheet_link: {
    erased: 'id group_id account_id token_hash pin_hash tries issued_at expires_at opened_at session_hash',
  },
  group_review: {
    stays: { [bankFile]: 'id application_id group_id account_id agreed amount term_months reason held_on present at' },
  },
  attachment: {
    stays: { [bankFile]: 'id account_id application_id paper mime width height bytes photo_sealed at' },
  },
  audit: { stays: { [log]: 'id at actor_kind actor_id action subject_kind subject_id detail' } },
}
