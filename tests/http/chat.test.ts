import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { announcementMessage } from '../../src/app/announcement-message.ts'
import { visitorBy } from '../../src/http/chat/visitor.ts'
import { type Browser, composerOf, linesOf, openBrowser, pressOf } from '../support/browser.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { answerWith, note, openWorld, question, tell, type World } from '../support/http-world.ts'

const greeting = note('Chào bà con', question('Bà con hỏi việc gì?', ['Vay vốn', 'Khoản vay của tôi'], 'a'))
let fresh: FreshDatabase
let world: World
let browser: Browser

beforeAll(async () => {
  fresh = await freshDatabase()
  world = await openWorld({ url: fresh.url })
  await world.prisma.province.create({
    data: {
      code: '37',
      name: 'Tỉnh Thử',
      offices: { create: { code: '0101', name: 'Phòng giao dịch Thử', phone: '0226 000 000' } },
    },
  })
})
afterAll(async () => {
  await world.close()
  await fresh.drop()
})
beforeEach(async () => {
  await world.prisma.inbox.deleteMany()
  world.woken.length = 0
  world.answering = answerWith(greeting)
  browser = openBrowser(world)
})

const kinds = async () => (await world.cameIn()).map((inbound) => inbound.what)
const sender = () => visitorBy(browser.jar.get('loa_web')!).sender

describe('the first visit', () => {
  it('begins the talk, and shows the answer at once', async () => {
    const page = await browser.open('/chat')
    expect(page).toMatchObject({ status: 200, path: '/chat' })
    expect(linesOf(page.html)).toEqual(['bot now: Chào bà con\nBà con hỏi việc gì?'])
    expect(await world.cameIn()).toMatchObject([{ ...sender(), lang: 'vi', what: { kind: 'start' } }])
    expect(world.woken).toEqual([{ name: 'receive-message', payload: sender() }])
  })

  it('says whose machine it is, whom to call and that nobody takes a fee', async () => {
    const { html } = await browser.open('/chat')
    expect(html).toContain('<html lang="vi">')
    expect(html).toContain('Phòng giao dịch Thử')
    expect(html).toContain('Máy trả lời tự động')
    expect(html).toContain('href="tel:0226000000"')
    expect(html).toContain('Không ai phải trả phí')
  })

  it('begins once, however often the page is opened', async () => {
    await browser.open('/chat')
    await browser.open('/chat')
    expect(await kinds()).toEqual([{ kind: 'start' }])
  })

  it('begins once when two pages open together', async () => {
    await browser.ask('/chat')
    await Promise.all([browser.ask('/chat/lines'), browser.ask('/chat?hello=1'), browser.ask('/chat?hello=1')])
    expect(await kinds()).toEqual([{ kind: 'start' }])
  })

  it('starts nothing for who keeps no cookie, and says why', async () => {
    const page = await openBrowser(world, { cookies: false }).open('/chat?start=ABC')
    expect(page.status).toBe(400)
    expect(page.html).toContain('cookie')
    expect(await kinds()).toEqual([])
  })

  it('takes a cookie that was never ours for none', async () => {
    browser.jar.set('loa_web', 'admin')
    await browser.open('/chat')
    expect(browser.jar.get('loa_web')).toMatch(/^[\w-]{22}$/)
  })

  it.each([
    ['over plain HTTP', true, /^loa_web=[\w-]{22}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/],
    ['over HTTPS', false, /^__Host-loa_web=[\w-]{22}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/],
  ])('gives an identity that only this browser knows, %s', async (_, insecureCookies, looks) => {
    const other = await openWorld({ url: fresh.url, insecureCookies })
    const answer = await other.app.request('/chat')
    expect(answer.headers.get('set-cookie')).toMatch(looks)
    await other.close()
  })

  it('keeps the identity itself nowhere', async () => {
    await browser.open('/chat')
    const secret = browser.jar.get('loa_web')!
    const kept = JSON.stringify([
      await world.cameIn(),
      world.woken,
      await world.prisma.channelAccount.findMany({ select: { address: true } }),
    ])
    expect(kept).not.toContain(secret)
    expect(kept).toContain(sender().address)
  })
})

