import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRoute } from '../../src/domain/case.ts'
import type { Inbound, InboundKind } from '../../src/ports/channel.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { now } from '../support/staff-world.ts'

let world: ConsoleWorld
let officer: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer', { name: 'Lê Mai' }))
})
afterAll(() => world.close())

async function opened(of: { routedTo?: CaseRoute; text?: string; dueAt?: Date; status?: 'blocked' } = {}) {
  const accountId = await world.account({ name: 'Chị Hoa', ...(of.status ? { status: of.status } : {}) })
  const place = { officeId: world.office.id, communeId: world.commune.first }
  const words = {
    text: of.text ?? 'Bò ốm, tháng này khó trả',
    at: now,
    dueAt: of.dueAt ?? new Date(now.getTime() + 1e6),
  }
  const { id } = await world.store.cases.open({
    kind: 'difficulty',
    accountId,
    ...place,
    routedTo: of.routedTo ?? 'officer',
    ...words,
  })
  return { id, accountId }
}

describe('the list of cases', () => {
  it('shows what waits, marks what is late, and nothing of what is not mine', async () => {
    await opened({ text: 'Chuyện trễ hạn', dueAt: new Date(now.getTime() - 1) })
    await opened({ text: 'Cán bộ đòi tiền', routedTo: 'director' })
    const { text } = await world.get('/console/cases', officer)
    expect(text).toContain('Chuyện trễ hạn')
    expect(text).toContain('Quá hạn từ')
    expect(text).not.toContain('Cán bộ đòi tiền')
    const director = await world.signIn(await world.staff('director'))
    expect((await world.get('/console/cases', director)).text).toContain('Cán bộ đòi tiền')
    expect((await world.get('/console/cases?state=closed', officer)).text).toContain('Chưa có việc nào đã xong')
  })

  it('of an empty unit says what would be here', async () => {
    const other = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
    expect((await world.get('/console/cases', other)).text).toContain('Không ai đang chờ trả lời')
  })
})

