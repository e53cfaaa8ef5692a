import type { SendErrorCode } from '../../ports/channel.ts'

/** What staff are told to do about a refusal: the end of a key of `channels:zalo.advice`. */
export type Advice =
  | 'consent'
  | 'app'
  | 'account'
  | 'package'
  | 'money'
  | 'template'
  | 'policy'
  | 'window'
  | 'night'
  | 'quota'
  | 'person'

/** One refusal of Zalo by its number. */
export interface Refusal {
  is: SendErrorCode
  /** `token`: the token is at fault, another one may help. `upload`: the file is to be uploaded again. */
  cure?: 'token' | 'upload'
  /**
   * When it may be tried again: in a moment, when somebody may have put right what we have to put right, in an hour, at the end of the
   * night, on the next day. It was surely not sent.
   */
  wait?: 'moment' | 'mended' | 'hour' | 'morning' | 'tomorrow'
  advice?: Advice
}

// A quota that is used up, or the night, is not called `too_many`: that slows down everybody, and here only this message has to wait.
// Written as rows, so that a number is found at once. Numbers that stand in no table are final, and the log holds what Zalo said.
type Row = readonly [codes: readonly number[], refusal: Refusal]

const token: Refusal = { is: 'unauthorized', cure: 'token', wait: 'mended', advice: 'consent' }
const ours = (advice: Advice): Refusal => ({ is: 'unauthorized', wait: 'mended', advice })
const content: Refusal = { is: 'content' }
const person = (is: SendErrorCode): Refusal => ({ is, advice: 'person' })

/** The Official Account's own interface, openapi.zalo.me. */
export const accountRefusals: readonly Row[] = [
  // Refused tokens were also seen as 216 and 401, with either sign.
  [[-216, 216, -220, 220, 401, -401], token],
  // "Your application reached limit call api", "Your OA reached limit call api".
  [[-32], { is: 'too_many', wait: 'moment' }],
  // "Send failed"; an article that is still being looked at.
  [[-200, -214], { is: 'unreachable' }],
  [[-100], { is: 'content', cure: 'upload' }],
  // "<field> is invalid!", a limit, a kind of message that does not exist, the interface that was switched off.
  [[-201, -210, -233, -240], content],
  [[-249], { is: 'content', advice: 'template' }],
  [[-248], { is: 'content', advice: 'policy' }],
  [[-204, -205, -221, -235, -237, -238, -241], ours('account')],
  [[-209, -212, -219, -223, -242, 112], ours('app')],
  [[-224], ours('package')],
  [[-320, -321], ours('money')],
  [[-211], { is: 'unreachable', wait: 'hour', advice: 'quota' }],
  [[-218], { is: 'unreachable', wait: 'tomorrow', advice: 'quota' }],
  [[-234], { is: 'unreachable', wait: 'morning', advice: 'night' }],
  // Not a follower; nothing heard of them for seven days; nothing heard of them at all.
  [[-213, -230, -232], { is: 'not_started', advice: 'window' }],
  // Refused an invitation; banned or silent for 45 days; wants no messages of this kind.
  [[-217, -227, -244], person('refused')],
  [[-403], { is: 'not_found' }],
]

/** Templates by phone, business.openapi.zalo.me: other numbers, and some numbers with another meaning. */
export const businessRefusals: readonly Row[] = [
  [[-124], token],
  [[-32], { is: 'too_many', wait: 'moment' }],
  [[-100], { is: 'unreachable' }],
  [[-101, -102, -103, -104, -105, -120, -1201, -1202, -1241, -125, -135, -1351, -138, -1381], ours('app')],
  [[-123, -128, -129, -142, -143], ours('app')],
  [[-126, -127], ours('app')],
  [[-109, -1091, -117, -131, -145, -146], ours('template')],
  [[-115, -136, -137], ours('money')],
  [[-106, -107, -111, -112, -1121, -1122, -1123, -1124, -113, -1131, -116], { is: 'content', advice: 'template' }],
  [[-121, -122, -130, -132, -148, -149, -150], { is: 'content', advice: 'template' }],
  // No number; no account behind it; an account that cannot receive; an old Zalo; one who refuses this kind.
  [[-108, -118], person('not_found')],
  [[-110, -114, -119, -139, -140], person('refused')],
  [[-141], { is: 'blocked' }],
  [[-133], { is: 'unreachable', wait: 'morning', advice: 'night' }],
  [[-134, -144, -1441, -147, -1471, -1472], { is: 'unreachable', wait: 'tomorrow', advice: 'quota' }],
]
