import { needsSecondFactor } from '../../src/domain/staff.ts'
import { pdfForms } from '../../src/files/forms/pdf-forms.ts'
import { photoReader } from '../../src/files/read-photo.ts'
import { tableFiles } from '../../src/files/table-files.ts'
import { makeHttp } from '../../src/http/app.ts'
import { hashStaffPassword } from '../../src/http/console/auth.ts'
import type { Entrance } from '../../src/http/console/deps.ts'
import { consoleRoutes } from '../../src/http/console/index.tsx'
import { sheetRoutes } from '../../src/http/sheet/index.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { Channel, ChannelId } from '../../src/ports/channel.ts'
import type { ChannelDesk } from '../../src/ports/channel-desk.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { staffAuthDatabase } from '../../src/store/staff-auth.ts'
import { makePreviews } from '../../src/wire/previews.ts'
import { type StaffWorld, staffWorld } from './staff-world.ts'
import { secretOf, totp } from './totp.ts'

/** The password of everybody in these tests. */
export const password = 'bốn từ dễ nhớ'

/** The console over a real database, asked without a socket, as the whole service mounts it. */
export interface ConsoleWorld extends StaffWorld {
  /** The whole service, for a test that needs a socket. */
  app: ReturnType<typeof makeHttp>
  get(path: string, who?: Visitor): Promise<Answer>
  /** Sends a form as a browser does: with where it comes from. A list sends a field several times. */
  post(path: string, form: Record<string, string | string[]>, who?: Visitor): Promise<Answer>
  /** Gives a member of staff a password and signs them in with nothing else. */
  enter(staff: StaffMember): Promise<Visitor>
  /** Gives a member of staff a password and signs them in. Whose role needs a second factor sets one up. */
  signIn(staff: StaffMember): Promise<Visitor>
  /** Sets up a second factor for somebody who is signed in. */
  setUpSecondFactor(who: Visitor): Promise<Equipped>
}

/** Somebody with a second factor: signed in, with the secret on their phone and the backup codes on paper. */
export interface Equipped extends Visitor {
  secret: string
  backupCodes: string[]
}

/** Who asks: the cookies of a browser, and headers besides. */
export interface Visitor {
  cookie?: string
  sends?: Record<string, string>
}

/** What came back, with the text read. */
export interface Answer {
  status: number
  /** Where a redirect leads. */
  to: string | null
  headers: Headers
  text: string
  /** The cookies that were set, as a browser sends them back. */
  cookie: string
}

/** The channels of a world, and what their page wants to know, made from its database. */
export type WorldChannels = (world: StaffWorld) => {
  channels?: Partial<Record<ChannelId, Channel>>
  channelDesk: ChannelDesk
  /** The ways that stand on paper; the web chat where not said. */
  entrances?: (code: string) => Entrance[]
}

const publicUrl = 'http://loa.test'

const channel = (id: ChannelId): Channel => ({ id, send: async () => ({ ok: true, messageId: '1' }) })
const webAlone = (code: string): Entrance[] => [{ channel: 'web', url: `${publicUrl}/chat?start=${code}` }]
const openChannels = { web: channel('web'), telegram: channel('telegram') }

/** Opens the world of the staff side with the console mounted in the service. */
export async function consoleWorld(
  channelsOf: WorldChannels = () => ({ channelDesk: { figures: async () => ({}), rates: {} } }),
  secondFactor: 'required' | 'offered' = 'required',
): Promise<ConsoleWorld> {
  const world = await staffWorld()
  const language = loadLanguage()
  const feed = { publish: async () => {}, subscribe: async () => async () => {} }
  const log = {
    info: () => {},
    warn: () => {},
    error: (what: object) => {
      const { error } = what as { error?: unknown }
      process.stderr.write(`${error instanceof Error ? error.stack : JSON.stringify(what)}\n`)
    },
  }
  const { channels = {}, channelDesk, entrances = webAlone } = channelsOf(world)
  const deps = {
    ...world,
    language,
    feed,
    log,
    channels: { ...openChannels, ...channels },
    publicUrl,
    insecureCookies: true,
    channelDesk,
    forms: pdfForms({ ...world, language }),
    previews: makePreviews(language.say),
    tableFiles: tableFiles(),
    photos: photoReader(),
  }
  const authDatabase = staffAuthDatabase(world.database.prisma)
  const authSecret = 'a secret of these tests, long enough'
  const console = consoleRoutes({ ...deps, authDatabase, authSecret, entrances, secondFactor })
  const routes = { '/console': console, '/sheet': sheetRoutes(deps) }
  const app = makeHttp({ ...deps, routes, checks: [], measures: [] })
  const ask = async (path: string, init: RequestInit) => answerOf(await app.request(path, init))
  const get: ConsoleWorld['get'] = (path, who) => ask(path, { headers: headersOf(who) })
  const post: ConsoleWorld['post'] = (path, form, who) => {
    const body = new URLSearchParams(Object.entries(form).flatMap(([k, v]) => [v].flat().map((one) => [k, one])))
    return ask(path, { method: 'POST', body, headers: { origin: publicUrl, ...headersOf(who) } })
  }
  const enter: ConsoleWorld['enter'] = async (staff) => {
    const credential = { id: `c-${staff.id}`, accountId: staff.id, providerId: 'credential', userId: staff.id }
    await world.database.prisma.staffCredential.create({
      data: { ...credential, password: await hashStaffPassword(password) },
    })
    const { cookie } = await post('/console/sign-in', { email: staff.email, password })
    return { cookie }
  }
  const signIn: ConsoleWorld['signIn'] = async (staff) => {
    const who = await enter(staff)
    return needsSecondFactor(staff.role) && secondFactor === 'required' ? setUpSecondFactor(who) : who
  }
  const setUpSecondFactor: ConsoleWorld['setUpSecondFactor'] = async (who) => {
    const path = '/console/account/second-factor'
    const secret = secretOf((await post(`${path}/begin`, { password }, who)).text)
    const done = await post(`${path}/confirm`, { code: totp(secret) }, who)
    const backupCodes = [...done.text.matchAll(/<code>(\d{5}-\d{5})<\/code>/g)].map(([, code]) => code ?? '')
    return { cookie: done.cookie, secret, backupCodes }
  }
  return { ...world, app, get, post, enter, signIn, setUpSecondFactor }
}

function headersOf(who: Visitor = {}): Record<string, string> {
  return { accept: 'text/html', ...(who.cookie ? { cookie: who.cookie } : {}), ...who.sends }
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response
  const set = headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  const cookie = set.filter((c) => !c.endsWith('=')).join('; ')
  return { status, headers, to: headers.get('location'), cookie, text: await response.text() }
}
