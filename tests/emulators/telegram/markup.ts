import { type Button, badRequest, type World } from './world.ts'

/** What a `reply_markup` shows. `remove` takes the reply keyboard away. */
export interface Markup {
  rows: Button[][]
  inline: boolean
  remove: boolean
}

/** Reads a `reply_markup`, refusing what the Bot API refuses. Fields that nobody knows are violations. */
export function readMarkup(given: unknown, about: { private: boolean; world: World }): Markup {
  if (given === undefined) return { rows: [], inline: false, remove: false }
  const markup = typeof given === 'string' ? parsed(given) : given
  if (!isRecord(markup)) throw badRequest('object expected as reply markup')
  if ('inline_keyboard' in markup) {
    known(markup, ['inline_keyboard'], about.world)
    return { rows: inlineRows(markup.inline_keyboard, about.world), inline: true, remove: false }
  }
  if ('keyboard' in markup) {
    known(markup, [...keyboardFields], about.world)
    return { rows: keyboardRows(markup.keyboard, about), inline: false, remove: false }
  }
  if ('remove_keyboard' in markup) {
    known(markup, ['remove_keyboard', 'selective'], about.world)
    return { rows: [], inline: false, remove: markup.remove_keyboard === true }
  }
  if (!('force_reply' in markup)) about.world.violations.push(`reply_markup of no known kind: ${Object.keys(markup)}`)
  return { rows: [], inline: false, remove: false }
}

const keyboardFields = [
  'keyboard',
  'is_persistent',
  'resize_keyboard',
  'one_time_keyboard',
  'input_field_placeholder',
  'selective',
] as const

// "reply markup is too long" comes from the server; a hundred buttons is what bots report.
const mostButtons = 100
// Rows of more than eight are wrapped by the clients: nobody who draws rows wants that.
const mostInRow = 8

function inlineRows(given: unknown, world: World): Button[][] {
  const rows = rowsOf(given, 'inline_keyboard')
  for (const row of rows) if (row.length > mostInRow) world.violations.push(`${row.length} buttons in one row`)
  return rows.map((row) =>
    row.map((button): Button => {
      if (!isRecord(button))
        throw badRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
      known(button, ['text', 'callback_data'], world)
      const label = labelOf(button, 'inline keyboard button')
      const data = button.callback_data
      if (data === undefined || data === '') {
        throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
      }
      if (typeof data !== 'string' || Buffer.byteLength(data) > 64) throw badRequest('BUTTON_DATA_INVALID')
      return { label, data }
    }),
  )
}

function keyboardRows(given: unknown, about: { private: boolean; world: World }): Button[][] {
  return rowsOf(given, 'keyboard').map((row) =>
    row.map((button): Button => {
      if (typeof button === 'string') return { label: button }
      if (!isRecord(button)) throw badRequest("can't parse keyboard button: KeyboardButton must be an Object")
      known(button, ['text', 'request_contact'], about.world)
      const label = labelOf(button, 'keyboard button')
      if (button.request_contact !== true) return { label }
      if (!about.private) throw badRequest('phone number can be requested in private chats only')
      return { label, contact: true }
    }),
  )
}

function labelOf(button: Record<string, unknown>, what: string): string {
  if (button.text === undefined) throw badRequest(`can't parse ${what}: Can't find field "text"`)
  if (typeof button.text !== 'string') throw badRequest(`can't parse ${what}: Field "text" must be of type String`)
  if (button.text.trim() === '') throw badRequest(`${what} text must be non-empty`)
  return button.text
}

function rowsOf(given: unknown, field: string): unknown[][] {
  if (!Array.isArray(given)) throw badRequest(`field "${field}" must be of type Array`)
  if (!given.every((row) => Array.isArray(row))) throw badRequest(`field "${field}" must be an Array of Arrays`)
  const rows = given as unknown[][]
  if (rows.flat().length > mostButtons) throw badRequest('reply markup is too long')
  return rows.filter((row) => row.length > 0)
}

function known(fields: Record<string, unknown>, names: string[], world: World): void {
  for (const name of Object.keys(fields)) if (!names.includes(name)) world.violations.push(`reply_markup: ${name}`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest("can't parse reply keyboard markup JSON object")
  }
}
