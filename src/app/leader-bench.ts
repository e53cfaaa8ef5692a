import type { Json } from '../conversation/question.ts'
import type { Filler, Part, Words } from '../conversation/words.ts'
import { type CollectionLine, type CollectionSheet, collectionSheet } from '../domain/collection-sheet.ts'
import type { BenchAnswer } from '../ports/leader-bench.ts'
import type { LedGroup } from '../ports/leaders.ts'
import type { Group } from '../ports/units.ts'
import type { Ended } from './endings/ending.ts'
import { nothingLed } from './leader-group.ts'
import { ledGroup } from './led-groups.ts'
import { type Scene, say } from './scene.ts'

/** Lines of one message: they fit a small screen in two swipes. */
const perMessage = 10

/** What a leader looks at: a list, and which page of it. */
export interface BenchLook {
  groupId: unknown
  list?: 'due' | 'members'
  page?: number
}

/** The bench of a group: its four parts, or a page of one of its lists. */
export async function showBench(scene: Scene, { groupId, list, page = 0 }: BenchLook): Promise<Ended> {
  const led = await ledGroup(scene, groupId)
  const group = led && (await scene.tx.units.group(led.id))
  if (!led || !group) return nothingLed
  if (list === 'members') return listed({ led, list, page }, await membersPart(scene, led))
  if (list === 'due') return listed({ led, list, page }, await duePart(scene, group))
  const sheet = await sheetOf(scene, group)
  const about = { group: led.name, members: await scene.tx.leaders.members(led.id), day: { day: sheet.session } }
  const head = say('flows/leader-bench:head', { ...about, due: peopleIn(sheet) })
  return { parts: [head], next: { flow: 'leader-bench', given: { group: String(led.id), items: parts as Json } } }
}

const parts = ['due', 'members', 'sheet', 'nudge']

/** What a group pays at its next session, as the bank's figures have it. */
export async function sheetOf({ tx, day }: Pick<Scene, 'tx' | 'day'>, group: Group): Promise<CollectionSheet> {
  return collectionSheet(await tx.leaderBench.loans(group.id), { sessions: group.sessions, today: day })
}

/** A list before it is cut into pages. */
interface Long {
  head: Part
  lines: Filler[]
  foot?: Part
}

function listed({ led, list, page }: { led: LedGroup; list: string; page: number }, long: Long): Ended {
  const first = page * perMessage < long.lines.length ? page * perMessage : 0
  const shown = long.lines.slice(first, first + perMessage)
  const more = first + perMessage < long.lines.length
  const given = { group: String(led.id), list, page, items: [...(more ? ['next'] : []), 'bench', 'group'] }
  const said = shown.length === 0 ? say(`flows/leader-bench:none.${list}`) : linesPart(shown)
  return {
    parts: [...(first === 0 ? [long.head] : []), said, ...(long.foot && !more ? [long.foot] : [])],
    next: { flow: 'leader-bench', given },
  }
}

function linesPart(lines: Filler[]): Part {
  return say('flows/leader-bench:lines', { lines: { lines } })
}

async function membersPart({ tx }: Scene, led: LedGroup): Promise<Long> {
  const members = await tx.leaderBench.members(led.id)
  const head = say('flows/leader-bench:members', { group: led.name, count: members.length })
  return { head, lines: members.map(({ name }) => name) }
}

async function duePart(scene: Scene, group: Group): Promise<Long> {
  const sheet = await sheetOf(scene, group)
  const answers = await scene.tx.leaderBench.answers(group.id, sheet.session)
  const sums = { interest: { dong: sheet.interest }, principal: { dong: sheet.principal } }
  const collection = group.collectionDay === undefined ? '' : collectionDay(group.collectionDay)
  const head = say('flows/leader-bench:due', { group: group.name, day: { day: sheet.session }, collection, ...sums })
  const foot = sheet.asOf ? { foot: say('flows/leader-bench:as_of', { day: { day: sheet.asOf } }) } : {}
  return {
    head,
    lines: sheet.lines.map((line) => ({ words: lineWords(line, answers.get(line.householdId)) })),
    ...foot,
  }
}

function collectionDay(day: number): Filler {
  return { words: { key: 'flows/leader-bench:collection', with: { day: String(day) } } }
}

function lineWords({ name, code, interest, principal }: CollectionLine, answer: BenchAnswer | undefined): Words {
  const about = { name, code, interest: { dong: interest }, principal: { dong: principal } }
  const key = `flows/leader-bench:line${principal > 0 ? '.both' : '.interest'}`
  return { key, with: { ...about, answer: answerWords(answer) } }
}

/** What a member said, in words that accuse nobody. Who said nothing for a leader is not named. */
function answerWords(said: BenchAnswer | undefined): Filler {
  if (!said) return ''
  if (said.on) return { words: { key: 'flows/leader-bench:answer.will_pay_on', with: { day: { day: said.on } } } }
  return { words: { key: `flows/leader-bench:answer.${said.answer}` } }
}

/** How many members have something to pay. */
function peopleIn({ lines }: CollectionSheet): number {
  return new Set(lines.map(({ householdId }) => householdId)).size
}
