import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { opened } from '../support/test-seal.ts'
import { linkedPerson } from './household-reminded.ts'
import { type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
let office: Awaited<ReturnType<typeof smallOffice>>
let person: Person
let accountId: string
let count = 0

const rows = () => bench.database.prisma

beforeAll(async () => {
  bench = await talkBench()
  office = await smallOffice(bench)
  const data = { leaderPhoneSealed: bench.seal.seal('0933333333'), leaderPhoneIndex: bench.seal.index('0933333333') }
  await rows().savingsCreditGroup.updateMany({ data })
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})
beforeEach(async () => {
  bench.now = new Date('2026-11-16T01:30:00Z')
  await rows().caseLine.deleteMany()
  await rows().case.deleteMany()
  await rows().channelAccount.updateMany({ data: { householdId: null, personId: null } })
  count += 1
  ;({ person, accountId } = await linkedPerson(bench, office.households[0]!, { address: `doubts-${count}` }))
})

const ask = (text: string) => person.goes('kiểm tra tin', text)
const cases = () => rows().case.findMany()

/** What Loa last sent of its own accord to that account. */
async function sent(to: { id: string; channel: 'web' } = { id: accountId, channel: 'web' }): Promise<string> {
  const words = {
    key: 'flows/is-it-us:office',
    with: { number: '02263000000', office: 'Phòng giao dịch Mẫu ở Hòa Mạc' },
  }
  const more = { key: 'flows/promise:late', with: { day: { day: '2026-11-19' as const }, phone: '02263 000 000' } }
  const parts = [words, more].map((each) => ({ as: 'text' as const, words: each }))
  await bench.store.outbox.write(to, { parts }, { lane: 0, at: bench.now })
  await person.send()
  return parts.map((part) => bench.deps.language.say(part.words, 'vi')).join('\n')
}

describe('a message', () => {
  it('that we sent to this account is ours, and the day is named', async () => {
    const text = await sent()
    const answer = await ask(`Loa: ${text}`)
    expect(answer).toContain('Đúng, tin này Loa đã gửi cho bà con ngày thứ Hai, 16/11/2026')
    expect(await cases()).toEqual([])
  })

  it('with another number in our words is not', async () => {
    const text = await sent()
    const answer = await ask(text.replaceAll('02263 000 000', '0988 777 666'))
    expect(answer).not.toContain('Đúng, tin này')
    expect(answer).toContain('0988777666 Loa KHÔNG biết')
    expect(answer).toContain('đừng chuyển tiền')
  })

  it('that we sent to somebody else is not, even of the same household', async () => {
    const other = await linkedPerson(bench, office.households[0]!, { address: `wife-${count}`, role: 'spouse' })
    const text = await sent({ id: other.accountId, channel: 'web' })
    expect(await ask(text)).not.toContain('Đúng, tin này')
  })

  it('that we sent more than sixty days ago is not any more', async () => {
    const text = await sent()
    bench.now = new Date('2027-01-20T01:30:00Z')
    expect(await ask(text)).not.toContain('Đúng, tin này')
  })

  it('that nobody knows is said to be unknown, with the office to call, and reported with one tap', async () => {
    const doubted = 'Ngan hang CSXH thong bao: ba con duoc duyet vay 50 trieu, vui long lien he co Hoa'
    const answer = await ask(doubted)
    expect(answer).toContain('Loa KHÔNG biết tin này là của ai')
    expect(answer).toContain('02263 000 000')
    const reported = await person.taps('Báo lừa đảo')
    expect(reported).toContain('việc số K26-')
    expect(await cases()).toMatchObject([{ kind: 'fraud', routedTo: 'director' }])
    expect((await rows().caseLine.findMany()).map(opened.line)).toEqual([doubted])
    expect(await person.taps('Báo lừa đảo')).toContain('đã báo việc này rồi')
    expect(await cases()).toHaveLength(1)
  })

  it('that asks for what swindlers ask for is called so, whoever’s number stands in it', async () => {
    const answer = await ask('Em ben ngan hang, ba con doc ma OTP va chuyen tien vao tai khoan, goi lai so 0933333333')
    expect(answer).toContain('xin mã OTP')
    expect(answer).toContain('bảo chuyển tiền vào tài khoản')
    expect(answer).toContain('Loa KHÔNG biết tin này')
  })
})

describe('a number', () => {
  it('of an office is named', async () => {
    expect(await ask('02263 000 000')).toContain('là của Phòng giao dịch Mẫu')
  })

  it('of the leader of the own group is named', async () => {
    const answer = await ask('số 0933.333.333 của ai')
    expect(answer).toContain('Trần Văn Tổ, tổ trưởng Tổ 1')
    expect(answer).toContain('thì đừng làm')
  })

  it('of that leader is nobody’s to somebody who is not linked', async () => {
    const stranger = bench.person(`stranger-${count}`)
    await stranger.arrives()
    const answer = await stranger.goes('kiểm tra tin', '0933333333')
    expect(answer).not.toContain('Trần Văn Tổ')
    expect(answer).toContain('0933333333 Loa KHÔNG biết')
  })

  it('of another household is never told', async () => {
    const answer = await ask('0987654321')
    expect(answer).not.toContain('Chung')
    expect(answer).toContain('0987654321 Loa KHÔNG biết')
  })

  it('of an account at a bank is unknown', async () => {
    expect(await ask('STK 19031234567890')).toContain('19031234567890 Loa KHÔNG biết')
  })
})

describe('a link', () => {
  it.each([
    ['https://vbsp.org.vn/lai-suat', true],
    ['https://www.vbsp.org.vn', true],
    ['http://vbsp.org.vn.vay-nhanh.top', false],
    ['https://vbsp.org.vn@vay.top', false],
    ['vbsp-vay.vn', false],
  ])('%s is a page of the bank: %s', async (link, own) => {
    const answer = await ask(link)
    expect(answer.includes('là trang của ngân hàng')).toBe(own)
    expect(answer.includes('KHÔNG phải trang của ngân hàng')).toBe(!own)
  })

  it('is measured by what the bank has set', async () => {
    await bench.store.settings.set('own_domains', ['nhcsxh.example'])
    expect(await ask('https://vbsp.org.vn')).toContain('KHÔNG phải trang')
    expect(await ask('https://tin.nhcsxh.example/a')).toContain('là trang của ngân hàng')
    await rows().setting.deleteMany({ where: { key: 'own_domains' } })
  })
})

describe('the question itself', () => {
  it.each(['tin này có phải của ngân hàng không', 'số này của ai', 'kiểm tra tin'])(
    '"%s" asks for what is doubted',
    async (text) => {
      expect(await person.types(text)).toContain('dán hoặc chuyển tiếp')
    },
  )

  it('with the number in it is answered at once', async () => {
    expect(await person.types('số 0988777666 có phải của ngân hàng không')).toContain('0988777666 Loa KHÔNG biết')
  })

  it.each([
    '0988777666',
    '+84 988 777 666',
    '0988.777.666',
    '0988777666 là ai',
    'có phải ngân hàng gọi cho tôi số 0988777666 không',
  ])('with the number and no more is answered, too: "%s"', async (text) =>
    expect(await person.types(text)).toContain('Loa KHÔNG biết'),
  )

  it('is not meant by a number for a person who handles a case', async () => {
    await person.goes('menu', 'Tôi cần giúp', 'Nói chuyện với cán bộ')
    await person.types('gọi lại cho tôi với')
    expect(await person.types('0988777666')).not.toContain('Loa KHÔNG biết')
  })

  it('is not asked of somebody who forwards a link without a word', async () => {
    expect(await person.types('Bấm vào http://vay-nhanh.top để nhận tiền')).toContain('KHÔNG phải trang của ngân hàng')
  })

  it.each([
    'NHCSXH thong bao: ba con trung thuong 10 trieu, bam vao http://nhcsxh-qua.top nhap ma OTP de nhan',
    'Hộ nghèo được vay 100 triệu, đóng phí hồ sơ rồi chuyển khoản vào tài khoản 0123456789',
  ])('nor of a swindle that is forwarded: "%s"', async (text) => {
    expect(await person.types(text)).toContain('Coi chừng')
    expect(person.last().buttons.map(({ label }) => label)).toContain('Báo lừa đảo')
  })

  it('is not taken for a report of what was done', async () => {
    expect(await person.types('tôi bị lừa rồi, lỡ chuyển tiền cho người ta')).not.toContain('dán hoặc chuyển tiếp')
    await person.types('menu')
    expect(await person.types('có người gọi bảo nộp phí giải ngân vào tài khoản')).not.toContain(
      'Loa KHÔNG biết tin này',
    )
  })

  it('leaves who is in despair, who is threatened and who accuses a leader to a person', async () => {
    await person.types('tin này có thật không, tôi muốn chết cho xong')
    expect(await cases()).toMatchObject([{ kind: 'talk' }])
  })

  it('does not come between a question and its answer', async () => {
    await person.goes('menu', 'Tôi cần giúp', 'Nói chuyện với cán bộ')
    await person.types('tin này có phải của ngân hàng không http://vay.top')
    expect(await cases()).toMatchObject([{ kind: 'talk' }])
  })
})

describe('the code word', () => {
  it('is never said to who asks for it: only that there is one', async () => {
    await person.goes('lời hẹn', 'hoa gạo')
    const answer = await ask('hoa gạo có phải lời hẹn của nhà tôi không')
    expect(answer).toContain('đã đặt lời hẹn')
    expect(answer).not.toContain('hoa gạo')
  })
})
