import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallOffice, type TalkBench, talkBench } from '../app/talk-bench.ts'
import { startLoa } from '../support/loa-process.ts'

let bench: TalkBench
beforeAll(async () => {
  bench = await talkBench()
  await smallOffice(bench)
})
afterAll(() => bench.close())

describe('a talk in the terminal', () => {
  it('greets, takes numbers, labels and words, and ends with the input', async () => {
    const env = {
      DATABASE_URL: String(bench.database.pool.options.connectionString),
      LOA_DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    }
    const loa = startLoa(['chat', '--as', 'bà Tám'], env, { input: 'pipe' })
    for (const [line, answer] of [
      ['1', 'máy trả lời tự động'],
      ['khong', 'nhận thông báo'],
      ['ho ngheo vay duoc bao nhieu', 'Bà con cần việc gì?'],
      ['menu', '100.000.000 đồng'],
    ]) {
      await loa.says(answer!)
      loa.child.stdin?.write(`${line}\n`)
    }
    loa.child.stdin?.end()
    expect([await loa.ended, loa.log()]).toEqual([0, ''])
    const { name, channel } = await bench.database.prisma.channelAccount.findFirstOrThrow({
      where: { address: 'bà Tám' },
    })
    expect([channel, name]).toEqual(['terminal', ''])
  })
})
