import { Pool } from 'undici'
import { freePort } from '../support/redis.ts'

/** Where the product listens, and how it is told so. */
export interface Door {
  env: Record<string, string>
  /** Posts an update as Telegram does; true once it was confirmed with 200. */
  post(update: object): Promise<boolean>
  close(): Promise<void>
}

const secret = 'bench-secret'

/** A free port for the pages, and so many connections to it that are kept open. */
export async function openDoor(connections: number): Promise<Door> {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const pool = new Pool(publicUrl, { connections, pipelining: 1 })
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
  return {
    env: { PORT: String(port), PUBLIC_URL: publicUrl, TELEGRAM_WEBHOOK_SECRET: secret },
    post: async (update) => {
      const body = JSON.stringify(update)
      const answer = await pool.request({ path: '/webhooks/telegram', method: 'POST', headers, body })
      await answer.body.text()
      return answer.statusCode === 200
    },
    close: () => pool.destroy(),
  }
}

/** An update in which somebody types. https://core.telegram.org/bots/api#update */
export function typed(id: number, person: number, text: string): object {
  const date = Math.floor(Date.now() / 1000)
  return { update_id: id, message: { message_id: id, date, chat: chatOf(person), from: senderOf(person), text } }
}

/** An update in which somebody presses a button. */
export function tapped(id: number, person: number, data: string): object {
  const message = { message_id: id, date: Math.floor(Date.now() / 1000), chat: chatOf(person) }
  const query = { id: String(id), from: senderOf(person), message, chat_instance: '1', data }
  return { update_id: id, callback_query: query }
}

function chatOf(person: number): object {
  return { id: person, type: 'private', first_name: 'Mẫu' }
}

function senderOf(person: number): object {
  return { id: person, is_bot: false, first_name: 'Mẫu', language_code: 'vi' }
}
