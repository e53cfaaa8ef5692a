import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { Api, GrammyError, InputFile } from 'grammy'
import type { Dispatcher, Pool } from 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { Call, NoAnswer } from '../../src/channels/telegram/call.ts'
import { makeTransport, type Transport } from '../../src/channels/telegram/transport.ts'

const token = '1000001:AAEmulatedTokenThatOpensNothingAtAll00'
const ok = JSON.stringify({ ok: true, result: { message_id: 5 } })

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** What a server does with a request: answers with these bytes, breaks, or stays silent. */
type React = (request: Seen, server: Server) => string | undefined

interface Seen {
  socket: Socket
  path: string
  body: string
}

interface Server {
  root: string
  seen: Seen[]
  sockets: Set<Socket>
  /** How many connections there ever were. */
  opened: () => number
  /** Resolves with the nth request. */
  nth: (n: number) => Promise<void>
}

// Bytes on a socket, so that it can be broken at any byte.
async function listen(react: React): Promise<Server> {
  const watchers = new Set<() => void>()
  let opened = 0
  const server: Server = {
    root: '',
    seen: [],
    sockets: new Set(),
    opened: () => opened,
    nth: (n) =>
      new Promise((resolve) => {
        const look = () => {
          if (server.seen.length >= n) resolve()
        }
        watchers.add(look)
        look()
      }),
  }
  const tcp = createServer((socket) => {
    opened += 1
    server.sockets.add(socket)
    socket.on('close', () => server.sockets.delete(socket)).on('error', () => {})
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
      const [, head = '', rest = ''] = /^(.*?\r\n\r\n)(.*)$/s.exec(text) ?? []
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
      if (head === '' || Buffer.byteLength(rest) < length) return
      text = ''
      const request = { socket, path: head.split(' ')[1] ?? '', body: rest }
      server.seen.push(request)
      const answer = react(request, server)
      if (answer !== undefined) socket.write(answer)
      for (const look of watchers) look()
    })
  })
  tcp.listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  server.root = `http://127.0.0.1:${(tcp.address() as AddressInfo).port}`
  open.push(() => {
    for (const socket of server.sockets) socket.destroy()
    tcp.close()
  })
  return server
}

