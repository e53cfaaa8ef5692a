/**
 * Where sources about Zalo disagree, or only one of them speaks: what the platform may do, each with what its documents say first.
 * Every choice is one that somebody has seen or written down; none is made up.
 */
export const choices = {
  /** Where the verifier comes from: a pair for each request, the one saved in the developer console, or none at all. */
  pkce: ['perRequest', 'fixed', 'none'],
  /** `missing`: the callback does not bring `state` back, as with a link made in the console. */
  state: ['returned', 'missing'],
  /** Whether the token endpoint says `refresh_token_expires_in`. */
  refreshExpiry: ['absent', 'present'],
  /** What a refresh does to the access token before it. */
  oldAccessToken: ['dies', 'lives'],
  /** The code of a refused access token: invalid -216 and expired -220 as documented, or one code for both. */
  authCode: ['documented', '-216', '-220', '216', '401', '-401'],
  signatureForm: ['mac=hex', 'hex', 'mac = hex'],
  /** The time that is signed: that of the body, or that of the header X-ZEvent-Timestamp. */
  signatureTime: ['body', 'header'],
  /** The key that is signed with. One source says that the app secret is the OA's secret key. */
  signatureKey: ['oaSecretKey', 'appSecret'],
  /** How the same JSON is written down. */
  bodyBytes: ['compact', 'spaced', 'escaped'],
  /** Whether events carry `user_id_by_app`. */
  userIdByApp: ['present', 'absent'],
  /** What is called again: whatever is no 200 within two seconds, or only what did not connect. */
  retryOn: ['anyFailure', 'connectionOnly'],
  /** When calling again ends: after the five waits, or hourly until twelve hours are over. */
  retryUntil: ['fiveWaits', 'twelveHours'],
  /** When the `oa_send_*` of our own message comes: after the answer, before it, or not at all. */
  echo: ['after', 'before', 'never'],
  /** Whether the message of a person of the bank says which one (`sender.admin_id`). */
  adminId: ['present', 'absent'],
  /** Whether `user_received_message` says `delivery_time`. */
  receivedTime: ['present', 'absent'],
  /** Who is the sender of `user_seen_message`. */
  seenFrom: ['user', 'oa'],
  submitInfo: ['new', 'old'],
  submitPhone: ['string', 'number'],
  /** Whether a shared form is followed by a `user_send_text` that the person did not write. */
  submitText: ['none', 'follows'],
  /** `shared_info.phone` of the user detail: a number with 0 for "not shared", a text, or no `shared_info`. */
  sharedPhone: ['number', 'string', 'absent'],
  profileId: ['oaid', 'oa_id'],
  /** `remain` and `total` of a quota; gone since 2026-03-01. */
  quotaNumbers: ['absent', 'string', 'number'],
  quotaField: ['present', 'absent'],
  sentTime: ['string', 'number'],
  /** A text with buttons: shown, refused with -233 or -201, or shown without its buttons. */
  buttons: ['accept', 'reject', 'reject201', 'drop'],
  /** Whether buttons want `template_type: "button"`. */
  buttonTemplate: ['either', 'without', 'with'],
  lists: ['accept', 'reject', 'drop'],
  quoteOfUnknown: ['dropped', 'refused'],
  /** What the 2,000 of a text are: code points after NFC, code points as sent, or UTF-16 units. */
  textUnits: ['nfc', 'asSent', 'utf16'],
  /** The code for what is too long or too many. */
  tooLong: ['-210', '-201'],
  /** The code for somebody who never wrote. */
  firstContact: ['-232', '-213'],
  /** The code after seven days. */
  afterSevenDays: ['-230', '-232'],
  /** Somebody who unfollowed: refused with -213, or reached as long as a window is open. */
  unfollowed: ['-213', 'windows'],
  /** What a follow opens: 48 hours like a message, or three welcome messages. */
  follow: ['window', 'welcome'],
  /** Free messages a month outside 48 hours of the two packages with an API: as in July 2026, or as since September. */
  monthlyFree: ['july', 'september'],
  /** Numbers that a template by phone takes: 84..., or 0... and +84... as well. */
  phoneForms: ['84', 'tolerant'],
  /** A template between 22:00 and 06:00: taken and shown in the morning, or refused with -133. */
  night: ['held', 'refused'],
  /** How many promotions a person gets by template. */
  promotionCap: ['fourAMonth', 'oneADay'],
  /** When the receipt of a template by phone comes. */
  templateReceipt: ['later', 'never'],
  /** Who the receipt of a template by phone names. */
  templateRecipient: ['phone', 'hash'],
  botWebhook: ['wrapped', 'flat'],
  botImage: ['photo', 'photo_url'],
} as const satisfies Record<string, readonly string[]>

