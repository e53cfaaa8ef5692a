// Another Loa process that owns an embedded database: prints its address, then lives until it is killed, or falls over at once.
import { openEmbedded } from '../../src/store/embedded.ts'

const [, , dir, then] = process.argv
openEmbedded({ dir: dir ?? '', log: { info: () => {}, warn: () => {} }, throwaway: true }).then(({ url }) => {
  process.stdout.write(`${url}\n`)
  if (then === 'fall') throw new Error('fell over')
  setInterval(() => {}, 60_000)
})
