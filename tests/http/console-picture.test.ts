import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mostPhotoBytes } from '../../src/domain/photo.ts'
import { drawnPage } from '../files/drawn-photos.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

const page = await drawnPage()
let world: ConsoleWorld
let officer: Visitor
let director: Visitor
let stranger: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer'))
  director = await world.signIn(await world.staff('director'))
  stranger = await world.signIn(await world.staff('director', { officeId: world.office.otherId }))
  await world.account({ householdId: await world.household({}) })
}, 60_000)
afterAll(() => world.close())

const text = { title: 'Lịch giao dịch', body: 'Ngày 12 tại phường.', source: '', sender: 'PGD', whom: 'everybody' }
const drafted = async () => (await world.post('/console/announcements/new', text, officer)).to?.split('/').at(-1) ?? ''

const put = async (id: string, { who = officer, bytes = page, alt = 'Sơ đồ "nhà" <văn hóa>' }: Putting = {}) => {
  const body = new FormData()
  body.set('alt', alt)
  body.set('picture', new File([new Uint8Array(bytes)], 'anh.jpg', { type: 'image/jpeg' }))
  const headers = { accept: 'text/html', origin: 'http://loa.test', cookie: who.cookie ?? '' }
  const answer = await world.app.request(`/console/announcements/picture/${id}`, { method: 'POST', body, headers })
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
}
interface Putting {
  who?: Visitor
  bytes?: Uint8Array
  alt?: string
}

const addressOf = async (id: string) => new URL((await world.store.announcements.find(id))!.picture!.address).pathname
const open = (path: string) => world.app.request(path, { headers: { accept: 'text/html' } })

describe('the picture of an announcement', () => {
  it('is put to a draft, shown to staff with what it shows, and to others from when it is handed in', async () => {
    const id = await drafted()
    const path = `/console/announcements/${id}`
    const form = await world.get(`/console/announcements/picture/${id}`, officer)
    expect(form.text).toContain('enctype="multipart/form-data"')
    expect(await put(id)).toMatchObject({ status: 303, to: `${path}?done=picture_kept` })
    const shown = await world.get(`${path}?done=picture_kept`, director)
    expect(shown.text).toContain('alt="Sơ đồ &quot;nhà&quot; &lt;văn hóa&gt;"')
    expect(shown.text).toContain('Đã giữ hình.')
    expect(shown.text).toContain(`http://loa.test${await addressOf(id)}`)
    const web = /<p class="picture"><img src="([^"]*)" alt="([^"]*)" width="\d+" height="\d+" loading="lazy"/.exec(
      shown.text,
    )
    expect(web?.slice(1)).toEqual([
      `/console/announcements/picture/${id}/file?v=2`,
      'Sơ đồ &quot;nhà&quot; &lt;văn hóa&gt;',
    ])
    expect(shown.headers.get('content-security-policy')).toContain("img-src 'self'")
    const file = await world.get(`/console/announcements/picture/${id}/file?v=2`, director)
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(file.headers.get('cache-control')).toBe('no-store')

    const address = await addressOf(id)
    expect(address).toMatch(/^\/picture\/[\w-]{43}$/)
    expect((await open(address)).status).toBe(404)
    await world.post(`${path}/submit`, {}, officer)
    const opened = await open(address)
    expect(opened.status).toBe(200)
    expect(Object.fromEntries(opened.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=3600',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
    })
    expect(opened.headers.get('set-cookie')).toBeNull()
    expect([...new Uint8Array(await opened.arrayBuffer()).slice(0, 3)]).toEqual([0xff, 0xd8, 0xff])

    const asked = await world.get(path, director)
    expect(asked.text).toContain('value="picture"')
    const decision = { decide: 'approve', version: '2' }
    expect((await world.post(`${path}/decide`, decision, director)).status).toBe(409)
    expect((await world.post(`${path}/decide`, { ...decision, ticked: 'picture' }, director)).status).toBe(303)
    await world.post(`${path}/send`, {}, officer)
    expect((await open(address)).status).toBe(200)
    expect((await world.get(`/console/announcements/picture/${id}`, officer)).status).toBe(404)
    expect((await put(id)).text).toContain('Thông báo này đã được gửi')
    expect((await world.post(`/console/announcements/picture/${id}/remove`, {}, officer)).status).toBe(404)
    expect((await open(address)).status).toBe(200)
  })

  it.each<[string, Putting, string]>([
    ['nothing is said of what it shows', { alt: ' ' }, 'Anh/chị ghi trong hình có gì'],
    ['no picture is chosen', { bytes: new Uint8Array() }, 'Chưa chọn hình.'],
    ['it is no picture', { bytes: Buffer.from('%PDF-1.7') }, 'Tệp này không phải hình'],
    ['it is cut off', { bytes: page.subarray(0, 300) }, 'Hình bị hỏng'],
    ['it is too large', { bytes: new Uint8Array(mostPhotoBytes + 1) }, 'Hình nặng quá'],
    ['it is much too large', { bytes: new Uint8Array(mostPhotoBytes + 100_000) }, 'Hình nặng quá'],
  ])('is refused in words where %s', async (_, of, sentence) => {
    const id = await drafted()
    const answer = await put(id, of)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(sentence)
    expect((await world.store.announcements.find(id))?.picture).toBeUndefined()
  })

  it('is taken off, and gone', async () => {
    const id = await drafted()
    await put(id)
    const address = await addressOf(id)
    await world.post(`/console/announcements/${id}/submit`, {}, officer)
    expect((await open(address)).status).toBe(200)
    const removed = await world.post(`/console/announcements/picture/${id}/remove`, {}, officer)
    expect(removed.to).toBe(`/console/announcements/${id}?done=picture_removed`)
    expect((await open(address)).status).toBe(404)
    expect((await world.get(removed.to ?? '', officer)).text).not.toContain('<figure class="picture">')
  })

  it('of another office is not there', async () => {
    const id = await drafted()
    expect((await put(id, { who: stranger })).status).toBe(404)
    await put(id)
    for (const path of [id, `${id}/file`])
      expect((await world.get(`/console/announcements/picture/${path}`, stranger)).status).toBe(404)
    expect((await world.post(`/console/announcements/picture/${id}/remove`, {}, stranger)).status).toBe(404)
    expect((await world.store.announcements.find(id))?.picture).toBeDefined()
  })

  it.each([
    '/picture',
    '/picture/',
    '/picture/1',
    `/picture/${'a'.repeat(42)}`,
    `/picture/${'a'.repeat(43)}`,
    `/picture/${'a'.repeat(44)}`,
  ])('that is none is not there either: %s', async (path) => {
    expect((await open(path)).status).toBe(404)
  })
})