describe('a case', () => {
  it('is answered: the household is told, the talk shows it', async () => {
    const { id, accountId } = await opened()
    const answer = await world.post(`/console/cases/${id}/answer`, { text: 'Mai tôi đến nhà chị.' }, officer)
    expect(answer).toMatchObject({ status: 303, to: `/console/cases/${id}?done=answered` })
    const { text } = await world.get(answer.to ?? '', officer)
    expect(text).toContain('Đã gửi câu trả lời cho bà con.')
    expect(text).toContain('Mai tôi đến nhà chị.')
    expect(text).toContain('Lê Mai')
    expect(await world.told(accountId)).toHaveLength(1)
  })

  it.each([
    ['nothing', '   ', 'Chưa có lời trả lời.'],
    ['too much', `dài ${'a'.repeat(1500)}`, 'Dài quá. Nhiều nhất 1.500 chữ.'],
  ])('is not answered with %s, and what was typed stays', async (_, text, problem) => {
    const { id, accountId } = await opened()
    const answer = await world.post(`/console/cases/${id}/answer`, { text }, officer)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(problem)
    if (text.trim()) expect(answer.text).toContain(text)
    expect(await world.told(accountId)).toEqual([])
  })

  it('shows what a colleague wrote in the console of Zalo, and until when Loa is quiet', async () => {
    const { id, accountId } = await opened()
    await world.store.cases.say(id, { by: 'agent', text: 'Chị chờ em nhé.', at: now })
    const quiet = { until: new Date(now.getTime() + 3_600_000).toISOString(), told: false }
    await world.store.talks.save(accountId, { past: {}, runs: 0, caseId: id, quiet }, now)
    const { text } = await world.get(`/console/cases/${id}`, officer)
    for (const said of ['Chị chờ em nhé.', 'Cán bộ (nhắn thẳng trên Zalo)', 'Loa im lặng', '10:00 24/11/2026'])
      expect(text).toContain(said)
    world.clock.at = new Date(now.getTime() + 3_600_001)
    expect((await world.get(`/console/cases/${id}`, officer)).text).not.toContain('Loa im lặng')
    world.clock.at = now
  })

  it('shows words as words, whatever is in them', async () => {
    const { id } = await opened({ text: '<script>alert(1)</script> & "ngoặc"' })
    const { text } = await world.get(`/console/cases/${id}`, officer)
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;ngoặc&quot;')
  })

  it('is closed, and then takes no answer', async () => {
    const { id } = await opened()
    const asked = await world.post(`/console/cases/${id}/close`, {}, officer)
    expect(asked.to).toBe(`/console/cases/${id}?done=asked_solved`)
    expect((await world.get(asked.to ?? '', officer)).text).toContain('Đang chờ bà con trả lời là đã xong chưa')
    await world.store.cases.close(id, now, 'solved')
    const answer = await world.post(`/console/cases/${id}/answer`, { text: 'muộn' }, officer)
    expect(answer.text).toContain('Việc này vừa được đóng.')
    expect(answer.text).toContain('<blockquote>muộn</blockquote>')
    expect((await world.get(`/console/cases/${id}`, officer)).text).toContain('Việc này đã đóng.')
  })

  it('says when the account cannot be reached, and is closed with a reason then', async () => {
    const { id } = await opened({ status: 'blocked' })
    const path = `/console/cases/${id}`
    expect((await world.get(path, officer)).text).toContain('Tài khoản này hiện không nhận được tin.')
    const without = await world.post(`${path}/close`, { reason: ' ' }, officer)
    expect([without.status, without.text.includes('Hãy ghi vì sao đóng việc này.')]).toEqual([422, true])
    const closed = await world.post(`${path}/close`, { reason: 'Đã gặp tại nhà ngày 23/11' }, officer)
    expect(closed.to).toBe(`${path}?done=closed`)
    expect((await world.get(path, officer)).text).toContain('Đã gặp tại nhà ngày 23/11')
  })

  it.each<[string, CaseRoute, () => Promise<Visitor>]>([
    [
      'another office',
      'officer',
      async () => world.signIn(await world.staff('director', { officeId: world.office.otherId })),
    ],
    [
      'a chair of another commune',
      'commune_chair',
      async () => world.signIn(await world.staff('commune_chair', { communeId: world.commune.second })),
    ],
    ['an officer, when it is about officers', 'director', async () => officer],
  ])('is not there for %s', async (_, routedTo, visitor) => {
    const { id } = await opened({ routedTo })
    const who = await visitor()
    expect((await world.get(`/console/cases/${id}`, who)).status).toBe(404)
    expect((await world.post(`/console/cases/${id}/answer`, { text: 'x' }, who)).status).toBe(404)
    expect((await world.post(`/console/cases/${id}/close`, {}, who)).status).toBe(404)
    expect((await world.store.cases.find(id))?.state).toBe('open')
  })
})

