import { setTimeout as pause } from 'node:timers/promises'
import type { Api } from 'grammy'
import type { Outbound, Say, SendError, SendResult } from '../../ports/channel.ts'
import { sendError } from '../errors.ts'
import { remembered } from '../remembered.ts'
import { errorOf } from './error-of.ts'
import { render, type TelegramMessage } from './render.ts'

/** Makes the function that sends one message within `seconds`. Nothing is sent twice: what may have arrived is left alone. */
export function makeSend({ api, say, token, seconds }: { api: Api; say: Say; token: string; seconds: number }) {
  const draw = remembered((message, lang) => render(message, (words) => say(words, lang)))
  return async (out: Outbound): Promise<SendResult> => {
    if (!/^-?\d+$/.test(out.address)) return failed(sendError('not_found', { detail: 'the address is no chat id' }))
    const drawn = draw(out.message, out.lang)
    if (!drawn.ok) return failed(sendError('content', { detail: drawn.problem }))
    const ending = new AbortController()
    const deadline = setTimeout(() => ending.abort(), seconds * 1000)
    try {
      return await sendPieces({ api, address: out.address, token, deadline: ending.signal }, drawn.messages)
    } finally {
      clearTimeout(deadline)
    }
  }
}

interface Sending {
  api: Api
  address: string
  token: string
  /** One for all pieces. */
  deadline: AbortSignal
}

interface Piece extends Sending {
  message: TelegramMessage
  first: boolean
}

async function sendPieces(sending: Sending, messages: TelegramMessage[]): Promise<SendResult> {
  const sent: string[] = []
  for (const message of messages) {
    const result = await sendPiece({ ...sending, message, first: sent.length === 0 })
    if (!result.ok) return failed(afterPieces(result.error, { sent: sent.length, of: messages.length }))
    sent.push(result.messageId)
  }
  return { ok: true, messageId: sent.at(-1) ?? '' }
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
  if (sent === 0 || (error.retry === 'never' && error.code !== 'moved')) return error
  return sendError('uncertain', { detail: `${sent} of ${of} parts arrived, then: ${error.detail ?? error.code}` })
}

function failed(error: SendError): SendResult {
  return { ok: false, error }
}
