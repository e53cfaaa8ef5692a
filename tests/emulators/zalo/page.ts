import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import type { ZaloEmulator } from './emulator.ts'

const files: Record<string, [string, string]> = {
  '/': ['phone.html', 'text/html; charset=utf-8'],
  '/phone.css': ['phone.css', 'text/css; charset=utf-8'],
  '/phone.js': ['phone.js', 'text/javascript; charset=utf-8'],
}

/** The page that looks like a phone, and what was uploaded for it. True when the request was for it. */
export function servePage(emulator: ZaloEmulator, request: IncomingMessage, response: ServerResponse): boolean {
  const path = (request.url ?? '/').split('?')[0]!
  if (request.method !== 'GET') return false
  const uploaded = path.startsWith('/uploads/') ? emulator.upload(path.slice('/uploads/'.length)) : undefined
  if (uploaded) {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(uploaded)
    return true
  }
  const file = files[path]
  if (!file) return false
  const [name, type] = file
  response.writeHead(200, { 'content-type': type }).end(readFileSync(resolve(import.meta.dirname, name)))
  return true
}
