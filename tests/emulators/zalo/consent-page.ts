import type { IncomingMessage, ServerResponse } from 'node:http'
import { consentTo, oauthError } from './oauth.ts'
import { Refusal, type World } from './world.ts'

const page = '/oauth/v4/oa/permission'
const agree = '/__emu/consent'

/** The page on which the admin of an OA lets an app in, and its button. True when the request was for it. */
export function serveConsent(world: World, request: IncomingMessage, response: ServerResponse): boolean {
  const url = new URL(request.url ?? '/', 'http://emulator')
  const shows = request.method === 'GET' && url.pathname === page
  const agrees = request.method === 'POST' && url.pathname === agree
  if (!shows && !agrees) return false
  try {
    const to = consentTo(world, url.searchParams)
    if (agrees) response.writeHead(302, { location: to }).end()
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(world, url.search))
  } catch (error) {
    const refused = error instanceof Refusal
    if (!refused) world.violations.push(String(error))
    const body = refused ? oauthError(error) : { emulator: 'unknown', what: String(error) }
    response.writeHead(refused ? 200 : 501, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  return true
}

function pageOf(world: World, search: string): string {
  const { appId, oaName } = world.settings
  const action = escaped(`${agree}${search}`)
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Zalo (mô phỏng)</title><link rel="icon" href="data:,">
<body style="font:18px system-ui;max-width:30em;margin:4em auto">
<h1>${escaped(oaName)}</h1><p>Ứng dụng ${escaped(appId)} xin quyền gửi tin và nhận tin thay cho OA này.</p>
<form method="post" action="${action}"><button style="font:inherit">Cho phép</button></form></body></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
