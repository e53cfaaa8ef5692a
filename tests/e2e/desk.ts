import { demoStaff } from '../../src/demo/demo-staff.ts'
import { secretOf, totp } from '../support/totp.ts'

/** A member of staff at the console, over real HTTP, with nothing but forms: as a browser without script. */
export interface Desk {
  /** Opens a page and gives its text, without marks. */
  open(path: string): Promise<string>
  /** The same as it is sent. */
  page(path: string): Promise<string>
  /** The address of the first link in a page whose address has such words; `fields` are sent as a form. */
  linkWith(words: string, path: string, fields?: Record<string, string>): Promise<string>
  /** The first link of a page that leads below a path. */
  link(path: string, below: string): Promise<string>
  /** Sends a form and gives the text of the page that follows. Throws when the answer is an error. */
  send(path: string, fields: Record<string, string | string[]>): Promise<string>
}

/** Signs in as the sample account of a role; whose role needs a code on the phone sets one up, and has it from then on. */
export async function openDesk(url: string, role: 'officer' | 'director' | 'commune_chair'): Promise<Desk> {
  const jar = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${url}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { origin: url, cookie, accept: 'text/html', ...init.headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) jar.set(name, value)
    }
    const to = answer.headers.get('location')
    if (to) return ask(to.replace(url, ''))
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status}\n${textOf(await answer.text())}`)
    return answer
  }
  const desk: Desk = {
    open: async (path) => textOf(await desk.page(path)),
    page: async (path) => (await ask(path)).text(),
    linkWith: async (words, path, fields) => {
      const sent = fields && { method: 'POST', body: new URLSearchParams(fields) }
      const html = await (await ask(path, sent)).text()
      const found = [...html.matchAll(/href="([^"]+)"/g)].find(([, address]) => address?.includes(words))?.[1]
      if (!found) throw new Error(`${path} has no link with ${words}:\n${textOf(html)}`)
      return found.replaceAll('&amp;', '&')
    },
    link: async (path, below) => {
      const html = await (await ask(path)).text()
      const found = new RegExp(`href="(${below}/\\d+)"`).exec(html)?.[1]
      if (!found) throw new Error(`${path} leads nowhere below ${below}:\n${textOf(html)}`)
      return found
    },
    send: async (path, fields) => {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
      return textOf(await (await ask(path, { method: 'POST', body })).text())
    },
  }
  const { email, password } = demoStaff.find((s) => s.role === role) ?? { email: '', password: '' }
  const page = async (path: string, fields: Record<string, string>) =>
    (await ask(path, { method: 'POST', body: new URLSearchParams(fields) })).text()
  const shown = await page('/console/sign-in', { email, password })
  if (shown.includes('action="/console/sign-in/code"'))
    await page('/console/sign-in/code', { code: codeOf(url, email) })
  if (shown.includes('action="/console/account/second-factor/begin"')) {
    const secret = secretOf(await page('/console/account/second-factor/begin', { password }))
    phones.set(`${url} ${email}`, { secret, used: 0 })
    await page('/console/account/second-factor/confirm', { code: totp(secret) })
  }
  return desk
}

/** The secrets that were set up, by service and account. */
const phones = new Map<string, { secret: string; used: number }>()

/** A code opens once, and so much time does not pass here: the one before and the one after are good as well. */
function codeOf(url: string, email: string): string {
  const phone = phones.get(`${url} ${email}`)
  if (!phone) throw new Error(`${email} has a second factor that was not set up here`)
  return totp(phone.secret, [0, 1, -1][phone.used++])
}

/** What staff fill in on form 01/TD, for a request of 20 million. */
export const bankPart = {
  borrowerName: 'Trần Thị Mai',
  birthDate: '1968-05-02',
  idNumber: '035168000123',
  idIssuedOn: '2022-05-02',
  idIssuedBy: 'Cục Cảnh sát QLHC về TTXH',
  address: 'Thôn 3, phường Tiên Sơn',
  heirName: 'Nguyễn Văn Bình',
  amount: '20000000',
  ratePct: '8.4',
  overdueRatePct: '10.92',
  termMonths: '60',
  instalmentMonths: '12',
  instalmentAmount: '4000000',
  finalDueDate: '2031-11-16',
  interestDay: '19',
}

function textOf(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
}