describe('what was said with the person', () => {
  /** Two accounts of one head of a household, with a case from the first. */
  async function linked(routedTo: CaseRoute = 'officer') {
    const householdId = await world.household({ name: 'Lê Văn Hai' })
    const { id, accountId } = await opened({ routedTo })
    const other = await world.account({ channel: 'telegram' })
    const spouse = await world.account({ channel: 'web' })
    for (const [account, role] of [
      [accountId, 'head'],
      [other, 'head'],
      [spouse, 'spouse'],
    ] as const)
      await world.store.accounts.link(account, { householdId, person: { role, name: 'Hai' }, at: now })
    return { id, accountId, other, spouse, householdId }
  }
  let updates = 0
  const says = async (accountId: string, what: InboundKind, second = 0) => {
    const { channel, address } = (await world.store.accounts.find(accountId))!
    updates += 1
    const at = new Date(now.getTime() - 86_400_000 + second * 1000)
    await world.store.inbox.store([{ channel, address, updateId: `said-${updates}`, at, what } as Inbound], at)
  }
  const opens = async (id: string) =>
    world.database.prisma.audit.count({ where: { action: 'case.talk', subjectKind: 'case', subjectId: id } })

  it('stands beside the case, over all their accounts, with the channel, and who looked is written down', async () => {
    const { id, accountId, other, spouse } = await linked()
    await says(accountId, { kind: 'text', text: 'Nhắn trên web' }, 1)
    await says(other, { kind: 'contact', phone: '0912345678', own: true }, 2)
    await says(spouse, { kind: 'text', text: 'Lời của vợ' }, 3)
    const body = { parts: [{ as: 'text' as const, words: { key: 'common:stopped' } }] }
    const to = { id: other, channel: 'telegram' as const }
    const delivery = await world.store.outbox.write(to, body, { lane: 0, at: now })
    const gone = { parts: [{ as: 'text' as const, words: { key: 'common:never_there' } }] }
    const older = await world.store.outbox.write(to, gone, { lane: 0, at: now })
    const ids = [BigInt(delivery ?? 0), BigInt(older ?? 0)]
    await world.database.prisma.delivery.updateMany({
      where: { id: { in: ids } },
      data: { state: 'sent', sentAt: now },
    })
    const { text } = await world.get(`/console/cases/${id}`, officer)
    for (const said of ['Nhắn trên web', 'Bà con · Trang chat', '091****678', 'Loa (máy) · Telegram', 'Loa đã dừng.'])
      expect(text).toContain(said)
    expect(text).toContain('(lời của bản Loa cũ, không còn hiện lại được)')
    for (const hidden of ['Lời của vợ', '0912345678', 'Xem lời nhắn cũ hơn']) expect(text).not.toContain(hidden)
    expect(await opens(id)).toBe(1)
  })

  it('goes back page by page', async () => {
    const { id, accountId, other } = await linked()
    for (let i = 1; i <= 60; i++) await says(i % 2 ? accountId : other, { kind: 'text', text: `lời số ${i}.` }, i)
    const first = await world.get(`/console/cases/${id}`, officer)
    expect(first.text).toContain('lời số 60.')
    expect(first.text).toContain('lời số 53.')
    expect(first.text).not.toContain('lời số 52.')
    const older = (page: string) => /href="([^"]*\/talk\?before=[^"]*)"/.exec(page)?.[1] ?? ''
    const second = await world.get(older(first.text), officer)
    expect(second.text).toContain('lời số 52.')
    expect(second.text).toContain('lời số 13.')
    expect(second.text).not.toContain('lời số 12.')
    const third = await world.get(older(second.text), officer)
    expect(third.text).toContain('lời số 12.')
    expect(third.text).toContain('lời số 1.')
    expect(older(third.text)).toBe('')
    expect(await opens(id)).toBe(3)
  })

  it('is for nobody who may not see the case, or no people', async () => {
    const { id, accountId } = await linked('commune_chair')
    await says(accountId, { kind: 'text', text: 'Nhắn riêng' })
    const other = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
    expect((await world.get(`/console/cases/${id}/talk`, other)).status).toBe(404)
    const chair = await world.signIn(await world.staff('commune_chair', { communeId: world.commune.first }))
    const page = await world.get(`/console/cases/${id}`, chair)
    expect([page.status, page.text.includes('Nhắn riêng')]).toEqual([200, false])
    expect((await world.get(`/console/cases/${id}/talk`, chair)).status).toBe(404)
    expect(await opens(id)).toBe(0)
  })

  it('leaves out for an officer what was said around a case about officers', async () => {
    const { id, accountId } = await linked()
    const at = new Date(now.getTime() - 86_400_000)
    await says(accountId, { kind: 'text', text: 'Cán bộ đòi tiền tôi' })
    const about = { kind: 'complaint', routedTo: 'director', text: 'Cán bộ đòi tiền tôi' } as const
    const place = { officeId: world.office.id, communeId: world.commune.first }
    await world.store.cases.open({ ...about, ...place, accountId, at, dueAt: now })
    expect((await world.get(`/console/cases/${id}`, officer)).text).not.toContain('Cán bộ đòi tiền tôi')
    const director = await world.signIn(await world.staff('director'))
    expect((await world.get(`/console/cases/${id}`, director)).text).toContain('Cán bộ đòi tiền tôi')
  })
})
