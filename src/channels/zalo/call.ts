import { parseLossless } from './lossless-json.ts'

/** Where the calls go. Each can be another address: an emulator, or a proxy of the bank. */
export interface ZaloRoots {
  /** Consent and tokens: https://oauth.zaloapp.com */
  oauth: string
  /** The Official Account: https://openapi.zalo.me */
  openapi: string
  /** Templates by phone: https://business.openapi.zalo.me */
  business: string
}

/** One request. `path` begins with a slash, `query` goes into the address. */
export interface ZaloRequest {
  method: 'GET' | 'POST'
  root: string
  path: string
  query?: Record<string, string>
  headers: Record<string, string>
  body?: string | FormData
  signal: AbortSignal
}

/**
 * What became of a request. `answer`: Zalo said something that can be read. `unsent`: surely nothing was asked.
 * `unclear`: it may have been carried out. `detail` holds no secret: tokens travel in headers and bodies, never in addresses.
 */
export type Heard =
  | { kind: 'answer'; status: number; body: unknown }
  | { kind: 'unsent'; detail: string }
  | { kind: 'unclear'; detail: string }

/** Makes one request. Never throws. */
export async function call({ root, path, query, ...request }: ZaloRequest): Promise<Heard> {
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`
  try {
    const response = await fetch(`${root}${path}${search}`, { ...request, redirect: 'error' } as RequestInit)
    return readAnswer(response.status, await response.text())
  } catch (error) {
    const cause = (error as { cause?: unknown }).cause
    const detail = [error, cause].filter(Boolean).map(String).join(': ')
    return { kind: neverConnected(cause) ? 'unsent' : 'unclear', detail }
  }
}

// Zalo answers JSON with status 200, errors too. A server in trouble may have done what was asked; anything else that is no JSON
// comes from something between us.
function readAnswer(status: number, text: string): Heard {
  if (status >= 500) return { kind: 'unclear', detail: `HTTP ${status}` }
  try {
    const body = parseLossless(text)
    if (typeof body === 'object' && body !== null) return { kind: 'answer', status, body }
  } catch {
    // Said below.
  }
  return { kind: status < 400 ? 'unclear' : 'unsent', detail: `HTTP ${status}, no JSON` }
}

// Failures before a byte of the request was written: no such name, nobody listening, no trust in the certificate.
const notWritten =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_\w+)$/

function neverConnected(cause: unknown): boolean {
  const { code, syscall } = (cause ?? {}) as { code?: unknown; syscall?: unknown }
  return (typeof code === 'string' && notWritten.test(code)) || syscall === 'connect' || syscall === 'getaddrinfo'
}
