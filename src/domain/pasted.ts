import { fold } from './fold.ts'
import { readPhone } from './phone.ts'

/** What a pasted or forwarded text holds that can be checked: phone numbers as ten digits (landlines as typed digits), other long numbers, and hosts of links. */
export interface Pasted {
  phones: string[]
  /** Numbers of 6 digits and more that are no phone number: of accounts, codes, amounts. */
  numbers: string[]
  /** Hosts of links in small letters, as they would be opened. */
  hosts: string[]
  /** What swindlers are known to ask for. */
  scams: ScamMark[]
}

/** What swindlers in the bank's name are known to ask for: codes, secrets, money on somebody's account, a fee, an app, haste by threat. */
export const scamMarks = ['code', 'secret', 'transfer', 'fee', 'app', 'threat', 'prize'] as const

/** One of `scamMarks`. */
export type ScamMark = (typeof scamMarks)[number]

/** Reads what can be checked out of a text. Nothing of it is opened or called. */
export function readPasted(text: string): Pasted {
  const links = text.match(linkForm) ?? []
  const rest = text.replace(linkForm, ' ')
  const typed = rest.match(numberForm) ?? []
  const phones = typed.flatMap((number) => phoneOf(number) ?? [])
  const numbers = typed.filter((number) => phoneOf(number) === undefined).map(digitsOf)
  return {
    phones: [...new Set(phones)],
    numbers: [...new Set(numbers.filter((number) => number.length >= leastDigits))],
    hosts: [...new Set(links.map(hostOf))],
    scams: scamMarks.filter((mark) => scamForms[mark].test(fold(rest))),
  }
}

/** Fewer digits are a time, a day or a small amount. */
const leastDigits = 6

const numberForm = /\+?\(?\d[\d\s().-]{4,}\d/g
/** An address of the web with its scheme or without, also where letters of other scripts stand in it: they are how addresses are faked. */
const linkForm =
  /\bhttps?:\/\/[^\s<>"]+|(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,24}(?![\p{L}\p{N}])(?:[/?#:][^\s<>"]*)?/giu

function phoneOf(number: string): string | undefined {
  const mobile = readPhone(number)
  if (mobile !== undefined) return mobile
  const digits = digitsOf(number).replace(/^(?:00)?84(?=\d{9,10}$)/, '0')
  // Landlines since 2017: 02, two or three digits of the province, and seven or eight of their own; service lines begin with 1800 and 1900.
  return /^02\d{8,9}$/.test(digits) || /^1[89]00\d{4,6}$/.test(digits) ? digits : undefined
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** The host that a link opens: what stands before an at sign is no host, and a port is not part of one. */
function hostOf(link: string): string {
  const bare = link.replace(/^https?:\/\//i, '').split(/[/?#\\]/, 1)[0] ?? ''
  return (bare.split('@').at(-1) ?? '').replace(/:\d*$/, '').replace(/\.+$/, '').toLowerCase()
}

/** True where a host is one of these domains or stands below one: nothing else that looks like it. */
export function isOwnHost(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
}

const scamForms: Record<ScamMark, RegExp> = {
  code: /\botp\b|\bma (?:xac (?:thuc|nhan|minh)|bao mat|giao dich 6|gui ve (?:dien thoai|may))\b|\bverification code\b/,
  secret: /\b(?:mat khau|ma pin|so the|cvv|anh (?:can cuoc|cccd)|password|ten dang nhap)\b/,
  transfer:
    /\b(?:chuyen|gui|nap|nop|ck) (?:khoan|tien|ngay|gap|truoc|khoan tien)?.{0,40}\b(?:tai khoan|stk|so tk|tk|vi momo|momo|zalopay)\b|\bchuyen khoan (?:cho|toi|den|vao|ngay|truoc|gap)\b|\bstk\b|\btransfer (?:to|money)\b/,
  fee: /\b(?:phi|le phi|tien) (?:giai ngan|ho so|bao hiem khoan vay|lam ho so|dam bao|bao lanh|dat coc|mo ho so|xu ly)\b|\bdat coc\b|\b(?:nop|dong) (?:phi|truoc|tien truoc)\b|\bprocessing fee\b/,
  app: /\bapk\b|\b(?:cai|tai) (?:dat )?(?:ung dung|app|phan mem)\b|\bteamviewer\b|\bultraview(?:er)?\b|\binstall\b/,
  threat:
    /\b(?:khoi kien|khoi to|bat giam|cong an (?:den|se|bat)|khoa tai khoan|phong toa|trong (?:24|12|2|1) ?(?:h|gio)|neu khong (?:chuyen|nop|tra) ngay)\b/,
  prize:
    /\b(?:trung thuong|qua tang|giai thuong|tri an khach hang|hoan tien|vay nhanh|giai ngan (?:nhanh|trong ngay|ngay))\b/,
}
