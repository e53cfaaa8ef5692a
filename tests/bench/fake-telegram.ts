// A Bot API that does nothing but count, as its own process: fast enough that it is not what is measured.
//   fake-telegram.ts <latency in ms>: prints its port, and ends when its standard input does.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeArrivals } from './arrivals.ts'
import { firstPerson } from './fake.ts'
import { moment } from './moment.ts'

const latencyMs = Number(process.argv[2] ?? 50)
const wallOffset = Date.now() - moment()

let arrivals = makeArrivals(wallOffset)
/** The newest message of each chat of people who talk. */
let latest = new Map<number, { at: number; body: string }>()
let lastBody = ''
let inFlight = { now: 0, peak: 0 }
let messageId = 0

const methods: Record<string, (body: string, response: ServerResponse) => void> = {
  sendMessage,
  getUpdates: (body, response) => {
    const seconds = Number(/"timeout":(\d+)/.exec(body)?.[1] ?? 0)
    const timer = setTimeout(() => answer(response, '[]'), seconds * 1000)
    response.once('close', () => clearTimeout(timer))
  },
  getMe: (_, response) => answer(response, '{"id":1,"is_bot":true,"first_name":"Loa","username":"loa_bench_bot"}'),
}

function sendMessage(body: string, response: ServerResponse): void {
  const at = moment()
  const chat = Number(/"chat_id":\s*"?(-?\d+)/.exec(body)?.[1])
  arrivals.add(chat, at)
  lastBody = body
  if (chat >= firstPerson) latest.set(chat, { at, body })
  inFlight.peak = Math.max(inFlight.peak, ++inFlight.now)
  const reply = () => {
    inFlight.now--
    answer(response, `{"message_id":${++messageId},"date":0,"chat":{"id":${chat},"type":"private"},"text":""}`)
  }
  if (latencyMs === 0) reply()
  else setTimeout(reply, latencyMs)
}

function answer(response: ServerResponse, result: string): void {
  const text = `{"ok":true,"result":${result}}`
  response.sendDate = false
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) })
  response.end(text)
}

/** What the bench itself asks. */
const questions: Record<string, (query: URLSearchParams) => unknown> = {
  summary: (query) => {
    const moments = Object.fromEntries(
      ['since', 'until'].flatMap((n) => (query.has(n) ? [[n, Number(query.get(n))]] : [])),
    )
    return { ...arrivals.summary({ chats: Number(query.get('chats')), ...moments }), inFlightPeak: inFlight.peak }
  },
  arrivals: (query) => arrivals.from(Number(query.get('from') ?? firstPerson)),
  latest: (query) => latest.get(Number(query.get('chat'))) ?? null,
  last: () => lastBody,
  reset: () => {
    arrivals = makeArrivals(wallOffset)
    latest = new Map()
    inFlight = { now: 0, peak: 0 }
    return null
  },
}

const server = createServer((request, response) => {
  const url = request.url ?? '/'
  if (url.startsWith('/bench/')) {
    const { pathname, searchParams } = new URL(url, 'http://fake')
    response.end(JSON.stringify(questions[pathname.slice('/bench/'.length)]?.(searchParams) ?? null))
    return
  }
  const method = methods[url.slice(url.lastIndexOf('/') + 1)] ?? yes
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (text: string) => {
    body += text
  })
  request.on('end', () => method(body, response))
})

function yes(_: string, response: ServerResponse): void {
  answer(response, 'true')
}

// A connection that is closed just as somebody writes to it would look like a message in doubt.
server.keepAliveTimeout = 600_000
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
process.stdin.resume().once('end', () => process.exit())
