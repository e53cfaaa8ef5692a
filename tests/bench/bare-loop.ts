import { Pool } from 'undici'
import type { Fake } from './fake.ts'
import { moment } from './moment.ts'

/** A message as the product sent it, to be sent to other chats: the text before and after the number of the chat. */
export interface Template {
  path: string
  before: string
  after: string
}

/** Takes the newest message that arrived as a template. */
export async function templateOf(fake: Fake): Promise<Template> {
  const body = await fake.last()
  const chat = /"chat_id":\s*("?)-?\d+\1/.exec(body)
  if (!chat) throw new Error('no message has arrived to send the like of')
  const path = `/bot${fake.token}/sendMessage`
  return {
    path,
    before: `${body.slice(0, chat.index)}"chat_id":"`,
    after: `"${body.slice(chat.index + chat[0].length)}`,
  }
}

/** Sends messages over so many connections. */
export interface Poster {
  post(chat: number): Promise<void>
  close(): Promise<void>
}

/** A pool that posts the template; fails on every answer but 200. */
export function makePoster(root: string, template: Template, connections: number): Poster {
  const pool = new Pool(root, { connections, pipelining: 1 })
  const headers = { 'content-type': 'application/json' }
  return {
    post: async (chat) => {
      const body = `${template.before}${chat}${template.after}`
      const answer = await pool.request({ path: template.path, method: 'POST', headers, body })
      await answer.body.text()
      if (answer.statusCode !== 200) throw new Error(`the fake platform answered ${answer.statusCode}`)
    },
    close: () => pool.close(),
  }
}

/** The same messages with nothing written down: what HTTP alone allows on this machine. */
export async function bareLoop(
  fake: Fake,
  { template, inFlight, count }: { template: Template; inFlight: number; count: number },
): Promise<{ perSecond: number; inFlight: number; count: number }> {
  await fake.reset()
  const poster = makePoster(fake.root, template, inFlight)
  let next = 1
  const from = moment()
  const sendOn = async () => {
    while (next <= count) await poster.post(next++)
  }
  await Promise.all(Array.from({ length: inFlight }, sendOn))
  const seconds = (moment() - from) / 1000
  await poster.close()
  return { perSecond: Math.round(count / seconds), inFlight, count }
}
