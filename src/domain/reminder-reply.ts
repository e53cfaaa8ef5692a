import { addDays, type Day } from './day.ts'
import { farthestPromise } from './farthest-promise.ts'
import { fold } from './fold.ts'
import { earliestPaid, receiverNamed } from './paid-claim.ts'
import { type SpokenDay, spokenDay } from './spoken-day.ts'

/** What somebody means who writes back to a reminder. `why`: asks what the amount is made of. `unsure`: about it, but nobody can tell what. */
export type ReminderReply =
  | { means: 'will_pay'; day?: Day }
  | { means: 'paid'; day?: Day; to?: string }
  | { means: 'in_difficulty' | 'not_mine' | 'why' | 'unsure' }

/** What is known when a reply is read: the day of it and, where one is set, the day on which the reminder asks to pay. */
export interface ReplyContext {
  today: Day
  until?: Day
}

/** Longer than this nobody answers: it is a story, and is heard as one. */
const mostWords = 25

/**
 * Reads what was typed right below a reminder, with tone marks or without: "mai tra", "chua co tien", "tra roi dua chi Hoa", "toi khong vay",
 * "sao nhieu the". Undefined for what is no answer to it, such as a question about another thing: that is heard as everywhere else.
 */
export function readReminderReply(text: string, { today, until }: ReplyContext): ReminderReply | undefined {
  const said = plain(text)
  if (said.split(' ').length > mostWords) return undefined
  if (why.test(said)) return { means: 'why' }
  if (isNotMine(said)) return { means: elseOwes.test(said) ? 'unsure' : 'not_mine' }
  if (partly.test(said)) return { means: 'unsure' }
  if (isPaid(said)) return paid(text, today)
  if (asks.test(said)) return pleads.test(said) ? { means: 'in_difficulty' } : undefined
  const ahead = spokenDay(text, { today, toward: 'ahead', min: today, max: addDays(today, farthestPromise) })
  if (hard.test(said)) return willStill(said, ahead, until) ?? { means: 'in_difficulty' }
  if (refuses.test(said)) return { means: 'unsure' }
  if (pays.test(said) || isOnlyDay(said, ahead)) return { means: 'will_pay', ...dayOf(ahead) }
  return nods.test(said) ? { means: 'unsure' } : undefined
}

/** Short forms of the keyboard, written out. */
const shortForms: readonly (readonly [RegExp, string])[] = [
  [/\b(?:k|ko|kh|kg|khg|hong|hok|hem|hg|chang)\b(?! (?:hoa|ha|hang))/g, 'khong'],
  [/\b(?:dc|dk|dcc|duoc|duocc)\b/g, 'duoc'],
  [/\b(?:r|rui|roii|rr)\b/g, 'roi'],
  [/\b(?:ck|ckhoan)\b/g, 'chuyen khoan'],
  [/\b(?:tui|tao|minh|em|e|chau|nha em|nha chau|nha minh|nha tui)\b/g, 'toi'],
  [/\b(?:nh|nhang)\b/g, 'ngan hang'],
  [/\b(?:s|sao z|seo)\b/g, 'sao'],
  [/\bh\b/g, 'gio'],
]

function plain(text: string): string {
  return shortForms.reduce((said, [short, long]) => said.replace(short, long), fold(text))
}

const giving = '(?:tra|nop|dong|thanh toan|chuyen khoan|chuyen|dua|gui|quyet toan|tat toan)'

const why =
  /\b(?:sao|vi sao|tai sao)\b.*\b(?:nhieu|cao|tang|hon|them|lam the|the nay|dat)\b|\b(?:nhieu|cao|tang|dat|them)\b.*\b(?:the|vay|qua|vi|tai|la)? ?(?:vi sao|tai sao|sao)\b|^(?:sao )?(?:tien |lai )*(?:nhieu|cao|dat)(?: the| vay| qua| du)*$|\btinh (?:sai|nham|the nao|kieu gi|ra sao)\b|\b(?:lai|tien) gi ma (?:nhieu|cao)\b|\bthang (?:nay|truoc) (?:nhieu|it|cao|co) .*\b(?:sao|ma thang nay)\b|\bnhieu hon thang truoc\b|\bwhy\b.*\b(?:much|more|high)\b|\bso much\b/