describe('a link with a code', () => {
  it('says the code once and leaves it out of the address', async () => {
    const page = await browser.open('/chat?start=K7P2QX')
    expect(page.path).toBe('/chat')
    expect(await kinds()).toEqual([{ kind: 'start', payload: 'K7P2QX' }])
  })

  it('says it again when the link is followed again', async () => {
    await browser.open('/chat?start=K7P2QX')
    await browser.open('/chat?start=K7P2QX')
    expect(await kinds()).toHaveLength(2)
  })

  it.each(['', 'a b', '<script>', 'x'.repeat(65)])('passes over a code that is none: %s', async (code) => {
    await browser.open(`/chat?start=${encodeURIComponent(code)}`)
    expect(await kinds()).toEqual([{ kind: 'start' }])
  })
})

describe('without script', () => {
  it('takes what is typed, and shows the answer on the page that follows', async () => {
    const { html } = await browser.open('/chat')
    world.answering = answerWith(note('Nhà mình ở xã nào?'))
    const page = await browser.submit({ ...composerOf(html), text: '  Nhà em muốn vay  ' })
    expect(page).toMatchObject({ status: 200, path: '/chat' })
    expect(linesOf(page.html).slice(1)).toEqual(['person: Nhà em muốn vay', 'bot: Nhà mình ở xã nào?'])
    expect((await kinds()).at(-1)).toEqual({ kind: 'text', text: 'Nhà em muốn vay' })
  })

  it('takes a press, and shows its label as what was said', async () => {
    const { html } = await browser.open('/chat')
    const page = await browser.submit(pressOf(html, 'Khoản vay của tôi'))
    expect((await kinds()).at(-1)).toEqual({ kind: 'tap', token: 'check-eligibility/household.o2#a' })
    expect(linesOf(page.html)).toContain('person: Khoản vay của tôi')
  })

  it('shows the picture of an announcement in its size, and whole when it is tapped', async () => {
    const picture = { alt: 'Sơ đồ "nhà" <văn hóa>', width: 800, height: 500, address: 'https://bank.test/picture/abc' }
    const text = { sender: 'PGD', title: 'Lịch', body: 'Ngày 12.', source: '' }
    world.answering = answerWith(announcementMessage({ ...text, picture }))
    const { html } = await browser.open('/chat')
    expect(html).toContain(
      '<a href="/picture/abc" rel="noopener noreferrer" target="_blank">' +
        '<img src="/picture/abc" alt="Sơ đồ &quot;nhà&quot; &lt;văn hóa&gt;" width="800" height="500" loading="lazy"/></a>',
    )
    expect(html).not.toContain('Xem hình')
    expect(await (await browser.ask('/chat/lines')).text()).toContain('<img src="/picture/abc"')
  })

  it('offers the words that work everywhere below', async () => {
    const { html } = await browser.open('/chat')
    const page = await browser.submit(pressOf(html, 'Gặp cán bộ'))
    expect((await kinds()).at(-1)).toEqual({ kind: 'tap', token: 'check-eligibility/household.person#a' })
    expect(linesOf(page.html)).toContain('person: Gặp cán bộ')
  })

  it('keeps the buttons of older questions, and only those of the newest stand out', async () => {
    let page = await browser.open('/chat')
    world.answering = answerWith(note('Tiếp', question('Hộ nào?', ['Hộ nghèo'], 'b')))
    page = await browser.submit(pressOf(page.html, 'Vay vốn'))
    expect(linesOf(page.html).map((line) => line.split(':')[0])).toEqual(['bot', 'person', 'bot now'])
    await browser.submit(pressOf(page.html, 'Khoản vay của tôi'))
    expect((await kinds()).at(-1)).toEqual({ kind: 'tap', token: 'check-eligibility/household.o2#a' })
  })

  it('says that an answer is still coming', async () => {
    const { html } = await browser.open('/chat')
    world.answering = undefined
    await browser.fetch({ ...composerOf(html), text: 'có ai không' })
    expect((await browser.open('/chat')).html).toContain('Câu trả lời đang đến')
  })

  it('shows older lines a page at a time', async () => {
    const { html } = await browser.open('/chat')
    world.answering = answerWith(note('vâng'))
    for (let i = 1; i <= 21; i++) await browser.fetch({ ...composerOf(html), id: `older-${i}-0`, text: `tin ${i}` })
    const newest = await browser.open('/chat')
    expect(linesOf(newest.html)).toHaveLength(40)
    const [, older] = /href="(\/chat\?before=[^"]+)"/.exec(newest.html) ?? []
    const page = await browser.open(older!)
    expect(linesOf(page.html)).toEqual(['bot: Chào bà con\nBà con hỏi việc gì?', 'person: tin 1', 'bot: vâng'])
    expect(page.html).toContain('Về tin mới nhất')
  })
})

