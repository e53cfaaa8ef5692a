import type { Json } from '../conversation/question.ts'
import type { Part, Words } from '../conversation/words.ts'
import type { LeaderCase, LeaderRequest, LedGroup } from '../ports/leaders.ts'
import { programmeName } from './application-message.ts'
import type { Ended } from './endings/ending.ts'
import { ledGroups } from './led-groups.ts'
import { type Scene, say } from './scene.ts'

/** Tasks on a later page: with the button that leads on they are four. The first one has the bench besides. */
const perPage = 3

/** What a leader looks at: a group, where there are several, and a page of it. */
export interface GroupLook {
  groupId?: number
  page?: number
}

/** The group of whoever leads one: what its meeting has to weigh, and who has a difficulty. Who leads several picks one first. */
export async function showGroup(scene: Scene, { groupId, page = 0 }: GroupLook = {}): Promise<Ended> {
  const { tx } = scene
  const groups = await ledGroups(scene)
  const [only, ...more] = groups
  if (!only) return nothingLed
  const group = more.length === 0 ? only : groups.find(({ id }) => id === groupId)
  if (!group) return pickGroup(groups, page)
  const requests = await tx.leaders.requests(group.id, ['submitted', 'with_group', 'listed'])
  const standing = (state: LeaderRequest['state']) => requests.filter((request) => request.state === state)
  const weighed = standing('with_group')
  const cases = await tx.leaders.cases(group.id)
  const counts = { before: standing('submitted').length, waiting: weighed.length, listed: standing('listed').length }
  const head = say('flows/leader-group:head', { group: group.name, ...counts, cases: cases.length })
  const tasks = [...cases.map(caseEntry), ...weighed.map(requestEntry)]
  const given = { items: tasksOf(tasks, page), group: String(group.id), name: group.name, page }
  const nothing = tasks.length === 0 ? [say('flows/leader-group:nothing')] : []
  return { parts: page === 0 ? [head, ...nothing] : [], next: { flow: 'leader-group', given } }
}

/** What somebody reads who leads no group, or none any more. */
export const nothingLed: Ended = { parts: [say('flows/leader-group:not_leader')], next: { flow: 'menu' } }

/** A request of a group that this account leads now, while it waits for the meeting. */
export async function ledRequest(
  scene: Scene,
  id: string,
): Promise<{ group: LedGroup; request: LeaderRequest } | undefined> {
  for (const group of await ledGroups(scene)) {
    const request = (await scene.tx.leaders.requests(group.id, ['with_group'])).find((one) => one.id === id)
    if (request) return { group, request }
  }
  return undefined
}

/** A difficulty that waits for this account as the leader of a group. */
export async function ledCase(scene: Scene, id: string): Promise<LeaderCase | undefined> {
  for (const group of await ledGroups(scene)) {
    const found = (await scene.tx.leaders.cases(group.id)).find((one) => one.id === id)
    if (found) return found
  }
  return undefined
}

/** Who asks for what, and which papers are missing: no debts, no phone, no identity number. */
export function requestParts({ request }: { request: LeaderRequest }): Part[] {
  const { name, hamlet, programme, amount, termMonths, missingPapers, code } = request
  const papers = missingPapers.map((id) => ({ words: paperName(programme, id) }))
  return [
    say('flows/leader-request:about', {
      ...{
        name,
        code,
        hamlet: hamlet ?? '–',
        programme: { words: programmeName(programme) },
        amount: { dong: amount },
      },
      term: termMonths === undefined ? '–' : { words: { key: 'flows/leader-request:months', with: { n: termMonths } } },
    }),
    papers.length === 0
      ? say('flows/leader-request:papers_none')
      : say('flows/leader-request:papers', { papers: { lines: papers } }),
  ]
}

function paperName(programme: string, id: string): Words {
  return id.startsWith('identity_')
    ? { key: `flows/leader-request:identity.${id}` }
    : { key: `${programmeName(programme).key.split(':')[0]}:documents.${id}` }
}

function pickGroup(groups: readonly LedGroup[], page: number): Ended {
  const items = groups.map(({ id, name }): Entry => ({ id: `g${id}`, name }))
  const asked = page === 0 ? [say('flows/leader-group:groups', { count: groups.length })] : []
  return { parts: asked, next: { flow: 'leader-group', given: { items: pageOf(items, page), page } } }
}

type Entry = { id: string } & ({ name: string } | { words: Words })

function requestEntry({ id, name, amount }: LeaderRequest): Entry {
  return { id: `a${id}`, words: { key: 'flows/leader-group:task.request', with: { name, amount: { dong: amount } } } }
}

function caseEntry({ id, name, kind }: LeaderCase): Entry {
  const words = { key: `cases:kinds.${kind}` }
  return { id: `c${id}`, words: { key: 'flows/leader-group:task.case', with: { name, kind: { words } } } }
}

/** The tasks of a group: the bench stands below the first of them, so that it is always one press away. */
function tasksOf(tasks: readonly Entry[], page: number): Json {
  const onFirst = perPage - 1
  if (tasks.length <= perPage) return [...tasks, 'bench'] as unknown as Json
  const first = onFirst + (page - 1) * perPage
  if (page === 0 || first >= tasks.length) return [...tasks.slice(0, onFirst), 'next', 'bench'] as unknown as Json
  const rest = tasks.slice(first)
  // A fourth one needs no page of its own.
  return (rest.length <= perPage + 1 ? rest : [...rest.slice(0, perPage), 'next']) as unknown as Json
}

/** A page beyond the last one is the first. */
function pageOf(entries: readonly Entry[], page: number): Json {
  const first = page * perPage < entries.length ? page * perPage : 0
  // A fourth one needs no page of its own.
  if (first + perPage + 1 >= entries.length) return entries.slice(first) as unknown as Json
  return [...entries.slice(first, first + perPage), 'next'] as unknown as Json
}
