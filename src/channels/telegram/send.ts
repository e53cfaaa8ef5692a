import { setTimeout as pause } from 'node:timers/promises'
import { type Api, GrammyError, HttpError } from 'grammy'
import type { Outbound, Say, SendError, SendErrorCode, SendResult } from '../../ports/channel.ts'
import { sendError } from '../errors.ts'
import { render, type TelegramMessage } from './render.ts'

/** Makes the function that sends one message within `seconds`. Nothing is sent twice: what may have arrived is left alone. */
export function makeSend({ api, say, token, seconds }: { api: Api; say: Say; token: string; seconds: number }) {
  return async (out: Outbound): Promise<SendResult> => {
    if (!/^-?\d+$/.test(out.address)) return failed(sendError('not_found', { detail: 'the address is no chat id' }))
    const drawn = render(out.message, (words) => say(words, out.lang))
    if (!drawn.ok) return failed(sendError('content', { detail: drawn.problem }))
    const deadline = AbortSignal.timeout(seconds * 1000)
    const sent: string[] = []
    for (const message of drawn.messages) {
      const result = await sendPiece({ api, address: out.address, message, deadline, token, first: sent.length === 0 })
      if (!result.ok) return failed(afterPieces(result.error, { sent: sent.length, of: drawn.messages.length }))
      sent.push(result.messageId)
    }
    return { ok: true, messageId: sent.at(-1) ?? '' }
  }
}

/**
 * What went wrong, in the names that all channels share. Telegram's texts: Client.cpp of github.com/tdlib/telegram-bot-api.
 * An unknown refusal is final, an unknown break may have happened after the message was written.
 */
export function errorOf(error: unknown, token: string): SendError {
  if (error instanceof GrammyError) return refusalOf(error, token)
  const cause = error instanceof HttpError ? error.error : error
  const detail = withoutToken(`${String(error)}: ${String(cause)}`, token)
  return sendError(neverConnected(cause) ? 'unreachable' : 'uncertain', { detail })
}

/** A text with the bot's token taken out: it is part of every address that is called. */
export function withoutToken(text: string, token: string): string {
  return text.replaceAll(token, '<token>').replace(/bot\d+:[\w-]+/g, 'bot<token>')
}

interface Piece {
  api: Api
  address: string
  message: TelegramMessage
  deadline: AbortSignal
  token: string
  first: boolean
}

// One message of a split text. Only a follow-up waits when told to: leaving half a text would be worse, and a 429 surely sent nothing.
async function sendPiece(piece: Piece): Promise<SendResult> {
  const { api, address, message, deadline, token, first } = piece
  try {
    const { text, ...other } = message
    const sent = await api.sendMessage(address, text, other, deadline as never)
    return { ok: true, messageId: String(sent.message_id) }
  } catch (error) {
    const failure = errorOf(error, token)
    const { retry } = failure
    if (first || typeof retry !== 'object' || retry.afterSeconds > longestFollowUpWait) return failed(failure)
    const waited = await pause(retry.afterSeconds * 1000, true, { signal: deadline }).catch(() => false)
    return waited ? sendPiece(piece) : failed(failure)
  }
}

const longestFollowUpWait = 5

// Once a part has arrived, sending the whole again would show that part twice: nobody but a person can settle it.
function afterPieces(error: SendError, { sent, of }: { sent: number; of: number }): SendError {
  if (sent === 0 || error.retry === 'never') return error
  return sendError('uncertain', { detail: `${sent} of ${of} parts arrived, then: ${error.detail ?? error.code}` })
}

function failed(error: SendError): SendResult {
  return { ok: false, error }
}

// The first row that fits decides; texts without a pattern stand for all of that code.
const refusals: readonly { code: number; says?: RegExp; is: SendErrorCode }[] = [
  { code: 401, is: 'unauthorized' },
  // A token of the wrong shape is not found, as an address is not.
  { code: 404, is: 'unauthorized' },
  { code: 409, is: 'conflict' },
  { code: 413, is: 'content' },
  { code: 429, is: 'too_many' },
  { code: 403, says: /bot was blocked by the user/i, is: 'blocked' },
  { code: 403, says: /user is deactivated/i, is: 'deactivated' },
  { code: 403, says: /can't initiate conversation/i, is: 'not_started' },
  { code: 403, says: /bot was kicked|is not a member|chat was deleted/i, is: 'not_found' },
  { code: 400, says: /USER_IS_BLOCKED/, is: 'blocked' },
  { code: 400, says: /USER_DEACTIVATED/, is: 'deactivated' },
  { code: 400, says: /upgraded to a supergroup/i, is: 'moved' },
  { code: 400, says: /chat not found|user not found|PEER_ID_INVALID|chat_id is empty/i, is: 'not_found' },
  {
    code: 400,
    says: /too long|too_long|can't parse|parse_mode|BUTTON_|reply.?markup|keyboard|\bentit/i,
    is: 'content',
  },
  { code: 400, says: /text is empty|must be non-empty|encoded in UTF-8/i, is: 'content' },
]

function refusalOf(error: GrammyError, token: string): SendError {
  const { error_code: code, description, parameters } = error
  const moved = parameters.migrate_to_chat_id === undefined ? '' : ` (new chat ${parameters.migrate_to_chat_id})`
  const detail = withoutToken(`${code} ${description}${moved}`, token)
  if (code >= 500) return sendError('uncertain', { detail })
  const row = refusals.find((r) => r.code === code && (r.says === undefined || r.says.test(description)))
  const afterSeconds = code === 429 ? parameters.retry_after : undefined
  return sendError(row?.is ?? 'refused', { detail, ...(afterSeconds === undefined ? {} : { afterSeconds }) })
}

// Failures before a byte of the request was written: no such name, nobody listening, no trust in the certificate.
const notWritten =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_\w+)$/

// The other codes can also end a request under way, so their text must say that it was the connecting that failed.
// It is empty when several addresses of one name were tried in vain (Node's AggregateError).
function neverConnected(cause: unknown): boolean {
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown }
  if (typeof code === 'string' && notWritten.test(code)) return true
  return /reason: ($|connect |getaddrinfo |.*before secure TLS connection was established)/.test(String(message))
}
