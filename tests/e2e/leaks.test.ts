import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { demoStaff } from '../../src/demo/demo-staff.ts'
import { freshDatabase } from '../support/database.ts'
import { type LoaProcess, startLoa } from '../support/loa-process.ts'
import { freePort } from '../support/redis.ts'
import { secretOf, totp } from '../support/totp.ts'
import { bankPart } from './desk.ts'

/** What must stay where it belongs: the numbers that people type, say and give in this story, and a password. */
const secrets = {
  'the identity number': bankPart.idNumber,
  'an identity number in free words': '035 168 000 456',
  'the number of a phone': '0912345670',
  'the name of a person': 'Trần Thị Mai',
  'a password': demoStaff.find(({ role }) => role === 'director')?.password ?? '',
}

let loa: LoaProcess
let url: string
let client: pg.Client
let drop: () => Promise<void>
/** Every address that was asked for, led to or offered. */
const addresses: string[] = []

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const env = { DATABASE_URL: database.url, LOA_DATA_KEY: Buffer.alloc(32, 9).toString('base64'), PUBLIC_URL: url }
  loa = startLoa(['demo', '--port', String(port)], { ...env, LOG_LEVEL: 'debug', LOA_SECOND_FACTOR: 'required' })
  await loa.says('/console')
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await captureJobs(client)
}, 60_000)
afterAll(async () => {
  loa?.kill()
  await loa?.ended
  await client?.end()
  await drop?.()
})

