import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { mostPhotoBytes } from '../../src/domain/photo.ts'
import { allowances, makeLimits } from '../../src/http/chat/limits.ts'
import { receiveForm } from '../../src/http/receive-form.ts'
import { drawnPage, spoilt } from '../files/drawn-photos.ts'
import { type Browser, openBrowser } from '../support/browser.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { answerWith, note, openWorld, question, type World } from '../support/http-world.ts'

const wanting = note('Chào bà con', { ...question('Gửi ảnh căn cước', ['Nộp sau']), wants: 'photo' })
const page = await drawnPage()
let fresh: FreshDatabase
let world: World
let browser: Browser

beforeAll(async () => {
  fresh = await freshDatabase()
  world = await openWorld({ url: fresh.url })
})
afterAll(async () => {
  await world.close()
  await fresh.drop()
})
beforeEach(async () => {
  await world.prisma.inbox.deleteMany()
  await world.prisma.attachment.deleteMany()
  world.answering = answerWith(wanting)
  browser = openBrowser(world)
})

const heard = async () => (await world.cameIn()).map(({ what }) => what).filter(({ kind }) => kind === 'photo')

function formIn(html: string): { id: string; seal: string } {
  const [form = ''] = /<form [^>]*class="photo"[\s\S]*?<\/form>/.exec(html) ?? []
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? ''
  return { id: value('id'), seal: value('seal') }
}

function sends(bytes: Uint8Array, fields: Record<string, string>, as = 'IMG.jpg') {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  body.set('photo', new File([new Uint8Array(bytes)], as, { type: 'image/jpeg' }))
  return browser.ask('/chat/photo', {
    method: 'POST',
    body,
    headers: { accept: 'text/html', origin: 'http://localhost' },
  })
}

