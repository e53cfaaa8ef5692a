import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDomains } from '../../src/app/own-domains.ts'
import { domains } from '../../src/cli/domains.ts'
import { type StaffWorld, staffWorld } from '../support/staff-world.ts'
import { commandLine } from './command-line.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

describe('the domains of the bank', () => {
  it.each([
    ['vbsp.org.vn', ['vbsp.org.vn']],
    [' VBSP.org.vn , nhcsxh.example ', ['vbsp.org.vn', 'nhcsxh.example']],
    ['org.vn', undefined],
    ['vn', undefined],
    ['https://vbsp.org.vn', undefined],
    ['vbѕp.org.vn', undefined],
    ['', undefined],
  ])('"%s" is read as %j', (list, read) => expect(readDomains(list)).toEqual(read))

  it('are shown, set, and written down', async () => {
    const loa = (args: string[]) => commandLine(world, domains, args)
    expect((await loa(['domains'])).printed).toEqual(['vbsp.org.vn'])
    expect((await loa(['domains', '--set', 'vbsp.org.vn,nhcsxh.example'])).printed).toEqual([
      'vbsp.org.vn',
      'nhcsxh.example',
    ])
    expect((await loa(['domains', '--set', 'org.vn'])).failed).toContain('not a list of domains')
    expect((await loa(['domains'])).printed).toEqual(['vbsp.org.vn', 'nhcsxh.example'])
    expect(await world.database.prisma.audit.count({ where: { action: 'office.domains' } })).toBe(1)
  })
})