/** Copies every row that the queue writes into a table of the test: jobs that are done are gone at once. */
async function captureJobs(db: pg.Client): Promise<void> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('public', 'pg_catalog', 'information_schema')
       OR table_name ILIKE '%bullmq%'`,
  )
  expect(rows.length, 'the tables of the queue').toBeGreaterThan(0)
  await db.query(
    `CREATE SCHEMA captured; CREATE TABLE captured.job (row text);
     CREATE FUNCTION captured.keep() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO captured.job VALUES (TG_TABLE_NAME || ' ' || to_jsonb(NEW)::text); RETURN NEW; END $$`,
  )
  for (const { name } of rows)
    await db.query(
      `CREATE TRIGGER keep AFTER INSERT OR UPDATE ON ${name} FOR EACH ROW EXECUTE FUNCTION captured.keep()`,
    )
}

/** A browser without script, whose addresses are kept. */
function browser() {
  const jar = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
    addresses.push(path)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { origin: url, cookie, accept: 'text/html', ...init.headers }
    const answer = await fetch(`${url}${path}`, { ...init, redirect: 'manual', headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) jar.set(name, value)
    }
    const to = answer.headers.get('location')
    const text = await answer.text()
    for (const [, address = ''] of text.matchAll(/(?:href|action|src)="([^"]*)"/g))
      if (!address.startsWith('tel:')) addresses.push(address)
    if (to) return ask(to.replace(url, ''))
    expect(answer.status, `${path}: ${text}`).toBeLessThan(400)
    return text
  }
  const send = (path: string, fields: Record<string, string>) =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields) })
  return { ask, send }
}

interface Message {
  id: string
  by: string
  text: string
  prompt?: { answers: { label: string; token: string }[] }
}

const done = 'Đã gửi đơn số'

/** What a household answers, by the question. A question that is not here is answered by its first button. */
const typed: readonly (readonly [question: RegExp, answer: string])[] = [
  [/^.*Họ và tên/i, secrets['the name of a person']],
  [/sinh năm nào/, '1968'],
  [/Số điện thoại để cán bộ gọi lại/, secrets['the number of a phone']],
  [/xã, phường nào/, 'Duy Tiên'],
  [/Thôn, xóm/, 'thôn 3'],
  [/vay bao nhiêu tiền/, '20tr'],
  [/dùng vào việc gì|định làm/, `xây bể nước, căn cước ${secrets['an identity number in free words']}`],
  [/tự có bao nhiêu/, '0'],
  [/bao nhiêu tháng/, '60'],
  [/mua gì/, 'bể nước'],
  [/số lượng bao nhiêu/, '1 cái'],
  [/tất cả bao nhiêu tiền/, '20tr'],
  [/cùng ký và thay/, 'không'],
  [/gửi ảnh/, 'chưa có'],
]

/** The buttons of this story, where a question has them. */
const pressed = ['Tôi muốn vay vốn', 'Nước sạch, nhà vệ sinh', 'Trác Văn', 'Cả hai', 'Cả hai công trình'].concat([
  ...['Không thuộc diện nào', 'Làm đơn vay', 'Đồng ý, làm đơn', 'Gửi đơn', 'Duy Tiên', 'Xong'],
])

/** A household at the web chat, as a program reads it, from the first word to a request that is sent. */
async function applies(): Promise<(text: string) => Promise<string>> {
  const { ask } = browser()
  const say = (said: { text: string } | { tap: string }) => {
    const body = JSON.stringify({ id: randomUUID(), ...said })
    return ask('/chat/api/messages', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  }
  /** The question that stands, once it is another one than before. */
  const next = (before: string | undefined) =>
    vi.waitFor(
      async () => {
        const { messages } = JSON.parse(await ask('/chat/api/messages')) as { messages: Message[] }
        const last = messages.at(-1)
        if (last?.by !== 'bot' || last.id === before || !(last.prompt || last.text.includes(done))) throw new Error()
        return last
      },
      { timeout: 20_000, interval: 50 },
    )
  await say({ text: 'chào' })
  let message = await next(undefined)
  for (let turn = 0; turn < 60 && !message.text.includes(done); turn++) {
    const answers = message.prompt?.answers ?? []
    const button = answers.find(({ label }) => pressed.includes(label)) ?? answers[0]
    const words = typed.find(([question]) => question.test(message.text))?.[1]
    if (!button && words === undefined) throw new Error(`nobody knows an answer to: ${message.text}`)
    await say(button ? { tap: button.token } : { text: words ?? '' })
    message = await next(message.id)
  }
  expect(message.text).toContain(done)
  return (text) => say({ text })
}

/** Does something while a table is away, and waits for the log to say that it failed: errors know most of what people gave. */
async function inTrouble(table: string, act: () => Promise<string>, words = 'a request failed'): Promise<void> {
  const count = () => loa.log().split(words).length
  const before = count()
  await client.query(`ALTER TABLE ${table} RENAME TO ${table}_away`)
  try {
    await act().catch(() => '')
    await vi.waitFor(() => expect(count(), `${words}: ${table}`).toBeGreaterThan(before), { timeout: 20_000 })
  } finally {
    await client.query(`ALTER TABLE ${table}_away RENAME TO ${table}`)
  }
}

describe('what people give', () => {
  it('is in no log, in no job and in no address, over a request from the first word to its papers', async () => {
    const saysMore = await applies()

    const officer = browser()
    await officer.send('/console/sign-in', accountOf('officer'))
    const list = await officer.ask('/console/applications')
    const path = /href="(\/console\/applications\/\d+)"/.exec(list)?.[1] ?? ''
    expect(await officer.ask(path)).toContain(secrets['an identity number in free words'])
    expect(await officer.send(`${path}/phone`, {})).toContain(secrets['the number of a phone'])
    expect(await officer.send(`${path}/complete`, bankPart)).not.toContain(bankPart.idNumber)
    expect(await officer.send(`${path}/identity`, {})).toContain(bankPart.idNumber)
    expect(await officer.ask(`${path}/complete`)).not.toContain(bankPart.idNumber)
    await officer.ask(`${path}/form/01td.pdf`)
    await officer.send('/console/people', { q: secrets['the number of a phone'] })
    await officer.send(`${path}/step`, { event: 'pass_to_group' })

    const director = browser()
    const { email, password } = accountOf('director')
    await director.send('/console/sign-in', { email, password: `${password}x` }).catch(() => '')
    await director.send('/console/sign-in', { email, password })
    const secret = secretOf(await director.send('/console/account/second-factor/begin', { password }))
    await director.send('/console/account/second-factor/confirm', { code: totp(secret) })
    expect(await director.ask('/console/audit?what=application.identity')).toContain('Xem số căn cước')

    await inTrouble('staff_try', () => director.send('/console/sign-in', { email, password }))
    await inTrouble('inbox', () => saysMore(secrets['an identity number in free words']))
    await inTrouble('household', () => officer.send('/console/people', { q: secrets['the number of a phone'] }))
    await inTrouble('audit', () => officer.send(`${path}/complete`, bankPart))
    await inTrouble('talk', () => saysMore(secrets['the number of a phone']), 'could not be answered')

    const jobs = (await client.query<{ row: string }>('SELECT row FROM captured.job')).rows.map(({ row }) => row)
    expect(jobs.join()).toContain('receive-message')
    expect(addresses.length).toBeGreaterThan(100)
    expect(loa.log().split('\n').length).toBeGreaterThan(5)
    for (const [name, text] of Object.entries({ ...secrets, 'the secret of a phone': secret }))
      for (const form of formsOf(text)) {
        expect(loa.log().includes(form), `the log holds ${name}`).toBe(false)
        expect(
          jobs.find((row) => row.includes(form)),
          `a job holds ${name}`,
        ).toBeUndefined()
        expect(
          addresses.find((address) => address.includes(form)),
          `an address holds ${name}`,
        ).toBeUndefined()
      }
  }, 120_000)
})

/** As it was given, without gaps, with the number of the country, and as an address writes it. */
function formsOf(text: string): string[] {
  const tight = text.replace(/\s/g, '')
  const forms = [text, tight, encodeURIComponent(text), text.replaceAll(' ', '+')]
  return tight.startsWith('09') ? [...forms, tight.slice(1)] : forms
}

function accountOf(role: string): { email: string; password: string } {
  const { email = '', password = '' } = demoStaff.find((account) => account.role === role) ?? {}
  return { email, password }
}