const notMine =
  /\b(?:khong|co|chua) (?:he |bao gio |tung )?(?:vay|no) (?:ai|ngan hang|tien|von|gi|dau|bao gio|cua ai|ngan hang nao|o dau)\b|\b(?:khong|chua) (?:he |bao gio |tung )?vay(?: gi| dau| ca| het)*$|\bchua vay bao gio\b|\bco vay dau\b|\bco no ai dau\b|\bkhong phai (?:cua |la )?(?:khoan |so )?(?:cua )?(?:toi|nha toi|gia dinh toi)\b|\bdau phai (?:cua |la )?(?:toi|nha toi)\b|\bnham (?:nguoi|so|may|nha|roi|ai)\b|\b(?:gui|nhan|nhac) nham\b|\bnham\b$|\b(?:khong|co) (?:quen|biet) (?:ai |nguoi )?(?:ten|nay|do)\b|\b(?:khong quen|ai day|ai the|la ai vay)$|\bkhong co khoan (?:vay|no)\b|\b(?:not mine|wrong (?:number|person)|never borrowed|did not borrow|didn t borrow)\b/
/** What says "I do not borrow" of another thing. */
const otherLoan = /\bvay (?:them|nua|moi|tiep|lai|nong)\b|\b(?:muon|can|xin|duoc) vay\b/
/** It is not theirs, but they say whose. */
const elseOwes = /\b(?:ma |do |la )(?:cua )?(?:con|chong|vo|bo|me|anh|chi|bac|chu|ong|ba) (?:toi|gai|trai|ho|no)\b/

function isNotMine(said: string): boolean {
  return notMine.test(said) && !otherLoan.test(said)
}

const done = new RegExp(
  `\\b(?:da|moi|vua|vua moi) ${giving}\\b|\\b${giving}\\b.*\\b(?:roi|xong|hom qua|hom kia|tuan truoc|hom truoc|thang truoc)\\b|\\b(?:roi|xong) (?:ma|nhe|a)$|\\b(?:hom qua|hom kia|hom no|tuan truoc|sang nay)\\b.*\\b${giving}\\b|\\b(?:already|have|just) paid\\b|^paid\\b|\\bi paid\\b`,
)
/** What takes it back, looks ahead or asks. */
const notDone =
  /\b(?:chua|khong|se|sap|dinh|muon|phai|can|neu|khi nao|bao gio|mai|bao nhieu|o dau|the nao|khi|thi)\b|\b(?:biet|hieu|nho|nhan) roi\b|\broi (?:chua|khong|con|co|lai|bao|moi)\b|\btra loi\b/
/** Said of what was done, these take nothing back. */
const stillDone =
  /\b(?:sao|ma) (?:van|con|cu|lai) (?:nhac|nhan|bao|doi|gui|thay)\b|\bkhong (?:thay|nho|co) (?:bien lai|giay|hoa don|bien nhan)\b|\bkhong (?:con )?no\b|\bchua (?:thay|ghi|cap nhat|tru|co bien lai)\b/

function isPaid(said: string): boolean {
  const rest = said.replace(stillDone, '')
  return done.test(rest) && !notDone.test(rest)
}

const partly =
  /\b(?:mot it|mot phan|mot nua|1 it|1 phan|1 nua|moi duoc|lai roi|goc roi|it roi)\b|\bchi (?:tra|nop|dong)? ?(?:lai|goc)\b/

const asks =
  /\b(?:o dau|bao nhieu|khi nao|bao gio|luc nao|may gio|the nao|lam sao|kieu gi|cach nao|cho ai|ai thu|la gi|nhu nao|ra sao|how|where|when|what)\b|\b(?:duoc|phai|dung|co) (?:khong|chua)(?: a| vay| nhi| ban)?$|\b(?:khong|chua) (?:a|nhi|vay|ban|can bo|chi|anh|loa)$|\bco\b.*\bkhong$|\b(?:het|xong|gi) (?:chua|khong)$/
/** A question that asks for time is a cry for help. */
const pleads =
  /\b(?:khat|gia han|lui|hoan|cham|muon hon|them (?:thoi gian|han|ngay|it)|tra sau|thang sau|tra dan|bot|chua co tien|het tien|khong co tien)\b/
