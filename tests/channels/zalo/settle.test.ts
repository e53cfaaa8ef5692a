import { afterEach, describe, expect, it } from 'vitest'
import type { Message } from '../../../src/conversation/words.ts'
import { zaloVariantsOf } from '../../emulators/zalo/emulator.ts'
import type { Variant } from '../../emulators/zalo/variants.ts'
import { plain } from '../say.ts'
import { quick, type ZaloBench, zaloBench } from './bench.ts'

let bench: ZaloBench
const open = async (variant: Partial<Variant> = {}) => {
  bench = await zaloBench({ variant, zalo: { times: { ...quick, requestSeconds: 1 } } })
  bench.emulator.template({ id: 'due', parameters: [{ name: 'name' }] })
  person().wrote()
}
const person = () => bench.emulator.user(1)
afterEach(async () => {
  const { violations } = bench.emulator
  await bench.close()
  expect(violations).toEqual([])
})

// A delivery as the ledger has it while its sender is at work.
const inHand = async () => {
  const { prisma } = bench.database
  const at = bench.now()
  const known = { channel: 'zalo', address: person().id, createdAt: at, lastSeenAt: at }
  const { id: accountId } = await prisma.channelAccount.create({ data: known })
  const going = { state: 'sending', attempts: 1, triedAt: at, createdAt: at }
  const { id } = await prisma.delivery.create({ data: { accountId, channel: 'zalo', lane: 2, ...going } })
  const row = () => prisma.delivery.findUniqueOrThrow({ where: { id } })
  // Its sender died, and whoever took the work over cannot know.
  const isTakenOver = (state: 'uncertain' | 'retry') =>
    prisma.delivery.update({ where: { id }, data: { state, doubts: 1 } })
  return { deliveryId: String(id), row, isTakenOver }
}
const paragraph = (word: string) => ({ as: 'text' as const, words: plain(`${word} ${'chữ '.repeat(400)}`.trim()) })
const short: Message = { parts: [{ as: 'text', words: plain('Chào bà con') }] }
const long: Message = { parts: ['một', 'hai'].map(paragraph) }
const send = (message: Message, deliveryId: string) =>
  bench.zalo.send({ address: person().id, lang: 'vi', message, deliveryId })
// The request is carried out, and nobody learns of it.
const unheard = (call = 'consultation') => {
  bench.emulator.fail({ how: 'lost', call })
  bench.emulator.fail({ how: 'error500', call: 'conversation', times: 20 })
}

describe('a delivery whose sender died after Zalo had it', () => {
  it.each(['uncertain', 'retry'] as const)('and that is %s counts as sent when the echo comes', async (state) => {
    await open()
    const { deliveryId, row, isTakenOver } = await inHand()
    bench.emulator.hold()
    unheard()
    expect(await send(short, deliveryId)).toMatchObject({ ok: false, error: { code: 'uncertain' } })
    await isTakenOver(state)
    bench.emulator.release()
    await bench.emulator.quiet()
    const [shown] = person().messages()
    expect(await row()).toMatchObject({ state: 'sent', messageId: shown?.messageId, sentAt: bench.now() })
  })

  it('in the middle of two parts stays in doubt, though the echo of the first came', async () => {
    await open()
    const { deliveryId, row, isTakenOver } = await inHand()
    bench.emulator.hold()
    unheard()
    expect(await send(long, deliveryId)).toMatchObject({ ok: false, error: { code: 'uncertain' } })
    await isTakenOver('uncertain')
    bench.emulator.release()
    await bench.emulator.quiet()
    expect(person().messages()).toHaveLength(1)
    expect(await row()).toMatchObject({ state: 'uncertain', messageId: null })
  })

  it('is found by whoever looks after the account, where the echo came before it was taken over', async () => {
    await open()
    const { deliveryId, row, isTakenOver } = await inHand()
    unheard()
    await send(short, deliveryId)
    await bench.emulator.quiet()
    expect(await row()).toMatchObject({ state: 'sending' })
    await isTakenOver('uncertain')
    const end = bench.another().tend?.()
    await expect.poll(async () => (await row()).state, { timeout: 10_000 }).toBe('sent')
    await end?.()
    expect(person().messages()).toHaveLength(1)
  })

  it('stays in doubt where Zalo reports nothing', async () => {
    await open({ echo: 'never' })
    const { deliveryId, row, isTakenOver } = await inHand()
    unheard()
    await send(short, deliveryId)
    await isTakenOver('uncertain')
    const end = bench.another().tend?.()
    await bench.emulator.quiet()
    await expect.poll(() => bench.emulator.calls.some((c) => c.name === 'profile'), { timeout: 10_000 }).toBe(true)
    await end?.()
    expect(await row()).toMatchObject({ state: 'uncertain' })
  })

  it.each(zaloVariantsOf(['templateReceipt', 'templateRecipient', 'receivedTime']))(
    'and that went by template counts as sent with its receipt: $name',
    async ({ variant }) => {
      await open(variant)
      const { deliveryId, row, isTakenOver } = await inHand()
      bench.emulator.fail({ how: 'lost', call: 'phoneTemplate' })
      const out = { deliveryId, templateId: 'due', data: { name: 'Bà Mẫu' }, to: { phone: person().phone } }
      expect(await bench.zalo.sendTemplate(out)).toMatchObject({ ok: false, error: { code: 'uncertain' } })
      await isTakenOver('uncertain')
      bench.pass(10_000)
      await bench.emulator.quiet()
      const never = variant.templateReceipt === 'never'
      expect((await row()).state).toBe(never ? 'uncertain' : 'sent')
    },
  )
})
