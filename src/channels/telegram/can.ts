import type { Can } from '../fit.ts'

/** What Telegram can show. */
export const can: Can = {
  // Telegram names no number; this is ours: more rows than two screens of a small phone are not read.
  buttons: 24,
  // Telegram names no length; ours, so that a label is read whole on a phone.
  buttonLabel: 60,
  // "callback_data", 1-64 bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton
  tokenBytes: 64,
  // Telegram has no list of its own.
  listRows: 0,
  // "text", 1-4096 characters after entities parsing: https://core.telegram.org/bots/api#sendmessage
  // Offsets are counted in UTF-16 units (https://core.telegram.org/bots/api#messageentity), the strictest way to count the text as well.
  text: 4096,
}

/** Labels up to this many characters stand two in a row: ours, half the width of a small phone. */
export const pairedLabel = 14

/** Buttons of numbers in a row: ours, what a thumb still hits. */
export const numbersInRow = 5

/** How long one message may take before nobody can tell whether it arrived: below the lease of a delivery. */
export const sendSeconds = 15

/** How long to wait after a 429 that does not say how long. Ours: well above the second that Telegram's FAQ names for a chat, short for a person. */
export const waitUntoldSeconds = 5

/**
 * Most connections at once, so most calls at once: a thousand messages a second at 200 ms each, and some.
 * Telegram refuses a bot with more than about 1000 calls at once (Client.cpp of github.com/tdlib/telegram-bot-api).
 */
export const connectionsAtMost = 256

/**
 * Times of a connection, in milliseconds. `atMost`: to open it, below `sendSeconds`. `family`: one address of a name before the next is tried;
 * the 250 of Node are shorter than the way from Vietnam to Telegram and back. `keptIdle`: how long an unused one is kept, well below the
 * 75 s after which a common server closes it (https://nginx.org/en/docs/http/ngx_http_core_module.html#keepalive_timeout), so that
 * a message is hardly ever written while the other side closes.
 */
export const connecting = { atMostMs: 8_000, familyMs: 2_000, keptIdleMs: 20_000 }

/** How long a poll stays open, and the longest wait for its answer. https://core.telegram.org/bots/api#getupdates */
export const pollSeconds = { open: 25, atMost: 40 }

/** The kinds of update that are read; all others are never asked for. https://core.telegram.org/bots/api#update */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const
