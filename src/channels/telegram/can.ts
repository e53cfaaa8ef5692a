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

/** How long a poll stays open, and the longest wait for its answer. https://core.telegram.org/bots/api#getupdates */
export const pollSeconds = { open: 25, atMost: 40 }

/** The kinds of update that are read; all others are never asked for. https://core.telegram.org/bots/api#update */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const