const hard =
  /\b(?:khong|chua|chang) (?:co|du|kiem|xoay|lo|chay|kip|ban)(?: duoc| ra| du| kip)*(?: \w+){0,2} ?(?:tien|dong nao|lua|lon|ga|ca|hang|ngo|xu nao)\b|\b(?:het|thieu|ket|can|bi|nghen) tien\b|^(?:toi )?(?:dang )?(?:ket|kho|kho khan|bi)(?: qua| lam| roi)*$|\bkho khan\b|\bkho (?:qua|lam)\b|\bkhong (?:the )?(?:tra|nop|dong|lo|xoay) (?:noi|duoc|kip|xong)\b|\bchua (?:the )?(?:tra|nop|dong|xoay|lo) (?:noi|duoc|kip|xong)\b|\b(?:xin|cho)(?: \w+){0,2} (?:khat|gia han|lui|hoan|cham|them (?:thoi gian|han|ngay|it))\b|\bxin khat\b|\bkhat (?:no|lai|den|sang|toi)\b|\b(?:mat mua|om|benh|nam vien|di vien|tai nan|that nghiep|mat viec|lo von|vo no|ngap|bao|lu|dich)\b|\b(?:lon|ga|vit|bo|trau|ca|tom|lua)(?: bi)? (?:chet|mat|benh|hong)\b|\bchua (?:co|ban|thu hoach|gat|duoc luong|co luong)$|\bchua (?:ban duoc|thu hoach|gat|co luong|lanh luong|linh luong)\b|\b(?:can t|cannot|can not|unable to) pay\b|\bno money\b|\bneed (?:more )?time\b/

/** Hard now, and still a day that is in time: a promise. A day after the one that is asked for is a wish for more time. */
function willStill(said: string, ahead: SpokenDay, until: Day | undefined): ReminderReply | undefined {
  const day = typeof ahead === 'object' ? ahead.day : undefined
  const firm = day !== undefined && until !== undefined && day <= until && pays.test(said)
  return firm && !/\b(?:xin|khat|khong (?:the )?(?:tra|nop))\b/.test(said) ? { means: 'will_pay', day } : undefined
}

const refuses =
  /\b(?:khong|chua|chang) (?:co )?(?:tra|nop|dong|chuyen)\b|^(?:khong|chua|no)$|\bkhong bao gio\b|\bkhong (?:muon|thich)\b/
const pays = new RegExp(
  `\\b(?:se|sap|de|cho|dinh|chuan bi|nhat dinh)\\b.*\\b${giving}\\b|^(?:ok|oke|vang|da|u|uh|duoc|roi)?(?: a)? ?(?:toi )?(?:se |ra |di |mang |len )*${giving}\\b|\\b(?:toi|nha toi|chong toi|vo toi|con toi)(?: se| ra| di| mang| len| den)* ${giving}\\b|\\b(?:mai|mot|kia|thu \\w+|chu nhat|cn|t[2-7]|ngay \\w+|mung \\w+|hom \\w+|nua|tuan (?:sau|toi)|cuoi thang|dau thang|\\d{1,2})\\b(?: toi| se| ra| di| mang| len| thi| moi| la| co tien)* ${giving}\\b|\\b(?:dung hen|dung ngay|dung han)\\b|\\bco tien roi\\b|\\b(?:mang|cam|dem) tien (?:ra|len|den|toi|di)\\b|\\bra diem giao dich\\b|\\bi (?:will|ll) pay\\b|\\bwill pay\\b|^pay \\w+$`,
)
const nods =
  /^(?:(?:ok|oke|okie|vang|da|u|uh|uhm|um|duoc|roi|biet|nho|nghe|nhan|thay|hieu|de|xem|a|toi|nhe|nha|chi|anh|yes|loa) ?)+$/

/** "Mai", "thứ 5 nhé": nothing but a day. */
function isOnlyDay(said: string, ahead: SpokenDay): boolean {
  if (ahead === undefined) return false
  return said.replace(aroundDay, ' ').trim() === ''
}

const aroundDay =
  /\b(?:mai|mot|kia|nay|ngay|hom|bua|sang|trua|chieu|toi|thu|chu nhat|cn|t[2-7]|mung|mong|thang|tuan|sau|nua|cuoi|dau|giua|hai|ba|tu|nam|bay|tam|chin|muoi|nhe|nha|a|di|thi|\d{1,4}|vang|da|ok|de|chac|khoang|doi|lai|qua|sang|thanh|duoc|giup|toi|tomorrow|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next|week|on)\b/g

function dayOf(spoken: SpokenDay): { day?: Day } {
  return typeof spoken === 'object' ? { day: spoken.day } : {}
}

function paid(text: string, today: Day): ReminderReply {
  const day = spokenDay(text, { today, toward: 'behind', min: addDays(today, -earliestPaid), max: today })
  const to = receiverNamed(text)
  return { means: 'paid', ...dayOf(day), ...(to === undefined ? {} : { to }) }
}