describe('the field', () => {
  it.each([
    ['phone', /<input type="tel" inputmode="tel"/],
    ['number', /<input type="text" inputmode="numeric"/],
    ['amount', /<input type="text" inputmode="text"[^>]*placeholder="Gõ số tiền, ví dụ: 20 triệu"/],
    ['day', /<input type="text" inputmode="text"[^>]*placeholder="Gõ ngày\/tháng\/năm"/],
    ['text', /<textarea/],
  ] as const)('fits a question that asks for %s', async (kind, looks) => {
    const { flow, ref, node, ask } = question('?', [])
    world.answering = answerWith(note('Xin hỏi', { flow, ref, node, ask, kind }))
    const { html } = await browser.open('/chat')
    expect(/<form id="composer"[\s\S]*<\/form>/.exec(html)?.[0]).toMatch(looks)
  })

  it('shows what people and messages say literally', async () => {
    const mark = '<img src=x onerror=alert(1)> & "\'</textarea>'
    const { html } = await browser.open('/chat')
    world.answering = answerWith(note(mark, question(mark, [mark])))
    const page = await browser.submit({ ...composerOf(html), text: mark })
    expect(page.html).not.toContain('<img src=x')
    expect(linesOf(page.html).slice(1)).toEqual([`person: ${mark}`, `bot now: ${mark}\n${mark}`])
  })
})

describe('what a person may send', () => {
  const long = 'ế'.repeat(5_000)

  it.each([
    ['5,000 letters', long, long],
    ['only signs', '👍🏽😀', '👍🏽😀'],
    ['several lines', 'một\r\nhai', 'một\nhai'],
    ['letters in pieces', 'Ha\u0302\u0301u', 'Hấu'],
    ['a character that no database takes', 'a\u0000b\u0007', 'ab'],
  ])('%s', async (_, text, kept) => {
    const { html } = await browser.open('/chat')
    expect((await browser.fetch({ ...composerOf(html), text })).status).toBe(202)
    expect((await kinds()).at(-1)).toEqual({ kind: 'text', text: kept })
  })

  it.each([
    ['nothing', ''],
    ['spaces', ' \n '],
  ])('%s is nothing', async (_, text) => {
    const { html } = await browser.open('/chat')
    expect((await browser.submit({ ...composerOf(html), text })).status).toBe(200)
    expect(await kinds()).toEqual([{ kind: 'start' }])
  })

  it('not more than 64 kB', async () => {
    const { html } = await browser.open('/chat')
    const page = await browser.submit({ ...composerOf(html), text: 'a'.repeat(65_536) })
    expect(page.status).toBe(413)
    expect(page.html).toContain('Tin dài quá')
    expect(await kinds()).toEqual([{ kind: 'start' }])
  })

  it('a button of somebody else, or of nobody: the talk will say what it thinks of it', async () => {
    const { html } = await browser.open('/chat')
    const page = await browser.submit({ ...composerOf(html), token: 'someone-else/secret.yes#zz' })
    expect((await kinds()).at(-1)).toEqual({ kind: 'tap', token: 'someone-else/secret.yes#zz' })
    expect(linesOf(page.html)).toContain('person: Đã bấm một nút')
  })

  it('no button longer than any of ours', async () => {
    const { html } = await browser.open('/chat')
    expect((await browser.fetch({ ...composerOf(html), token: 'x'.repeat(201) })).status).toBe(400)
  })
})

