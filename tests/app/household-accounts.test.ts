import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/ports/channel.ts'
import { type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
let household: bigint
let count = 0
beforeAll(async () => {
  bench = await talkBench()
  household = (await smallOffice(bench)).households[0]!
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})
beforeEach(async () => {
  await rows().reminder.deleteMany()
  await rows().reminderDay.deleteMany()
  await rows().delivery.deleteMany({ where: { lane: 1 } })
  await rows().channelAccount.updateMany({ data: { householdId: null, personId: null } })
  await rows().household.updateMany({ data: { channelOrder: [] } })
})

const rows = () => bench.database.prisma

/** Somebody new on a channel, linked by a code on paper. */
async function links(
  who: 'Chủ hộ, người đứng vay' | 'Vợ hoặc chồng' | 'Con, cháu',
  channel: 'web' | 'telegram' = 'web',
  news = 'Có, gửi cho tôi',
): Promise<{ person: Person; said: string; id: string }> {
  count += 1
  const code = `HOME${String(count).padStart(4, '0')}`
  const expiresAt = new Date(bench.now.getTime() + 86_400_000)
  await bench.store.linking.issue({ householdId: String(household), code, at: bench.now, expiresAt })
  const address = `home-${count}`
  const person = bench.person(address, channel)
  await person.does({ kind: 'start' })
  await person.goes('Đồng ý', news)
  await person.goes('Việc khác', 'Liên kết sổ vay', 'Có mã trên giấy', code, 'Xem nợ và nhắc nợ', who)
  const said = await person.types('4321')
  const { id } = await rows().channelAccount.findFirstOrThrow({ where: { address } })
  return { person, said, id: id.toString() }
}

const consents = async (id: string) => (await bench.store.consents.of(id)).toSorted()
const all = ['announcements', 'loans', 'reminders', 'talk']

describe('a second account of the same person', () => {
  it('shares what is allowed with the first, both ways', async () => {
    const first = await links('Chủ hộ, người đứng vay')
    const second = await links('Chủ hộ, người đứng vay', 'telegram', 'Không')
    expect(await consents(second.id)).toEqual(all)
    await second.person.goes('menu', 'Việc khác', 'Cài đặt, tắt tin', 'Nhắc trả nợ')
    expect(await second.person.taps('Tắt')).toContain('cả 2 tài khoản bà con đã nối: Telegram, Trang chat')
    expect(await consents(first.id)).toEqual(['announcements', 'loans', 'talk'])
  })

  it('is stopped by one word on either, and the answer says so', async () => {
    const first = await links('Vợ hoặc chồng')
    const second = await links('Vợ hoặc chồng', 'telegram')
    const said = await first.person.types('dừng')
    expect(said).toContain('Loa đã dừng')
    expect(said).toContain('Áp dụng cho cả 2 tài khoản')
    expect(await consents(second.id)).toEqual(['loans', 'talk'])
    expect(await first.person.goes('Bật lại thông báo')).toContain('Áp dụng cho cả 2 tài khoản')
    expect(await consents(second.id)).toEqual(['announcements', 'loans', 'talk'])
  })

  it('is of nobody else: wife and husband, two children', async () => {
    const people = [
      await links('Chủ hộ, người đứng vay'),
      await links('Vợ hoặc chồng'),
      await links('Con, cháu'),
      await links('Con, cháu'),
    ]
    expect(people.map(({ said }) => said.includes('tài khoản cũ'))).toEqual([false, false, false, false])
    expect(await people[0]!.person.types('dừng')).not.toContain('Áp dụng')
    for (const { id } of people.slice(1)) expect(await consents(id)).toEqual(all)
  })

  it('stays as it is when the other is unlinked', async () => {
    const first = await links('Chủ hộ, người đứng vay')
    const second = await links('Chủ hộ, người đứng vay', 'telegram')
    const said = await first.person.goes(
      'menu',
      'Việc khác',
      'Cài đặt, tắt tin',
      'Dữ liệu của tôi',
      'Bỏ liên kết sổ vay',
    )
    expect(said).toContain('Đã bỏ liên kết')
    expect(said).toContain('Tài khoản khác của bà con (Telegram) vẫn giữ như cũ')
    expect(await consents(first.id)).toEqual(['announcements', 'talk'])
    expect(await consents(second.id)).toEqual(all)
  })

  it('loses what was allowed for one household when it is linked to another person', async () => {
    const first = await links('Chủ hộ, người đứng vay')
    const second = await links('Chủ hộ, người đứng vay', 'telegram', 'Không')
    const code = `MOVE${String(count).padStart(4, '0')}`
    const expiresAt = new Date(bench.now.getTime() + 86_400_000)
    await bench.store.linking.issue({ householdId: String(household), code, at: bench.now, expiresAt })
    await second.person.goes('menu', 'Việc khác', 'Liên kết sổ vay', 'Có mã trên giấy', code, 'Chỉ xem nợ', 'Con, cháu')
    await second.person.types('4321')
    expect(await consents(second.id)).toEqual(['loans', 'talk'])
    expect(await consents(first.id)).toEqual(all)
  })

  it('is counted, named and erased with the first, after that was said; it is told, and meets Loa anew', async () => {
    const first = await links('Chủ hộ, người đứng vay')
    const second = await links('Chủ hộ, người đứng vay', 'telegram')
    const spouse = await links('Vợ hoặc chồng')
    const data = ['menu', 'Việc khác', 'Cài đặt, tắt tin', 'Dữ liệu của tôi'] as const
    expect(await first.person.goes(...data, 'Xem Loa giữ gì')).toContain('cả 2 tài khoản bà con đã nối')
    expect(await first.person.goes(...data, 'Xóa dữ liệu')).toContain('tài khoản khác bà con đã nối (Telegram)')
    const before = second.person.all.length
    expect(await first.person.taps('Xóa hết')).toContain('Đã xóa')
    const told = second.person.all.slice(before).map((m) => m.text)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('02263 000 000')
    for (const { id } of [first, second]) {
      expect(await consents(id)).toEqual([])
      expect(await bench.store.accounts.find(id)).not.toHaveProperty('householdId')
      expect(await rows().audit.count({ where: { action: 'account.erase', subjectId: id } })).toBe(1)
    }
    expect(await consents(spouse.id)).toEqual(all)
    expect(await second.person.types('tôi nợ bao nhiêu')).toContain('máy trả lời tự động')
  })

  it('says nothing of other accounts to whoever has one', async () => {
    const { person } = await links('Chủ hộ, người đứng vay')
    const data = ['menu', 'Việc khác', 'Cài đặt, tắt tin', 'Dữ liệu của tôi'] as const
    expect(await person.goes(...data, 'Xem Loa giữ gì')).not.toContain('đã nối')
    expect(await person.goes(...data, 'Xóa dữ liệu')).not.toContain('đã nối')
    expect(await person.taps('Không xóa')).toContain('vẫn giữ như cũ')
  })
})

describe('a new phone', () => {
  it('is asked about the old account once; "no" takes that off, tells it once and is on record', async () => {
    const old = await links('Chủ hộ, người đứng vay')
    const fresh = await links('Chủ hộ, người đứng vay')
    expect(fresh.said).toContain('còn dùng tài khoản cũ không?')
    const before = old.person.all.length
    const said = await fresh.person.taps('Không dùng nữa')
    expect(said).toContain('bỏ liên kết tài khoản cũ')
    expect(said).toContain('Khoản vay của gia đình')
    expect(old.person.all.slice(before).map((m) => m.text)).toEqual([
      expect.stringContaining('gọi ngay ngân hàng: 02263 000 000'),
    ])
    expect(await consents(old.id)).toEqual([])
    expect(await consents(fresh.id)).toEqual(all)
    expect(await rows().audit.findMany({ where: { action: 'account.replace', subjectId: old.id } })).toMatchObject([
      { actorKind: 'household', actorId: fresh.id, detail: { household: String(household) } },
    ])
    await fresh.person.taps('Không dùng nữa')
    expect(old.person.all).toHaveLength(before + 1)
    expect(await old.person.types('khoản vay của tôi')).toContain('máy trả lời tự động')
  })

  it.each(['Còn dùng', 'menu'])('%s keeps both, and messages go to the new one', async (answer) => {
    const old = await links('Vợ hoặc chồng')
    const fresh = await links('Vợ hoặc chồng')
    await fresh.person.goes(answer)
    expect(await consents(old.id)).toEqual(all)
    const found = await bench.store.reminders.recipients([String(household)])
    expect(found.get(String(household))?.id).toBe(fresh.id)
  })

  it('is not asked of two channels, nor of an account that blocked us', async () => {
    const old = await links('Chủ hộ, người đứng vay')
    expect((await links('Chủ hộ, người đứng vay', 'telegram')).said).not.toContain('tài khoản cũ')
    await old.person.does({ kind: 'blocked' })
    expect((await links('Chủ hộ, người đứng vay')).said).not.toContain('tài khoản cũ')
  })

  it('takes nothing off by an old button that was linked since, or is of another person by now', async () => {
    const old = await links('Chủ hộ, người đứng vay')
    const fresh = await links('Chủ hộ, người đứng vay')
    const [question] = fresh.person.all.flatMap((m) => m.buttons).filter((b) => b.label === 'Không dùng nữa')
    await fresh.person.taps('Còn dùng')
    const third = await links('Chủ hộ, người đứng vay')
    await bench.store.accounts.link(old.id, {
      householdId: String(household),
      person: { role: 'spouse', name: 'Vợ' },
      at: bench.now,
    })
    await fresh.person.does({ kind: 'tap', token: question!.token })
    for (const { id } of [old, third]) expect(await bench.store.accounts.find(id)).toHaveProperty('householdId')
  })
})

describe('where messages come', () => {
  const order = () => bench.store.accounts.channelOrder(String(household))
  const reminded = async (): Promise<ChannelId | undefined> =>
    (await bench.store.reminders.recipients([String(household)])).get(String(household))?.channel

  it('is chosen by the household of the channels that it has, and holds for reminders', async () => {
    const { person } = await links('Chủ hộ, người đứng vay')
    await links('Vợ hoặc chồng', 'telegram')
    expect(await reminded()).toBe('telegram')
    expect(await person.types('nhận tin ở đâu')).toContain('Bây giờ tin đến trước ở: Trang chat')
    const labels = person.last().buttons.map((b) => b.label)
    expect(labels.slice(0, 2)).toEqual(['Trang chat', 'Telegram'])
    expect(await person.taps('Telegram')).toContain('đến Telegram trước')
    expect([await order(), await reminded()]).toEqual([['telegram'], 'telegram'])
    await person.goes('menu', 'Việc khác', 'Cài đặt, tắt tin', 'Nhắc trả nợ', 'Đổi nơi nhận tin')
    expect(await person.taps('Trang chat')).toContain('đến Trang chat trước')
    expect([await order(), await reminded()]).toEqual([['web', 'telegram'], 'web'])
    expect(
      await rows().audit.count({ where: { action: 'household.channel_order', subjectId: String(household) } }),
    ).toBe(2)
  })

  it('keeps what was chosen before for channels that nobody has now', async () => {
    await bench.store.accounts.setChannelOrder(String(household), ['zalo', 'telegram'])
    const { person } = await links('Chủ hộ, người đứng vay')
    await links('Con, cháu', 'telegram')
    await person.goes('where to get messages', 'Trang chat')
    expect(await order()).toEqual(['web', 'zalo', 'telegram'])
  })

  it('is one place where there is only one, however many accounts are there', async () => {
    const { person } = await links('Chủ hộ, người đứng vay')
    await links('Con, cháu')
    await bench.store.phoneAccounts.ensure(String(household), bench.now)
    expect(await person.types('Nhận tin ở đâu?')).toContain('ở một nơi là Trang chat')
    await rows().channelAccount.deleteMany({ where: { byPhone: true } })
  })

  it('is not for strangers to choose', async () => {
    const stranger = bench.person(`stranger-${count}`)
    await stranger.does({ kind: 'start' })
    expect(await stranger.types('nhận tin ở đâu')).toContain('Bà con có đồng ý không?')
    await stranger.goes('Đồng ý', 'Không')
    expect(await stranger.types('nhận tin ở đâu')).toContain('thuộc gia đình nào')
  })

  it('stays as it was where the place is gone when the button is pressed', async () => {
    const { person } = await links('Chủ hộ, người đứng vay')
    const spouse = await links('Vợ hoặc chồng', 'telegram')
    await person.types('nhận tin ở đâu')
    await spouse.person.does({ kind: 'blocked' })
    expect(await person.taps('Telegram')).toContain('vẫn giữ như cũ')
    expect(await order()).toEqual([])
  })
})
