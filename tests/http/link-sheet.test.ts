import { afterEach, expect, it } from 'vitest'
import type { Entrance } from '../../src/http/console/deps.ts'
import { officeBench } from '../app/talk-bench.ts'
import { type ConsoleWorld, consoleWorld } from '../support/console-world.ts'

let world: ConsoleWorld
afterEach(() => world.close())

const zalo: Entrance = { channel: 'zalo', url: 'https://zalo.me/2468458835296197922', byHand: true }
const web = (code: string): Entrance => ({ channel: 'web', url: `http://loa.test/chat?start=${code}` })

// The sheet as it is printed, as text, and the code on it.
const sheet = async (entrances: (code: string) => Entrance[]) => {
  world = await consoleWorld(() => ({ channelDesk: { figures: async () => ({}), rates: {} }, entrances }))
  const officer = await world.signIn(await world.staff('officer'))
  const household = await world.household({ name: 'Trần Thị Hoa' })
  const { text } = await world.post(`/console/people/${household}/link-code`, {}, officer)
  const [, article = ''] = /<article class="sheet">([\s\S]*)<\/article>/.exec(text) ?? []
  const read = article
    .replace(/<svg[\s\S]*?<\/svg>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  return { read, code: /[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}/.exec(read)?.[0] ?? '' }
}

it('says what to do on Zalo in words, since its address carries no code', async () => {
  const { read, code } = await sheet((c) => [zalo, web(c)])
  expect(read).toContain(`Zalo: ${zalo.url}`)
  expect(zalo.url).not.toContain(code.replace('-', ''))
  const steps = `nhắn chữ “menu”. Rồi bấm lần lượt: “Việc khác”, “Liên kết sổ vay”, “Có mã trên giấy”.`
  expect(read).toContain(steps)
  expect(read).toContain(`gõ mã: ${code}`)
  // The other way does carry it.
  expect(read).toContain(`http://loa.test/chat?start=${code.replace('-', '')}`)
  expect(read).toContain(`Nếu máy hỏi mã, gõ: ${code}`)
})

it.each([
  ['carries the code', web, 'Nếu máy hỏi mã', 'Việc khác'],
  ['carries no code', () => zalo, 'Việc khác', 'Nếu máy hỏi mã'],
])('says only what the one way needs that %s', async (_, way, said, unsaid) => {
  const { read } = await sheet((c) => [way(c)])
  expect(read).toContain(said)
  expect(read).not.toContain(unsaid)
})

it('whoever does what stands there comes to the question after the code', async () => {
  const bench = await officeBench()
  const { read, code } = await sheet(() => [zalo])
  const [, labels = ''] = /Rồi bấm lần lượt: (.*?)\. Không/.exec(read) ?? []
  const steps = [...labels.matchAll(/“(.+?)”/g)].map(([, label]) => label ?? '')
  const person = bench.person('by-hand')
  await person.types('Chào')
  await person.goes('Đồng ý', 'Có, gửi cho tôi')
  for (const words of ['menu', ...steps]) await person.types(words)
  expect(await person.types(code)).toContain('Bà con đồng ý cho Loa làm gì')
  await bench.close()
})