describe('the form for a picture', () => {
  it('stands below a question that wants one, works without script, and is gone with the question', async () => {
    const { html } = await browser.open('/chat')
    expect(html).toMatch(/<form method="post" action="\/chat\/photo" enctype="multipart\/form-data" class="photo">/)
    expect(html).toContain('accept="image/jpeg,image/png,image/webp"')
    world.answering = answerWith(note('Cảm ơn', question('Việc gì nữa?', ['Xong'])))
    await sends(page, formIn(html))
    const [current = ''] = /<li class="line bot now"[\s\S]*?<\/li>/.exec((await browser.open('/chat')).html) ?? []
    expect(current).toContain('Việc gì nữa?')
    expect(current).not.toContain('class="photo"')
  })

  it('sends a picture that is kept sealed, and tells the talk only which one', async () => {
    const { html } = await browser.open('/chat')
    const answer = await sends(page, formIn(html))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/chat'])
    const [row] = await world.prisma.attachment.findMany()
    expect(row).toMatchObject({ mime: 'image/jpeg', width: 1200, height: 900, paper: '', applicationId: null })
    expect(await heard()).toEqual([{ kind: 'photo', photo: { kept: String(row?.id) } }])
    expect((await browser.open('/chat')).html).toContain('Đã gửi một ảnh')
  })

  it.each([
    ['a dark one', async () => spoilt(page, { gain: 0.2 }), 'too_dark'],
    ['words by the name of a picture', async () => Buffer.from('<script>alert(1)</script>'), 'kind'],
    ['a small one', async () => drawnPage({ width: 300, height: 200 }), 'too_small'],
  ])('keeps nothing of %s, and the talk hears why', async (_, made, problem) => {
    const { html } = await browser.open('/chat')
    await sends(await made(), formIn(html))
    expect(await heard()).toEqual([{ kind: 'photo', photo: { problem } }])
    expect(await world.prisma.attachment.count()).toBe(0)
  })

  it('pressed twice says the same picture once', async () => {
    const { html } = await browser.open('/chat')
    const fields = formIn(html)
    await sends(page, fields)
    await sends(page, fields)
    expect(await heard()).toHaveLength(1)
  })

  it.each([
    ['without the seal of our page', async (f: Record<string, string>) => sends(page, { ...f, seal: 'x' }), 403],
    ['without a one-time id', async ({ seal = '' }) => sends(page, { seal }), 400],
    ['without a picture', async (f: Record<string, string>) => sends(Buffer.alloc(0), f), 303],
    ['of more than 8 MB', async (f: Record<string, string>) => sends(Buffer.alloc(mostPhotoBytes + 70_000), f), 413],
  ])('%s is refused: nothing is kept and nothing heard', async (_, send, status) => {
    const { html } = await browser.open('/chat')
    expect((await send(formIn(html))).status).toBe(status)
    expect(await heard()).toEqual([])
    expect(await world.prisma.attachment.count()).toBe(0)
  })

  it('takes nothing from another site or from who was never here', async () => {
    const { html } = await browser.open('/chat')
    const fields = formIn(html)
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    body.set('photo', new File([new Uint8Array(page)], 'a.jpg'))
    const elsewhere = { accept: 'text/html', origin: 'http://evil.example' }
    expect((await browser.ask('/chat/photo', { method: 'POST', body, headers: elsewhere })).status).toBe(403)
    browser = openBrowser(world)
    expect((await sends(page, fields)).status).toBe(401)
    expect(await heard()).toEqual([])
  })

  it('takes thirty pictures in ten minutes, and then asks to wait', async () => {
    const { html } = await browser.open('/chat')
    const { seal } = formIn(html)
    const small = Buffer.from('x')
    for (let n = 0; n < 30; n++) expect((await sends(small, { id: `photo-no-${n}`, seal })).status).toBe(303)
    const refused = await sends(small, { id: 'photo-no-31', seal })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('a form that comes in', () => {
  const form = new FormData()
  form.set('id', 'a')
  const whole = new Response(form)
  const coming = (body: BodyInit, headers: Record<string, string> = {}) => {
    const type = whole.headers.get('content-type') ?? ''
    const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': type, ...headers } }
    return new Request('http://localhost/', init as RequestInit)
  }
  const bytes = whole.arrayBuffer().then((buffer) => new Uint8Array(buffer))

  it.each([
    ['has its fields', 0, {}, { fields: { id: 'a' } }],
    ['of one byte too many is let go of', -1, {}, 'too_large'],
    ['that says it is too long is not read', 0, { 'content-length': '9999' }, 'too_large'],
    ['of another kind has none', 0, { 'content-type': 'multipart/form-data; boundary=other' }, 'broken'],
  ])('%s', async (_, spare, headers, received) => {
    const body = await bytes
    expect(await receiveForm(coming(body, headers), { maxBytes: body.length + spare, ms: 60_000 })).toEqual(received)
  })

  it('too slowly is let go of, and so is what held it open', async () => {
    let letGo = false
    const never = new ReadableStream({
      cancel: () => {
        letGo = true
      },
    })
    expect(await receiveForm(coming(never), { maxBytes: 10, ms: 1 })).toBe('late')
    expect(letGo).toBe(true)
  })
})

describe('pictures at once', () => {
  it('come in two by two from one browser, and twenty-four from all', () => {
    const { receiving } = makeLimits(allowances)
    const first = receiving('a')
    expect([receiving('a') !== undefined, receiving('a')]).toEqual([true, undefined])
    for (let n = 2; n < 24; n++) expect(receiving(`b${n}`)).toBeDefined()
    expect(receiving('c')).toBeUndefined()
    first?.()
    expect(receiving('c')).toBeDefined()
    expect(receiving('a')).toBeUndefined()
  })

  it('are worked on four together, in the order in which they came, also after one that failed', async () => {
    const { work } = makeLimits(allowances)
    const begun: number[] = []
    const ends: (() => void)[] = []
    const works = Array.from({ length: 7 }, (_, n) =>
      work(() => {
        begun.push(n)
        return new Promise<number>((resolve, reject) => {
          ends[n] = () => (n === 0 ? reject(new Error('broken')) : resolve(n))
        })
      }).catch(() => 'broken'),
    )
    expect(begun).toEqual([0, 1, 2, 3])
    ends[0]?.()
    expect(await works[0]).toBe('broken')
    await vi.waitFor(() => expect(begun).toEqual([0, 1, 2, 3, 4]))
    for (const n of [1, 2]) ends[n]?.()
    await vi.waitFor(() => expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]))
    for (const end of ends) end()
    expect(await Promise.all(works)).toEqual(['broken', 1, 2, 3, 4, 5, 6])
  })
})
