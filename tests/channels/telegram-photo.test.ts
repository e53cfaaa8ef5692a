import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { photoBytes } from '../../src/channels/photo-bytes.ts'
import { makeTelegram } from '../../src/channels/telegram/index.ts'
import type { Inbound } from '../../src/ports/channel.ts'
import { startTelegramEmulator } from '../emulators/telegram/emulator.ts'
import { say } from './say.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function talking() {
  const emulator = await startTelegramEmulator()
  const heard: Inbound[] = []
  const logged: object[] = []
  const hear = (about: object) => void logged.push(about)
  const log = { info: hear, warn: hear, error: hear }
  const clock = { now: () => new Date('2026-11-22T03:00:00Z') }
  const channel = makeTelegram({ token: emulator.token, apiRoot: emulator.root, say, clock, log, firstWaitMs: 1 })
  await channel.start?.(async (inbound) => {
    heard.push(...inbound)
    emulator.look()
  })
  open.push(
    () => emulator.close(),
    () => channel.stop?.(),
  )
  const person = emulator.user(7)
  person.open()
  return { emulator, channel, heard, logged, person }
}

const refOf = ({ what }: Inbound) => (what.kind === 'photo' && 'ref' in what.photo ? what.photo.ref : '')

describe('a picture on Telegram', () => {
  it.each(['photo', 'file'] as const)('sent as %s is heard by its largest size and fetched whole', async (as) => {
    const { emulator, channel, heard, person } = await talking()
    const bytes = Buffer.from('a picture of some length')
    person.sendPhoto(bytes, as)
    await emulator.until(() => heard.length === 1)
    const [only] = heard
    expect(only?.what.kind).toBe('photo')
    expect(Buffer.from((await channel.fetchPhoto?.(only ? refOf(only) : '', 100)) ?? [])).toEqual(bytes)
    expect(emulator.violations).toEqual([])
  })

  it.each([
    ['at the limit', 24, true],
    ['one byte beyond', 23, false],
  ])('%s of bytes is fetched or not', async (_, most, fetched) => {
    const { emulator, channel, heard, person } = await talking()
    person.sendPhoto(Buffer.from('a picture of some length'))
    await emulator.until(() => heard.length === 1)
    expect((await channel.fetchPhoto?.(heard.map(refOf)[0] ?? '', most)) !== undefined).toBe(fetched)
  })

  it('that is gone, or was never there, is not had, and the log does not hold the token', async () => {
    const { emulator, channel, logged } = await talking()
    expect(await channel.fetchPhoto?.('nothing', 100)).toBeUndefined()
    emulator.fail({ method: 'getFile', how: 'gateway' })
    expect(await channel.fetchPhoto?.('photo1', 100)).toBeUndefined()
    expect(logged.length).toBeGreaterThan(0)
    expect(JSON.stringify(logged)).not.toContain(emulator.token)
  })
})

describe('a file of a platform', () => {
  async function serving(answer: {
    status?: number
    headers?: Record<string, string>
    body?: string[]
  }): Promise<string> {
    const server = createServer((_, response) => {
      response.writeHead(answer.status ?? 200, answer.headers)
      for (const part of answer.body ?? []) response.write(part)
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push(() => new Promise((resolve) => server.close(resolve)))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  }
  const fetched = async (url: string) => photoBytes({ url, mostBytes: 10, seconds: 5 })

  it('is read to the end', async () => {
    const url = await serving({ body: ['01234', '56789'] })
    expect(Buffer.from((await fetched(url)) ?? []).toString()).toBe('0123456789')
  })

  it.each([
    ['says a length beyond the limit', { headers: { 'content-length': '11' }, body: ['01234567890'] }],
    ['says no length and does not end', { body: ['01234', '56789', '0'] }],
    ['is not found', { status: 404, body: ['no'] }],
    ['lies elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
  ])('that %s is not taken', async (_, answer) => {
    expect(await fetched(await serving(answer))).toBeUndefined()
  })
})
