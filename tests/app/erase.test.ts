import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { opened } from '../support/test-seal.ts'
import { officeBench, type Person, type TalkBench } from './talk-bench.ts'

let bench: TalkBench
beforeAll(async () => {
  bench = await officeBench()
})
afterAll(() => bench.close())

/** What a poor household outside every difficult area answers after its commune. */
const asPoor = ['Hộ nghèo', 'Không thuộc vùng nào', 'Không có', 'Không có']

const table = ['bò giống', '2 con', '25 triệu', 'Xong']

async function asksForALoan(person: Person): Promise<void> {
  await person.goes('Tôi muốn vay vốn', 'Làm ăn, chăn nuôi', 'Duy Hà', ...asPoor, 'Làm đơn vay')
  await person.goes('Đồng ý, làm đơn', 'Trần Thị Mai', '1968', '0912 345 679', 'xóm 3', '20tr', 'mua 2 con bò')
  await person.goes('5 triệu', ...table, '36 tháng', '1 năm một lần', 'không', 'Nộp sau tất cả', 'Gửi đơn')
}

const accountOf = (address: string) =>
  bench.database.prisma.channelAccount.findFirstOrThrow({
    where: { address },
    include: { applications: true, talk: true },
  })

describe('a request after everything was erased', () => {
  it.each<[string, (person: Person, id: string) => Promise<unknown>]>([
    [
      'in the talk',
      (person) => person.goes('menu', 'Việc khác', 'Cài đặt, tắt tin', 'Dữ liệu của tôi', 'Xóa dữ liệu', 'Xóa hết'),
    ],
    ['by the office', (_, id) => bench.store.ownData.erase(id, bench.now)],
  ])('%s is a new one, whatever buttons it went by', async (address, erase) => {
    const person = bench.person(address)
    await person.arrives()
    await asksForALoan(person)
    const { id } = await accountOf(address)
    await erase(person, String(id))
    const { talk } = await accountOf(address)
    expect(JSON.stringify(talk && opened.talk(talk))).not.toContain('Mai')
    await person.arrives()
    await asksForALoan(person)
    expect((await accountOf(address)).applications).toHaveLength(2)
  })
})

describe('a request', () => {
  it('goes to the office of the commune that was named', async () => {
    const { prisma } = bench.database
    const { provinceId } = await prisma.transactionOffice.findFirstOrThrow()
    const other = { code: 'PGD2', name: 'Phòng giao dịch Khác', phone: '02263 000 999', address: '', provinceId }
    const { id: officeId } = await prisma.transactionOffice.create({ data: other })
    await prisma.commune.create({ data: { code: '13599', name: 'Châu Giang', kind: 'phuong', officeId } })
    const person = bench.person('elsewhere')
    await person.arrives()
    await person.goes('Tôi muốn vay vốn', 'Làm ăn, chăn nuôi', 'Châu Giang', ...asPoor, 'Làm đơn vay')
    await person.goes('Đồng ý, làm đơn', 'Trần Thị Mai', '1968', '0912345679', 'xóm 3', '20tr', 'mua bò')
    const end = [...table, '12 tháng', 'không', 'Nộp sau tất cả', 'Gửi đơn']
    expect(await person.goes('5 triệu', ...end)).toContain('02263 000 999')
    expect((await accountOf('elsewhere')).applications).toMatchObject([{ officeId }])
  })
})

it('what was noted of messages to somebody on Zalo goes with the rest, and nobody else’s', async () => {
  const { prisma } = bench.database
  const at = bench.now
  for (const address of ['9007199254740993', '9007199254740995']) {
    await bench.store.accounts.arrive({ channel: 'zalo', address, at })
    await prisma.zaloSent.create({ data: { deliveryId: address, part: 0, address, print: 'x', triedAt: at } })
  }
  const { id } = await accountOf('9007199254740993')
  await bench.store.ownData.erase(id.toString(), at)
  expect((await prisma.zaloSent.findMany()).map((s) => s.address)).toEqual(['9007199254740995'])
})
