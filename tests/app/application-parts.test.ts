import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showApplications } from '../../src/app/application-parts.ts'
import type { Scene } from '../../src/app/scene.ts'
import type { Past, Talk } from '../../src/conversation/talk.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

const given = { programme: 'clean_water', day: '2026-11-20' }
const replies = [
  { node: 'consent', reply: { tap: 'agree' } },
  { node: 'full_name', reply: { text: 'Trần Thị Hoa' } },
]
const saved = { flow: 'apply', ref: '1', given, replies }
const begun: Past = { saved }
const ended: Past = { saved, done: { outcome: 'declined' } }

/** What an account reads of its requests, as keys, and what it is offered. */
async function shown(past: Past | undefined, sent: boolean) {
  const accountId = await world.account({})
  if (sent) await world.application({ accountId })
  const account = await world.store.accounts.find(accountId)
  const scene = { tx: world.store, account, now, day: '2026-11-24' } as unknown as Scene
  const talk: Talk = { past: past ? { apply: past } : {}, runs: 1 }
  const { parts, next } = await showApplications({ scene, talk })
  const offers = next && 'given' in next ? (next.given?.offers as string[]) : []
  return { keys: parts.map(({ words }) => words.key), resumes: offers.includes('resume') }
}

describe('one’s requests', () => {
  it.each<[string, Past | undefined, boolean, string[], boolean]>([
    ['none', undefined, false, ['common:no_applications'], false],
    ['one that was sent', undefined, true, ['common:application'], false],
    ['a draft that was left', begun, false, ['applications:draft'], true],
    ['a draft beside one that was sent', begun, true, ['applications:draft', 'common:application'], true],
    ['one that was begun and declined', ended, false, ['common:no_applications'], false],
  ])('are shown to the household: %s', async (_, past, sent, keys, resumes) => {
    expect(await shown(past, sent)).toEqual({ keys, resumes })
  })
})