function http(body: string, { status = '200 OK', length = Buffer.byteLength(body), more = '' } = {}): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n${more}content-length: ${length}\r\n\r\n${body}`
}

function over(apiRoot: string, seconds = 5): { api: Api; transport: Transport } {
  const transport = makeTransport({ apiRoot, token })
  open.push(() => transport.close())
  const api = new Api('')
  api.config.use(transport.within(seconds))
  return { api, transport }
}

// How a call ended: 'sent', 'surely not' or 'perhaps'. No error may hold the token.
async function ended(sending: Promise<unknown>): Promise<string> {
  const error = await sending.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error === undefined) return 'sent'
  expect(error).toBeInstanceOf(NoAnswer)
  const { message, stack, mayHaveArrived } = error as NoAnswer
  expect(`${message} ${stack} ${JSON.stringify(error)}`).not.toContain('AAEmulated')
  return mayHaveArrived ? 'perhaps' : 'surely not'
}

describe('calling Telegram', () => {
  it('posts JSON and keeps the connection', async () => {
    const server = await listen(() => http(ok))
    const { api } = over(server.root)
    expect(await api.sendMessage('7', 'Chào bà con', { parse_mode: 'HTML' })).toEqual({ message_id: 5 })
    // undici looks for one turn whether the server closes after all.
    await turn()
    await api.sendMessage('8', 'x')
    expect(server.seen.map((s) => [s.path, JSON.parse(s.body)])).toEqual([
      [`/bot${token}/sendMessage`, { chat_id: '7', text: 'Chào bà con', parse_mode: 'HTML' }],
      [`/bot${token}/sendMessage`, { chat_id: '8', text: 'x' }],
    ])
    expect(server.opened()).toBe(1)
  })

  it.each(['/telegram', '/telegram/', '/', '//'])('takes a root that ends in %s', async (path) => {
    const server = await listen(() => http(ok))
    await over(server.root + path).api.getMe()
    expect(server.seen[0]!.path).toBe(`${path.replace(/\/+$/, '')}/bot${token}/getMe`)
  })

  it('has as many connections as calls at once', async () => {
    const server = await listen(({ socket }, { seen }) => {
      if (seen.length === 20) for (const each of seen) each.socket.write(http(ok))
      return void socket
    })
    const { api } = over(server.root)
    await Promise.all(Array.from({ length: 20 }, (_, i) => api.sendMessage(String(i), 'x')))
    expect(server.opened()).toBe(20)
  })

  it.each([
    ['a refusal', '400 Bad Request', 'Bad Request: chat not found'],
    ['a refusal of the server', '500 Internal Server Error', 'Internal Server Error: restart'],
  ])('hands on %s as Telegram words it', async (_, status, description) => {
    const answer = JSON.stringify({ ok: false, error_code: Number.parseInt(status, 10), description })
    const server = await listen(() => http(answer, { status }))
    await expect(over(server.root).api.sendMessage('7', 'x')).rejects.toBeInstanceOf(GrammyError)
    await expect(over(server.root).api.sendMessage('7', 'x')).rejects.toThrow(description)
  })

  it.each([
    ['as the thing itself', { document: new InputFile(Buffer.from('x')) }],
    ['inside of it', { media: [{ type: 'document', media: new InputFile(Buffer.from('x')) }] }],
  ])('says that no files are sent: %s', async (_, payload) => {
    const server = await listen(() => http(ok))
    const { api } = over(server.root)
    await expect(api.raw.sendDocument({ chat_id: 7, ...payload } as never)).rejects.toThrow('Only JSON')
    expect(server.opened()).toBe(0)
  })
})

describe('a call without an answer surely did not arrive', () => {
  it('when nobody listens', async () => {
    const { api } = over('http://127.0.0.1:9')
    expect(await ended(api.sendMessage('7', 'x'))).toBe('surely not')
  })

  it('when the name is unknown', async () => {
    expect(await ended(over('http://telegram.invalid').api.sendMessage('7', 'x'))).toBe('surely not')
  })

  it.each<[string, (socket: Socket) => void]>([
    ['is answered in plain text', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['is broken off', (socket) => socket.resetAndDestroy()],
    ['is closed', (socket) => socket.end()],
    ['gets no answer in time', () => {}],
  ])('when the greeting of TLS %s', async (_, react) => {
    const tcp = createServer((socket) => {
      open.push(() => socket.destroy())
      socket.on('error', () => {}).once('data', () => react(socket))
    })
    await once(tcp.listen(0, '127.0.0.1'), 'listening')
    open.push(() => tcp.close())
    const { api } = over(`https://127.0.0.1:${(tcp.address() as AddressInfo).port}`, 0.2)
    expect(await ended(api.sendMessage('7', 'x'))).toBe('surely not')
  })

  it.each(['403 Forbidden', '404 Not Found', '407 Proxy Authentication Required', '302 Found', '499 x'])(
    'when somebody on the way says %s',
    async (status) => {
      const server = await listen(() => http('<html></html>', { status }))
      expect(await ended(over(server.root).api.sendMessage('7', 'x'))).toBe('surely not')
    },
  )

  it('when the connection that was kept is closed before the next call', async () => {
    const server = await listen(({ socket }, { seen }) => {
      if (seen.length === 1) socket.end(http(ok))
      return seen.length === 1 ? undefined : http(ok)
    })
    const { api } = over(server.root)
    await api.sendMessage('1', 'x')
    await Promise.all([...server.sockets].map((socket) => once(socket, 'close')))
    expect(await ended(api.sendMessage('2', 'x'))).toBe('sent')
    expect(server.seen.map((s) => JSON.parse(s.body).chat_id)).toEqual(['1', '2'])
  })
})

