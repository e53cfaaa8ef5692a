import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { officeBench, type Person, type TalkBench } from './talk-bench.ts'

let bench: TalkBench
let someone: Person
let people = 0
beforeAll(async () => {
  bench = await officeBench()
})
afterAll(() => bench.close())
beforeEach(async () => {
  people += 1
  someone = bench.person(`asks-${people}`)
  await someone.arrives()
})

const labels = () => someone.last().buttons.map((b) => b.label)

describe("a question of one's own", () => {
  it('at the menu is answered with its own next steps: a button that is named is there', async () => {
    expect(await someone.types('lam don vay nuoc sach')).toContain('Làm đơn vay')
    expect(labels()).toContain('Làm đơn vay')
  })

  it('after an answer brings its own next steps, not those of the answer before', async () => {
    await someone.types('lam don vay nuoc sach')
    await someone.types('lam don vay ho ngheo')
    expect(await someone.taps('Làm đơn vay')).toContain('Cho vay hộ nghèo')
  })

  it('within a talk is answered in between, and the question that stood is put again', async () => {
    await someone.goes('Tôi muốn vay vốn', 'Làm ăn, chăn nuôi')
    const said = await someone.types('vay nuoc sach lai suat bao nhieu')
    expect(said).toContain('8,4%')
    expect(said).toContain('xã, phường nào')
    expect(labels()).toContain('Duy Hà')
  })

  it.each(['😀😀😀', '?????', 'asdf qwer'])(
    'that nobody understands (%s) says so and offers a way on',
    async (text) => {
      expect(await someone.types(text)).toContain('Loa chưa')
      expect(labels().join()).toContain('Gặp cán bộ')
    },
  )
})
