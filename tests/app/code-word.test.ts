import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withCodeWord } from '../../src/app/code-word.ts'
import { tellHousehold } from '../../src/app/tell-household.ts'
import type { Message } from '../../src/conversation/words.ts'
import { linkedPerson } from './household-reminded.ts'
import { smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
let householdId: string
let own: Awaited<ReturnType<typeof linkedPerson>>
let neighbour: Awaited<ReturnType<typeof linkedPerson>>
const message: Message = { parts: [{ as: 'text', words: { key: 'flows/receipt:right' } }] }

beforeAll(async () => {
  bench = await talkBench()
  const office = await smallOffice(bench)
  householdId = String(office.households[0])
  own = await linkedPerson(bench, office.households[0]!, { address: 'own' })
  neighbour = await linkedPerson(bench, office.households[1]!, { address: 'neighbour' })
  await bench.store.householdChoices.setCodeWord(householdId, { word: 'hoa gạo', at: bench.now })
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})

const account = (of: Partial<Parameters<typeof withCodeWord>[1]> = {}) => ({
  ...{ householdId, channel: 'telegram' as const, address: '777' },
  ...of,
})
const keys = async (of: Parameters<typeof withCodeWord>[1]) =>
  (await withCodeWord(bench.store, of, message)).parts.map(({ words }) => words.key)

describe('the code word', () => {
  it('stands at the end of what goes to the household alone', async () => {
    expect(await keys(account())).toEqual(['flows/receipt:right', 'common:code_word'])
  })

  it('never goes to a group chat, to an account of nobody, or to another household', async () => {
    expect(await keys(account({ address: '-100777' }))).toEqual(['flows/receipt:right'])
    const { householdId: _, ...nobody } = account()
    expect(await keys(nobody)).toEqual(['flows/receipt:right'])
    const other = (await bench.store.accounts.find(neighbour.accountId))!
    expect(await keys(other)).toEqual(['flows/receipt:right'])
  })

  it('is carried by a notice of a request, and no more once the account is unlinked', async () => {
    const tell = () => tellHousehold(bench.store, { accountId: own.accountId, message, at: bench.now })
    await tell()
    await own.person.send()
    expect(own.person.last().text).toContain('Lời hẹn của gia đình: hoa gạo')
    await bench.store.accounts.unlink(own.accountId)
    await tell()
    await own.person.send()
    expect(own.person.last().text).not.toContain('hoa gạo')
  })
})