describe('twice', () => {
  it('a form sent twice is one message', async () => {
    const { html } = await browser.open('/chat')
    const form = { ...composerOf(html), text: 'vay' }
    expect((await browser.fetch(form)).status).toBe(202)
    expect((await browser.fetch(form)).status).toBe(202)
    await Promise.all([browser.fetch(form), browser.fetch(form)])
    expect(await kinds()).toEqual([{ kind: 'start' }, { kind: 'text', text: 'vay' }])
  })

  it('a page from the memory of the browser may say something else', async () => {
    const { html } = await browser.open('/chat')
    await browser.fetch(pressOf(html, 'Vay vốn'))
    await browser.fetch(pressOf(html, 'Khoản vay của tôi'))
    expect(await kinds()).toHaveLength(3)
  })

  it('the id of one person does not stand in the way of another', async () => {
    const other = openBrowser(world)
    for (const each of [browser, other]) {
      const { html } = await each.open('/chat')
      await each.fetch({ ...composerOf(html), id: 'the-same-id', text: 'vay' })
    }
    expect(await kinds()).toHaveLength(4)
  })
})

describe('who may not', () => {
  it('say anything without a cookie', async () => {
    const { html } = await browser.open('/chat')
    const page = await openBrowser(world).submit({ ...composerOf(html), text: 'vay' })
    expect(page.status).toBe(401)
    expect(await kinds()).toHaveLength(1)
  })

  it.each([
    ['no seal', () => ''],
    ['a wrong seal', () => 'x'.repeat(22)],
    ['the seal of another', (seal: string) => seal],
  ])('say anything with %s', async (_, seal) => {
    const other = composerOf((await openBrowser(world).open('/chat')).html)
    const mine = composerOf((await browser.open('/chat')).html)
    const answer = await browser.fetch({ ...mine, seal: seal(other.seal), text: 'vay' })
    expect(answer.status).toBe(403)
    expect(await kinds()).toEqual([{ kind: 'start' }, { kind: 'start' }])
  })

  it.each([
    ['id', { id: 'short' }],
    ['id', { id: 'a b c d e f' }],
    ['token', { token: '' }],
  ])('send a form with a bad %s', async (field, fields) => {
    const { html } = await browser.open('/chat')
    const answer = await browser.fetch({ ...composerOf(html), ...fields } as Record<string, string>)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ field })
  })

  it('send something that says it is a form and is none', async () => {
    await browser.open('/chat')
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await browser.ask('/chat', { method: 'POST', body: 'no form', headers })
    expect(answer.status).toBe(400)
    expect(world.logged).toEqual([])
  })

  it('make a browser speak from another site', async () => {
    const { html } = await browser.open('/chat')
    const body = new URLSearchParams({ ...composerOf(html), text: 'vay' }).toString()
    const answer = await browser.ask('/chat', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
    expect(await kinds()).toHaveLength(1)
  })

  it('see the talk of another', async () => {
    const { html } = await browser.open('/chat')
    await browser.fetch({ ...composerOf(html), text: 'chuyện riêng' })
    const other = openBrowser(world)
    const page = await other.open('/chat')
    const [, place] = /before=([^"]+)/.exec(page.html) ?? []
    expect(page.html).not.toContain('chuyện riêng')
    expect((await other.open(`/chat?before=${place ?? '9999999999999-1-999'}`)).html).not.toContain('chuyện riêng')
    expect(await (await other.ask('/chat/lines')).text()).not.toContain('chuyện riêng')
  })

  it('send without end: what was typed is kept', async () => {
    const { html } = await browser.open('/chat')
    const mine = composerOf(html)
    for (let i = 0; i < 59; i++) await browser.fetch({ ...mine, id: `message-${i}`, text: `tin ${i}` })
    const refused = await browser.fetch({ ...mine, id: 'message-60', text: 'thêm' })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(((await refused.json()) as { error: string }).error).toContain('hơi nhanh')
    const page = await browser.submit({ ...mine, id: 'message-61', text: 'giữ lại giúp' })
    expect(page.status).toBe(429)
    expect(page.html).toContain('>giữ lại giúp</textarea>')
    expect(await kinds()).toHaveLength(60)
  })
})

describe('language', () => {
  it('changes for the page and for the answers from now on', async () => {
    const { html } = await browser.open('/chat')
    const { seal } = composerOf(html)
    const page = await browser.submit({ seal, lang: 'en' }, '/chat/language')
    expect(page.html).toContain('<html lang="en">')
    expect(page.html).toContain('A machine that answers')
    expect(await world.history.accountAt(sender())).toMatchObject({ lang: 'en' })
  })

  it('is the one that was chosen before the first visit', async () => {
    await browser.open('/?lang=en')
    expect((await browser.open('/chat')).html).toContain('<html lang="en">')
    expect((await world.cameIn())[0]).toMatchObject({ lang: 'en' })
  })

  it('is none that is not there', async () => {
    const { html } = await browser.open('/chat')
    const answer = await browser.fetch({ seal: composerOf(html).seal, lang: 'fr' }, '/chat/language')
    expect(answer.status).toBe(400)
  })

  it('follows the account when the talk changes it', async () => {
    await browser.open('/chat')
    const account = await world.history.accountAt(sender())
    await world.accounts.setLang(account!.id, 'en')
    expect((await browser.open('/chat')).html).toContain('<html lang="en">')
  })
})

describe('with script', () => {
  it('gives what may have changed', async () => {
    const { html } = await browser.open('/chat')
    await tell(world, sender(), note('Thông báo mới'))
    const part = await (await browser.ask('/chat/lines')).text()
    expect(linesOf(part)).toEqual(['bot now: Chào bà con\nBà con hỏi việc gì?', 'bot: Thông báo mới'])
    expect(composerOf(part).seal).toBe(composerOf(html).seal)
    expect(part).not.toContain('<html')
  })

  it('tells nothing to who has no cookie', async () => {
    expect((await openBrowser(world).ask('/chat/lines')).status).toBe(401)
    expect((await openBrowser(world).ask('/chat/events')).status).toBe(401)
  })

  it('says on the stream when there is something new', async () => {
    await browser.open('/chat')
    const leave = new AbortController()
    const stream = await browser.ask('/chat/events', { signal: leave.signal })
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    const news = newsOf(stream)
    await news()
    await tell(world, sender(), note('Tin mới'))
    expect(await news()).toContain('event: news')
    leave.abort()
  })

  it('hears of what another page of the same person says', async () => {
    const { html } = await browser.open('/chat')
    const news = newsOf(await browser.ask('/chat/events'))
    await news()
    world.answering = undefined
    await browser.fetch({ ...composerOf(html), text: 'từ trang kia' })
    expect(await news()).toContain('event: news')
  })

  it('holds so many streams for one browser and no more', async () => {
    await browser.open('/chat')
    const streams = []
    for (let i = 0; i < 8; i++) streams.push(await browser.ask('/chat/events'))
    expect(streams.map((stream) => stream.status)).toEqual(Array(8).fill(200))
    expect((await browser.ask('/chat/events')).status).toBe(429)
    for (const stream of streams) await stream.body?.cancel()
    expect((await browser.ask('/chat/events')).status).toBe(200)
  })

  it.each(['/chat/chat.js', '/chat/style.css', '/chat/loa.svg'])('serves %s to be kept', async (path) => {
    const { html } = await browser.open('/chat')
    const [href] = new RegExp(`${path}\\?v=[\\w-]+`).exec(html) ?? []
    const kept = await browser.ask(href!)
    expect(kept.status).toBe(200)
    expect(kept.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const asked = await browser.ask(path)
    expect(asked.headers.get('cache-control')).toBe('no-cache')
    const again = await browser.ask(path, { headers: { 'if-none-match': asked.headers.get('etag')! } })
    expect(again.status).toBe(304)
  })

  it('has no script and no style in the page itself', async () => {
    const { html, headers } = await browser.open('/chat')
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/)
    expect(headers.get('cache-control')).toBe('no-store')
  })
})

describe('for programs', () => {
  it('begins a talk with the first message, and reads the answer', async () => {
    expect((await browser.say({ id: 'program-1', text: 'Tôi muốn vay' })).status).toBe(202)
    const answer = await browser.ask('/chat/api/messages')
    expect(await answer.json()).toMatchObject({
      messages: [
        { by: 'person', text: 'Tôi muốn vay' },
        {
          by: 'bot',
          text: 'Chào bà con\n\nBà con hỏi việc gì?',
          paragraphs: [{ as: 'text', text: 'Chào bà con' }],
          prompt: {
            ask: 'Bà con hỏi việc gì?',
            input: 'choice',
            answers: [
              { label: 'Vay vốn', token: 'check-eligibility/household.o1#a' },
              { label: 'Khoản vay của tôi', token: 'check-eligibility/household.o2#a' },
            ],
            also: [{ label: 'Về đầu' }, { label: 'Gặp cán bộ' }],
          },
        },
      ],
    })
  })

  it('reads on from where it was', async () => {
    await browser.say({ id: 'program-1', text: 'một' })
    const { next } = (await (await browser.ask('/chat/api/messages')).json()) as { next: string }
    world.now = new Date(world.now.getTime() + 60_000)
    await browser.say({ id: 'program-2', tap: 'check-eligibility/household.o1#a' })
    const answer = await browser.ask(`/chat/api/messages?after=${next}`)
    const { messages } = (await answer.json()) as { messages: { text: string }[] }
    expect(messages.map((message) => message.text)).toContain('Vay vốn')
  })

  it('says the code of a link', async () => {
    await browser.say({ id: 'program-1', start: 'K7P2QX' })
    expect(await kinds()).toEqual([{ kind: 'start', payload: 'K7P2QX' }])
  })

  it('counts a repeat once', async () => {
    await browser.say({ id: 'program-1', text: 'một' })
    expect((await browser.say({ id: 'program-1', text: 'một' })).status).toBe(202)
    expect(await kinds()).toHaveLength(1)
  })

  it('keeps what a database can keep', async () => {
    await browser.say({ id: 'program-1', text: 'a\ud800b\u0000c' })
    expect(await kinds()).toEqual([{ kind: 'text', text: 'abc' }])
  })

  it.each([
    ['id', { text: 'một' }],
    ['id', { id: 'x', text: 'một' }],
    ['text', { id: 'program-1', text: 7 }],
    ['text', { id: 'program-1', text: '   ' }],
    ['start', { id: 'program-1', start: 'a b' }],
    ['body', { id: 'program-1', text: 'một', tap: 'x' }],
    ['body', 'text'],
  ])('names the field at fault: %s', async (field, body) => {
    const answer = await browser.say(body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: expect.any(String), field })
  })

  it('takes JSON only, which no form of another site can send', async () => {
    const answer = await browser.ask('/chat/api/messages', { method: 'POST', body: '{"id":"program-1","text":"một"}' })
    expect(answer.status).toBe(415)
  })

  it('shows nothing to who has said nothing', async () => {
    expect((await browser.ask('/chat/api/messages')).status).toBe(401)
  })
})

// Reads a stream of events up to the next one.
function newsOf(answer: Response): () => Promise<string> {
  const reader = answer.body!.getReader()
  return async () => new TextDecoder().decode((await reader.read()).value)
}
