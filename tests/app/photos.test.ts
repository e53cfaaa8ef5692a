import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { drawnPage, spoilt } from '../files/drawn-photos.ts'
import { officeBench, type Person, type TalkBench } from './talk-bench.ts'

let bench: TalkBench
let someone: Person
let people = 0
const page = await drawnPage()

beforeAll(async () => {
  bench = await officeBench()
  bench.files.set('front', page)
  bench.files.set('back', await drawnPage({ width: 1000, height: 700 }))
  bench.files.set('dark', await spoilt(page, { gain: 0.2 }))
  bench.files.set('small', await drawnPage({ width: 400, height: 300 }))
  bench.files.set('words', Buffer.from('không phải ảnh'))
})
afterAll(() => bench.close())
beforeEach(() => {
  people += 1
  someone = bench.person(`photos-${people}`, 'telegram')
})

const rows = () => bench.database.prisma
const sends = (ref: string) => someone.does({ kind: 'photo', photo: { ref } })
const kept = () =>
  rows().attachment.findMany({ where: { account: { address: `photos-${people}` } }, orderBy: { id: 'asc' } })
const asPoor = ['Hộ nghèo', 'Không thuộc vùng nào', 'Không có', 'Không có']

async function reachesPapers(): Promise<string> {
  await someone.arrives()
  await someone.goes('Tôi muốn vay vốn', 'Làm ăn, chăn nuôi', 'Duy Hà', ...asPoor, 'Làm đơn vay', 'Đồng ý, làm đơn')
  await someone.goes(
    'Trần Thị Mai',
    '1968',
    '0912 345 679',
    'xóm 3',
    '20tr',
    'nuôi bò',
    '0',
    'bò',
    '2',
    '20tr',
    'Xong',
    '12',
  )
  return someone.types('không')
}

describe('pictures of papers', () => {
  it('are asked for by name, kept encrypted, and belong to the request once it is sent', async () => {
    expect(await reachesPapers()).toContain('gửi ảnh: Căn cước, mặt trước')
    expect(await sends('front')).toContain('gửi ảnh: Căn cước, mặt sau')
    expect(await sends('back')).toContain('Bà con xem lại cho đúng')
    expect(await someone.taps('Gửi đơn')).toContain('Đã gửi đơn số')
    const [front, back] = await kept()
    expect([front, back]).toMatchObject([
      { paper: 'identity_front', mime: 'image/jpeg', width: 1200 },
      { paper: 'identity_back', width: 1000 },
    ])
    const { id } = await rows().application.findFirstOrThrow({ where: { account: { address: `photos-${people}` } } })
    expect(front?.applicationId).toBe(id)
    // Not the picture in the clear: a JPEG begins with the same three bytes everywhere.
    expect(Buffer.from(front?.photoSealed ?? []).includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false)
    const opened = await bench.store.attachments.open(String(id), String(front?.id))
    expect(Buffer.from(opened?.content ?? []).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    expect(opened?.content.length).toBe(front?.bytes)
  })

  it.each([
    ['dark', 'Ảnh tối quá, xin chụp lại chỗ sáng hơn.'],
    ['small', 'Ảnh nhỏ quá'],
    ['words', 'chưa đọc được loại tệp này'],
    ['gone', 'chưa tải được ảnh'],
  ])('that cannot be read are told why and asked for again: %s', async (ref, words) => {
    await reachesPapers()
    const said = await sends(ref)
    expect(said).toContain(words)
    expect(said).toContain('gửi ảnh: Căn cước, mặt trước')
    expect(await kept()).toEqual([])
    expect(await sends('front')).toContain('mặt trước: đã có ảnh')
  })

  it('are neither fetched nor kept where none was asked for', async () => {
    await someone.arrives()
    expect(await sends('front')).toContain('chưa cần ảnh')
    expect(await kept()).toEqual([])
  })

  it('are replaced by a second one, and the first is deleted with the sending', async () => {
    await reachesPapers()
    await sends('front')
    await sends('back')
    await someone.goes('Sửa lại', 'Ảnh giấy tờ', 'Căn cước, mặt trước')
    expect(await sends('back')).toContain('muốn gửi lại ảnh nào')
    await someone.goes('Xong, giữ như vậy', 'Gửi đơn')
    expect(await kept()).toMatchObject([
      { paper: 'identity_back', width: 1000 },
      { paper: 'identity_front', width: 1000 },
    ])
  })

  it('can be left for the office, and what is still to be brought is named', async () => {
    await reachesPapers()
    await sends('front')
    await someone.taps('Nộp sau giấy này')
    expect(await someone.taps('Gửi đơn')).toMatch(/còn phải nộp, .*cán bộ ngân hàng:\n• Căn cước, mặt sau/)
  })

  it('of somebody else are not taken over, whatever a talk says', async () => {
    await reachesPapers()
    await sends('front')
    const [mine] = await kept()
    const stranger = bench.person(`stranger-${people}`, 'telegram')
    await stranger.arrives()
    someone = stranger
    people += 1
    const said = await stranger.does({ kind: 'photo', photo: { kept: String(mine?.id) } })
    expect(said).toContain('chưa cần ảnh')
    expect(await rows().attachment.count({ where: { id: mine?.id ?? 0n } })).toBe(1)
  })

  it('that no request carries are forgotten after their time, and those of a request are not', async () => {
    await reachesPapers()
    await sends('front')
    await someone.taps('Nộp sau giấy này')
    await someone.taps('Gửi đơn')
    await someone.goes('Mục chính', 'Tôi muốn vay vốn', 'Làm ăn, chăn nuôi', 'Duy Hà', ...asPoor, 'Làm đơn vay')
    await someone.goes('Đồng ý, làm đơn', 'Trần Thị Mai', '1968', '0912 345 679', 'xóm 3', '20tr', 'nuôi bò', '0')
    await someone.goes('bò', '2', '20tr', 'Xong', '12', 'không')
    await sends('back')
    expect(await kept()).toHaveLength(2)
    await bench.store.retention.forget('pictures', new Date(bench.now.getTime() + 1000))
    expect(await kept()).toMatchObject([{ paper: 'identity_front' }])
  })
})
