import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Role } from '../../src/domain/staff.ts'
import { type ConsoleWorld, consoleWorld } from '../support/console-world.ts'
import { now } from '../support/staff-world.ts'

/** What the first page may weigh with its style and its scripts, before pictures. */
const mostBytes = 60_000

let world: ConsoleWorld
beforeAll(async () => {
  world = await consoleWorld()
  const { office, commune } = world
  for (let n = 0; n < 12; n++) {
    const householdId = await world.household({ name: `Nguyễn Thị Minh Nguyệt ${n}` })
    const accountId = await world.account({ householdId })
    await world.application({ accountId, householdId, key: `first${n}` })
    const place = { householdId, accountId, officeId: office.id, communeId: commune.first }
    await world.store.cases.open({ kind: 'difficulty', routedTo: 'officer', text: 'x', ...place, at: now, dueAt: now })
  }
}, 60_000)
afterAll(() => world.close())

const bytes = (text: string) => new TextEncoder().encode(text).length

it.each<Role>(['officer', 'director', 'commune_chair', 'admin'])(
  'the first page of %s weighs at most 60 kB, uncompressed',
  async (role) => {
    const who = await world.signIn(
      await world.staff(role, role === 'commune_chair' ? { communeId: world.commune.first } : {}),
    )
    const { text } = await world.get('/console', who)
    const files = [...text.matchAll(/<(?:link rel="stylesheet"|script)[^>]*(?:href|src)="([^"]+)"/g)].map(
      ([, path]) => path ?? '',
    )
    expect(files.length).toBeGreaterThan(0)
    const sizes = [bytes(text)]
    for (const file of files) sizes.push(bytes((await world.get(file, who)).text))
    const whole = sizes.reduce((sum, size) => sum + size, 0)
    expect(whole, `page and files: ${sizes.join(' + ')} bytes`).toBeLessThanOrEqual(mostBytes)
  },
)
