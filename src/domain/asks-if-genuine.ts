import { fold } from './fold.ts'

/**
 * True for a question whether something comes from the bank: "tin này có phải của ngân hàng không", "số này của ai", "có thật không", "is this
 * really the bank". Who tells of a wrong that was done does not ask, and is heard as a report.
 */
export function asksIfGenuine(text: string): boolean {
  const said = fold(text)
  return forms.some((form) => form.test(said)) && !tells.test(said)
}

const thing =
  '(?:tin|tin nhan|so|so nay|so dien thoai|sdt|dt|link|duong link|duong dan|zalo|nick|acc|trang|trang web|web|fanpage|app|tai khoan|stk|cuoc goi|thong bao|nguoi (?:nay|goi|nhan)|loa)'
const bank =
  '(?:ngan hang|nh|nhcs|nhcsxh|csxh|phong giao dich|pgd|can bo|loa|to truong|nguoi cua ngan hang|nguoi (?:cua )?(?:ben )?ngan hang|nhan vien ngan hang|vbsp)'
/** What may stand between the bank and the end of the question. */
const still =
  '(?: (?:chinh sach|xa hoi|csxh|minh|that|do|nay|day|goi|nhan|gui|cho|toi|em|chau|tin|den|vay|a|ha|chu|tu|so|dien thoai|[+\\d][\\d.]*))*'
const no = '(?:khong|ko|k|khg|hong|ha|a|nhi|chu|the)'

const forms: readonly RegExp[] = [
  new RegExp(
    `\\b(?:phai|dung)(?: la| cua| do| tu| ben)* ${bank}${still} ${no}\\b(?: a| vay| nhi| loa)?(?=$| \\d| http| toi| no| ho)`,
  ),
  new RegExp(
    `\\b${thing}\\b.*\\b(?:that khong|that ko|that k|that hay (?:gia|lua)|that ha|chinh thuc khong|gia khong|gia mao khong|lua dao khong|lua khong|tin duoc khong|dang tin khong|an toan khong)\\b`,
  ),
  new RegExp(`\\b${thing}\\b(?: \\w+){0,3} (?:cua ai|la ai|cua ngan hang (?:a|ha|phai khong|dung khong))\\b`),
  /^\+?\d[\d.]{3,}(?: [\d.]+)* (?:nay )?(?:la ai|cua ai|la so nao|la so gi|whose)\b/,
  /\b(?:co phai|phai) (?:la )?(?:lua dao|gia mao|gia|that|tin gia|tin that) (?:khong|ko|k)\b/,
  /\b(?:la )?(?:that hay|that hoac) (?:gia|lua)\b/,
  /\b(?:kiem tra|xem|check|kt) (?:giup|ho|gium|dum|lai)(?: \w+){0,3} (?:tin|tin nhan|so|link|duong dan|tai khoan|stk)\b/,
  /\bis (?:this|it|that)\b.*\b(?:bank|real|genuine|scam|fake|from you|yours|loa)\b|\breally the bank\b|\bwhose (?:number|phone)\b/,
]

/** Somebody has been there, took something or was paid: that is told, not asked. */
const tells =
  /\b(?:bi lua|da chuyen|lo chuyen|da nop|da dua|mat tien|den nha|to cao|bat (?:toi|nop|dong)|doi (?:tien|toi)|thu (?:tien|phi)|i was scammed|i sent)\b/
