import { type Fake, firstPerson } from './fake.ts'
import { moment, pause } from './moment.ts'
import { type Door, tapped, typed } from './webhook.ts'

/** People who talk with Loa through the webhook. */
export interface People {
  /** Everybody agrees to talk, asks once and opens the menu once: none of it is counted. */
  meet(): Promise<void>
  /** So many asks a second, whoever is free, for a while. */
  askSteadily(how: { perSecond: number; seconds: number }): Promise<Asked[]>
}

/** Somebody asked something: when the update left for the webhook. */
export interface Asked {
  person: number
  at: number
}

/** How long somebody waits for a reply before it counts as none. */
export const patienceMs = 15_000

const questions = [
  'vay nuoc sach duoc bao nhieu tien',
  'cho em hỏi hộ cận nghèo vay lãi suất bao nhiêu ạ',
  'nha toi co con hoc dai hoc nam nhat hoan canh kho khan thi vay the nao',
  'hộ nghèo cần giấy tờ gì để vay vốn',
]

/** So many people, none of whom wants announcements: what reaches them is a reply. */
export function makePeople(door: Door, fake: Fake, count: number): People {
  const everybody = Array.from({ length: count }, (_, i) => firstPerson + i)
  const talk = { door, fake, updates: 0, turns: new Map(everybody.map((person) => [person, 0])) }
  return {
    meet: async () => {
      for (let i = 0; i < everybody.length; i += atOnce)
        await Promise.all(everybody.slice(i, i + atOnce).map((person) => meet(talk, person)))
    },
    askSteadily: (how) => askSteadily(talk, everybody, how),
  }
}

interface Talk {
  door: Door
  fake: Fake
  updates: number
  turns: Map<number, number>
}

/** People who come in at a time, so that a first meeting is no storm. */
const atOnce = 5

async function meet(talk: Talk, person: number): Promise<void> {
  await heard(talk, await type(talk, person, '/start'))
  for (const option of ['agree', 'no']) {
    const tapped = await tap(talk, person, option)
    if (!tapped) throw new Error(`the first meeting showed no button "${option}"`)
    await heard(talk, tapped)
  }
  for (let i = 0; i < 2; i++) await heard(talk, await ask(talk, person))
}

/** In turn a question in free words and a tap on the menu, where the newest message offers it. */
async function ask(talk: Talk, person: number): Promise<Asked> {
  const turn = talk.turns.get(person) ?? 0
  talk.turns.set(person, turn + 1)
  const tapped = turn % 2 === 1 ? await tap(talk, person, 'menu') : undefined
  return tapped ?? type(talk, person, questions[(person + (turn >> 1)) % questions.length] ?? '')
}

async function type(talk: Talk, person: number, text: string): Promise<Asked> {
  return post(talk, person, typed(++talk.updates, person, text))
}

/** Presses the button of that option on the newest message; undefined where it has none. */
async function tap(talk: Talk, person: number, option: string): Promise<Asked | undefined> {
  const { body = '' } = (await talk.fake.latest(person)) ?? {}
  const buttons = [...body.matchAll(/"callback_data":\s*"([^"]+)"/g)].map(([, data]) => data ?? '')
  const button = buttons.find((data) => data.includes(`.${option}#`))
  return button === undefined ? undefined : post(talk, person, tapped(++talk.updates, person, button))
}

async function post({ door }: Talk, person: number, update: object): Promise<Asked> {
  const at = moment()
  if (!(await door.post(update))) throw new Error('the webhook did not confirm an update')
  return { person, at }
}

async function heard({ fake }: Talk, { person, at }: Asked): Promise<void> {
  while (((await fake.latest(person))?.at ?? 0) < at) {
    if (moment() - at > patienceMs) throw new Error('the first meeting was not answered')
    await pause(5)
  }
}

/** Asks leave by the clock and wait for no reply; each person has time for theirs before their next turn. */
async function askSteadily(
  talk: Talk,
  everybody: readonly number[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Asked[]> {
  const from = moment()
  const asked: Promise<Asked>[] = []
  for (let i = 0; i < perSecond * seconds; i++) {
    await pause(Math.max(0, from + (i * 1000) / perSecond - moment()))
    asked.push(ask(talk, everybody[i % everybody.length]!))
  }
  return Promise.all(asked)
}
