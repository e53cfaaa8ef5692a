import { GrammyError } from 'grammy'
import type { SendError, SendErrorCode } from '../../ports/channel.ts'
import { sendError } from '../errors.ts'
import { NoAnswer } from './call.ts'
import { waitUntoldSeconds } from './can.ts'

/**
 * What went wrong, in the names that all channels share. Telegram's texts: Client.cpp of github.com/tdlib/telegram-bot-api.
 * An unknown refusal is final, an unknown break may have happened after the message was written.
 */
export function errorOf(error: unknown, token: string): SendError {
  if (error instanceof GrammyError) return refusalOf(error, token)
  const surelyNot = error instanceof NoAnswer && !error.mayHaveArrived
  return sendError(surelyNot ? 'unreachable' : 'uncertain', { detail: withoutToken(String(error), token) })
}

/** A text with the bot's token taken out: it is part of every address that is called. */
export function withoutToken(text: string, token: string): string {
  return text.replaceAll(token, '<token>').replace(/bot\d+:[\w-]+/g, 'bot<token>')
}

// The first row that fits decides; a row without a pattern stands for all of that code. The texts are matched as narrowly as the platform
// words them: `content` stops a whole announcement, and the others say something about a person.
const refusals: readonly { code: number; says?: RegExp; is: SendErrorCode }[] = [
  { code: 401, is: 'unauthorized' },
  // A token of the wrong shape is not found, as an address is not.
  { code: 404, is: 'unauthorized' },
  { code: 409, is: 'conflict' },
  { code: 413, is: 'content' },
  { code: 429, is: 'too_many' },
  { code: 403, says: /bot was blocked by the user/, is: 'blocked' },
  { code: 403, says: /user is deactivated/, is: 'deactivated' },
  { code: 403, says: /bot can't initiate conversation with a user/, is: 'not_started' },
  {
    code: 403,
    says: /bot (was kicked from|is not a member of) the (group|supergroup|channel) chat|group chat was deleted/,
    is: 'not_found',
  },
  { code: 400, says: /USER_IS_BLOCKED/, is: 'blocked' },
  { code: 400, says: /USER_DEACTIVATED/, is: 'deactivated' },
  { code: 400, says: /group chat was upgraded to a supergroup chat/, is: 'moved' },
  {
    code: 400,
    says: /chat not found|user not found|PEER_ID_INVALID|chat_id is empty|group chat was deactivated/,
    is: 'not_found',
  },
  { code: 400, says: /message is too long|MESSAGE_TOO_LONG/, is: 'content' },
  {
    code: 400,
    says: /text is empty|text must be non-empty|must be encoded in UTF-8|unsupported parse_mode/,
    is: 'content',
  },
  { code: 400, says: /can't parse (entities|((inline|reply) )?keyboard)|ENTIT(Y|IES)_/, is: 'content' },
  {
    code: 400,
    says: /reply markup is too long|expected as reply markup|REPLY_MARKUP_|BUTTON_|keyboard" must be/,
    is: 'content',
  },
]

function refusalOf(error: GrammyError, token: string): SendError {
  const { error_code: code, description, parameters } = error
  const detail = withoutToken(`${code} ${description}`, token)
  if (code >= 500) return sendError('uncertain', { detail })
  const is =
    refusals.find((r) => r.code === code && (r.says === undefined || r.says.test(description)))?.is ?? 'refused'
  const newChat = parameters.migrate_to_chat_id
  if (is === 'moved' && newChat !== undefined) return sendError(is, { detail, movedTo: String(newChat) })
  if (is === 'too_many') return sendError(is, { detail, afterSeconds: parameters.retry_after ?? waitUntoldSeconds })
  return sendError(is, { detail })
}
