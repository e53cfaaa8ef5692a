import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { quietHours } from '../../src/app/hear-colleague.ts'
import { opened } from '../support/test-seal.ts'
import { officeBench, type Person, type TalkBench } from './talk-bench.ts'

let bench: TalkBench
let mai: Person
let people = 0

beforeAll(async () => {
  bench = await officeBench()
})
afterAll(() => bench.close())
beforeEach(() => {
  people += 1
  mai = bench.person(`colleague-${people}`)
})

const account = async () => {
  const where = { channel_address: { channel: 'web', address: `colleague-${people}` } }
  return bench.database.prisma.channelAccount.findUniqueOrThrow({ where })
}
const cases = async () => {
  const where = { accountId: (await account()).id }
  const rows = await bench.database.prisma.case.findMany({ where, include: { lines: { orderBy: { id: 'asc' } } } })
  return rows.map((row) => ({ ...row, lines: row.lines.map((line) => ({ ...line, text: opened.line(line) })) }))
}
const pass = (ms: number) => {
  bench.now = new Date(bench.now.getTime() + ms)
}
const writes = (text: string, by: { by?: string } = { by: '7101234567890123456' }) =>
  mai.does({ kind: 'agent', text, ...by })

describe('a colleague who writes by hand', () => {
  it('silences Loa, which says so once, and what is typed goes to the case that the office sees', async () => {
    await mai.arrives()
    expect(await writes('Chào chị, em là Hoa ở phòng giao dịch.')).toBe('')
    const first = await mai.types('Chào em, chị muốn hỏi lãi suất nước sạch')
    expect(first).toContain('Cán bộ ngân hàng đang trực tiếp trả lời')
    expect(first).not.toContain('8,4')
    expect(mai.last().buttons).toEqual([])
    expect(await mai.types('Vay được bao nhiêu?')).toBe('')
    expect(await mai.does({ kind: 'unsupported' })).toBe('')
    expect(await writes('Dạ để em xem.')).toBe('')
    expect(await cases()).toMatchObject([
      {
        kind: 'talk',
        state: 'answered',
        assignedTo: null,
        lines: [
          { by: 'agent', text: 'Chào chị, em là Hoa ở phòng giao dịch.' },
          { by: 'household', text: 'Chào em, chị muốn hỏi lãi suất nước sạch' },
          { by: 'household', text: 'Vay được bao nhiêu?' },
          { by: 'household', text: '(đã gửi ảnh, tệp hoặc thứ khác, không phải chữ)' },
          { by: 'agent', text: 'Dạ để em xem.' },
        ],
      },
    ])
  })

  it('waits for nobody until the person writes, who then waits for an answer', async () => {
    await mai.arrives()
    await writes('Chị nhớ mang sổ nhé.')
    expect(await cases()).toMatchObject([{ state: 'answered' }])
    await mai.types('Mang sổ nào em?')
    expect(await cases()).toMatchObject([{ state: 'open' }])
  })

  it('goes on in the case that listens already', async () => {
    await mai.arrives()
    await mai.goes('gặp cán bộ', 'Cho em hỏi về khoản vay của mẹ em')
    await writes('Chào em.')
    expect(await cases()).toMatchObject([{ state: 'answered', lines: [{ by: 'household' }, { by: 'agent' }] }])
  })

  it.each([
    ['a word that works everywhere', () => mai.types('menu')],
    ['a press', () => mai.taps('Tôi muốn vay vốn')],
    ['somebody in danger', () => mai.types('tôi chỉ muốn chết cho xong')],
    ['what is said about a leader', () => mai.types('tổ trưởng đòi tiền phí hồ sơ')],
    ['what is said about a false collector', () => mai.types('người lạ đến nhà đòi nợ')],
  ])('does not stand between Loa and %s', async (_, act) => {
    await mai.arrives()
    await writes('Chào chị.')
    for (const said of [await act(), await mai.types('menu')]) {
      expect(said).toMatch(/\S/)
      expect(said).not.toContain('đang trực tiếp')
    }
  })

  it('is quiet for so long and no longer, counted from the last message', async () => {
    await mai.arrives()
    await writes('Chào chị.')
    pass((quietHours - 1) * 3_600_000)
    await writes('Em còn đây.')
    pass(quietHours * 3_600_000 - 2_000)
    expect(await mai.types('vẫn chờ')).toContain('đang trực tiếp')
    pass(1_000)
    const later = await mai.types('lãi suất nước sạch bao nhiêu')
    expect(later).toContain('8,4')
    expect(later).not.toContain('đang trực tiếp')
  })

  it('ends with the case', async () => {
    await mai.arrives()
    await writes('Chào chị.')
    const [open] = await cases()
    await bench.store.cases.close(String(open?.id), bench.now)
    expect(await mai.types('lãi suất nước sạch bao nhiêu')).toContain('8,4')
  })

  it('may be the first who ever wrote to that person, who is not taken for heard of by that', async () => {
    await writes('Chào bác, em ở ngân hàng.')
    expect(await account()).toMatchObject({ status: 'active', lastSeenAt: new Date(0) })
    expect(await mai.types('chào em')).toContain('đang trực tiếp')
    expect((await account()).lastSeenAt).toEqual(bench.now)
  })

  it('does not open again what the person has shut', async () => {
    await mai.arrives()
    await mai.does({ kind: 'blocked' })
    await writes('Chào chị.')
    expect(await account()).toMatchObject({ status: 'blocked' })
  })

  it('whose message is a picture is heard as well', async () => {
    await mai.arrives()
    await writes('')
    expect((await cases())[0]?.lines).toMatchObject([{ by: 'agent', text: expect.stringContaining('ảnh') }])
  })
})

describe('a message that names nobody', () => {
  it.each([
    ['at once is the greeting of the platform', 0, 0],
    ['a moment later still is', 1_999, 0],
    ['so late that somebody may have typed it is a colleague', 2_000, 1],
  ])('%s', async (_, later, opened) => {
    await mai.arrives()
    // One second passes with each act.
    pass(later)
    await writes('Cảm ơn bạn đã quan tâm', {})
    expect(await cases()).toHaveLength(opened)
    expect(await mai.types('lãi suất nước sạch')).toContain(opened === 0 ? '8,4' : 'đang trực tiếp')
  })
})