describe('a call without an answer may have arrived', () => {
  const breaks: [string, React][] = [
    ['reset after the request', ({ socket }) => void socket.resetAndDestroy()],
    ['closed after the request', ({ socket }) => void socket.end()],
    ['reset within the head', ({ socket }) => void socket.write('HTTP/1.1 200 O', () => socket.destroy())],
    ['closed within the body', ({ socket }) => void socket.end(http(ok, { length: 100 }))],
    ['closed within a body of no length', ({ socket }) => void socket.end(`HTTP/1.1 200 OK\r\n\r\n${ok.slice(0, 9)}`)],
    ['no HTTP', () => 'what?\r\n\r\n'],
    ['no JSON', () => http('<html></html>')],
    ['an empty body', () => http('')],
    ['JSON of somebody else', () => http('{"status":"fine"}')],
    ['a refusal without a code', () => http('{"ok":false}')],
    ['null', () => http('null')],
    ['502 of a gateway', () => http('<html></html>', { status: '502 Bad Gateway' })],
    ['503', () => http('', { status: '503 Service Unavailable' })],
    ['silence', () => undefined],
    ['a head and silence', () => http('', { length: 100 })],
  ]
  it.each(breaks)('%s', async (_, react) => {
    const server = await listen((request, all) => (all.seen.length === 1 ? react(request, all) : http(ok)))
    const { api } = over(server.root, 0.2)
    expect(await ended(api.sendMessage('first', 'x'))).toBe('perhaps')
    // Nothing is written again, and the next call finds a sound connection.
    expect(await ended(api.sendMessage('second', 'x'))).toBe('sent')
    expect(server.seen.map((s) => JSON.parse(s.body).chat_id)).toEqual(['first', 'second'])
  })

  it('a kept connection that breaks as the next call is written', async () => {
    const server = await listen(({ socket }, { seen }) => {
      if (seen.length === 2) socket.resetAndDestroy()
      return seen.length === 2 ? undefined : http(ok)
    })
    const { api } = over(server.root)
    await api.sendMessage('1', 'x')
    await turn()
    expect(await ended(api.sendMessage('2', 'x'))).toBe('perhaps')
    expect([server.opened(), server.seen.length]).toEqual([1, 2])
  })

  // The server closes every connection without saying so, one to seven turns after its answer, while the next call is on its way.
  it('is told apart rightly when the two sides cross, and written once at most', async () => {
    const server = await listen(({ socket }, { seen }) => {
      void turns(1 + (seen.length % 7)).then(() => socket.destroy())
      return http(ok)
    })
    const { api } = over(server.root)
    const endings = new Map<string, string>()
    const line = async (name: string) => {
      for (let i = 0; i < 100; i += 1) {
        const chat = `${name}${i}`
        endings.set(chat, await ended(api.sendMessage(chat, 'x')))
      }
    }
    await Promise.all(['a', 'b', 'c', 'd'].map(line))
    const arrived = server.seen.map((s) => JSON.parse(s.body).chat_id)
    for (const [chat, how] of endings) {
      const copies = arrived.filter((each) => each === chat).length
      expect({ how, copies }).toEqual({ how, copies: how === 'sent' ? 1 : how === 'perhaps' ? Math.min(copies, 1) : 0 })
    }
    expect(endings.size).toBe(400)
  })

  it('is never written a second time, even if the way below would', async () => {
    const call = new Call(5, undefined)
    const answer = ended(call.answer({ dispatch: () => true } as unknown as Pool, { method: 'POST', path: '/' }))
    const aborted: Error[] = []
    const controller = { abort: (reason: Error) => aborted.push(reason) } as unknown as Dispatcher.DispatchController
    call.onRequestStart(controller)
    expect(aborted).toEqual([])
    call.onRequestStart(controller)
    expect(aborted).toHaveLength(1)
    call.onResponseError(controller, aborted[0]!)
    expect(await answer).toBe('perhaps')
  })
})

describe('giving up', () => {
  it('before the call: nothing is opened', async () => {
    const server = await listen(() => http(ok))
    const { api } = over(server.root)
    expect(await ended(api.getMe(AbortSignal.abort() as never))).toBe('surely not')
    expect(server.opened()).toBe(0)
  })

  it('in the middle: at once, and the connection is gone', async () => {
    const server = await listen(() => undefined)
    const { api } = over(server.root, 60)
    const giving = new AbortController()
    const sending = ended(api.sendMessage('7', 'x', {}, giving.signal as never))
    await server.nth(1)
    const [socket] = server.sockets
    giving.abort()
    expect(await sending).toBe('perhaps')
    await once(socket!, 'close')
  })

  it('before a connection is open: nothing is written when it is', async () => {
    const server = await listen(() => http(ok))
    const { api } = over(server.root)
    const giving = new AbortController()
    const sending = ended(api.sendMessage('given up', 'x', {}, giving.signal as never))
    giving.abort()
    expect(await sending).toBe('surely not')
    expect(await ended(api.sendMessage('kept', 'x'))).toBe('sent')
    expect(server.seen.map((s) => JSON.parse(s.body).chat_id)).toEqual(['kept'])
  })

  it('after the answer: changes nothing', async () => {
    const server = await listen(() => http(ok))
    const { api } = over(server.root)
    const giving = new AbortController()
    await api.sendMessage('7', 'x', {}, giving.signal as never)
    giving.abort()
    await turn()
    expect(await ended(api.sendMessage('8', 'x'))).toBe('sent')
    expect(server.opened()).toBe(1)
  })
})

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await turn()
}

describe('closing', () => {
  it('waits for what is under way, closes the connections, and opens new ones for a later call', async () => {
    const server = await listen((_, { seen }) => (seen.length === 1 ? undefined : http(ok)))
    const { api, transport } = over(server.root)
    const sending = ended(api.sendMessage('7', 'x'))
    await server.nth(1)
    const [socket] = server.sockets
    const closed = transport.close()
    socket!.write(http(ok))
    expect(await sending).toBe('sent')
    await closed
    if (!socket!.destroyed) await once(socket!, 'close')
    expect(await ended(api.sendMessage('8', 'x'))).toBe('sent')
    expect(server.opened()).toBe(2)
  })

  it('is done at once where nothing was ever called', async () => {
    await makeTransport({ apiRoot: 'http://127.0.0.1:9', token }).close()
  })
})
