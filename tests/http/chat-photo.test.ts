import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mostPhotoBytes } from '../../src/domain/photo.ts'
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