/** The names of what is not sure. */
export type Choice = keyof typeof choices

/** One Zalo of all those that there may be. */
export type Variant = { [Name in Choice]: (typeof choices)[Name][number] }

/** The Zalo of the documents. */
export const documented = Object.fromEntries(Object.entries(choices).map(([name, ways]) => [name, ways[0]])) as Variant

/** What a test suite runs over: the documented Zalo, then each deviation by itself. */
export const zaloVariants: readonly { name: string; variant: Partial<Variant> }[] = [
  { name: 'documented', variant: {} },
  ...Object.entries(choices).flatMap(([name, [, ...others]]) =>
    others.map((other) => ({ name: `${name}=${other}`, variant: { [name]: other } as Partial<Variant> })),
  ),
]

/** Deviations of some choices only: `zaloVariantsOf(['buttons', 'lists'])`. */
export function zaloVariantsOf(names: readonly Choice[]): typeof zaloVariants {
  return zaloVariants.filter(({ variant }) => Object.keys(variant).every((name) => names.includes(name as Choice)))
}

/** What is not sure and has no second way that anybody saw: the emulator does one thing, and says when a test leaned on it. */
export const gaps = {
  oauthCodes: 'which code a wrong secret, a spent code or a wrong verifier gets (there is no table)',
  consentPageErrors: 'how the page of consent shows an error',
  consentKillsPair: 'whether a new consent ends the pair before it',
  attachmentEchoes: 'the fields of an echo whose message is more than text',
  formFields: 'whether a request for information may lack subtitle or image (here: no)',
  formEcho: 'the name of the event that echoes a request for information',
  templateEcho: 'whether a template by user id is echoed, and as what',
  buttonLimits: 'how a text with buttons beyond the limits is refused',
  listLimits: 'the limits of title and subtitle in a list',
  queryInList: 'a default action of a list that is not oa.open.url',
  textBesideFile: 'the code for a text beside a file',
  quoteBesideMedia: 'the code for a quote in a message with an attachment',
  replyByMessage: 'a recipient named by message_id (an old way)',
  formReopens: 'whether a shared form reopens the 48 hours (here: no)',
  emptyMonth: 'what is said when neither quota nor wallet is left',
  expiredDate: 'the form of expired_date',
  quotaNames: 'the values that quota/message takes and answers',
  uploadKind: 'the code for a file of another kind than its place',
  uploadMegabyte: 'whether a megabyte is 1,000,000 or 1,048,576 bytes (here: the latter)',
  uploadMonth: 'the code for more uploads than a month has',
  talkOrder: 'the order of a conversation (here: newest first)',
  talkTypes: 'how a conversation names messages that are neither text nor picture',
  hiddenInTalk: 'whether a conversation holds the payload of a hidden button (here: no)',
  templateByIdCodes: 'the codes of the openapi host for wrong parameters of a template',
  templateByIdToAnybody: 'whether a template by id reaches somebody who never wrote',
  templateByIdAtNight: 'the code of the openapi host for a template at night',
  trackingTwice: 'whether a second call with one tracking_id sends again (here: yes)',
  trackingSigns: 'which characters a tracking_id may hold (here: letters, digits, - and _)',
  walletCodes: 'the codes for a missing or empty wallet',
  templateFields: 'the fields and types of the answers about templates',
  checkOrder: 'which of several things wrong with a template by phone is named',
  gifEvent: 'whether user_send_gif still comes',
  cardEvent: 'the fields of a business card',
  withdrawEvent: 'the fields of user_withdraw (here: sender and recipient as in a message)',
  reactionEvent: 'the fields of user_reacted_message',
  quoteEvent: 'the field of a reply to a message',
  botChatLimit: 'the code of the Bot Platform beyond 50 people',
} as const satisfies Record<string, string>

/** The names of what has no second way. */
export type Gap = keyof typeof gaps
